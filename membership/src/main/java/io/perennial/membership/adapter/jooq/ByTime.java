package io.perennial.membership.adapter.jooq;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * Ids in the order of time by our own clock: a span of time is a span of ids, and the primary key is the index of both. Odd
 * clocks may turn the order of lines within a millisecond, never that of lines further apart.
 */
final class ByTime {

    private static final int MILLIS_AT = 16;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final TimeBasedEpochGenerator ids;

    ByTime(Clock clock) {
        this.ids = Generators.timeBasedEpochGenerator(null, new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    UUID next() {
        return ids.generate();
    }

    static Condition since(TableField<?, UUID> id, Instant from) {
        return id.ge(DSL.val(first(from), id));
    }

    static Condition before(TableField<?, UUID> id, Instant until) {
        return id.lt(DSL.val(first(until), id));
    }

    /** The smallest id of that millisecond. */
    private static UUID first(Instant instant) {
        return new UUID(instant.toEpochMilli() << MILLIS_AT | VERSION, VARIANT);
    }
}
