package io.perennial.web.portal;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.KeepIdentifiers.Outcome;
import io.perennial.membership.KeepIdentifiers.Removing;
import io.perennial.membership.KeepIdentifiers.Sending;
import io.perennial.membership.MemberId;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Phrases;
import io.perennial.web.security.Attempts;
import io.perennial.web.security.SignedInMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Members add, change and remove their phones and e-mail addresses; each is proven by a code before it counts. */
@Controller
@RequestMapping("/access/identifiers")
class IdentifiersController {

    /** What is being proven; it waits in the session with the code, should it turn out to be somebody else's. */
    private static final String WANTED = "identifierAwaitingCode";

    private static final String RIGHT_CODE = "identifierRightCode";
    private static final String PAGE = "portal/access/identifiers/new";
    private static final String CODE_PAGE = "portal/access/identifiers/code";
    private static final String BACK = "redirect:/access";
    private static final String TO_CODE = "redirect:/access/identifiers/code";

    private final KeepIdentifiers identifiers;
    private final Attempts attempts;

    IdentifiersController(KeepIdentifiers identifiers, Attempts attempts) {
        this.identifiers = identifiers;
        this.attempts = attempts;
    }

    record Form(@Nullable String value) {}

    record CodeForm(@Nullable String code) {

        @Override
        public String toString() {
            return "CodeForm[]";
        }
    }

    /** @param instead the value of the one that goes, blank for none */
    record Wanted(Kind kind, String value, String instead) implements Serializable {

        Identifier identifier() {
            return new Identifier(kind, value);
        }

        Optional<Identifier> replaced() {
            return Identifier.parse(kind, instead);
        }

        @Override
        public String toString() {
            return "Wanted[]";
        }
    }

    @GetMapping("/new")
    String form(
            @AuthenticationPrincipal SignedInMember signedIn,
            @RequestParam(defaultValue = "PHONE") String kind,
            @RequestParam(defaultValue = "") String instead,
            Model model) {
        model.addAttribute("form", new Form(""));
        return page(signedIn.id(), kind(kind), instead, model);
    }

    @PostMapping("/new")
    String send(
            @AuthenticationPrincipal SignedInMember signedIn,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            @RequestParam(defaultValue = "PHONE") String kind,
            @RequestParam(defaultValue = "") String instead,
            @ModelAttribute("say") Phrases say,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var wanted = Identifier.parse(kind(kind), Objects.toString(form.value(), ""));
        if (wanted.isEmpty()) {
            errors.rejectValue("value", kind(kind) == Kind.PHONE ? "signIn.phone.wrong" : "signIn.email.wrong");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(signedIn.id(), kind(kind), instead, model);
        }
        var old = IdentifierRow.find(identifiers, signedIn.id(), instead);
        return send(signedIn.id(), wanted.get(), old, say, request, redirect);
    }

    /** Once more, or for the first time: it is on the account already. */
    @PostMapping("/{key}/prove")
    String prove(
            @AuthenticationPrincipal SignedInMember signedIn,
            @PathVariable String key,
            @ModelAttribute("say") Phrases say,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var own = IdentifierRow.find(identifiers, signedIn.id(), key).filter(IdentifiersController::isProvable);
        return own.isEmpty() ? BACK : send(signedIn.id(), own.get(), Optional.empty(), say, request, redirect);
    }

    private String send(
            MemberId member,
            Identifier wanted,
            Optional<Identifier> instead,
            Phrases say,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (!attempts.allow(Attempts.Kind.CODE, request)) {
            Notice.error("signIn.tooManyFromHere").after(redirect);
            return BACK;
        }
        return switch (identifiers.send(member, wanted)) {
            case Sending.Sent _ -> {
                var value = instead.map(Identifier::value).orElse("");
                request.getSession().setAttribute(WANTED, new Wanted(wanted.kind(), wanted.value(), value));
                request.getSession().removeAttribute(RIGHT_CODE);
                yield TO_CODE;
            }
            case Sending.TooOften(var wait) -> {
                Notice.warning("code.tooOften", say.wait(wait)).after(redirect);
                yield BACK;
            }
            case Sending.ProveFirst _ -> {
                Notice.warning("access.proveFirst").after(redirect);
                yield BACK;
            }
        };
    }

    @GetMapping("/code")
    String code(@SessionAttribute(name = WANTED, required = false) @Nullable Wanted wanted, Model model) {
        if (wanted == null) {
            return BACK;
        }
        model.addAttribute("form", new CodeForm(""));
        model.addAttribute("sentTo", Masked.of(wanted.identifier()));
        return CODE_PAGE;
    }

    @PostMapping("/code")
    String confirm(
            @AuthenticationPrincipal SignedInMember signedIn,
            @ModelAttribute("form") CodeForm form,
            BindingResult errors,
            @SessionAttribute(name = WANTED, required = false) @Nullable Wanted wanted,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (wanted == null) {
            return BACK;
        }
        model.addAttribute("sentTo", Masked.of(wanted.identifier()));
        if (!attempts.allow(Attempts.Kind.SIGN_IN, request)) {
            errors.reject("signIn.tooManyFromHere");
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return CODE_PAGE;
        }
        var digits = new SignInController.CodeForm(form.code()).digits();
        switch (identifiers.confirm(signedIn.id(), wanted.identifier(), digits, wanted.replaced())) {
            case Outcome.Taken _ -> {
                request.getSession().setAttribute(RIGHT_CODE, digits);
                return "redirect:/access/identifiers/taken";
            }
            case Outcome.WrongCode(var triesLeft) ->
                errors.rejectValue("code", "signIn.code.wrong", new Object[] {triesLeft}, null);
            case Outcome.NoValidCode _ -> errors.rejectValue("code", "signIn.code.noneValid");
            case Outcome.Proven _ -> {
                return done(wanted, request, redirect);
            }
            case Outcome.NotNow _ -> {
                return notNow(request, redirect);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return CODE_PAGE;
    }

    @GetMapping("/taken")
    String taken(
            @SessionAttribute(name = WANTED, required = false) @Nullable Wanted wanted,
            @SessionAttribute(name = RIGHT_CODE, required = false) @Nullable String code,
            Model model) {
        if (wanted == null || code == null) {
            return BACK;
        }
        model.addAttribute("kind", wanted.kind());
        model.addAttribute("sentTo", Masked.of(wanted.identifier()));
        return "portal/access/identifiers/taken";
    }

    @PostMapping("/taken")
    String takeOver(
            @AuthenticationPrincipal SignedInMember signedIn,
            @SessionAttribute(name = WANTED, required = false) @Nullable Wanted wanted,
            @SessionAttribute(name = RIGHT_CODE, required = false) @Nullable String code,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (wanted == null || code == null) {
            return BACK;
        }
        return switch (identifiers.takeOver(signedIn.id(), wanted.identifier(), code, wanted.replaced())) {
            case Outcome.Proven _ -> done(wanted, request, redirect);
            case Outcome.NotNow _ -> notNow(request, redirect);
            case Outcome.Taken _, Outcome.WrongCode _, Outcome.NoValidCode _ -> {
                forget(request);
                Notice.warning("access.code.gone").after(redirect);
                yield BACK;
            }
        };
    }

    @PostMapping("/{key}/remove")
    String remove(
            @AuthenticationPrincipal SignedInMember signedIn, @PathVariable String key, RedirectAttributes redirect) {
        var own = IdentifierRow.find(identifiers, signedIn.id(), key).filter(IdentifiersController::isProvable);
        if (own.isPresent()) {
            switch (identifiers.remove(signedIn.id(), own.get())) {
                case Removing.Removed _ ->
                    Notice.success("access.identifiers.removed").after(redirect);
                case Removing.LastProven _ ->
                    Notice.warning("access.identifiers.last").after(redirect);
                case Removing.NotTheirs _ -> {}
            }
        }
        return BACK;
    }

    private static String done(Wanted wanted, HttpServletRequest request, RedirectAttributes redirect) {
        forget(request);
        Notice.success("access.identifiers.proven", Masked.of(wanted.identifier()))
                .after(redirect);
        return BACK;
    }

    private static String notNow(HttpServletRequest request, RedirectAttributes redirect) {
        forget(request);
        Notice.warning("access.identifiers.enough", KeepIdentifiers.MOST_OF_A_KIND)
                .after(redirect);
        return BACK;
    }

    private static void forget(HttpServletRequest request) {
        request.getSession().removeAttribute(WANTED);
        request.getSession().removeAttribute(RIGHT_CODE);
    }

    private String page(MemberId member, Kind kind, String instead, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("instead", instead);
        model.addAttribute(
                "replaced",
                IdentifierRow.find(identifiers, member, instead).map(Masked::of).orElse(null));
        return PAGE;
    }

    private static Kind kind(String written) {
        return written.equals(Kind.EMAIL.name()) ? Kind.EMAIL : Kind.PHONE;
    }

    private static boolean isProvable(Identifier identifier) {
        return identifier.kind() == Kind.PHONE || identifier.kind() == Kind.EMAIL;
    }
}
