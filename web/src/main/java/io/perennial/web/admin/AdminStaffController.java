package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.web.security.Allowed;
import io.perennial.web.security.StaffMay;
import io.perennial.web.security.StaffPermission;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
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

/** Staff accounts and their roles. */
@Controller
@RequestMapping("/admin/staff")
class AdminStaffController {

    private static final int LATEST = 10;
    private static final int LONGEST_NAME = 80;

    private final AppointStaff staff;
    private final ReadAuditTrail audit;

    AdminStaffController(AppointStaff staff, ReadAuditTrail audit) {
        this.staff = staff;
        this.audit = audit;
    }

    @GetMapping
    @StaffMay(StaffPermission.READ_STAFF)
    String list(Model model) {
        model.addAttribute("accounts", staff.accounts());
        model.addAttribute("permissions", StaffPermission.values());
        model.addAttribute("roles", StaffRole.values());
        return "admin/staff/list";
    }

    @GetMapping("/new")
    @StaffMay(StaffPermission.MANAGE_STAFF)
    String create(@ModelAttribute("form") StaffForm form, Model model) {
        model.addAttribute("roles", StaffRole.values());
        return "admin/staff/create";
    }

    @PostMapping("/new")
    @StaffMay(StaffPermission.MANAGE_STAFF)
    String appoint(
            @ModelAttribute("form") StaffForm form,
            BindingResult errors,
            StaffId by,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        if (form.displayName().isEmpty()) {
            errors.rejectValue("displayName", "admin.form.name.missing");
        } else if (form.displayName().length() > LONGEST_NAME) {
            errors.rejectValue("displayName", "admin.form.too-long", new Object[] {LONGEST_NAME}, null);
        }
        if (form.roles().isEmpty()) {
            errors.rejectValue("roles", "admin.staff.form.roles.missing");
        }
        if (!errors.hasErrors()) {
            switch (staff.appoint(form.login(), form.displayName(), form.password(), form.roles(), Optional.of(by))) {
                case AppointStaff.Outcome.Done(var id) -> {
                    Told.done(redirect, "admin.staff.appointed", form.displayName());
                    return "redirect:/admin/staff/" + id;
                }
                case AppointStaff.Outcome.LoginTaken _ -> errors.rejectValue("login", "admin.staff.form.login.taken");
                case AppointStaff.Outcome.BadLogin _ -> errors.rejectValue("login", "admin.staff.form.login.bad");
                case AppointStaff.Outcome.WeakPassword(var weakness) ->
                    errors.rejectValue("password", "admin.password.weak." + weakness);
                case AppointStaff.Outcome.UnknownStaff _, AppointStaff.Outcome.LastAdmin _ ->
                    throw new IllegalStateException("a new account is nobody's and takes no role away");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return create(form, model);
    }

    @GetMapping("/{id}")
    @StaffMay(StaffPermission.READ_STAFF)
    String show(@PathVariable StaffId id, Allowed may, StaffId reader, Model model) {
        model.addAttribute("account", account(id));
        model.addAttribute("self", id.equals(reader));
        model.addAttribute(
                "changes",
                may.to(StaffPermission.READ_AUDIT)
                        ? AuditRow.rows(audit.find(new ReadAuditTrail.Query(
                                        Optional.empty(), Optional.empty(), Optional.of(id), Optional.empty(), LATEST))
                                .lines())
                        : List.of());
        return "admin/staff/show";
    }

    @GetMapping("/{id}/edit")
    @StaffMay(StaffPermission.MANAGE_STAFF)
    String edit(@PathVariable StaffId id, Model model) {
        model.addAttribute("form", new RolesForm(account(id).roles()));
        return form(id, model);
    }

    @PostMapping("/{id}/edit")
    @StaffMay(StaffPermission.MANAGE_STAFF)
    String changeRoles(
            @PathVariable StaffId id,
            @ModelAttribute("form") RolesForm form,
            BindingResult errors,
            StaffId by,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        if (form.roles().isEmpty()) {
            errors.rejectValue("roles", "admin.staff.form.roles.missing");
        } else {
            switch (staff.changeRoles(id, form.roles(), by)) {
                case AppointStaff.Outcome.Done _ -> {
                    Told.done(redirect, "admin.staff.roles-changed");
                    return "redirect:/admin/staff/" + id;
                }
                case AppointStaff.Outcome.LastAdmin _ -> errors.rejectValue("roles", "admin.staff.last-admin");
                case AppointStaff.Outcome.UnknownStaff _ -> throw missing();
                case AppointStaff.Outcome.LoginTaken _,
                        AppointStaff.Outcome.BadLogin _,
                        AppointStaff.Outcome.WeakPassword _ ->
                    throw new IllegalStateException("a change of roles touches neither login nor password");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(id, model);
    }

    @PostMapping("/{id}/disable")
    @StaffMay(StaffPermission.MANAGE_STAFF)
    String disable(@PathVariable StaffId id, StaffId by, RedirectAttributes redirect) {
        return settled(id, staff.disable(id, by), "admin.staff.disabled", redirect);
    }

    @PostMapping("/{id}/enable")
    @StaffMay(StaffPermission.MANAGE_STAFF)
    String enable(@PathVariable StaffId id, StaffId by, RedirectAttributes redirect) {
        return settled(id, staff.enable(id, by), "admin.staff.enabled", redirect);
    }

    private static String settled(StaffId id, AppointStaff.Outcome outcome, String done, RedirectAttributes redirect) {
        switch (outcome) {
            case AppointStaff.Outcome.Done _ -> Told.done(redirect, done);
            case AppointStaff.Outcome.LastAdmin _ -> Told.refused(redirect, "admin.staff.last-admin");
            case AppointStaff.Outcome.UnknownStaff _ -> throw missing();
            case AppointStaff.Outcome.LoginTaken _,
                    AppointStaff.Outcome.BadLogin _,
                    AppointStaff.Outcome.WeakPassword _ ->
                throw new IllegalStateException("disabling or enabling touches neither login nor password");
        }
        return "redirect:/admin/staff/" + id;
    }

    private String form(StaffId id, Model model) {
        model.addAttribute("account", account(id));
        model.addAttribute("roles", StaffRole.values());
        return "admin/staff/edit";
    }

    private AppointStaff.Account account(StaffId id) {
        return staff.accounts().stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElseThrow(AdminStaffController::missing);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
