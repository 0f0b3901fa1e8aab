package io.perennial.points.adapter.listener;

import io.perennial.insights.ActivitiesRecorded;
import io.perennial.points.CountActivities;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Streaks and missions go on by what members did, whichever channel told it. */
@Component
class CountOnActivitiesRecorded {

    private final CountActivities counting;

    CountOnActivitiesRecorded(CountActivities counting) {
        this.counting = counting;
    }

    @ApplicationModuleListener(id = "points.count-on-activities-recorded")
    void on(ActivitiesRecorded event) {
        counting.count(event.activities());
    }
}
