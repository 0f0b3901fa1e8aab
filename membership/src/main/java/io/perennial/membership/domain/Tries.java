package io.perennial.membership.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tries to sign in that were not followed by a success. A try counts as failed as soon as it begins, so that many at once
 * are not judged before the first of them is counted.
 */
public record Tries(int failures, Optional<Instant> lockedUntil) {

    public static final Tries NONE = new Tries(0, Optional.empty());

    private static final int MOST = 10;
    private static final Duration LOCK = Duration.ofMinutes(15);

    /** How long nothing may be tried, if so. */
    public Optional<Duration> waitFor(Instant now) {
        return lockedUntil.map(end -> Duration.between(now, end)).filter(Duration::isPositive);
    }

    /** With one more that begins now; after a lock the count begins anew. */
    public Tries another(Instant now) {
        var counted = (lockedUntil.isPresent() ? 0 : failures) + 1;
        return new Tries(counted, counted >= MOST ? Optional.of(now.plus(LOCK)) : Optional.empty());
    }
}
