package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.points.EntryKind;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReinstatePoints;
import io.perennial.points.ReinstatePoints.Outcome;
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

/** Gives back what one entry expired. */
@Controller
@RequestMapping("/admin/members/{id}/entries/{entry}/edit")
class AdminReinstatementsController {

    private final ReadMember profiles;
    private final ReadStatement statements;
    private final ReinstatePoints reinstatePoints;

    AdminReinstatementsController(ReadMember profiles, ReadStatement statements, ReinstatePoints reinstatePoints) {
        this.profiles = profiles;
        this.statements = statements;
        this.reinstatePoints = reinstatePoints;
    }

    @GetMapping
    String edit(
            @PathVariable MemberId id,
            @PathVariable long entry,
            @ModelAttribute("extension") ExtensionForm form,
            Model model) {
        model.addAttribute("profile", profiles.find(id).orElseThrow(AdminReinstatementsController::missing));
        model.addAttribute(
                "line",
                statements
                        .entry(id, entry)
                        .filter(line -> line.kind() == EntryKind.EXPIRED)
                        .orElseThrow(AdminReinstatementsController::missing));
        return "admin/members/reinstate";
    }

    @PostMapping
    String reinstate(
            @PathVariable MemberId id,
            @PathVariable long entry,
            @ModelAttribute("extension") ExtensionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var day = form.day(errors);
        if (day.isPresent()) {
            switch (reinstatePoints.reinstate(id, entry, day.get(), form.reason(), me.id())) {
                case Outcome.Reinstated(var points, var _) -> {
                    Notice.success("admin.reinstate.done", points.value()).after(redirect);
                    return "redirect:/admin/members/" + id;
                }
                case Outcome.AlreadyReinstated _ -> {
                    Notice.info("admin.reinstate.already").after(redirect);
                    return "redirect:/admin/members/" + id;
                }
                case Outcome.TooLate(var days) -> errors.reject("admin.reinstate.too-late", new Object[] {days}, null);
                case Outcome.BadDay _ -> errors.rejectValue("newLastDay", "admin.reinstate.bad-day");
                case Outcome.ReasonMissing _ -> errors.rejectValue("reason", "admin.reason.missing");
                case Outcome.MemberClosed _ -> errors.reject("admin.adjustments.member-closed");
                case Outcome.OwnAccount _ -> errors.reject("admin.adjustments.own-account");
                case Outcome.NotExpired _, Outcome.UnknownMember _ -> throw missing();
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return edit(id, entry, form, model);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
