package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who changed what. */
@Controller
class AdminAuditController {

    private static final int PAGE = 50;
    private static final List<String> SUBJECTS = List.of(
            "member",
            "consent",
            "rule",
            "ladder",
            "reward",
            "redemption",
            "staff",
            "import",
            "api-key",
            "points-policy",
            "adjustment",
            "adjustment-file",
            "adjustment-reason");

    private final ReadAuditTrail audit;
    private final AppointStaff staff;

    AdminAuditController(ReadAuditTrail audit, AppointStaff staff) {
        this.audit = audit;
        this.staff = staff;
    }

    @GetMapping("/admin/audit")
    String list(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam Optional<UUID> by,
            @RequestParam Optional<UUID> before,
            Model model) {
        var page = audit.find(new ReadAuditTrail.Query(
                Optional.of(kind.strip()).filter(SUBJECTS::contains),
                Optional.of(subject.strip()).filter(id -> !id.isEmpty()),
                by.map(StaffId::new),
                before,
                PAGE));
        model.addAttribute("rows", AuditRow.rows(page.lines()));
        model.addAttribute(
                "paging",
                Paging.of(
                        "/admin/audit",
                        Map.of(
                                "kind",
                                kind,
                                "subject",
                                subject,
                                "by",
                                by.map(UUID::toString).orElse("")),
                        before.isEmpty(),
                        page.hasMore()
                                ? Map.of("before", page.lines().getLast().id().toString())
                                : Map.of()));
        model.addAttribute("kind", kind);
        model.addAttribute("subject", subject);
        model.addAttribute("by", by.orElse(null));
        model.addAttribute("kinds", SUBJECTS);
        model.addAttribute("accounts", staff.accounts());
        return "admin/audit/list";
    }
}
