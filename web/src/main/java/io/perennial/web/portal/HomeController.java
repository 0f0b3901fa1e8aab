package io.perennial.web.portal;

import io.perennial.membership.AnnounceFall;
import io.perennial.membership.AnnounceRise;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.ReadStanding;
import io.perennial.points.AnnounceExpiry;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadStreak;
import io.perennial.rewards.ReadCatalogue;
import io.perennial.web.pages.Viewer;
import io.perennial.web.security.SignedInMember;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The first page: how much there is, what comes next, and what just happened. Everybody opens it, so what one part has read
 * is handed to the next, and nothing is asked for that is nearly never there.
 */
@Controller
class HomeController {

    private static final int RECENT = 5;
    private static final int MISSIONS = 2;
    private static final int ALSO_LIKE = 4;

    private final ReadStanding standings;
    private final ReadBalance balances;
    private final AnnounceRise announceRise;
    private final AnnounceFall announceFall;
    private final AnnounceExpiry announceExpiry;
    private final ProlongedPoints prolonged;
    private final ReadCatalogue catalogue;
    private final ReadStreak streaks;
    private final MissionCards missions;
    private final RunningCampaigns campaigns;
    private final StatementRows rows;
    private final KeepIdentifiers identifiers;
    private final Suggestions suggestions;

    HomeController(
            ReadStanding standings,
            ReadBalance balances,
            AnnounceRise announceRise,
            AnnounceFall announceFall,
            AnnounceExpiry announceExpiry,
            ProlongedPoints prolonged,
            ReadCatalogue catalogue,
            ReadStreak streaks,
            MissionCards missions,
            RunningCampaigns campaigns,
            StatementRows rows,
            KeepIdentifiers identifiers,
            Suggestions suggestions) {
        this.standings = standings;
        this.balances = balances;
        this.announceRise = announceRise;
        this.announceFall = announceFall;
        this.announceExpiry = announceExpiry;
        this.prolonged = prolonged;
        this.catalogue = catalogue;
        this.streaks = streaks;
        this.missions = missions;
        this.campaigns = campaigns;
        this.rows = rows;
        this.identifiers = identifiers;
        this.suggestions = suggestions;
    }

    @GetMapping("/")
    String home(
            @AuthenticationPrincipal SignedInMember signedIn,
            @ModelAttribute(name = "viewer", binding = false) Viewer viewer,
            Locale locale,
            Model model) {
        var member = signedIn.id();
        var standing = standings.of(member).orElseThrow();
        model.addAttribute("standing", standing);
        announceFall.shown(standing);
        model.addAttribute("lost", viewer.profile().hasLost() ? identifiers.lost(member) : List.of());
        model.addAttribute("campaigns", campaigns.of(viewer.profile(), standing.tier(), locale));
        var balance = balances.soon(member);
        model.addAttribute("balance", balance);
        model.addAttribute("soon", announceExpiry.show(member, balance));
        model.addAttribute("prolonged", balance.extended() ? prolonged.of(member) : List.of());
        model.addAttribute(
                "goal", catalogue.nextGoal(standing, balance.points()).orElse(null));
        model.addAttribute(
                "rows", rows.page(member, Optional.empty(), RECENT, locale).rows());
        model.addAttribute("missions", missions.toDo(standing, locale, MISSIONS));
        model.addAttribute("alsoLike", suggestions.alsoLike(viewer.profile(), ALSO_LIKE, locale));
        CheckInController.panel(member, streaks, model);
        model.addAttribute("greeting", announceRise.isNews(standing) ? standing.tier() : null);
        return "portal/home";
    }

    @PostMapping("/greeting/put-away")
    String putGreetingAway(@AuthenticationPrincipal SignedInMember member) {
        announceRise.putAway(member.id());
        return "redirect:/";
    }
}
