package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.points.ExtendPoints;
import io.perennial.points.ReadBalance;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
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

/** Puts off the end of those points of a member that end with one day. */
@Controller
@RequestMapping("/admin/members/{id}/expiry/{lastDay}/edit")
class AdminExtensionsController {

    private final ReadMember profiles;
    private final ReadBalance balances;
    private final ExtendPoints extendPoints;

    AdminExtensionsController(ReadMember profiles, ReadBalance balances, ExtendPoints extendPoints) {
        this.profiles = profiles;
        this.balances = balances;
        this.extendPoints = extendPoints;
    }

    @GetMapping
    String edit(
            @PathVariable MemberId id,
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate lastDay,
            @ModelAttribute("extension") ExtensionForm form,
            Model model) {
        model.addAttribute("profile", profiles.find(id).orElseThrow(AdminExtensionsController::missing));
        model.addAttribute(
                "expiring",
                balances.of(id).expiring().stream()
                        .filter(each -> each.lastDay().equals(lastDay))
                        .findFirst()
                        .orElseThrow(AdminExtensionsController::missing));
        return "admin/members/extend";
    }

    @PostMapping
    String extend(
            @PathVariable MemberId id,
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate lastDay,
            @ModelAttribute("extension") ExtensionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var day = form.day(errors);
        if (day.isPresent()) {
            switch (extendPoints.extend(new ExtendPoints.Extension(id, lastDay, day.get(), form.reason()), me.id())) {
                case ExtendPoints.Outcome.Extended(var points) -> {
                    Notice.success("admin.extend.done", points.value()).after(redirect);
                    return "redirect:/admin/members/" + id;
                }
                case ExtendPoints.Outcome.NothingThere _ -> {
                    Notice.error("admin.extend.nothing-there").after(redirect);
                    return "redirect:/admin/members/" + id;
                }
                case ExtendPoints.Outcome.NotLater _ -> errors.rejectValue("newLastDay", "admin.extend.not-later");
                case ExtendPoints.Outcome.TooFar _ ->
                    errors.rejectValue(
                            "newLastDay", "admin.extend.too-far", new Object[] {ExtendPoints.MOST_DAYS}, null);
                case ExtendPoints.Outcome.ReasonMissing _ -> errors.rejectValue("reason", "admin.reason.missing");
                case ExtendPoints.Outcome.UnknownMember _ -> throw missing();
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return edit(id, lastDay, form, model);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
