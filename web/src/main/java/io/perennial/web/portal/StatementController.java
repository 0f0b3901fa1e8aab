package io.perennial.web.portal;

import io.perennial.points.AnnounceExpiry;
import io.perennial.points.ReadBalance;
import io.perennial.web.security.SignedInMember;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Every movement of points, each with its reason. */
@Controller
class StatementController {

    private static final int PAGE = 20;

    private final ReadBalance balances;
    private final AnnounceExpiry announceExpiry;
    private final ProlongedPoints prolonged;
    private final StatementRows rows;

    StatementController(
            ReadBalance balances, AnnounceExpiry announceExpiry, ProlongedPoints prolonged, StatementRows rows) {
        this.balances = balances;
        this.announceExpiry = announceExpiry;
        this.prolonged = prolonged;
        this.rows = rows;
    }

    @GetMapping("/statement")
    String list(
            @AuthenticationPrincipal SignedInMember signedIn,
            @RequestParam Optional<Long> before,
            Locale locale,
            Model model) {
        var member = signedIn.id();
        var page = rows.page(member, before, PAGE, locale);
        announceExpiry.show(member); // the page names every day on which points end
        model.addAttribute("balance", balances.of(member));
        model.addAttribute("prolonged", prolonged.of(member));
        model.addAttribute("rows", page.rows());
        model.addAttribute("first", before.isPresent() ? "/statement" : null);
        model.addAttribute("next", page.next() == null ? null : "/statement?before=" + page.next());
        return "portal/statement/list";
    }
}
