package io.perennial.web.portal;

import io.perennial.membership.AnnounceFall;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.points.AnnounceExpiry;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadStreak;
import io.perennial.rewards.ReadCatalogue;
import io.perennial.web.security.SignedInMember;
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
    private static final int ALSO_LIKE = 4;

    private final ReadStanding standings;
    private final ReadBalance balances;
    private final AnnounceFall announceFall;
    private final AnnounceExpiry announceExpiry;
    private final ProlongedPoints prolonged;
    private final ReadCatalogue catalogue;
    private final ReadStreak streaks;
    private final MissionCards missions;
    private final ReadLadder ladder;
    private final Greetings greetings;
    private final RunningCampaigns campaigns;
    private final StatementRows rows;
    private final KeepIdentifiers identifiers;
    private final Suggestions suggestions;

    HomeController(
            ReadStanding standings,
            ReadBalance balances,
            AnnounceFall announceFall,
            AnnounceExpiry announceExpiry,
            ProlongedPoints prolonged,
            ReadCatalogue catalogue,
            ReadStreak streaks,
            MissionCards missions,
            ReadLadder ladder,
            Greetings greetings,
            RunningCampaigns campaigns,
            StatementRows rows,
            KeepIdentifiers identifiers,
            Suggestions suggestions) {
        this.standings = standings;
        this.balances = balances;
        this.announceFall = announceFall;
        this.announceExpiry = announceExpiry;
        this.prolonged = prolonged;
        this.catalogue = catalogue;
        this.streaks = streaks;
        this.missions = missions;
        this.ladder = ladder;
        this.greetings = greetings;
        this.campaigns = campaigns;
        this.rows = rows;
        this.identifiers = identifiers;
        this.suggestions = suggestions;
    }

    @GetMapping("/")
    String home(@AuthenticationPrincipal SignedInMember signedIn, Locale locale, Model model) {
        var member = signedIn.id();
        var standing = standings.of(member).orElseThrow();
        model.addAttribute("standing", standing);
        announceFall.shown(standing);
        model.addAttribute("lost", identifiers.lost(member));
        model.addAttribute("campaigns", campaigns.of(signedIn.id(), standing.tier(), locale));
        model.addAttribute("balance", balances.of(member));
        model.addAttribute("soon", announceExpiry.show(member));
        model.addAttribute("prolonged", prolonged.of(member));
        model.addAttribute("goal", catalogue.nextGoal(member).orElse(null));
        model.addAttribute(
                "rows", rows.page(member, Optional.empty(), RECENT, locale).rows());
        model.addAttribute("missions", missions.toDo(member, locale, MISSIONS));
        model.addAttribute("alsoLike", suggestions.alsoLike(member, ALSO_LIKE, locale));
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
}
