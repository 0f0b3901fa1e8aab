package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Goes through entries once, member by member and in their order, with all who have something to check of each. */
final class EntryWalk {

    /** Read at once. */
    private static final int PAGE = 5_000;

    /** Has each entry shown to it, in order. */
    interface Watch {
        void entry(SealedText entry, Fingerprint hash);
    }

    private final DSLContext dsl;

    EntryWalk(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** @return how many there are */
    long through(MemberSet members, Condition which, List<? extends Watch> watches) {
        var count = 0L;
        Record last = null;
        while (true) {
            var page = dsl.select(SealedEntries.FIELDS)
                    .from(POINTS_ENTRY)
                    .where(members.of(POINTS_ENTRY.MEMBER_ID), which, last == null ? noCondition() : behind(last))
                    .orderBy(POINTS_ENTRY.MEMBER_ID, POINTS_ENTRY.SEQ)
                    .limit(PAGE)
                    .fetch();
            for (var row : page) {
                var entry = SealedEntries.text(row);
                var hash = Fingerprint.of(row.get(POINTS_ENTRY.HASH));
                watches.forEach(watch -> watch.entry(entry, hash));
                last = row;
            }
            count += page.size();
            if (page.size() < PAGE) {
                return count;
            }
        }
    }

    private static Condition behind(Record row) {
        var member = row.get(POINTS_ENTRY.MEMBER_ID);
        // The first line is what the index goes by.
        return POINTS_ENTRY
                .MEMBER_ID
                .ge(member)
                .and(POINTS_ENTRY.MEMBER_ID.gt(member).or(POINTS_ENTRY.SEQ.gt(row.get(POINTS_ENTRY.SEQ))));
    }
}
