package io.perennial.web.portal;

import io.perennial.membership.Identifier;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.SignInByPassword;
import io.perennial.web.pages.ConsentBoxes;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.Attempts;
import io.perennial.web.security.SignedInMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Enrolment by e-mail and password; by phone, the first sign-in enrols.
 *
 * <p>Whether an address was free is not told: free or taken, the next page is the same one, where the new member signs in
 * with the password just chosen and a member of old with theirs. Signing in at once would answer the question.
 */
@Controller
@RequestMapping("/enrol")
class EnrolController {

    private static final String PAGE = "portal/enrol/new";
    private static final int LONGEST_NAME = 80;

    private final SignInByPassword byPassword;
    private final Arrivals arrivals;
    private final Attempts attempts;
    private final ReadConsents consents;

    EnrolController(SignInByPassword byPassword, Arrivals arrivals, Attempts attempts, ReadConsents consents) {
        this.byPassword = byPassword;
        this.arrivals = arrivals;
        this.attempts = attempts;
        this.consents = consents;
    }

    record Form(
            @Nullable String name,
            @Nullable String email,
            @Nullable String password) {

        Optional<Identifier> identifier() {
            return email == null ? Optional.empty() : Identifier.parse(Identifier.Kind.EMAIL, email);
        }

        @Nullable
        String displayName() {
            return name == null || name.isBlank() ? null : name.strip();
        }

        @Override
        public String toString() {
            return "Form[]";
        }
    }

    @ModelAttribute("questions")
    List<ConsentBoxes.Question> questions() {
        return ConsentBoxes.unasked(consents);
    }

    @GetMapping
    String form(@AuthenticationPrincipal @Nullable SignedInMember member, Model model) {
        if (member != null) {
            return "redirect:/";
        }
        model.addAttribute("form", new Form("", "", ""));
        return PAGE;
    }

    @PostMapping
    String enrol(
            @ModelAttribute("form") Form form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            RedirectAttributes redirect) {
        var name = form.displayName();
        if (name != null && (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))) {
            errors.rejectValue("name", "profile.name.wrong");
        }
        var email = form.identifier();
        if (email.isEmpty()) {
            errors.rejectValue("email", "signIn.email.wrong");
        }
        if (errors.hasErrors() || email.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return PAGE;
        }
        if (!attempts.allow(Attempts.Kind.ENROL, request)) {
            errors.reject("signIn.tooManyFromHere");
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return PAGE;
        }
        var password = form.password() == null ? "" : form.password();
        return switch (byPassword.enrol(email.get(), password, name)) {
            case SignInByPassword.Enrolling.Enrolled(var member) -> {
                arrivals.keepLanguage(member, locale);
                arrivals.keepChoices(member, locale, request);
                yield onwards(redirect);
            }
            case SignInByPassword.Enrolling.Taken _ -> onwards(redirect);
            case SignInByPassword.Enrolling.WeakPassword(var weakness) -> {
                errors.rejectValue("password", "password." + weakness);
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield PAGE;
            }
        };
    }

    private static String onwards(RedirectAttributes redirect) {
        Notice.info("enrol.next").after(redirect);
        return "redirect:/sign-in/password";
    }
}
