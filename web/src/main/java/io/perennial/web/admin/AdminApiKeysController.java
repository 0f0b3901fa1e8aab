package io.perennial.web.admin;

import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.Scope;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Keys of programs. */
@Controller
@RequestMapping("/admin/api-keys")
class AdminApiKeysController {

    private final IssueApiKeys keys;

    AdminApiKeysController(IssueApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("keys", keys.keys());
        return "admin/api-keys/list";
    }

    @GetMapping("/new")
    String create(Model model) {
        return form(new ApiKeyForm("", List.of()), model);
    }

    /** Answers with the key itself and not with a redirect: it is shown in this one answer and nowhere else. */
    @PostMapping
    String issue(
            @ModelAttribute("form") ApiKeyForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            HttpServletResponse response) {
        var scopes = EnumSet.noneOf(Scope.class);
        form.scopes().forEach(code -> Scope.ofCode(code).ifPresent(scopes::add));
        switch (keys.issue(form.name(), scopes, Optional.of(me.id()))) {
            case IssueApiKeys.Outcome.Issued(var key, var token) -> {
                response.setHeader("Cache-Control", "no-store");
                model.addAttribute("key", key);
                model.addAttribute("token", token);
                return "admin/api-keys/issued";
            }
            case IssueApiKeys.Outcome.BadName _ -> errors.rejectValue("name", "admin.api-keys.name.bad");
            case IssueApiKeys.Outcome.NoScope _ -> errors.rejectValue("scopes", "admin.api-keys.scopes.none");
            case IssueApiKeys.Outcome.Revoked _, IssueApiKeys.Outcome.UnknownKey _ ->
                throw new IllegalStateException("not an answer to issuing");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, model);
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable UUID id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        if (keys.revoke(id, me.id()) instanceof IssueApiKeys.Outcome.UnknownKey) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var name = keys.keys().stream()
                .filter(key -> key.id().equals(id))
                .map(ApiKey::name)
                .findFirst()
                .orElse("");
        Notice.success("admin.api-keys.revoked", name).after(redirect);
        return "redirect:/admin/api-keys";
    }

    private String form(ApiKeyForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("all", Scope.values());
        return "admin/api-keys/create";
    }
}
