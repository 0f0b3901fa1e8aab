package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsErasedReason.POINTS_ERASED_REASON;

import io.perennial.points.domain.Fingerprint;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** What reasons said, as hashes, of entries whose words were erased with their member. Asked only where a hash does not fit. */
final class ErasedReasons implements EntryChecks.Erased {

    private final DSLContext dsl;

    ErasedReasons(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<Fingerprint> of(UUID member, long sequence) {
        return dsl.select(POINTS_ERASED_REASON.WHY_HASH)
                .from(POINTS_ERASED_REASON)
                .where(POINTS_ERASED_REASON.MEMBER_ID.eq(member))
                .and(POINTS_ERASED_REASON.SEQ.eq(sequence))
                .fetchOptional(row -> Fingerprint.of(row.value1()));
    }
}
