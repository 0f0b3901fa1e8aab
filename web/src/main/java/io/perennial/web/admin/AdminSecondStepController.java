package io.perennial.web.admin;

import io.perennial.membership.CheckSecondFactor;
import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.KeepStaffSignIns.How;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Phrases;
import io.perennial.web.security.Attempts;
import io.perennial.web.security.PasskeyChallenge;
import io.perennial.web.security.SecondStep;
import io.perennial.web.security.Sessions;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.SiteAddress;
import io.perennial.web.security.StaffEntrances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The second step of staff's sign-in: a code of their app, a passkey, or a recovery code. */
@Controller
@RequestMapping("/admin/sign-in/second")
class AdminSecondStepController {

    private static final String PAGE = "admin/sign-in/second";
    private static final String TO_ADMIN = "redirect:/admin";

    private final CheckSecondFactor check;
    private final KeepSecondFactor factors;
    private final Sessions sessions;
    private final Attempts attempts;
    private final StaffEntrances entrances;
    private final SiteAddress site;

    AdminSecondStepController(
            CheckSecondFactor check,
            KeepSecondFactor factors,
            Sessions sessions,
            Attempts attempts,
            StaffEntrances entrances,
            SiteAddress site) {
        this.entrances = entrances;
        this.check = check;
        this.factors = factors;
        this.sessions = sessions;
        this.attempts = attempts;
        this.site = site;
    }

    record Form(@Nullable String code) {

        @Override
        public String toString() {
            return "Form[]";
        }
    }

    @GetMapping
    String second(@AuthenticationPrincipal @Nullable SignedInStaff staff, HttpServletRequest request, Model model) {
        if (staff == null || SecondStep.of(request) != SecondStep.TO_SHOW) {
            return TO_ADMIN;
        }
        model.addAttribute("form", new Form(""));
        return page(staff, request, model);
    }

    @PostMapping
    String check(
            @AuthenticationPrincipal @Nullable SignedInStaff staff,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            @ModelAttribute("say") Phrases say,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        if (staff == null || SecondStep.of(request) != SecondStep.TO_SHOW) {
            return TO_ADMIN;
        }
        if (!attempts.allow(Attempts.Kind.SIGN_IN, request)) {
            errors.reject("signIn.tooManyFromHere");
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return page(staff, request, model);
        }
        return switch (check.check(staff.id(), Objects.toString(form.code(), ""))) {
            case CheckSecondFactor.Outcome.Right _ -> comeIn(staff, request, response);
            case CheckSecondFactor.Outcome.RightByRecoveryCode(var left) -> {
                Notice.warning("second.recoveryUsed", left).after(redirect);
                comeIn(staff, request, response);
                yield "redirect:/admin/account/second-factor";
            }
            case CheckSecondFactor.Outcome.Wrong _ -> {
                entrances.note(staff.id(), How.SECOND_WRONG, request);
                errors.rejectValue("code", "second.wrong");
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(staff, request, model);
            }
            case CheckSecondFactor.Outcome.Locked(var wait) -> {
                entrances.note(staff.id(), How.SECOND_LOCKED, request);
                errors.reject("second.locked", new Object[] {say.wait(wait)}, null);
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                yield page(staff, request, model);
            }
        };
    }

    /** What the browser asks its devices. */
    @PostMapping("/options")
    ResponseEntity<String> options(@AuthenticationPrincipal @Nullable SignedInStaff staff, HttpServletRequest request) {
        var origin = site.origin(request);
        if (staff == null || origin.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        var ceremony = check.beginPasskey(staff.id(), origin.get());
        PasskeyChallenge.TO_CONFIRM.keep(ceremony.challenge(), request);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ceremony.options());
    }

    @PostMapping("/passkey")
    String passkey(
            @AuthenticationPrincipal @Nullable SignedInStaff staff,
            @RequestParam(defaultValue = "") String answer,
            @ModelAttribute("say") Phrases say,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (staff == null || SecondStep.of(request) != SecondStep.TO_SHOW) {
            return TO_ADMIN;
        }
        var origin = site.origin(request);
        var challenge = PasskeyChallenge.TO_CONFIRM.take(request);
        if (origin.isEmpty() || challenge.isEmpty()) {
            Notice.warning("passkey.gone").after(redirect);
            return "redirect:/admin/sign-in/second";
        }
        return switch (check.checkPasskey(staff.id(), challenge.get(), answer, origin.get())) {
            case CheckSecondFactor.Outcome.Right _, CheckSecondFactor.Outcome.RightByRecoveryCode _ ->
                comeIn(staff, request, response);
            case CheckSecondFactor.Outcome.Wrong _ -> {
                entrances.note(staff.id(), How.SECOND_WRONG, request);
                Notice.error("passkey.refused").after(redirect);
                yield "redirect:/admin/sign-in/second";
            }
            case CheckSecondFactor.Outcome.Locked(var wait) -> {
                entrances.note(staff.id(), How.SECOND_LOCKED, request);
                Notice.error("second.locked", say.wait(wait)).after(redirect);
                yield "redirect:/admin/sign-in/second";
            }
        };
    }

    private String comeIn(SignedInStaff staff, HttpServletRequest request, HttpServletResponse response) {
        entrances.note(staff.id(), How.SECOND_RIGHT, request);
        var wanted = sessions.wantedPage(request, response, "/admin");
        sessions.openWithSecondFactor(staff.id(), request, response);
        return "redirect:" + wanted;
    }

    private String page(SignedInStaff staff, HttpServletRequest request, Model model) {
        var state = factors.of(staff.id());
        model.addAttribute("app", state.app());
        model.addAttribute(
                "passkeys", state.passkeys() > 0 && site.origin(request).isPresent());
        return PAGE;
    }
}
