package io.perennial.points;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until it is turned. */
public final class TurnableClock extends Clock {

    /** Noon in Shanghai. */
    public static final Instant START = Instant.parse("2026-11-22T04:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    public void turn(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    public void turnTo(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("everything is in UTC");
    }
}
