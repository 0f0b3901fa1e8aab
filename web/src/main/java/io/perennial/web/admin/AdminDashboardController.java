package io.perennial.web.admin;

import io.perennial.membership.FindMembers;
import io.perennial.membership.ReadMember;
import io.perennial.points.ReadTotals;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionStatus;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class AdminDashboardController {

    private static final int NEWEST_WAITING = 5;

    private final FindMembers members;
    private final ReadTotals totals;
    private final ReadRedemptions redemptions;
    private final ReadMember profiles;

    AdminDashboardController(FindMembers members, ReadTotals totals, ReadRedemptions redemptions, ReadMember profiles) {
        this.members = members;
        this.totals = totals;
        this.redemptions = redemptions;
        this.profiles = profiles;
    }

    @GetMapping("/admin")
    String show(Model model) {
        var days = Dashboard.days(members.enrolledPerDay(Dashboard.DAYS), totals.lastDays(Dashboard.DAYS));
        var waiting = redemptions.all(Optional.of(RedemptionStatus.ORDERED), Optional.empty(), NEWEST_WAITING);
        model.addAttribute(
                "dashboard",
                new Dashboard(members.total(), totals.outstanding(), redemptions.waiting(), members.perTier(), days));
        model.addAttribute("queue", RedemptionRow.rows(waiting.lines(), profiles));
        return "admin/dashboard/show";
    }
}
