package io.perennial.web.portal;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.ResetPassword;
import io.perennial.membership.SignInByCode.Sending;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Phrases;
import io.perennial.web.security.Attempts;
import io.perennial.web.security.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who forgot their password shows by a code that the address or the phone is theirs. The pages never tell whether anyone has it. */
@Controller
@RequestMapping("/sign-in/reset")
class ResetPasswordController {

    private static final String RECIPIENT = "resetAwaitingCode";
    private static final String PAGE = "portal/sign-in/reset";
    private static final String CODE_PAGE = "portal/sign-in/reset-code";
    private static final String TO_PAGE = "redirect:/sign-in/reset";

    private final ResetPassword reset;
    private final Sessions sessions;
    private final Attempts attempts;

    ResetPasswordController(ResetPassword reset, Sessions sessions, Attempts attempts) {
        this.reset = reset;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    record RecipientForm(@Nullable String recipient) {

        Optional<Identifier> identifier() {
            return ResetPasswordController.identifier(Objects.toString(recipient, ""));
        }
    }

    record Form(@Nullable String code, @Nullable String replacement) {

        @Override
        public String toString() {
            return "Form[]";
        }
    }

    private static Optional<Identifier> identifier(String written) {
        return Identifier.parse(written.contains("@") ? Kind.EMAIL : Kind.PHONE, written);
    }

    @GetMapping
    String forgotten(Model model) {
        model.addAttribute("form", new RecipientForm(""));
        return PAGE;
    }

    @PostMapping
    String send(
            @ModelAttribute("form") RecipientForm form,
            BindingResult errors,
            @ModelAttribute("say") Phrases say,
            HttpServletRequest request,
            HttpServletResponse response) {
        var recipient = form.identifier();
        if (recipient.isEmpty()) {
            errors.rejectValue("recipient", "reset.recipient.wrong");
            return refused(PAGE, HttpStatus.UNPROCESSABLE_CONTENT, response);
        }
        if (!attempts.allow(Attempts.Kind.CODE, request)) {
            errors.reject("signIn.tooManyFromHere");
            return refused(PAGE, HttpStatus.TOO_MANY_REQUESTS, response);
        }
        return switch (reset.send(recipient.get())) {
            case Sending.Sent _ -> {
                request.getSession().setAttribute(RECIPIENT, recipient.get().value());
                yield "redirect:/sign-in/reset/code";
            }
            case Sending.TooOften(var wait) -> {
                if (recipient.get().value().equals(request.getSession().getAttribute(RECIPIENT))) {
                    yield "redirect:/sign-in/reset/code";
                }
                errors.rejectValue("recipient", "code.tooOften", new Object[] {say.wait(wait)}, null);
                yield refused(PAGE, HttpStatus.TOO_MANY_REQUESTS, response);
            }
        };
    }

    @GetMapping("/code")
    String code(@SessionAttribute(name = RECIPIENT, required = false) @Nullable String recipient, Model model) {
        var identifier = identifier(Objects.toString(recipient, ""));
        if (identifier.isEmpty()) {
            return TO_PAGE;
        }
        model.addAttribute("form", new Form("", ""));
        model.addAttribute("recipient", Masked.of(identifier.get()));
        return CODE_PAGE;
    }

    @PostMapping("/code")
    String replace(
            @ModelAttribute("form") Form form,
            BindingResult errors,
            @SessionAttribute(name = RECIPIENT, required = false) @Nullable String recipient,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var identifier = identifier(Objects.toString(recipient, ""));
        if (identifier.isEmpty()) {
            Notice.warning("reset.gone").after(redirect);
            return TO_PAGE;
        }
        model.addAttribute("recipient", Masked.of(identifier.get()));
        if (!attempts.allow(Attempts.Kind.SIGN_IN, request)) {
            errors.reject("signIn.tooManyFromHere");
            return refused(CODE_PAGE, HttpStatus.TOO_MANY_REQUESTS, response);
        }
        var code = new SignInController.CodeForm(form.code()).digits();
        switch (reset.reset(identifier.get(), code, Objects.toString(form.replacement(), ""))) {
            case ResetPassword.Outcome.Reset(var member) -> {
                sessions.endAll(member);
                request.getSession().removeAttribute(RECIPIENT);
                Notice.success("reset.done").after(redirect);
                return "redirect:/sign-in/password";
            }
            case ResetPassword.Outcome.NothingToReset _ -> {
                request.getSession().removeAttribute(RECIPIENT);
                Notice.info("reset.nothing").after(redirect);
                return "redirect:/sign-in";
            }
            case ResetPassword.Outcome.WeakPassword(var weakness) ->
                errors.rejectValue("replacement", "password." + weakness);
            case ResetPassword.Outcome.WrongCode(var triesLeft) ->
                errors.rejectValue("code", "signIn.code.wrong", new Object[] {triesLeft}, null);
            case ResetPassword.Outcome.NoValidCode _ -> errors.rejectValue("code", "signIn.code.noneValid");
        }
        return refused(CODE_PAGE, HttpStatus.UNPROCESSABLE_CONTENT, response);
    }

    private static String refused(String page, HttpStatus status, HttpServletResponse response) {
        response.setStatus(status.value());
        return page;
    }
}
