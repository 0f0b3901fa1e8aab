package io.perennial.web.portal;

import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.points.ReadBalance;
import io.perennial.web.security.SignedInMember;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What was collected for someone whom a shop enrolled, on the day on which they take the account over. */
@Controller
class ClaimedController {

    private static final int LATEST = 5;

    private final ReadMember members;
    private final ReadStanding standings;
    private final ReadBalance balances;
    private final StatementRows rows;

    ClaimedController(ReadMember members, ReadStanding standings, ReadBalance balances, StatementRows rows) {
        this.members = members;
        this.standings = standings;
        this.balances = balances;
        this.rows = rows;
    }

    @GetMapping("/claimed")
    String show(@AuthenticationPrincipal SignedInMember signedIn, Locale locale, Model model) {
        model.addAttribute("profile", members.find(signedIn.id()).orElseThrow());
        model.addAttribute("standing", standings.of(signedIn.id()).orElseThrow());
        model.addAttribute("balance", balances.of(signedIn.id()));
        model.addAttribute(
                "rows",
                rows.page(signedIn.id(), Optional.empty(), LATEST, locale).rows());
        return "portal/claimed/show";
    }
}
