package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTierFloor.MEMBERSHIP_TIER_FLOOR;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadTierFloors;
import io.perennial.membership.StaffId;
import io.perennial.membership.TierFloor;
import io.perennial.membership.domain.TierFloors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqTierFloors implements TierFloors, ReadTierFloors {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final DSLContext dsl;

    JooqTierFloors(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void add(MemberId member, TierFloor floor, String reason, StaffId by, Instant at) {
        dsl.insertInto(MEMBERSHIP_TIER_FLOOR)
                .set(MEMBERSHIP_TIER_FLOOR.MEMBER_ID, member.value())
                .set(MEMBERSHIP_TIER_FLOOR.FLOOR_ID, IDS.generate())
                .set(MEMBERSHIP_TIER_FLOOR.TIER_CODE, floor.tier())
                .set(MEMBERSHIP_TIER_FLOOR.REASON, reason)
                .set(MEMBERSHIP_TIER_FLOOR.SET_AT, at)
                .set(MEMBERSHIP_TIER_FLOOR.SET_BY, by.value())
                .set(MEMBERSHIP_TIER_FLOOR.ENDS_AT, floor.until().orElse(null))
                .execute();
    }

    @Override
    public void end(MemberId member, StaffId by, Instant at) {
        dsl.update(MEMBERSHIP_TIER_FLOOR)
                .set(MEMBERSHIP_TIER_FLOOR.ENDED_AT, at)
                .set(MEMBERSHIP_TIER_FLOOR.ENDED_BY, by.value())
                .where(
                        MEMBERSHIP_TIER_FLOOR.MEMBER_ID.eq(member.value()),
                        MEMBERSHIP_TIER_FLOOR.ENDED_AT.isNull(),
                        MEMBERSHIP_TIER_FLOOR.ENDS_AT.isNull().or(MEMBERSHIP_TIER_FLOOR.ENDS_AT.gt(at)))
                .execute();
    }

    @Override
    public List<Given> of(MemberId member) {
        return dsl.selectFrom(MEMBERSHIP_TIER_FLOOR)
                .where(MEMBERSHIP_TIER_FLOOR.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_TIER_FLOOR.FLOOR_ID.desc())
                .fetch(row -> new Given(
                        row.getTierCode(),
                        row.getReason(),
                        new StaffId(row.getSetBy()),
                        row.getSetAt(),
                        Optional.ofNullable(row.getEndsAt()),
                        Optional.ofNullable(row.getEndedAt()),
                        Optional.ofNullable(row.getEndedBy()).map(StaffId::new)));
    }
}
