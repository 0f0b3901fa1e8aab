package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;

import io.perennial.points.domain.SealedText;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;

/** Entries with all that their hash covers. */
final class SealedEntries {

    static final List<Field<?>> FIELDS = List.of(
            POINTS_ENTRY.MEMBER_ID,
            POINTS_ENTRY.SEQ,
            POINTS_ENTRY.KIND,
            POINTS_ENTRY.POINTS,
            POINTS_ENTRY.PENDING,
            POINTS_ENTRY.GROWTH,
            POINTS_ENTRY.BALANCE_AFTER,
            POINTS_ENTRY.OWED_AFTER,
            POINTS_ENTRY.BUSINESS_KEY,
            POINTS_ENTRY.ACTIVITY_ID,
            POINTS_ENTRY.RULE_ID,
            POINTS_ENTRY.RULE_VERSION,
            POINTS_ENTRY.REVERSES_SEQ,
            POINTS_ENTRY.HAPPENED_AT,
            POINTS_ENTRY.BOOKED_AT,
            POINTS_ENTRY.WHY,
            POINTS_ENTRY.HASH);

    private SealedEntries() {}

    static SealedText text(Record row) {
        return new SealedText(
                row.get(POINTS_ENTRY.MEMBER_ID),
                row.get(POINTS_ENTRY.SEQ),
                row.get(POINTS_ENTRY.KIND),
                row.get(POINTS_ENTRY.POINTS),
                row.get(POINTS_ENTRY.PENDING),
                row.get(POINTS_ENTRY.GROWTH),
                row.get(POINTS_ENTRY.BALANCE_AFTER),
                row.get(POINTS_ENTRY.OWED_AFTER),
                row.get(POINTS_ENTRY.BUSINESS_KEY),
                row.get(POINTS_ENTRY.ACTIVITY_ID),
                row.get(POINTS_ENTRY.RULE_ID),
                row.get(POINTS_ENTRY.RULE_VERSION),
                row.get(POINTS_ENTRY.REVERSES_SEQ),
                row.get(POINTS_ENTRY.HAPPENED_AT),
                row.get(POINTS_ENTRY.BOOKED_AT),
                row.get(POINTS_ENTRY.WHY));
    }
}
