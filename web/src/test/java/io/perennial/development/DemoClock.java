package io.perennial.development;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The time, except for the thread that tells the demo's story: for that one it is whenever the story is. So a demo balance has
 * points that were booked two years ago and soon expire.
 */
@Component
@Primary
@Profile("development")
final class DemoClock extends Clock {

    private static final Clock REAL = Clock.tick(Clock.systemUTC(), java.time.Duration.ofNanos(1_000));

    private static final ThreadLocal<Instant> THEN = new ThreadLocal<>();

    void at(Instant moment, Runnable story) {
        THEN.set(moment);
        try {
            story.run();
        } finally {
            THEN.remove();
        }
    }

    @Override
    public Instant instant() {
        var moment = THEN.get();
        return moment == null ? REAL.instant() : moment;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.tick(Clock.system(zone), java.time.Duration.ofNanos(1_000));
    }
}
