package io.perennial.web.portal;

import io.perennial.membership.Identifier;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.SignInByCode;
import io.perennial.membership.SignInByPassword;
import io.perennial.web.pages.ConsentBoxes;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Phrases;
import io.perennial.web.security.Attempts;
import io.perennial.web.security.SignedInMember;
import io.perennial.web.security.SiteAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** By phone and code in two steps, by e-mail and password in one, or by passkey. */
@Controller
@RequestMapping("/sign-in")
class SignInController {

    /** Whose code is awaited; a text, since it waits in the session. */
    static final String PHONE = "phoneAwaitingCode";

    /** The right code of a number that may have changed hands, until it is said whose the account is. */
    private static final String RIGHT_CODE = "rightCode";

    private static final String PHONE_PAGE = "portal/sign-in/phone";
    private static final String CODE_PAGE = "portal/sign-in/code";
    private static final String PASSWORD_PAGE = "portal/sign-in/password";
    private static final String TO_CODE_PAGE = "redirect:/sign-in/code";
    private static final String TO_PHONE_PAGE = "redirect:/sign-in";

    private final SignInByCode byCode;
    private final SignInByPassword byPassword;
    private final Arrivals arrivals;
    private final Attempts attempts;
    private final SiteAddress site;
    private final ReadConsents consents;

    SignInController(
            SignInByCode byCode,
            SignInByPassword byPassword,
            Arrivals arrivals,
            Attempts attempts,
            SiteAddress site,
            ReadConsents consents) {
        this.byCode = byCode;
        this.byPassword = byPassword;
        this.arrivals = arrivals;
        this.attempts = attempts;
        this.site = site;
        this.consents = consents;
    }

    @ModelAttribute("passkeys")
    boolean passkeys(HttpServletRequest request) {
        return site.origin(request).isPresent();
    }

    record PhoneForm(@Nullable String phone) {

        Optional<Identifier> identifier() {
            return phone == null ? Optional.empty() : Identifier.parse(Identifier.Kind.PHONE, phone);
        }
    }

    record CodeForm(@Nullable String code) {

        /** People type codes with blanks and hyphens, and Chinese keyboards with full-width digits. */
        String digits() {
            return code == null
                    ? ""
                    : code.codePoints()
                            .filter(Character::isDigit)
                            .map(digit -> Character.digit(digit, 10))
                            .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                            .toString();
        }

        @Override
        public String toString() {
            return "CodeForm[]";
        }
    }

    record PasswordForm(@Nullable String email, @Nullable String password) {

        Optional<Identifier> identifier() {
            return email == null ? Optional.empty() : Identifier.parse(Identifier.Kind.EMAIL, email);
        }

        @Override
        public String toString() {
            return "PasswordForm[]";
        }
    }

    @GetMapping
    String phone(
            @AuthenticationPrincipal @Nullable SignedInMember member, @RequestParam Optional<String> why, Model model) {
        if (member != null) {
            return "redirect:/";
        }
        model.addAttribute("form", new PhoneForm(""));
        model.addAttribute(
                "why", why.filter(reason -> reason.matches("ended|closed|out")).orElse(null));
        return PHONE_PAGE;
    }

    @PostMapping
    String send(
            @ModelAttribute("form") PhoneForm form,
            BindingResult errors,
            @ModelAttribute("say") Phrases say,
            HttpServletRequest request,
            HttpServletResponse response) {
        var phone = form.identifier();
        if (phone.isEmpty()) {
            errors.rejectValue("phone", "signIn.phone.wrong");
            return refused(PHONE_PAGE, HttpStatus.UNPROCESSABLE_CONTENT, response);
        }
        var session = request.getSession();
        if (!attempts.allow(Attempts.Kind.CODE, request)) {
            errors.reject("signIn.tooManyFromHere");
            return refused(PHONE_PAGE, HttpStatus.TOO_MANY_REQUESTS, response);
        }
        return switch (byCode.send(phone.get())) {
            case SignInByCode.Sending.Sent _ -> {
                session.setAttribute(PHONE, phone.get().value());
                yield TO_CODE_PAGE;
            }
            case SignInByCode.Sending.TooOften(var wait) -> {
                if (phone.get().value().equals(session.getAttribute(PHONE))) {
                    yield TO_CODE_PAGE;
                }
                errors.rejectValue("phone", "signIn.phone.tooOften", new Object[] {say.wait(wait)}, null);
                yield refused(PHONE_PAGE, HttpStatus.TOO_MANY_REQUESTS, response);
            }
        };
    }

    @GetMapping("/code")
    String code(@SessionAttribute(name = PHONE, required = false) @Nullable String phone, Model model) {
        if (phone == null) {
            return TO_PHONE_PAGE;
        }
        model.addAttribute("form", new CodeForm(""));
        model.addAttribute("questions", ConsentBoxes.unasked(consents));
        model.addAttribute("phone", masked(phone));
        return CODE_PAGE;
    }

    @PostMapping("/code")
    String confirm(
            @ModelAttribute("form") CodeForm form,
            BindingResult errors,
            @SessionAttribute(name = PHONE, required = false) @Nullable String phone,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (phone == null) {
            Notice.warning("signIn.code.gone").after(redirect);
            return TO_PHONE_PAGE;
        }
        model.addAttribute("questions", ConsentBoxes.unasked(consents));
        model.addAttribute("phone", masked(phone));
        if (!attempts.allow(Attempts.Kind.SIGN_IN, request)) {
            errors.reject("signIn.tooManyFromHere");
            return refused(CODE_PAGE, HttpStatus.TOO_MANY_REQUESTS, response);
        }
        return switch (byCode.confirm(new Identifier(Identifier.Kind.PHONE, phone), form.digits())) {
            case SignInByCode.Outcome.SignedIn signedIn -> comeIn(signedIn, locale, request, response, redirect);
            case SignInByCode.Outcome.WrongCode(var triesLeft) -> {
                errors.rejectValue("code", "signIn.code.wrong", new Object[] {triesLeft}, null);
                yield refused(CODE_PAGE, HttpStatus.UNPROCESSABLE_CONTENT, response);
            }
            case SignInByCode.Outcome.NoValidCode _ -> {
                errors.rejectValue("code", "signIn.code.noneValid");
                yield refused(CODE_PAGE, HttpStatus.UNPROCESSABLE_CONTENT, response);
            }
            case SignInByCode.Outcome.Closed _ -> closed(request);
            case SignInByCode.Outcome.Whose _ -> {
                request.getSession().setAttribute(RIGHT_CODE, form.digits());
                yield "redirect:/sign-in/whose";
            }
            case SignInByCode.Outcome.OtherWayNeeded _ ->
                throw new IllegalStateException("nobody said yet whose the account is");
        };
    }

    private String comeIn(
            SignInByCode.Outcome.SignedIn signedIn,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        request.getSession().removeAttribute(PHONE);
        request.getSession().removeAttribute(RIGHT_CODE);
        var member = signedIn.member();
        return switch (signedIn.arrival()) {
            case BACK -> arrivals.welcomeBack(member, request, response);
            case JOINED -> {
                Notice.success("enrol.welcome").after(redirect);
                yield arrivals.welcome(member, locale, request, response);
            }
            case CLAIMED -> {
                arrivals.welcome(member, locale, request, response);
                yield "redirect:/claimed";
            }
        };
    }

    private static String closed(HttpServletRequest request) {
        request.getSession().removeAttribute(PHONE);
        request.getSession().removeAttribute(RIGHT_CODE);
        return "redirect:/sign-in?why=closed";
    }

    /** The number may have gone from one person to another: whoever brought its code says which of them they are. */
    @GetMapping("/whose")
    String whose(
            @SessionAttribute(name = PHONE, required = false) @Nullable String phone,
            @SessionAttribute(name = RIGHT_CODE, required = false) @Nullable String code,
            Model model) {
        if (phone == null || code == null) {
            return TO_PHONE_PAGE;
        }
        model.addAttribute("phone", masked(phone));
        return "portal/sign-in/whose";
    }

    @PostMapping("/whose")
    String say(
            @RequestParam(defaultValue = "") String who,
            @SessionAttribute(name = PHONE, required = false) @Nullable String phone,
            @SessionAttribute(name = RIGHT_CODE, required = false) @Nullable String code,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (phone == null || code == null) {
            Notice.warning("signIn.code.gone").after(redirect);
            return TO_PHONE_PAGE;
        }
        var number = new Identifier(Identifier.Kind.PHONE, phone);
        var outcome = switch (who) {
            case "before" -> byCode.confirmAsBefore(number, code);
            case "newcomer" -> byCode.confirmAsNewcomer(number, code);
            default -> new SignInByCode.Outcome.Whose();
        };
        return switch (outcome) {
            case SignInByCode.Outcome.SignedIn signedIn -> comeIn(signedIn, locale, request, response, redirect);
            case SignInByCode.Outcome.WrongCode _, SignInByCode.Outcome.NoValidCode _ -> {
                request.getSession().removeAttribute(RIGHT_CODE);
                Notice.warning("signIn.code.gone").after(redirect);
                yield TO_PHONE_PAGE;
            }
            case SignInByCode.Outcome.Closed _ -> closed(request);
            case SignInByCode.Outcome.Whose _ -> "redirect:/sign-in/whose";
            case SignInByCode.Outcome.OtherWayNeeded _ -> {
                request.getSession().removeAttribute(PHONE);
                request.getSession().removeAttribute(RIGHT_CODE);
                Notice.info("signIn.whose.otherWay").after(redirect);
                yield "redirect:/sign-in/password";
            }
        };
    }

    @PostMapping("/code/again")
    String sendAgain(
            @SessionAttribute(name = PHONE, required = false) @Nullable String phone,
            @ModelAttribute("say") Phrases say,
            HttpSession session,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (phone == null) {
            return TO_PHONE_PAGE;
        }
        if (!attempts.allow(Attempts.Kind.CODE, request)) {
            Notice.error("signIn.tooManyFromHere").after(redirect);
            return TO_CODE_PAGE;
        }
        switch (byCode.send(new Identifier(Identifier.Kind.PHONE, phone))) {
            case SignInByCode.Sending.Sent _ ->
                Notice.success("signIn.code.sentAgain").after(redirect);
            case SignInByCode.Sending.TooOften(var wait) ->
                Notice.warning("signIn.phone.tooOften", say.wait(wait)).after(redirect);
        }
        return TO_CODE_PAGE;
    }

    @GetMapping("/password")
    String password(@AuthenticationPrincipal @Nullable SignedInMember member, Model model) {
        if (member != null) {
            return "redirect:/";
        }
        model.addAttribute("form", new PasswordForm("", ""));
        return PASSWORD_PAGE;
    }

    @PostMapping("/password")
    String signIn(
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            @ModelAttribute("say") Phrases say,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!attempts.allow(Attempts.Kind.SIGN_IN, request)) {
            errors.reject("signIn.tooManyFromHere");
            return refused(PASSWORD_PAGE, HttpStatus.TOO_MANY_REQUESTS, response);
        }
        var email = form.identifier();
        if (email.isEmpty()) {
            errors.rejectValue("email", "signIn.email.wrong");
            return refused(PASSWORD_PAGE, HttpStatus.UNPROCESSABLE_CONTENT, response);
        }
        var password = form.password() == null ? "" : form.password();
        return switch (byPassword.signIn(email.get(), password)) {
            case SignInByPassword.Outcome.SignedIn(var member) -> arrivals.welcomeBack(member, request, response);
            case SignInByPassword.Outcome.Refused _ -> {
                errors.reject("signIn.password.refused");
                yield refused(PASSWORD_PAGE, HttpStatus.UNPROCESSABLE_CONTENT, response);
            }
            case SignInByPassword.Outcome.Locked(var wait) -> {
                errors.reject("signIn.password.locked", new Object[] {say.wait(wait)}, null);
                yield refused(PASSWORD_PAGE, HttpStatus.TOO_MANY_REQUESTS, response);
            }
        };
    }

    private static String masked(String phone) {
        return Masked.of(new Identifier(Identifier.Kind.PHONE, phone));
    }

    private static String refused(String page, HttpStatus status, HttpServletResponse response) {
        response.setStatus(status.value());
        return page;
    }
}
