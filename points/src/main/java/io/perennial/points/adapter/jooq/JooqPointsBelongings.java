package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustment.POINTS_ADJUSTMENT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentFile.POINTS_ADJUSTMENT_FILE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentPicture.POINTS_ADJUSTMENT_PICTURE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsBadgeEarned.POINTS_BADGE_EARNED;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsErasedReason.POINTS_ERASED_REASON;
import static io.perennial.points.adapter.jooq.generated.tables.PointsExtension.POINTS_EXTENSION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionProgress.POINTS_MISSION_PROGRESS;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPilotAnswer.POINTS_PILOT_ANSWER;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPool.POINTS_POOL;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPoolMember.POINTS_POOL_MEMBER;
import static io.perennial.points.adapter.jooq.generated.tables.PointsReceivingCode.POINTS_RECEIVING_CODE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsSendingFreeze.POINTS_SENDING_FREEZE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsStreak.POINTS_STREAK;
import static io.perennial.points.adapter.jooq.generated.tables.PointsTransfer.POINTS_TRANSFER;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnRule;
import io.perennial.points.EntryKind;
import io.perennial.points.Why;
import io.perennial.points.domain.Fingerprint;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What points keeps about a member. The ledger stays, entry by entry; only what people wrote into its reasons goes, and the
 * hash of each such reason takes its place in the chain.
 */
@Component
class JooqPointsBelongings implements Belongings {

    private static final String ERASED = "–";

    private final DSLContext dsl;
    private final Clock clock;

    JooqPointsBelongings(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    @Override
    public List<Section> exported(MemberId member) {
        var id = member.value();
        return List.of(
                section(
                        "points.entries",
                        dsl.select(
                                        POINTS_ENTRY.SEQ,
                                        POINTS_ENTRY.KIND,
                                        POINTS_ENTRY.POINTS,
                                        POINTS_ENTRY.PENDING,
                                        POINTS_ENTRY.GROWTH,
                                        POINTS_ENTRY.BALANCE_AFTER,
                                        POINTS_ENTRY.OWED_AFTER,
                                        POINTS_ENTRY.ACTIVITY_ID,
                                        POINTS_ENTRY.WHY,
                                        POINTS_ENTRY.HAPPENED_AT,
                                        POINTS_ENTRY.BOOKED_AT)
                                .from(POINTS_ENTRY)
                                .where(POINTS_ENTRY.MEMBER_ID.eq(id))
                                .orderBy(POINTS_ENTRY.SEQ)),
                section(
                        "points.lots",
                        dsl.select(POINTS_LOT.SEQ, POINTS_LOT.REMAINING, POINTS_LOT.EXPIRES_AT)
                                .from(POINTS_LOT)
                                .where(POINTS_LOT.MEMBER_ID.eq(id))
                                .orderBy(POINTS_LOT.SEQ)),
                section(
                        "points.adjustments",
                        dsl.select(
                                        POINTS_ADJUSTMENT.POINTS,
                                        POINTS_ADJUSTMENT.GROWTH,
                                        POINTS_ADJUSTMENT.REASON_CODE,
                                        POINTS_ADJUSTMENT.MEMBER_NOTE,
                                        POINTS_ADJUSTMENT.INTERNAL_NOTE,
                                        POINTS_ADJUSTMENT.STATUS,
                                        POINTS_ADJUSTMENT.PROPOSED_AT)
                                .from(POINTS_ADJUSTMENT)
                                .where(POINTS_ADJUSTMENT.MEMBER_ID.eq(id))
                                .orderBy(POINTS_ADJUSTMENT.ADJUSTMENT_ID)),
                section(
                        "points.extensions",
                        dsl.select(
                                        POINTS_EXTENSION.POINTS,
                                        POINTS_EXTENSION.WAS_UNTIL,
                                        POINTS_EXTENSION.IS_UNTIL,
                                        POINTS_EXTENSION.REASON,
                                        POINTS_EXTENSION.NOTE,
                                        POINTS_EXTENSION.EXTENDED_AT)
                                .from(POINTS_EXTENSION)
                                .where(POINTS_EXTENSION.MEMBER_ID.eq(id))),
                section(
                        "points.transfers_sent",
                        dsl.select(POINTS_TRANSFER.POINTS, POINTS_TRANSFER.STATE, POINTS_TRANSFER.SENT_AT)
                                .from(POINTS_TRANSFER)
                                .where(POINTS_TRANSFER.SENDER_ID.eq(id))),
                section(
                        "points.transfers_received",
                        dsl.select(POINTS_TRANSFER.POINTS, POINTS_TRANSFER.STATE, POINTS_TRANSFER.SENT_AT)
                                .from(POINTS_TRANSFER)
                                .where(POINTS_TRANSFER.RECEIVER_ID.eq(id))),
                section(
                        "points.household",
                        dsl.select(POINTS_POOL.NAME, POINTS_POOL_MEMBER.IS_OWNER, POINTS_POOL_MEMBER.JOINED_AT)
                                .from(POINTS_POOL_MEMBER)
                                .join(POINTS_POOL)
                                .on(POINTS_POOL.POOL_ID.eq(POINTS_POOL_MEMBER.POOL_ID))
                                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(id))),
                section(
                        "points.badges",
                        dsl.select(POINTS_BADGE_EARNED.fields())
                                .from(POINTS_BADGE_EARNED)
                                .where(POINTS_BADGE_EARNED.MEMBER_ID.eq(id))),
                section(
                        "points.missions",
                        dsl.select(POINTS_MISSION_PROGRESS.fields())
                                .from(POINTS_MISSION_PROGRESS)
                                .where(POINTS_MISSION_PROGRESS.MEMBER_ID.eq(id))),
                section(
                        "points.days_in_a_row",
                        dsl.select(POINTS_STREAK.FIRST_DAY, POINTS_STREAK.LAST_DAY)
                                .from(POINTS_STREAK)
                                .where(POINTS_STREAK.MEMBER_ID.eq(id))),
                section(
                        "points.trial_answers",
                        dsl.select(
                                        POINTS_PILOT_ANSWER.ANSWER,
                                        POINTS_PILOT_ANSWER.COMMENT,
                                        POINTS_PILOT_ANSWER.ANSWERED_AT)
                                .from(POINTS_PILOT_ANSWER)
                                .where(POINTS_PILOT_ANSWER.MEMBER_ID.eq(id))));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erased(Erasure erasure) {
        var id = erasure.member().value();
        eraseReasons(id);
        dsl.update(POINTS_ADJUSTMENT)
                .setNull(POINTS_ADJUSTMENT.MEMBER_NOTE)
                .setNull(POINTS_ADJUSTMENT.INTERNAL_NOTE)
                .setNull(POINTS_ADJUSTMENT.DECISION_NOTE)
                .setNull(POINTS_ADJUSTMENT.EVIDENCE)
                .where(POINTS_ADJUSTMENT.MEMBER_ID.eq(id))
                .execute();
        dsl.deleteFrom(POINTS_ADJUSTMENT_PICTURE)
                .where(POINTS_ADJUSTMENT_PICTURE.ADJUSTMENT_ID.in(select(POINTS_ADJUSTMENT.ADJUSTMENT_ID)
                        .from(POINTS_ADJUSTMENT)
                        .where(POINTS_ADJUSTMENT.MEMBER_ID.eq(id))))
                .execute();
        dsl.update(POINTS_EXTENSION)
                .setNull(POINTS_EXTENSION.NOTE)
                .where(POINTS_EXTENSION.MEMBER_ID.eq(id))
                .execute();
        dsl.update(POINTS_PILOT_ANSWER)
                .setNull(POINTS_PILOT_ANSWER.COMMENT)
                .where(POINTS_PILOT_ANSWER.MEMBER_ID.eq(id))
                .execute();
        dsl.deleteFrom(POINTS_RECEIVING_CODE)
                .where(POINTS_RECEIVING_CODE.MEMBER_ID.eq(id))
                .execute();
        dsl.update(POINTS_SENDING_FREEZE)
                .set(POINTS_SENDING_FREEZE.REASON, ERASED)
                .where(POINTS_SENDING_FREEZE.MEMBER_ID.eq(id))
                .execute();
        eraseNotesOfFiles(erasure);
        leaveHousehold(erasure);
    }

    /** Only adjustments and cancellations hold words that somebody wrote; everything else is made of figures and names of rules. */
    private void eraseReasons(UUID member) {
        var written = dsl.select(POINTS_ENTRY.SEQ, POINTS_ENTRY.WHY)
                .from(POINTS_ENTRY)
                .where(POINTS_ENTRY.MEMBER_ID.eq(member))
                .and(POINTS_ENTRY.KIND.in(EntryKind.ADJUSTED.name(), EntryKind.GIVEN_BACK.name()))
                .fetch();
        for (var entry : written) {
            var why = entry.value2();
            var bare = StoredJson.of(withoutWords(StoredJson.why(why, JooqPointsBelongings::unasked)));
            if (!bare.equals(StoredJson.of(StoredJson.why(why, JooqPointsBelongings::unasked)))) {
                dsl.insertInto(POINTS_ERASED_REASON)
                        .set(POINTS_ERASED_REASON.MEMBER_ID, member)
                        .set(POINTS_ERASED_REASON.SEQ, entry.value1())
                        .set(
                                POINTS_ERASED_REASON.WHY_HASH,
                                HexFormat.of().parseHex(Fingerprint.of(why).hex()))
                        .execute();
                dsl.update(POINTS_ENTRY)
                        .set(POINTS_ENTRY.WHY, bare)
                        .where(POINTS_ENTRY.MEMBER_ID.eq(member))
                        .and(POINTS_ENTRY.SEQ.eq(entry.value1()))
                        .execute();
            }
        }
    }

    /** What neither an adjustment nor a cancellation has is no rule's version. */
    private static EarnRule unasked(Why.Paid rule) {
        throw new IllegalStateException("paid by a rule: " + rule.id());
    }

    private static Why withoutWords(Why why) {
        return switch (why) {
            case Why.Adjusted adjusted -> new Why.Adjusted(adjusted.reason(), null);
            case Why.GivenBack back -> new Why.GivenBack(back.on(), ERASED);
            default -> why;
        };
    }

    /** What was written to a whole file of adjustments is about many; only an identifier in it tells one. */
    private void eraseNotesOfFiles(Erasure erasure) {
        var byMark = new Erasure(erasure.member(), erasure.marks());
        var f = POINTS_ADJUSTMENT_FILE;
        var named = dsl
                .select(f.FILE_ID, f.NOTE)
                .from(f)
                .where(or(erasure.marks().stream().map(f.NOTE::contains).toList()))
                .fetch()
                .stream()
                .filter(row -> byMark.isNamedIn(row.value2()))
                .map(row -> row.value1())
                .toList();
        dsl.update(f).set(f.NOTE, ERASED).where(f.FILE_ID.in(named)).execute();
    }

    private boolean isNamedAfter(UUID household, Erasure erasure) {
        return erasure.isNamedIn(dsl.select(POINTS_POOL.NAME)
                .from(POINTS_POOL)
                .where(POINTS_POOL.POOL_ID.eq(household))
                .fetchSingle()
                .value1());
    }

    /** Whoever has been in it longest takes the household over; the last one closes it. */
    private void leaveHousehold(Erasure erasure) {
        var member = erasure.member().value();
        var mine = dsl.selectFrom(POINTS_POOL_MEMBER)
                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(member))
                .fetchOne();
        if (mine == null) {
            return;
        }
        dsl.deleteFrom(POINTS_POOL_MEMBER)
                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(member))
                .execute();
        if (mine.getIsOwner() || isNamedAfter(mine.getPoolId(), erasure)) {
            dsl.update(POINTS_POOL)
                    .set(POINTS_POOL.NAME, ERASED)
                    .where(POINTS_POOL.POOL_ID.eq(mine.getPoolId()))
                    .execute();
        }
        if (!mine.getIsOwner()) {
            return;
        }
        var heir = dsl.select(POINTS_POOL_MEMBER.MEMBER_ID)
                .from(POINTS_POOL_MEMBER)
                .where(POINTS_POOL_MEMBER.POOL_ID.eq(mine.getPoolId()))
                .orderBy(POINTS_POOL_MEMBER.JOINED_AT, POINTS_POOL_MEMBER.MEMBER_ID)
                .limit(1)
                .fetchOne(POINTS_POOL_MEMBER.MEMBER_ID);
        if (heir == null) {
            dsl.update(POINTS_POOL)
                    .set(POINTS_POOL.CLOSED_AT, clock.instant())
                    .where(POINTS_POOL.POOL_ID.eq(mine.getPoolId()))
                    .execute();
        } else {
            dsl.update(POINTS_POOL_MEMBER)
                    .set(POINTS_POOL_MEMBER.IS_OWNER, true)
                    .set(POINTS_POOL_MEMBER.MAY_DRAW, true)
                    .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(heir))
                    .execute();
        }
    }

    private static Section section(String name, ResultQuery<? extends Record> query) {
        var rows = query.fetch();
        return new Section(
                name,
                List.of(rows.fields()).stream().map(Field::getName).toList(),
                rows.stream().map(Record::intoList).toList());
    }
}
