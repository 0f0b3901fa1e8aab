package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsCarriage.POINTS_CARRIAGE;

import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * What merges carried from account to account: what the entries of either side come to, against the one row that tells of
 * both; so nothing is lost or won on the way. And an account that went into another one holds nothing.
 */
final class MergeChecks implements EntryWalk.Watch {

    private final DSLContext dsl;
    private final Faults faults;
    private final Map<Side, Sum> sums = new HashMap<>();

    MergeChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
    }

    private record Side(UUID member, String carriage) {}

    /** @param entry one of them */
    private record Sum(long points, long pending, long entry) {

        static final Sum NONE = new Sum(0, 0, 0);
    }

    @Override
    public void entry(SealedText entry, Fingerprint hash) {
        if (!entry.kind().equals("MERGED")) {
            return;
        }
        var parts = entry.key().split(":", 3);
        var side = new Side(entry.member(), parts.length < 2 ? "" : parts[1]);
        var before = sums.getOrDefault(side, Sum.NONE);
        sums.put(side, new Sum(before.points() + entry.points(), before.pending() + entry.pending(), entry.sequence()));
    }

    /** Once the entries of a range have been gone through. */
    void check(MemberSet members) {
        var carriage = POINTS_CARRIAGE;
        dsl.selectFrom(carriage)
                .where(members.of(carriage.FROM_ID))
                .forEach(row -> compare(row.getFromId(), row.getCarriageId(), -row.getPoints(), -row.getPending()));
        dsl.selectFrom(carriage)
                .where(members.of(carriage.TO_ID))
                .forEach(row -> compare(row.getToId(), row.getCarriageId(), row.getPoints(), row.getPending()));
        sums.forEach(
                (side, stray) -> faults.add(Breach.MERGE_MISSING, side.member(), side.carriage(), stray.entry(), null));
        sums.clear();
        var account = POINTS_ACCOUNT;
        dsl.select(account.MEMBER_ID, account.BALANCE.plus(account.PENDING).minus(account.OWED))
                .from(account)
                .where(
                        members.of(account.MEMBER_ID),
                        account.MERGED_INTO.isNotNull(),
                        account.BALANCE.ne(0L).or(account.PENDING.ne(0L)).or(account.OWED.ne(0L)))
                .limit(Faults.MOST)
                .forEach(row -> faults.add(Breach.MERGE_LEFT, row.value1(), null, row.value2(), 0));
    }

    private void compare(UUID member, UUID carriage, long points, long pending) {
        var found = sums.remove(new Side(member, carriage.toString()));
        var sum = found == null ? Sum.NONE : found;
        faults.compare(Breach.MERGE_CARRIED, member, carriage, sum.points(), points);
        faults.compare(Breach.MERGE_CARRIED, member, carriage, sum.pending(), pending);
    }
}
