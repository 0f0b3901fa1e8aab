package io.perennial.web.admin;

import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.SignInStaff;
import io.perennial.web.pages.Phrases;
import io.perennial.web.security.Attempts;
import io.perennial.web.security.Sessions;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.StaffEntrances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Staff sign in by login name and password, and go on to the second step where they have one. */
@Controller
@RequestMapping("/admin/sign-in")
class AdminSignInController {

    private static final String PAGE = "admin/sign-in/staff";

    private final SignInStaff accounts;
    private final KeepSecondFactor factors;
    private final Sessions sessions;
    private final Attempts attempts;
    private final StaffEntrances entrances;

    AdminSignInController(
            SignInStaff accounts,
            KeepSecondFactor factors,
            Sessions sessions,
            Attempts attempts,
            StaffEntrances entrances) {
        this.entrances = entrances;
        this.accounts = accounts;
        this.factors = factors;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    record Form(@Nullable String login, @Nullable String password) {

        @Override
        public String toString() {
            return "Form[]";
        }
    }

    @GetMapping
    String staff(
            @AuthenticationPrincipal @Nullable SignedInStaff staff, @RequestParam Optional<String> why, Model model) {
        if (staff != null) {
            return "redirect:/admin";
        }
        model.addAttribute("form", new Form("", ""));
        model.addAttribute(
                "why", why.filter(reason -> reason.matches("ended|out")).orElse(null));
        return PAGE;
    }

    @PostMapping
    String signIn(
            @ModelAttribute("form") Form form,
            BindingResult errors,
            @ModelAttribute("say") Phrases say,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!attempts.allow(Attempts.Kind.SIGN_IN, request)) {
            errors.reject("signIn.tooManyFromHere");
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return PAGE;
        }
        var login = form.login() == null ? "" : form.login().strip();
        var password = form.password() == null ? "" : form.password();
        return switch (accounts.signIn(login, password)) {
            case SignInStaff.Outcome.SignedIn(var staff) -> {
                if (factors.isSetUp(staff.id())) {
                    entrances.note(staff.id(), KeepStaffSignIns.How.PASSWORD_RIGHT, request);
                    // Where they wanted to go is kept until the second step is taken.
                    sessions.open(staff.id(), request, response);
                    yield "redirect:/admin/sign-in/second";
                }
                entrances.note(staff.id(), KeepStaffSignIns.How.SIGNED_IN, request);
                var wanted = sessions.wantedPage(request, response, "/admin");
                sessions.open(staff.id(), request, response);
                yield "redirect:" + wanted;
            }
            case SignInStaff.Outcome.Refused _ -> {
                entrances.note(login, KeepStaffSignIns.How.PASSWORD_WRONG, request);
                errors.reject("signIn.staff.refused");
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield PAGE;
            }
            case SignInStaff.Outcome.Locked(var wait) -> {
                entrances.note(login, KeepStaffSignIns.How.PASSWORD_LOCKED, request);
                errors.reject("signIn.password.locked", new Object[] {say.wait(wait)}, null);
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                yield PAGE;
            }
        };
    }
}
