package io.perennial.web.portal;

import io.perennial.points.ReadBadges;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadStreak;
import io.perennial.web.security.SignedInMember;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a member can do for prizes, how far they have come, and what they have earned by it. */
@Controller
class MissionsController {

    private static final int LATEST = 10;

    private final MissionCards cards;
    private final ReadMissions missions;
    private final ReadBadges badges;
    private final ReadStreak streaks;

    MissionsController(MissionCards cards, ReadMissions missions, ReadBadges badges, ReadStreak streaks) {
        this.cards = cards;
        this.missions = missions;
        this.badges = badges;
        this.streaks = streaks;
    }

    @GetMapping("/missions")
    String list(@AuthenticationPrincipal SignedInMember member, Locale locale, Model model) {
        model.addAttribute("missions", cards.of(member.id(), locale));
        model.addAttribute("completed", missions.completed(member.id(), LATEST));
        model.addAttribute("badges", badges.of(member.id()));
        CheckInController.panel(member.id(), streaks, model);
        return "portal/missions/list";
    }
}
