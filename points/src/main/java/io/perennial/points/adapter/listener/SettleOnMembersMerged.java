package io.perennial.points.adapter.listener;

import io.perennial.membership.MembersMerged;
import io.perennial.points.SettleMission;
import io.perennial.points.SettleStreak;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What two did for a mission may be enough for one, and their days together a longer run than each had. */
@Component
class SettleOnMembersMerged {

    private final SettleMission missions;
    private final SettleStreak streak;

    SettleOnMembersMerged(SettleMission missions, SettleStreak streak) {
        this.missions = missions;
        this.streak = streak;
    }

    @ApplicationModuleListener(id = "points.settle-on-members-merged")
    void on(MembersMerged event) {
        missions.settle(event.survivor());
        streak.settle(event.merge(), event.survivor());
    }
}
