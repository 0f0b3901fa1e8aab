package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsPool.POINTS_POOL;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPoolMember.POINTS_POOL_MEMBER;

import io.perennial.membership.MemberId;
import io.perennial.points.KeepHousehold.Person;
import io.perennial.points.PoolId;
import io.perennial.points.adapter.jooq.generated.tables.records.PointsPoolRecord;
import io.perennial.points.domain.Pools;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqPools implements Pools {

    private final DSLContext dsl;

    JooqPools(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Set<MemberId> open(Collection<MemberId> accounts) {
        return dsl.select(POINTS_POOL.POOL_ID)
                .from(POINTS_POOL)
                .where(
                        POINTS_POOL.POOL_ID.in(
                                accounts.stream().map(MemberId::value).toList()),
                        POINTS_POOL.CLOSED_AT.isNull())
                .fetchSet(row -> new MemberId(row.value1()));
    }

    @Override
    public Optional<Pool> of(MemberId member) {
        return dsl.select(POINTS_POOL.fields())
                .from(POINTS_POOL_MEMBER)
                .join(POINTS_POOL)
                .on(POINTS_POOL.POOL_ID.eq(POINTS_POOL_MEMBER.POOL_ID))
                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(member.value()))
                .fetchOptional(row -> toPool(row.into(POINTS_POOL)));
    }

    @Override
    public Optional<Pool> byCode(String code) {
        return dsl.selectFrom(POINTS_POOL)
                .where(POINTS_POOL.CODE.eq(code), POINTS_POOL.CLOSED_AT.isNull())
                .fetchOptional(JooqPools::toPool);
    }

    @Override
    public Optional<Pool> lock(PoolId pool) {
        return dsl.selectFrom(POINTS_POOL)
                .where(POINTS_POOL.POOL_ID.eq(pool.value()))
                .forUpdate()
                .fetchOptional(JooqPools::toPool)
                .filter(each -> each.closedAt() == null);
    }

    @Override
    public List<Person> people(PoolId pool) {
        return dsl.selectFrom(POINTS_POOL_MEMBER)
                .where(POINTS_POOL_MEMBER.POOL_ID.eq(pool.value()))
                .orderBy(POINTS_POOL_MEMBER.IS_OWNER.desc(), POINTS_POOL_MEMBER.JOINED_AT, POINTS_POOL_MEMBER.MEMBER_ID)
                .fetch(row -> new Person(
                        new MemberId(row.getMemberId()), row.getIsOwner(), row.getMayDraw(), row.getJoinedAt()));
    }

    @Override
    public void add(Pool pool, Instant at) {
        dsl.insertInto(POINTS_POOL)
                .set(POINTS_POOL.POOL_ID, pool.id().value())
                .set(POINTS_POOL.NAME, pool.name())
                .set(POINTS_POOL.CODE, pool.code())
                .set(POINTS_POOL.MADE_AT, at)
                .execute();
    }

    @Override
    public boolean join(PoolId pool, MemberId member, boolean isOwner, Instant at) {
        return dsl.insertInto(POINTS_POOL_MEMBER)
                        .set(POINTS_POOL_MEMBER.MEMBER_ID, member.value())
                        .set(POINTS_POOL_MEMBER.POOL_ID, pool.value())
                        .set(POINTS_POOL_MEMBER.IS_OWNER, isOwner)
                        .set(POINTS_POOL_MEMBER.MAY_DRAW, isOwner)
                        .set(POINTS_POOL_MEMBER.JOINED_AT, at)
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
    }

    @Override
    public void change(MemberId member, boolean isOwner, boolean mayDraw) {
        dsl.update(POINTS_POOL_MEMBER)
                .set(POINTS_POOL_MEMBER.IS_OWNER, isOwner)
                .set(POINTS_POOL_MEMBER.MAY_DRAW, mayDraw)
                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(member.value()))
                .execute();
    }

    @Override
    public void recode(PoolId pool, String code) {
        dsl.update(POINTS_POOL)
                .set(POINTS_POOL.CODE, code)
                .where(POINTS_POOL.POOL_ID.eq(pool.value()))
                .execute();
    }

    @Override
    public void leave(PoolId pool, MemberId member) {
        dsl.deleteFrom(POINTS_POOL_MEMBER)
                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(member.value()), POINTS_POOL_MEMBER.POOL_ID.eq(pool.value()))
                .execute();
    }

    @Override
    public void close(PoolId pool, Instant at) {
        dsl.update(POINTS_POOL)
                .set(POINTS_POOL.CLOSED_AT, at)
                .where(POINTS_POOL.POOL_ID.eq(pool.value()))
                .execute();
    }

    private static Pool toPool(PointsPoolRecord row) {
        return new Pool(new PoolId(row.getPoolId()), row.getName(), row.getCode(), row.getClosedAt());
    }
}
