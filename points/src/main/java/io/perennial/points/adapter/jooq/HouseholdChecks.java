package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPool.POINTS_POOL;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPoolMember.POINTS_POOL_MEMBER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import io.perennial.points.VerifyLedger.Breach;
import org.jooq.DSLContext;

/** Households: their accounts are proved like all others; here, that there is someone whose they are. */
final class HouseholdChecks {

    private final DSLContext dsl;
    private final Faults faults;

    HouseholdChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
    }

    void check(MemberSet members) {
        var pool = POINTS_POOL;
        var person = POINTS_POOL_MEMBER;
        var owners = count(when(person.IS_OWNER, inline(1)));
        dsl.select(pool.POOL_ID, owners)
                .from(pool)
                .leftJoin(person)
                .on(person.POOL_ID.eq(pool.POOL_ID))
                .where(members.of(pool.POOL_ID), pool.CLOSED_AT.isNull())
                .groupBy(pool.POOL_ID)
                .having(owners.ne(1))
                .limit(Faults.MOST)
                .forEach(row -> faults.add(Breach.HOUSEHOLD_OWNERS, row.value1(), row.value1(), row.value2(), 1));
        dsl.select(person.MEMBER_ID, person.POOL_ID)
                .from(person)
                .leftJoin(pool)
                .on(pool.POOL_ID.eq(person.POOL_ID), pool.CLOSED_AT.isNull())
                .where(members.of(person.MEMBER_ID), pool.POOL_ID.isNull())
                .limit(Faults.MOST)
                .forEach(row -> faults.add(Breach.HOUSEHOLD_MISSING, row.value1(), row.value2(), null, null));
        dsl.select(pool.POOL_ID, POINTS_ACCOUNT.BALANCE)
                .from(pool)
                .join(POINTS_ACCOUNT)
                .on(POINTS_ACCOUNT.MEMBER_ID.eq(pool.POOL_ID))
                .where(members.of(pool.POOL_ID), pool.CLOSED_AT.isNotNull(), POINTS_ACCOUNT.BALANCE.ne(0L))
                .limit(Faults.MOST)
                .forEach(row -> faults.add(Breach.HOUSEHOLD_CLOSED, row.value1(), row.value1(), row.value2(), 0));
    }
}
