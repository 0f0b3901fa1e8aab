package io.perennial.web.portal;

import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadBalance.Balance;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStreak;
import io.perennial.rewards.ReadCatalogue;
import io.perennial.web.security.SignedInMember;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The first page: how much there is, what comes next, and what just happened. */
@Controller
class HomeController {

    private static final int RECENT = 5;
    private static final int MISSIONS = 2;
    private static final int DAYS_THAT_COUNT_AS_SOON = 60;

    private final ReadStanding standings;
    private final ReadBalance balances;
    private final ReadStatement statement;
    private final ReadCatalogue catalogue;
    private final ReadStreak streaks;
    private final MissionCards missions;
    private final ReadLadder ladder;
    private final Greetings greetings;
    private final StatementRows rows;
    private final Programme programme;
    private final Clock clock;

    HomeController(
            ReadStanding standings,
            ReadBalance balances,
            ReadStatement statement,
            ReadCatalogue catalogue,
            ReadStreak streaks,
            MissionCards missions,
            ReadLadder ladder,
            Greetings greetings,
            StatementRows rows,
            Programme programme,
            Clock clock) {
        this.standings = standings;
        this.balances = balances;
        this.statement = statement;
        this.catalogue = catalogue;
        this.streaks = streaks;
        this.missions = missions;
        this.ladder = ladder;
        this.greetings = greetings;
        this.rows = rows;
        this.programme = programme;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(@AuthenticationPrincipal SignedInMember signedIn, Locale locale, Model model) {
        var member = signedIn.id();
        var balance = balances.of(member);
        var recent = statement.page(member, Optional.empty(), RECENT).lines();
        model.addAttribute("standing", standings.of(member).orElseThrow());
        model.addAttribute("balance", balance);
        model.addAttribute("soon", expiringSoon(balance));
        model.addAttribute("goal", catalogue.nextGoal(member).orElse(null));
        model.addAttribute("rows", rows.of(member, recent, locale));
        model.addAttribute("missions", missions.toDo(member, locale, MISSIONS));
        var streak = streaks.of(member);
        model.addAttribute("streak", streak);
        model.addAttribute("week", CheckInController.week(streaks, member, streak.day()));
        model.addAttribute(
                "greeting",
                greetings
                        .waitingFor(member)
                        .flatMap(greeting -> ladder.ladder().find(greeting.tierCode()))
                        .orElse(null));
        return "portal/home";
    }

    @PostMapping("/greeting/put-away")
    String putGreetingAway(@AuthenticationPrincipal SignedInMember member) {
        greetings.putAway(member.id());
        return "redirect:/";
    }

    private Optional<ReadBalance.Expiring> expiringSoon(Balance balance) {
        return balance.expiring().stream()
                .findFirst()
                .filter(first -> first.lastDay().isBefore(today().plusDays(DAYS_THAT_COUNT_AS_SOON)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), programme.zone());
    }
}
