package io.perennial.web.admin;

import io.perennial.membership.EditLadder;
import io.perennial.membership.FindMembers;
import io.perennial.membership.Ladder;
import io.perennial.membership.ReadLadder;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The ladder of tiers: nobody publishes an edit without having seen whom it moves. */
@Controller
@RequestMapping("/admin/tiers")
class AdminTiersController {

    private final ReadLadder ladder;
    private final EditLadder editing;
    private final FindMembers members;

    AdminTiersController(ReadLadder ladder, EditLadder editing, FindMembers members) {
        this.ladder = ladder;
        this.editing = editing;
        this.members = members;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("tiers", members.perTier());
        model.addAttribute("version", ladder.version());
        return "admin/tiers/list";
    }

    @GetMapping("/edit")
    String edit(Model model) {
        return form(LadderForm.of(ladder.ladder(), ladder.version()).withRoomForOneMore(), model);
    }

    /** Back from the preview with what was typed. */
    @PostMapping(path = "/edit", params = "again")
    String editAgain(@ModelAttribute("form") LadderForm form, Model model) {
        return form(form, model);
    }

    @PostMapping("/preview")
    String preview(
            @ModelAttribute("form") LadderForm form, BindingResult errors, Model model, HttpServletResponse response) {
        var typed = form.read(errors);
        if (typed.isEmpty()) {
            return refused(form, model, response);
        }
        return preview(form, typed.get(), model);
    }

    @PostMapping("/edit")
    String publish(
            @ModelAttribute("form") LadderForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var typed = form.read(errors);
        if (typed.isEmpty()) {
            return refused(form, model, response);
        }
        switch (editing.publish(typed.get(), form.versionNumber(), me.id())) {
            case EditLadder.Outcome.Published(var impact) -> {
                Notice.success(
                                "admin.tiers.published",
                                impact.moves().stream()
                                        .mapToLong(EditLadder.Move::members)
                                        .sum())
                        .after(redirect);
                return "redirect:/admin/tiers";
            }
            case EditLadder.Outcome.TierRemoved(var code) ->
                errors.reject("admin.tiers.tier-removed", new Object[] {code}, null);
            case EditLadder.Outcome.OrderChanged _ -> errors.reject("admin.tiers.order-changed");
            case EditLadder.Outcome.ChangedMeanwhile _ -> errors.reject("admin.tiers.changed-meanwhile");
        }
        return refused(form, model, response);
    }

    private String preview(LadderForm form, Ladder typed, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("ladder", typed);
        model.addAttribute("impact", editing.preview(typed));
        return "admin/tiers/preview";
    }

    private String refused(LadderForm form, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, model);
    }

    private String form(LadderForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("known", ladder.ladder().tiers().size());
        return "admin/tiers/edit";
    }
}
