package io.perennial.web.admin;

import io.perennial.points.EditAdjustmentReasons;
import io.perennial.points.EditAdjustmentReasons.Outcome;
import io.perennial.points.ReadAdjustments;
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

/** The reasons for which staff give and take points. */
@Controller
@RequestMapping("/admin/points-policy/reasons")
class AdminAdjustmentReasonsController {

    private static final String LIST = "redirect:/admin/points-policy/reasons";

    private final ReadAdjustments adjustments;
    private final EditAdjustmentReasons editReasons;

    AdminAdjustmentReasonsController(ReadAdjustments adjustments, EditAdjustmentReasons editReasons) {
        this.adjustments = adjustments;
        this.editReasons = editReasons;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("reasons", adjustments.everyReason());
        return "admin/points-policy/reasons/list";
    }

    @GetMapping("/new")
    String create(@ModelAttribute("form") AdjustmentReasonForm form, Model model) {
        return form(true, model);
    }

    @PostMapping("/new")
    String add(
            @ModelAttribute("form") AdjustmentReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var name = form.name(errors);
        if (name.isPresent()) {
            switch (editReasons.add(form.code(), name.get(), me.id())) {
                case Outcome.Done _ -> {
                    Notice.success("admin.adjustments.reasons.added").after(redirect);
                    return LIST;
                }
                case Outcome.BadCode _ -> errors.rejectValue("code", "admin.adjustments.reasons.code.bad");
                case Outcome.CodeTaken _ -> errors.rejectValue("code", "admin.adjustments.reasons.code.taken");
                case Outcome.BadName _, Outcome.UnknownReason _, Outcome.LastReason _ ->
                    throw new IllegalStateException("a new reason whose name was looked at");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(true, model);
    }

    @GetMapping("/{code}/edit")
    String edit(@PathVariable String code, Model model) {
        model.addAttribute("form", AdjustmentReasonForm.of(found(code)));
        return form(false, model);
    }

    @PostMapping("/{code}/edit")
    String rename(
            @PathVariable String code,
            @ModelAttribute("form") AdjustmentReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var name = form.name(errors);
        if (name.isPresent()) {
            return told(editReasons.rename(code, name.get(), me.id()), "admin.adjustments.reasons.renamed", redirect);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(false, model);
    }

    @PostMapping("/{code}/retire")
    String retire(@PathVariable String code, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return told(editReasons.retire(code, me.id()), "admin.adjustments.reasons.retired", redirect);
    }

    @PostMapping("/{code}/bring-back")
    String bringBack(
            @PathVariable String code, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return told(editReasons.bringBack(code, me.id()), "admin.adjustments.reasons.brought-back", redirect);
    }

    private static String told(Outcome outcome, String done, RedirectAttributes redirect) {
        switch (outcome) {
            case Outcome.Done _ -> Notice.success(done).after(redirect);
            case Outcome.LastReason _ ->
                Notice.error("admin.adjustments.reasons.last").after(redirect);
            case Outcome.UnknownReason _ -> throw missing();
            case Outcome.BadCode _, Outcome.CodeTaken _, Outcome.BadName _ ->
                throw new IllegalStateException("a reason that exists, and whose name was looked at");
        }
        return LIST;
    }

    private ReadAdjustments.Reason found(String code) {
        return adjustments.everyReason().stream()
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(AdminAdjustmentReasonsController::missing);
    }

    private static String form(boolean isNew, Model model) {
        model.addAttribute("isNew", isNew);
        return "admin/points-policy/reasons/edit";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
