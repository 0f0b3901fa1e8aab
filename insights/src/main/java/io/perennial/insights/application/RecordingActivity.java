package io.perennial.insights.application;

import io.perennial.insights.Activity;
import io.perennial.insights.RecordActivity;
import io.perennial.insights.domain.Activities;
import io.perennial.insights.domain.Batch;
import io.perennial.insights.domain.BusinessKey;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.Entry;
import io.perennial.insights.domain.Told;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class RecordingActivity implements RecordActivity {

    /** Each further round means that yet another transaction has told a part of this batch and committed meanwhile. */
    private static final int MOST_ROUNDS = 10;

    private final Activities activities;
    private final Dues dues;
    private final HandingOver handingOver;
    private final Clock clock;

    RecordingActivity(Activities activities, Dues dues, HandingOver handingOver, Clock clock) {
        this.activities = activities;
        this.dues = dues;
        this.handingOver = handingOver;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Recorded> record(List<Activity> told) {
        if (told.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("at most " + MOST_AT_ONCE + " activities at once");
        }
        if (told.isEmpty()) {
            return List.of();
        }
        var at = clock.instant();
        var batch = new Batch(told, at);
        // Most of what comes alone, or with a few others, is new: asking first would cost the busy path a statement.
        var before = batch.standsAlone() ? Map.<BusinessKey, Told>of() : activities.told(batch.keys());
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            var fresh = batch.fresh(before);
            if (fresh.isEmpty() || activities.addAll(fresh)) {
                leaveNotes(fresh);
                var contradicted = batch.contradicted(before);
                return batch.answers(before, contradicted.isEmpty() ? Map.of() : activities.contents(contradicted));
            }
            before = activities.told(batch.keys());
        }
        throw new ConcurrencyFailureException("others keep telling parts of the same batch");
    }

    private void leaveNotes(List<Entry> fresh) {
        if (!fresh.isEmpty()) {
            dues.addActivities(fresh);
            handingOver.whenStored();
        }
    }
}
