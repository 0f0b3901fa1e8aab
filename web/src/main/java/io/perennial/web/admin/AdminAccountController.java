package io.perennial.web.admin;

import io.perennial.membership.SignInByPassword.Changing;
import io.perennial.membership.SignInStaff;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.Sessions;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
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

/** Staff change their own password. */
@Controller
@RequestMapping("/admin/account")
class AdminAccountController {

    private static final String PAGE = "admin/account/show";

    private final SignInStaff accounts;
    private final Sessions sessions;

    AdminAccountController(SignInStaff accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    record Form(@Nullable String current, @Nullable String replacement) {

        @Override
        public String toString() {
            return "Form[]";
        }
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new Form("", ""));
        return PAGE;
    }

    @PostMapping
    String changePassword(
            @AuthenticationPrincipal SignedInStaff staff,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var current = Objects.toString(form.current(), "");
        var replacement = Objects.toString(form.replacement(), "");
        switch (accounts.changePassword(staff.id(), current, replacement)) {
            case Changing.Changed _ -> {
                sessions.endOthers(staff.id(), request);
                Notice.success("password.changed").after(redirect);
                return "redirect:/admin/account";
            }
            case Changing.WrongPassword _ -> errors.rejectValue("current", "password.wrong");
            case Changing.WeakPassword(var weakness) -> errors.rejectValue("replacement", "password." + weakness);
            case Changing.NoPassword _ -> errors.reject("password.none");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return PAGE;
    }
}
