package io.perennial.web.portal;

import io.perennial.membership.KeepPasskeys;
import io.perennial.membership.KeepPasskeys.Adding;
import io.perennial.membership.KeepPasskeys.Beginning;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.PasskeyChallenge;
import io.perennial.web.security.Sessions;
import io.perennial.web.security.SignedInMember;
import io.perennial.web.security.SiteAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.UUID;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Members add, name and remove passkeys. */
@Controller
@RequestMapping("/access/passkeys")
class PasskeysController {

    private static final String BACK = "redirect:/access";

    private final KeepPasskeys passkeys;
    private final ReadMember members;
    private final Sessions sessions;
    private final SiteAddress site;

    PasskeysController(KeepPasskeys passkeys, ReadMember members, Sessions sessions, SiteAddress site) {
        this.passkeys = passkeys;
        this.members = members;
        this.sessions = sessions;
        this.site = site;
    }

    record Form(@Nullable String name) {}

    @GetMapping("/new")
    String form(HttpServletRequest request, Model model) {
        if (site.origin(request).isEmpty()) {
            return BACK;
        }
        model.addAttribute("form", new Form(""));
        return "portal/access/passkeys/new";
    }

    /** What the browser asks its devices; why it does not is told by the page to which the browser then goes. */
    @PostMapping("/options")
    ResponseEntity<String> options(@AuthenticationPrincipal SignedInMember signedIn, HttpServletRequest request) {
        var origin = site.origin(request);
        if (origin.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return switch (passkeys.begin(KeyHolder.of(signedIn.id()), called(signedIn), origin.get())) {
            case Beginning.Begun(var ceremony) -> {
                PasskeyChallenge.TO_ADD.keep(ceremony.challenge(), request);
                yield ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(ceremony.options());
            }
            case Beginning.Enough _, Beginning.ProveFirst _ ->
                ResponseEntity.status(HttpStatus.CONFLICT).build();
        };
    }

    private String called(SignedInMember signedIn) {
        var profile = members.find(signedIn.id()).orElseThrow();
        return Objects.requireNonNullElseGet(
                profile.displayName(),
                () -> profile.identifiers().stream().map(Masked::of).findFirst().orElse("Perennial"));
    }

    @PostMapping("/new")
    String add(
            @AuthenticationPrincipal SignedInMember signedIn,
            @ModelAttribute("form") Form form,
            @RequestParam(defaultValue = "") String answer,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var origin = site.origin(request);
        var challenge = PasskeyChallenge.TO_ADD.take(request);
        if (origin.isEmpty() || challenge.isEmpty()) {
            refusal(signedIn).after(redirect);
            return BACK;
        }
        var name = Objects.toString(form.name(), "");
        switch (passkeys.add(KeyHolder.of(signedIn.id()), challenge.get(), answer, name, origin.get())) {
            case Adding.Added _ -> Notice.success("passkey.added").after(redirect);
            case Adding.Refused _ -> Notice.error("passkey.notAdded").after(redirect);
        }
        return BACK;
    }

    /** Why nothing was asked. */
    private Notice refusal(SignedInMember signedIn) {
        return passkeys.of(KeyHolder.of(signedIn.id())).size() >= KeepPasskeys.MOST
                ? Notice.warning("passkey.enough", KeepPasskeys.MOST)
                : Notice.warning("access.proveFirst");
    }

    @GetMapping("/{id}/edit")
    String edit(@AuthenticationPrincipal SignedInMember signedIn, @PathVariable UUID id, Model model) {
        model.addAttribute("form", new Form(find(signedIn, id).name()));
        return page(signedIn, id, model);
    }

    @PostMapping("/{id}/edit")
    String rename(
            @AuthenticationPrincipal SignedInMember signedIn,
            @PathVariable UUID id,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (passkeys.rename(KeyHolder.of(signedIn.id()), id, Objects.toString(form.name(), ""))) {
            Notice.success("passkey.renamed").after(redirect);
            return BACK;
        }
        errors.rejectValue("name", "passkey.name.wrong", new Object[] {KeepPasskeys.LONGEST_NAME}, null);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(signedIn, id, model);
    }

    private String page(SignedInMember signedIn, UUID id, Model model) {
        model.addAttribute("passkey", find(signedIn, id));
        return "portal/access/passkeys/edit";
    }

    /** Whoever has the device may be signed in on it: removing its key signs out everywhere else. */
    @PostMapping("/{id}/remove")
    String remove(
            @AuthenticationPrincipal SignedInMember signedIn,
            @PathVariable UUID id,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (passkeys.remove(KeyHolder.of(signedIn.id()), id)) {
            sessions.endOthers(signedIn.id(), request);
            Notice.success("passkey.removed").after(redirect);
        }
        return BACK;
    }

    private KeepPasskeys.Passkey find(SignedInMember signedIn, UUID id) {
        return passkeys.of(KeyHolder.of(signedIn.id())).stream()
                .filter(passkey -> passkey.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
