package io.perennial.rewards;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until a test turns it. */
public final class TurnableClock extends Clock {

    public static final Instant MORNING = Instant.parse("2026-11-22T01:00:00.123456Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);

    public void turnTo(Instant moment) {
        now.set(moment);
    }

    public void turnBy(Duration duration) {
        now.updateAndGet(moment -> moment.plus(duration));
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
        return this;
    }
}
