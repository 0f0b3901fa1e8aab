package io.perennial.web.admin;

import io.perennial.points.Mission;
import io.perennial.points.ReadMissions.Published;
import java.time.Instant;

/** A mission in a list, with what has become of it. */
record MissionRow(Mission mission, State state, Instant publishedAt) {

    enum State {
        RUNNING,
        SCHEDULED,
        ENDED,
        RETIRED
    }

    static MissionRow at(Instant now, Published published) {
        return new MissionRow(published.mission(), state(now, published), published.publishedAt());
    }

    private static State state(Instant now, Published published) {
        var mission = published.mission();
        if (published.retiredAt().isPresent()) {
            return State.RETIRED;
        }
        if (mission.endsAt() != null && !now.isBefore(mission.endsAt())) {
            return State.ENDED;
        }
        return now.isBefore(mission.startsAt()) ? State.SCHEDULED : State.RUNNING;
    }

    public boolean isOpen() {
        return state == State.RUNNING || state == State.SCHEDULED;
    }
}
