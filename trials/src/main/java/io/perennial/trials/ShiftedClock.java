package io.perennial.trials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The application's clock: it runs, in microseconds, and is turned forwards and backwards. The database's does not follow. */
final class ShiftedClock extends Clock {

    private final Clock real = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    private final AtomicReference<Duration> by;

    ShiftedClock(Duration by) {
        this.by = new AtomicReference<>(by);
    }

    Instant turn(Duration other) {
        by.set(other);
        return instant();
    }

    @Override
    public Instant instant() {
        return real.instant().plus(by.get());
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
