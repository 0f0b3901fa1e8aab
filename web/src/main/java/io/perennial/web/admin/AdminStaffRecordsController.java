package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.web.security.StaffArea;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What staff may do, and how they came in. */
@Controller
@RequestMapping("/admin/staff")
class AdminStaffRecordsController {

    private static final String SIGN_INS = "/admin/staff/sign-ins";
    private static final String NEW_DEVICE = "new-device";
    private static final int LINES = 50;

    private final KeepStaffSignIns signIns;
    private final AppointStaff staff;

    AdminStaffRecordsController(KeepStaffSignIns signIns, AppointStaff staff) {
        this.signIns = signIns;
        this.staff = staff;
    }

    @GetMapping("/permissions")
    String permissions(Model model) {
        model.addAttribute("areas", StaffArea.values());
        model.addAttribute("roles", StaffRole.values());
        return "admin/staff/permissions";
    }

    @GetMapping("/sign-ins")
    String signIns(
            @RequestParam(defaultValue = "") String what,
            @RequestParam Optional<UUID> by,
            @RequestParam Optional<UUID> before,
            Model model) {
        var outcome = Arrays.stream(KeepStaffSignIns.How.values())
                .filter(each -> each.name().equals(what))
                .findFirst();
        var newDevice = what.equals(NEW_DEVICE);
        var page = signIns.find(new KeepStaffSignIns.Query(by.map(StaffId::new), outcome, newDevice, before, LINES));
        var chosen = outcome.map(Enum::name).orElse(newDevice ? NEW_DEVICE : "");
        model.addAttribute("tries", page.tries());
        model.addAttribute("what", chosen);
        model.addAttribute("by", by.orElse(null));
        model.addAttribute("outcomes", KeepStaffSignIns.How.values());
        model.addAttribute("accounts", staff.accounts());
        model.addAttribute("days", KeepStaffSignIns.DAYS_KEPT);
        model.addAttribute(
                "paging",
                Paging.of(
                        SIGN_INS,
                        Map.of("what", chosen, "by", by.map(UUID::toString).orElse("")),
                        before.isEmpty(),
                        page.hasMore()
                                ? Map.of("before", page.tries().getLast().id().toString())
                                : Map.of()));
        return "admin/staff/sign-ins";
    }
}
