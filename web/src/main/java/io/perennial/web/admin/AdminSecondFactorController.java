package io.perennial.web.admin;

import io.perennial.membership.KeepPasskeys;
import io.perennial.membership.KeepPasskeys.Adding;
import io.perennial.membership.KeepPasskeys.Beginning;
import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.KeepSecondFactor.Confirming;
import io.perennial.membership.KeyHolder;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.QrPicture;
import io.perennial.web.security.PasskeyChallenge;
import io.perennial.web.security.SecondStep;
import io.perennial.web.security.Sessions;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.SiteAddress;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Staff set up what they show beside their password. */
@Controller
@RequestMapping("/admin/account/second-factor")
class AdminSecondFactorController {

    private static final String PAGE = "admin/account/second-factor";
    private static final String BACK = "redirect:/admin/account/second-factor";

    private final KeepSecondFactor factors;
    private final KeepPasskeys passkeys;
    private final Sessions sessions;
    private final SiteAddress site;

    AdminSecondFactorController(KeepSecondFactor factors, KeepPasskeys passkeys, Sessions sessions, SiteAddress site) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.site = site;
    }

    record Form(@Nullable String code) {

        @Override
        public String toString() {
            return "Form[]";
        }
    }

    @GetMapping
    String show(
            @AuthenticationPrincipal SignedInStaff staff,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("form", new Form(""));
        return page(staff, rights, request, model);
    }

    @PostMapping("/app")
    String begin(@AuthenticationPrincipal SignedInStaff staff, RedirectAttributes redirect) {
        if (factors.beginApp(staff.id()).isEmpty()) {
            Notice.warning("second.app.impossible").after(redirect);
        }
        return BACK;
    }

    @PostMapping("/app/confirm")
    String confirm(
            @AuthenticationPrincipal SignedInStaff staff,
            @RequestAttribute("staff") StaffRights rights,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var code = Objects.toString(form.code(), "").replace(" ", "");
        return switch (factors.confirmApp(staff.id(), code)) {
            case Confirming.Confirmed(var recoveryCodes) -> {
                sessions.openWithSecondFactor(staff.id(), request, response);
                if (recoveryCodes.isEmpty()) {
                    Notice.success("second.app.added").after(redirect);
                    yield BACK;
                }
                yield codes(recoveryCodes, response, model);
            }
            case Confirming.WrongCode _ -> {
                errors.rejectValue("code", "second.wrong");
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(staff, rights, request, model);
            }
            case Confirming.NotBegun _ -> BACK;
        };
    }

    @PostMapping("/app/remove")
    String removeApp(
            @AuthenticationPrincipal SignedInStaff staff, HttpServletRequest request, RedirectAttributes redirect) {
        if (factors.dropApp(staff.id())) {
            sessions.endOthers(staff.id(), request);
            Notice.success("second.app.removed").after(redirect);
        }
        return BACK;
    }

    /** Shown at once and never again: not even the session keeps them. */
    @PostMapping("/recovery-codes")
    String renew(@AuthenticationPrincipal SignedInStaff staff, HttpServletResponse response, Model model) {
        return factors.isSetUp(staff.id()) ? codes(factors.renewRecoveryCodes(staff.id()), response, model) : BACK;
    }

    private static String codes(List<String> codes, HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("codes", codes);
        return "admin/account/recovery-codes";
    }

    /** What the browser asks its devices. */
    @PostMapping("/passkeys/options")
    ResponseEntity<String> options(
            @AuthenticationPrincipal SignedInStaff staff,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request) {
        var origin = site.origin(request);
        if (origin.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return switch (passkeys.begin(KeyHolder.of(staff.id()), rights.account().login(), origin.get())) {
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

    @PostMapping("/passkeys")
    String addPasskey(
            @AuthenticationPrincipal SignedInStaff staff,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String answer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var origin = site.origin(request);
        var challenge = PasskeyChallenge.TO_ADD.take(request);
        if (origin.isEmpty() || challenge.isEmpty()) {
            Notice.warning("passkey.enough", KeepPasskeys.MOST).after(redirect);
            return BACK;
        }
        switch (passkeys.add(KeyHolder.of(staff.id()), challenge.get(), answer, name, origin.get())) {
            case Adding.Refused _ -> {
                Notice.error("passkey.notAdded").after(redirect);
                return BACK;
            }
            case Adding.Added _ -> sessions.openWithSecondFactor(staff.id(), request, response);
        }
        if (factors.of(staff.id()).recoveryCodes() == 0) {
            return codes(factors.renewRecoveryCodes(staff.id()), response, model);
        }
        Notice.success("second.passkey.added").after(redirect);
        return BACK;
    }

    @PostMapping("/passkeys/{id}/remove")
    String removePasskey(
            @AuthenticationPrincipal SignedInStaff staff,
            @PathVariable UUID id,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (passkeys.remove(KeyHolder.of(staff.id()), id)) {
            sessions.endOthers(staff.id(), request);
            Notice.success("passkey.removed").after(redirect);
        }
        return BACK;
    }

    @PostMapping("/devices/{device}/sign-out")
    String signOut(
            @AuthenticationPrincipal SignedInStaff staff, @PathVariable String device, RedirectAttributes redirect) {
        if (sessions.end(staff.id(), device)) {
            Notice.success("access.devices.ended").after(redirect);
        }
        return BACK;
    }

    private String page(SignedInStaff staff, StaffRights rights, HttpServletRequest request, Model model) {
        var begun = factors.begun(staff.id());
        model.addAttribute("state", factors.of(staff.id()));
        model.addAttribute("required", factors.isRequiredOf(rights.account().roles()));
        model.addAttribute("toSetUp", SecondStep.of(request) == SecondStep.TO_SET_UP);
        model.addAttribute("setup", begun.orElse(null));
        model.addAttribute(
                "qr", begun.map(setup -> QrPicture.of(setup.address())).orElse(null));
        model.addAttribute("passkeysOffered", site.origin(request).isPresent());
        model.addAttribute("passkeys", passkeys.of(KeyHolder.of(staff.id())));
        model.addAttribute("devices", sessions.devices(staff.id(), request));
        return PAGE;
    }
}
