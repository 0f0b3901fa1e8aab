package io.perennial.web.portal;

import io.perennial.membership.SignInByPasskey;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.Attempts;
import io.perennial.web.security.PasskeyChallenge;
import io.perennial.web.security.SiteAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A passkey signs its holder in, without a name and without a password. */
@Controller
@RequestMapping("/sign-in/passkey")
class PasskeySignInController {

    private static final String REFUSED = "redirect:/sign-in";

    private final SignInByPasskey byPasskey;
    private final Arrivals arrivals;
    private final Attempts attempts;
    private final SiteAddress site;

    PasskeySignInController(SignInByPasskey byPasskey, Arrivals arrivals, Attempts attempts, SiteAddress site) {
        this.byPasskey = byPasskey;
        this.arrivals = arrivals;
        this.attempts = attempts;
        this.site = site;
    }

    /** What the browser asks its devices. */
    @PostMapping("/options")
    ResponseEntity<String> options(HttpServletRequest request) {
        var origin = site.origin(request);
        if (origin.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        if (!attempts.allow(Attempts.Kind.SIGN_IN, request)) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build();
        }
        var ceremony = byPasskey.begin(origin.get());
        PasskeyChallenge.TO_SIGN_IN.keep(ceremony.challenge(), request);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ceremony.options());
    }

    @PostMapping
    String signIn(
            @RequestParam(defaultValue = "") String answer,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var challenge = PasskeyChallenge.TO_SIGN_IN.take(request);
        var origin = site.origin(request);
        if (challenge.isEmpty() || origin.isEmpty()) {
            Notice.warning("passkey.gone").after(redirect);
            return REFUSED;
        }
        return switch (byPasskey.confirm(challenge.get(), answer, origin.get())) {
            case SignInByPasskey.Outcome.SignedIn(var member) -> arrivals.welcomeBack(member, request, response);
            case SignInByPasskey.Outcome.Refused _ -> {
                Notice.error("passkey.refused").after(redirect);
                yield REFUSED;
            }
            case SignInByPasskey.Outcome.Closed _ -> "redirect:/sign-in?why=closed";
        };
    }
}
