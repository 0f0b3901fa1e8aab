package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsReceivingCode.POINTS_RECEIVING_CODE;

import io.perennial.membership.MemberId;
import io.perennial.points.domain.ReceivingCodes;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqReceivingCodes implements ReceivingCodes {

    private final DSLContext dsl;

    JooqReceivingCodes(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<String> of(MemberId member) {
        return dsl.select(POINTS_RECEIVING_CODE.CODE)
                .from(POINTS_RECEIVING_CODE)
                .where(POINTS_RECEIVING_CODE.MEMBER_ID.eq(member.value()))
                .fetchOptional(POINTS_RECEIVING_CODE.CODE);
    }

    @Override
    public Optional<MemberId> find(String code) {
        return dsl.select(POINTS_RECEIVING_CODE.MEMBER_ID)
                .from(POINTS_RECEIVING_CODE)
                .where(POINTS_RECEIVING_CODE.CODE.eq(code))
                .fetchOptional(row -> new MemberId(row.value1()));
    }

    @Override
    public String put(MemberId member, String code, boolean replace, Instant at) {
        var insert = dsl.insertInto(POINTS_RECEIVING_CODE)
                .set(POINTS_RECEIVING_CODE.MEMBER_ID, member.value())
                .set(POINTS_RECEIVING_CODE.CODE, code)
                .set(POINTS_RECEIVING_CODE.MADE_AT, at)
                .onDuplicateKeyUpdate();
        if (replace) {
            insert.set(POINTS_RECEIVING_CODE.CODE, code)
                    .set(POINTS_RECEIVING_CODE.MADE_AT, at)
                    .execute();
        } else {
            insert.set(POINTS_RECEIVING_CODE.MEMBER_ID, POINTS_RECEIVING_CODE.MEMBER_ID)
                    .execute();
        }
        return of(member).orElseThrow();
    }
}
