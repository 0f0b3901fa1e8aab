package io.perennial.web.portal;

import io.perennial.membership.Identifier;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.KeepPasskeys;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.SignInByPassword;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.Sessions;
import io.perennial.web.security.SignedInMember;
import io.perennial.web.security.SiteAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** In which ways a member comes in, and where they are signed in. */
@Controller
@RequestMapping("/access")
class AccessController {

    private static final String BACK = "redirect:/access";

    private final KeepIdentifiers identifiers;
    private final KeepPasskeys passkeys;
    private final SignInByPassword byPassword;
    private final Sessions sessions;
    private final SiteAddress site;

    AccessController(
            KeepIdentifiers identifiers,
            KeepPasskeys passkeys,
            SignInByPassword byPassword,
            Sessions sessions,
            SiteAddress site) {
        this.identifiers = identifiers;
        this.passkeys = passkeys;
        this.byPassword = byPassword;
        this.sessions = sessions;
        this.site = site;
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedInMember signedIn, HttpServletRequest request, Model model) {
        var member = signedIn.id();
        var known = identifiers.of(member);
        model.addAttribute("known", known.stream().map(IdentifierRow::of).toList());
        model.addAttribute(
                "anyAddress", known.stream().anyMatch(each -> each.identifier().kind() == Identifier.Kind.EMAIL));
        model.addAttribute("hasPassword", byPassword.emailOf(member).isPresent());
        model.addAttribute("passkeysOffered", site.origin(request).isPresent());
        model.addAttribute("passkeys", passkeys.of(KeyHolder.of(member)));
        model.addAttribute("devices", sessions.devices(member, request));
        return "portal/access/show";
    }

    @PostMapping("/sign-out-elsewhere")
    String signOutElsewhere(
            @AuthenticationPrincipal SignedInMember signedIn, HttpServletRequest request, RedirectAttributes redirect) {
        sessions.endOthers(signedIn.id(), request);
        Notice.success("access.devices.endedAll").after(redirect);
        return BACK;
    }

    @PostMapping("/devices/{device}/sign-out")
    String signOut(
            @AuthenticationPrincipal SignedInMember signedIn,
            @PathVariable String device,
            RedirectAttributes redirect) {
        if (sessions.end(signedIn.id(), device)) {
            Notice.success("access.devices.ended").after(redirect);
        }
        return BACK;
    }

    /** They have read what they lost. */
    @PostMapping("/told")
    String told(@AuthenticationPrincipal SignedInMember signedIn) {
        identifiers.told(signedIn.id());
        return "redirect:/";
    }
}
