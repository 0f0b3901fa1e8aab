package io.perennial.web.portal;

import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadStatement;
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
    private final ReadStatement statement;
    private final StatementRows rows;

    ClaimedController(
            ReadMember members,
            ReadStanding standings,
            ReadBalance balances,
            ReadStatement statement,
            StatementRows rows) {
        this.members = members;
        this.standings = standings;
        this.balances = balances;
        this.statement = statement;
        this.rows = rows;
    }

    @GetMapping("/claimed")
    String show(@AuthenticationPrincipal SignedInMember signedIn, Locale locale, Model model) {
        model.addAttribute("profile", members.find(signedIn.id()).orElseThrow());
        model.addAttribute("standing", standings.of(signedIn.id()).orElseThrow());
        model.addAttribute("balance", balances.of(signedIn.id()));
        var latest = statement.page(signedIn.id(), Optional.empty(), LATEST).lines();
        model.addAttribute("rows", rows.of(signedIn.id(), latest, locale));
        return "portal/claimed/show";
    }
}
