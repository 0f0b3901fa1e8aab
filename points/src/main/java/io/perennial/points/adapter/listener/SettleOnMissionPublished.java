package io.perennial.points.adapter.listener;

import io.perennial.points.MissionPublished;
import io.perennial.points.SettleMission;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** A mission that asks for less than before may be done by some already. */
@Component
class SettleOnMissionPublished {

    private final SettleMission settling;

    SettleOnMissionPublished(SettleMission settling) {
        this.settling = settling;
    }

    @ApplicationModuleListener(id = "points.settle-on-mission-published")
    void on(MissionPublished event) {
        if (event.version() > 1) {
            settling.settle(event.mission());
        }
    }
}
