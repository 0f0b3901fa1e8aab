package io.perennial.points.adapter.listener;

import io.perennial.membership.MembersMerged;
import io.perennial.points.SettleMission;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What two did for a mission may be enough for one. */
@Component
class SettleOnMembersMerged {

    private final SettleMission settling;

    SettleOnMembersMerged(SettleMission settling) {
        this.settling = settling;
    }

    @ApplicationModuleListener(id = "points.settle-on-members-merged")
    void on(MembersMerged event) {
        settling.settle(event.survivor());
    }
}
