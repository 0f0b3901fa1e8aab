package io.perennial.web.admin;

import io.perennial.membership.EraseMember;
import io.perennial.membership.EraseMember.Deciding;
import io.perennial.membership.EraseMember.Outcome;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Erasing a member: asked for with a reason, agreed to by a second person or ordered by an admin. */
@Controller
@RequestMapping("/admin/members")
class AdminErasuresController {

    private final EraseMember eraseMember;
    private final ReadMember profiles;

    AdminErasuresController(EraseMember eraseMember, ReadMember profiles) {
        this.eraseMember = eraseMember;
        this.profiles = profiles;
    }

    @GetMapping("/erasures")
    String list(Model model) {
        model.addAttribute("waiting", eraseMember.waiting());
        return "admin/members/erasures";
    }

    @GetMapping("/{id}/erasure/edit")
    String edit(@PathVariable MemberId id, @ModelAttribute("change") ReasonForm form, Model model) {
        model.addAttribute("profile", profiles.find(id).orElseThrow(AdminErasuresController::missing));
        model.addAttribute("erasure", eraseMember.of(id).orElse(null));
        return "admin/members/erase";
    }

    @PostMapping("/{id}/erasure/edit")
    String ask(
            @PathVariable MemberId id,
            @ModelAttribute("change") ReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        switch (eraseMember.ask(id, form.reason(), me.id())) {
            case Outcome.Approved _ ->
                Notice.success("admin.members.erase.ordered").after(redirect);
            case Outcome.Waiting _ -> Notice.info("admin.members.erase.waiting").after(redirect);
            case Outcome.AlreadyAsked _ ->
                Notice.warning("admin.members.erase.already").after(redirect);
            case Outcome.AlreadyErased _ ->
                Notice.warning("admin.members.erase.done").after(redirect);
            case Outcome.UnknownMember _ -> throw missing();
            case Outcome.ReasonMissing _ -> {
                errors.rejectValue("reason", "admin.reason.missing");
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                return edit(id, form, model);
            }
        }
        return "redirect:/admin/members/" + id;
    }

    @PostMapping("/{id}/erasure/{decision:approve|refuse}")
    String decide(
            @PathVariable MemberId id,
            @PathVariable String decision,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        var decided = decision.equals("approve") ? eraseMember.approve(id, me.id()) : eraseMember.refuse(id, me.id());
        switch (decided) {
            case Deciding.Decided _ ->
                Notice.success("admin.members.erase.decided").after(redirect);
            case Deciding.Yourself _ ->
                Notice.error("admin.members.erase.yourself").after(redirect);
            case Deciding.NothingWaiting _ ->
                Notice.warning("admin.members.erase.nothing").after(redirect);
        }
        return "redirect:/admin/members/" + id;
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
