package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.membership.StaffId;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveCountsTests {

    @Test
    void whoever_counts_too_often_waits_and_keeps_nobody_else_waiting() {
        var asked = new AtomicInteger();
        var counts = new LiveCounts(condition -> {
            asked.incrementAndGet();
            return new CountAudience.Outcome.TookTooLong();
        });
        var wild = StaffId.next();
        for (var time = 0; time < 10 * LiveCounts.AT_ONCE; time++) {
            counts.count(Condition.none(), wild);
        }
        assertThat(counts.count(Condition.none(), wild)).isInstanceOf(LiveCounts.Live.TooOften.class);
        // The database has had rest meanwhile; a few may have been let through as time went by.
        assertThat(asked.get()).isBetween(LiveCounts.AT_ONCE, LiveCounts.AT_ONCE + 10);
        assertThat(counts.count(Condition.none(), StaffId.next())).isInstanceOf(LiveCounts.Live.TookTooLong.class);
    }
}
