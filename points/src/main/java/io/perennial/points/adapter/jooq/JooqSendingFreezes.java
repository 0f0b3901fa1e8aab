package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsSendingFreeze.POINTS_SENDING_FREEZE;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.FreezeSending.Frozen;
import io.perennial.points.domain.SendingFreezes;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqSendingFreezes implements SendingFreezes {

    private final DSLContext dsl;

    JooqSendingFreezes(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<Frozen> of(MemberId member) {
        return dsl.selectFrom(POINTS_SENDING_FREEZE)
                .where(POINTS_SENDING_FREEZE.MEMBER_ID.eq(member.value()))
                .fetchOptional(row -> new Frozen(row.getReason(), new StaffId(row.getFrozenBy()), row.getFrozenAt()));
    }

    @Override
    public boolean add(MemberId member, Frozen frozen) {
        return dsl.insertInto(POINTS_SENDING_FREEZE)
                        .set(POINTS_SENDING_FREEZE.MEMBER_ID, member.value())
                        .set(POINTS_SENDING_FREEZE.REASON, frozen.reason())
                        .set(POINTS_SENDING_FREEZE.FROZEN_BY, frozen.by().value())
                        .set(POINTS_SENDING_FREEZE.FROZEN_AT, frozen.at())
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
    }

    @Override
    public boolean remove(MemberId member) {
        return dsl.deleteFrom(POINTS_SENDING_FREEZE)
                        .where(POINTS_SENDING_FREEZE.MEMBER_ID.eq(member.value()))
                        .execute()
                == 1;
    }
}
