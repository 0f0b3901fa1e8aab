package io.perennial.web.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.ServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How often one network address may try to come in, whatever names it tries. The ports limit per phone and per account; this
 * stops one machine from going through many of them. Generous, because a whole office or a mobile network may share an
 * address. Each instance counts for itself; the least recently seen addresses are forgotten when there are too many.
 */
@Component
public class Attempts {

    /** What is being tried. */
    public enum Kind {
        /** Codes cost the programme money. */
        CODE(20, Duration.ofMinutes(10), 100),
        SIGN_IN(60, Duration.ofMinutes(10), 1_500),
        ENROL(20, Duration.ofHours(1), 100),
        /** Codes that members share: they are long, and this makes going through them hopeless. */
        SHARED_CODE(40, Duration.ofMinutes(10), 500);

        private final long times;
        private final Duration within;
        private final long timesADay;

        Kind(long times, Duration within, long timesADay) {
            this.times = times;
            this.within = within;
            this.timesADay = timesADay;
        }

        long times() {
            return times;
        }

        long timesADay() {
            return timesADay;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Attempts.class);

    static final int MOST_ADDRESSES = 50_000;
    private static final int BYTES_OF_A_HOUSEHOLD = 8;

    private final TimeMeter time;

    private final Map<String, Tries> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    Attempts(Clock clock) {
        this.time = new ByClock(clock);
    }

    /** Counts one more try. @return whether it may be made */
    public boolean allow(Kind kind, ServletRequest request) {
        var tries = tries(kind, household(request.getRemoteAddr()));
        if (tries.bucket.tryConsume(1)) {
            return true;
        }
        // Once for each address, and without it.
        if (tries.told.compareAndSet(false, true)) {
            log.warn("Too many tries from one network address: {}", kind);
        }
        return false;
    }

    private record Tries(Bucket bucket, AtomicBoolean told) {}

    private Tries tries(Kind kind, String address) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    kind + " " + address,
                    _ -> new Tries(
                            Bucket.builder()
                                    .withCustomTimePrecision(time)
                                    .addLimit(
                                            limit -> limit.capacity(kind.times).refillGreedy(kind.times, kind.within))
                                    .addLimit(limit -> limit.capacity(kind.timesADay)
                                            .refillGreedy(kind.timesADay, Duration.ofDays(1)))
                                    .build(),
                            new AtomicBoolean()));
        }
    }

    /** An IPv6 subscriber has a whole network of addresses: they count as one. */
    private static String household(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), BYTES_OF_A_HOUSEHOLD))
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    private record ByClock(Clock clock) implements TimeMeter {

        private static final long NANOS = 1_000_000_000L;

        @Override
        public long currentTimeNanos() {
            var now = clock.instant();
            return now.getEpochSecond() * NANOS + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
