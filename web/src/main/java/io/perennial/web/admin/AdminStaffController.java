package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.Identifier;
import io.perennial.membership.KeepOwnMembership;
import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.Sessions;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
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
    private final KeepSecondFactor factors;
    private final Sessions sessions;
    private final KeepOwnMembership ownMembership;
    private final RecogniseMembers recogniseMembers;
    private final ReadMember members;

    AdminStaffController(
            AppointStaff staff,
            ReadAuditTrail audit,
            KeepOwnMembership ownMembership,
            RecogniseMembers recogniseMembers,
            ReadMember members,
            KeepSecondFactor factors,
            Sessions sessions) {
        this.staff = staff;
        this.audit = audit;
        this.ownMembership = ownMembership;
        this.recogniseMembers = recogniseMembers;
        this.members = members;
        this.factors = factors;
        this.sessions = sessions;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("accounts", staff.accounts());
        model.addAttribute("roles", StaffRole.values());
        return "admin/staff/list";
    }

    @GetMapping("/new")
    String create(@ModelAttribute("form") StaffForm form, Model model) {
        model.addAttribute("roles", StaffRole.values());
        return "admin/staff/create";
    }

    @PostMapping("/new")
    String appoint(
            @ModelAttribute("form") StaffForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
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
            switch (staff.appoint(
                    form.login(), form.displayName(), form.password(), form.roles(), Optional.of(me.id()))) {
                case AppointStaff.Outcome.Done(var id) -> {
                    Notice.success("admin.staff.appointed", form.displayName()).after(redirect);
                    return "redirect:/admin/staff/" + id;
                }
                case AppointStaff.Outcome.LoginTaken _ -> errors.rejectValue("login", "admin.staff.form.login.taken");
                case AppointStaff.Outcome.BadLogin _ -> errors.rejectValue("login", "admin.staff.form.login.bad");
                case AppointStaff.Outcome.WeakPassword(var weakness) ->
                    errors.rejectValue("password", "password." + weakness);
                case AppointStaff.Outcome.UnknownStaff _, AppointStaff.Outcome.LastAdmin _ ->
                    throw new IllegalStateException("a new account is nobody's and takes no role away");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return create(form, model);
    }

    @GetMapping("/{id}")
    String show(
            @PathVariable StaffId id,
            @RequestAttribute("staff") StaffRights rights,
            @AuthenticationPrincipal SignedInStaff me,
            Model model) {
        model.addAttribute("account", account(id));
        model.addAttribute("self", id.equals(me.id()));
        model.addAttribute("second", factors.of(id));
        var own = ownMembership.of(id).orElse(null);
        model.addAttribute("own", own);
        model.addAttribute(
                "ownName", own == null ? null : members.names(List.of(own)).get(own));
        model.addAttribute(
                "changes",
                rights.mayRead("audit")
                        ? AuditRow.rows(audit.find(new ReadAuditTrail.Query(
                                        Optional.empty(), Optional.empty(), Optional.of(id), Optional.empty(), LATEST))
                                .lines())
                        : List.of());
        return "admin/staff/show";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable StaffId id, Model model) {
        model.addAttribute("form", new RolesForm(account(id).roles()));
        return form(id, model);
    }

    @PostMapping("/{id}/edit")
    String changeRoles(
            @PathVariable StaffId id,
            @ModelAttribute("form") RolesForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        if (form.roles().isEmpty()) {
            errors.rejectValue("roles", "admin.staff.form.roles.missing");
        } else {
            switch (staff.changeRoles(id, form.roles(), me.id())) {
                case AppointStaff.Outcome.Done _ -> {
                    Notice.success("admin.staff.roles-changed").after(redirect);
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
    String disable(@PathVariable StaffId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return settled(id, staff.disable(id, me.id()), "admin.staff.disabled", redirect);
    }

    @PostMapping("/{id}/enable")
    String enable(@PathVariable StaffId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return settled(id, staff.enable(id, me.id()), "admin.staff.enabled", redirect);
    }

    @PostMapping("/{id}/membership")
    String link(
            @PathVariable StaffId id,
            @RequestParam String identifier,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        var found = Arrays.stream(Identifier.Kind.values())
                .flatMap(kind -> Identifier.parse(kind, identifier).stream())
                .collect(Collectors.collectingAndThen(Collectors.toSet(), recogniseMembers::recognise));
        var people = Set.copyOf(found.values());
        if (people.size() != 1) {
            Notice.error(people.isEmpty() ? "admin.staff.own.unknown" : "admin.staff.own.several")
                    .after(redirect);
            return "redirect:/admin/staff/" + id;
        }
        return told(id, ownMembership.link(id, people.iterator().next(), me.id()), "admin.staff.own.linked", redirect);
    }

    @PostMapping("/{id}/membership/remove")
    String unlink(@PathVariable StaffId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return told(id, ownMembership.unlink(id, me.id()), "admin.staff.own.unlinked", redirect);
    }

    private static String told(
            StaffId id, KeepOwnMembership.Outcome outcome, String done, RedirectAttributes redirect) {
        switch (outcome) {
            case KeepOwnMembership.Outcome.Done _ -> Notice.success(done).after(redirect);
            case KeepOwnMembership.Outcome.NotOnesOwn _ ->
                Notice.error("admin.staff.own.not-yours").after(redirect);
            case KeepOwnMembership.Outcome.UnknownMember _ ->
                Notice.error("admin.staff.own.unknown").after(redirect);
            case KeepOwnMembership.Outcome.UnknownStaff _ -> throw missing();
        }
        return "redirect:/admin/staff/" + id;
    }

    /** For someone who lost their app and their key. */
    @PostMapping("/{id}/reset-second-factor")
    String resetSecondFactor(
            @PathVariable StaffId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        switch (factors.reset(id, me.id())) {
            case RESET -> {
                sessions.endAll(id);
                Notice.success("second.staff.reset.done").after(redirect);
            }
            case NOTHING_SET_UP -> Notice.info("second.staff.reset.nothing").after(redirect);
            case THEMSELVES -> Notice.warning("second.staff.reset.themselves").after(redirect);
            case UNKNOWN_STAFF -> throw missing();
        }
        return "redirect:/admin/staff/" + id;
    }

    private static String settled(StaffId id, AppointStaff.Outcome outcome, String done, RedirectAttributes redirect) {
        switch (outcome) {
            case AppointStaff.Outcome.Done _ -> Notice.success(done).after(redirect);
            case AppointStaff.Outcome.LastAdmin _ ->
                Notice.error("admin.staff.last-admin").after(redirect);
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
