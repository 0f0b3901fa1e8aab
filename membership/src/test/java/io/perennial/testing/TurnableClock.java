package io.perennial.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until it is turned. */
public final class TurnableClock extends Clock {

    /** A morning in Shanghai, as exact as the database keeps it. */
    public static final Instant START = Instant.parse("2026-11-22T01:00:00.123456Z");

    private final AtomicReference<Instant> now;

    public TurnableClock() {
        this(START);
    }

    public TurnableClock(Instant start) {
        now = new AtomicReference<>(start);
    }

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
