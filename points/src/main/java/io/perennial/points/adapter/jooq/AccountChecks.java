package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsWaiting.POINTS_WAITING;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.adapter.jooq.EntryChecks.Tally;
import io.perennial.points.domain.Fingerprint;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What accounts say, against what their entries, their lots and what waits come to. */
final class AccountChecks {

    private final DSLContext dsl;
    private final Faults faults;

    AccountChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
    }

    record Seen(long accounts, long outstanding) {}

    Seen check(MemberSet members, Map<UUID, Tally> entries) {
        var account = POINTS_ACCOUNT;
        var lots = select(POINTS_LOT.MEMBER_ID, sum(POINTS_LOT.REMAINING).as("points"))
                .from(POINTS_LOT)
                .where(members.of(POINTS_LOT.MEMBER_ID))
                .groupBy(POINTS_LOT.MEMBER_ID)
                .asTable("lots");
        var parts = select(
                        POINTS_WAITING.MEMBER_ID, sum(POINTS_WAITING.REMAINING).as("points"))
                .from(POINTS_WAITING)
                .where(members.of(POINTS_WAITING.MEMBER_ID))
                .groupBy(POINTS_WAITING.MEMBER_ID)
                .asTable("parts");
        var ofLots = lots.field("points", BigDecimal.class);
        var ofParts = parts.field("points", BigDecimal.class);
        var lonely = new HashMap<>(entries);
        var seen = 0L;
        var outstanding = 0L;
        for (var row : dsl.select(account.fields())
                .select(ofLots, ofParts)
                .from(account)
                .leftJoin(lots)
                .on(lots.field(POINTS_LOT.MEMBER_ID).eq(account.MEMBER_ID))
                .leftJoin(parts)
                .on(parts.field(POINTS_WAITING.MEMBER_ID).eq(account.MEMBER_ID))
                .where(members.of(account.MEMBER_ID))
                .fetch()) {
            var member = row.get(account.MEMBER_ID);
            var balance = row.get(account.BALANCE);
            var owed = row.get(account.OWED);
            var pending = row.get(account.PENDING);
            var counted = row.get(account.LAST_SEQ);
            var found = lonely.remove(member);
            var tally = found == null ? Tally.NOTHING : found;
            faults.compare(Breach.SUM_OF_ENTRIES, member, null, balance - owed, tally.points());
            faults.compare(Breach.SUM_OF_LOTS, member, null, balance, whole(row.get(ofLots)));
            faults.compare(Breach.SUM_OF_PENDING, member, null, pending, tally.pending());
            faults.compare(Breach.SUM_OF_PARTS, member, null, pending, whole(row.get(ofParts)));
            if (EntryChecks.areImpossible(owed, balance)) {
                faults.add(Breach.DEBT_BESIDE_BALANCE, member, null, owed, balance);
            }
            if (counted != tally.last() || tally.last() != tally.entries() || tally.first() != 1) {
                faults.add(Breach.SEQUENCE, member, tally.last(), counted, tally.entries());
            }
            if (!tally.head().equals(Fingerprint.of(row.get(account.HEAD)))) {
                faults.add(Breach.HEAD, member, null, null, null);
            }
            seen++;
            outstanding += balance;
        }
        lonely.forEach(
                (member, tally) -> faults.add(Breach.ENTRIES_WITHOUT_ACCOUNT, member, null, tally.entries(), null));
        return new Seen(seen, outstanding);
    }

    private static long whole(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.longValue();
    }
}
