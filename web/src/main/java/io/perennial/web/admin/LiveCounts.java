package io.perennial.web.admin;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.CountAudience.Audience;
import io.perennial.insights.CountAudience.Outcome;
import io.perennial.membership.StaffId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts whom a condition takes while it is typed, as often as somebody who types can want it: a count may keep the database
 * busy for half a second. Each instance counts for itself.
 */
@Component
class LiveCounts {

    static final int AT_ONCE = 30;
    static final Duration ONE_MORE = Duration.ofSeconds(2);

    private static final int MOST_PEOPLE = 10_000;

    /** What is shown beside the form. */
    sealed interface Live {
        record Counted(Audience audience) implements Live {}

        record TookTooLong() implements Live {}

        /** Of this person there were too many counts in a short time. */
        record TooOften() implements Live {}
    }

    private final CountAudience counting;
    private final Map<StaffId, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StaffId, Bucket> eldest) {
            return size() > MOST_PEOPLE;
        }
    };

    LiveCounts(CountAudience counting) {
        this.counting = counting;
    }

    Live count(Condition condition, StaffId by) {
        if (!bucket(by).tryConsume(1)) {
            return new Live.TooOften();
        }
        return switch (counting.count(condition)) {
            case Outcome.Counted(var audience) -> new Live.Counted(audience);
            case Outcome.TookTooLong _ -> new Live.TookTooLong();
        };
    }

    private synchronized Bucket bucket(StaffId by) {
        return buckets.computeIfAbsent(
                by,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(1, ONE_MORE))
                        .withCustomTimePrecision(TimeMeter.SYSTEM_MILLISECONDS)
                        .build());
    }
}
