package io.perennial.insights.domain;

import io.perennial.insights.MemberFacts;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a member, and what it takes to bring it forward by what the member does next.
 *
 * @param hours from which the usual one is told
 * @param countedAt when the whole stream of the member was read for it
 */
public record Gathered(MemberFacts facts, Hours hours, Instant countedAt) {

    /** What is added can only make habits more: so often what they were long ago is left out. */
    private static final Duration FRESH = Duration.ofDays(30);

    public Streamed streamed() {
        return Streamed.of(facts, hours);
    }

    public boolean isFresh(Instant now) {
        return countedAt.plus(FRESH).isAfter(now);
    }
}
