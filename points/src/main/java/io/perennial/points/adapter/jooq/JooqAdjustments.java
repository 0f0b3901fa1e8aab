package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustment.POINTS_ADJUSTMENT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentPicture.POINTS_ADJUSTMENT_PICTURE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentReason.POINTS_ADJUSTMENT_REASON;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.Picture;
import io.perennial.membership.StaffId;
import io.perennial.points.AdjustmentId;
import io.perennial.points.ReadAdjustments;
import io.perennial.points.domain.Adjustments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectLimitStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class JooqAdjustments implements Adjustments, ReadAdjustments {

    private static final int MOST = 200;
    private static final List<Field<?>> ADJUSTMENT = all();

    private final DSLContext dsl;

    JooqAdjustments(DSLContext dsl) {
        this.dsl = dsl;
    }

    private static List<Field<?>> all() {
        var fields = new ArrayList<Field<?>>(List.of(POINTS_ADJUSTMENT.fields()));
        fields.add(POINTS_ADJUSTMENT_REASON.NAME_ZH);
        fields.add(POINTS_ADJUSTMENT_REASON.NAME_EN);
        fields.add(POINTS_ADJUSTMENT_REASON.RETIRED_AT);
        return List.copyOf(fields);
    }

    @Override
    public List<Reason> reasons() {
        return everyReason().stream().filter(reason -> !reason.retired()).toList();
    }

    @Override
    public List<Reason> everyReason() {
        return dsl.selectFrom(POINTS_ADJUSTMENT_REASON)
                .orderBy(POINTS_ADJUSTMENT_REASON.POSITION, POINTS_ADJUSTMENT_REASON.CODE)
                .fetch(JooqAdjustments::toReason);
    }

    @Override
    public Optional<Reason> reason(String code) {
        return everyReason().stream().filter(each -> each.code().equals(code)).findFirst();
    }

    @Override
    public List<Reason> lockReasons() {
        return dsl.selectFrom(POINTS_ADJUSTMENT_REASON)
                .orderBy(POINTS_ADJUSTMENT_REASON.CODE)
                .forUpdate()
                .fetch(JooqAdjustments::toReason);
    }

    @Override
    public boolean addReason(Reason reason) {
        var last = dsl.select(max(POINTS_ADJUSTMENT_REASON.POSITION))
                .from(POINTS_ADJUSTMENT_REASON)
                .fetchOptional()
                .map(Record1::value1)
                .orElse(0);
        return dsl.insertInto(POINTS_ADJUSTMENT_REASON)
                        .set(POINTS_ADJUSTMENT_REASON.CODE, reason.code())
                        .set(POINTS_ADJUSTMENT_REASON.NAME_ZH, reason.name().zh())
                        .set(POINTS_ADJUSTMENT_REASON.NAME_EN, reason.name().en())
                        .set(POINTS_ADJUSTMENT_REASON.POSITION, last + 1)
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
    }

    @Override
    public void rename(String code, BilingualText name) {
        dsl.update(POINTS_ADJUSTMENT_REASON)
                .set(POINTS_ADJUSTMENT_REASON.NAME_ZH, name.zh())
                .set(POINTS_ADJUSTMENT_REASON.NAME_EN, name.en())
                .where(POINTS_ADJUSTMENT_REASON.CODE.eq(code))
                .execute();
    }

    @Override
    public void retire(String code, @Nullable Instant at) {
        dsl.update(POINTS_ADJUSTMENT_REASON)
                .set(POINTS_ADJUSTMENT_REASON.RETIRED_AT, at)
                .where(POINTS_ADJUSTMENT_REASON.CODE.eq(code))
                .execute();
    }

    private static Reason toReason(Record row) {
        return new Reason(
                row.get(POINTS_ADJUSTMENT_REASON.CODE),
                new BilingualText(row.get(POINTS_ADJUSTMENT_REASON.NAME_ZH), row.get(POINTS_ADJUSTMENT_REASON.NAME_EN)),
                row.get(POINTS_ADJUSTMENT_REASON.RETIRED_AT) != null);
    }

    @Override
    public Optional<Adjustment> lock(AdjustmentId id) {
        dsl.select(POINTS_ADJUSTMENT.STATUS)
                .from(POINTS_ADJUSTMENT)
                .where(POINTS_ADJUSTMENT.ADJUSTMENT_ID.eq(id.value()))
                .forUpdate()
                .fetch();
        return find(id);
    }

    @Override
    public boolean add(Adjustment adjustment, List<Picture> pictures) {
        var added = dsl.insertInto(POINTS_ADJUSTMENT)
                        .set(POINTS_ADJUSTMENT.ADJUSTMENT_ID, adjustment.id().value())
                        .set(POINTS_ADJUSTMENT.MEMBER_ID, adjustment.member().value())
                        .set(POINTS_ADJUSTMENT.POINTS, adjustment.points())
                        .set(POINTS_ADJUSTMENT.GROWTH, adjustment.growth())
                        .set(POINTS_ADJUSTMENT.REASON_CODE, adjustment.reason().code())
                        .set(
                                POINTS_ADJUSTMENT.MEMBER_NOTE,
                                adjustment.memberNote().orElse(null))
                        .set(
                                POINTS_ADJUSTMENT.INTERNAL_NOTE,
                                adjustment.internalNote().orElse(null))
                        .set(POINTS_ADJUSTMENT.EVIDENCE, adjustment.evidence().orElse(null))
                        .set(POINTS_ADJUSTMENT.PICTURES, adjustment.pictures())
                        .set(POINTS_ADJUSTMENT.STATUS, adjustment.status().name())
                        .set(
                                POINTS_ADJUSTMENT.PROPOSED_BY,
                                adjustment.proposedBy().value())
                        .set(POINTS_ADJUSTMENT.PROPOSED_AT, adjustment.proposedAt())
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
        for (var i = 0; added && i < pictures.size(); i++) {
            dsl.insertInto(POINTS_ADJUSTMENT_PICTURE)
                    .set(
                            POINTS_ADJUSTMENT_PICTURE.ADJUSTMENT_ID,
                            adjustment.id().value())
                    .set(POINTS_ADJUSTMENT_PICTURE.NUMBER, i + 1)
                    .set(POINTS_ADJUSTMENT_PICTURE.CONTENT_TYPE, pictures.get(i).contentType())
                    .set(POINTS_ADJUSTMENT_PICTURE.BYTES, pictures.get(i).bytes())
                    .execute();
        }
        return added;
    }

    @Override
    public Optional<Picture> picture(AdjustmentId id, int number) {
        return dsl.selectFrom(POINTS_ADJUSTMENT_PICTURE)
                .where(
                        POINTS_ADJUSTMENT_PICTURE.ADJUSTMENT_ID.eq(id.value()),
                        POINTS_ADJUSTMENT_PICTURE.NUMBER.eq(number))
                .fetchOptional(row -> new Picture(row.getContentType(), row.getBytes()));
    }

    @Override
    public void decide(
            AdjustmentId id, Status status, StaffId by, Instant at, @Nullable String note, @Nullable Long entry) {
        dsl.update(POINTS_ADJUSTMENT)
                .set(POINTS_ADJUSTMENT.STATUS, status.name())
                .set(POINTS_ADJUSTMENT.DECIDED_BY, by.value())
                .set(POINTS_ADJUSTMENT.DECIDED_AT, at)
                .set(POINTS_ADJUSTMENT.DECISION_NOTE, note)
                .set(POINTS_ADJUSTMENT.ENTRY_SEQ, entry)
                .where(POINTS_ADJUSTMENT.ADJUSTMENT_ID.eq(id.value()))
                .execute();
    }

    @Override
    public Optional<Adjustment> find(AdjustmentId id) {
        return select(POINTS_ADJUSTMENT.ADJUSTMENT_ID.eq(id.value())).fetchOptional(JooqAdjustments::toAdjustment);
    }

    @Override
    public Page page(Optional<Status> status, Optional<AdjustmentId> before, int limit) {
        require(limit);
        var found = newest(
                status.map(each -> POINTS_ADJUSTMENT.STATUS.eq(each.name())).orElse(noCondition()),
                before.map(each -> POINTS_ADJUSTMENT.ADJUSTMENT_ID.lt(each.value()))
                        .orElse(noCondition()),
                limit + 1);
        return new Page(found.stream().limit(limit).toList(), found.size() > limit);
    }

    @Override
    public int waiting(int most) {
        return dsl.fetchCount(dsl.select(POINTS_ADJUSTMENT.ADJUSTMENT_ID)
                .from(POINTS_ADJUSTMENT)
                .where(POINTS_ADJUSTMENT.STATUS.eq(Status.PROPOSED.name()))
                .limit(most));
    }

    @Override
    public List<Adjustment> of(MemberId member, int limit) {
        require(limit);
        return newest(POINTS_ADJUSTMENT.MEMBER_ID.eq(member.value()), noCondition(), limit);
    }

    private List<Adjustment> newest(Condition which, Condition before, int limit) {
        return dsl.select(ADJUSTMENT)
                .from(POINTS_ADJUSTMENT)
                .join(POINTS_ADJUSTMENT_REASON)
                .on(POINTS_ADJUSTMENT_REASON.CODE.eq(POINTS_ADJUSTMENT.REASON_CODE))
                .where(which, before)
                .orderBy(POINTS_ADJUSTMENT.ADJUSTMENT_ID.desc())
                .limit(limit)
                .fetch(JooqAdjustments::toAdjustment);
    }

    private SelectLimitStep<? extends Record> select(Condition which) {
        return dsl.select(ADJUSTMENT)
                .from(POINTS_ADJUSTMENT)
                .join(POINTS_ADJUSTMENT_REASON)
                .on(POINTS_ADJUSTMENT_REASON.CODE.eq(POINTS_ADJUSTMENT.REASON_CODE))
                .where(which);
    }

    private static void require(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " adjustments");
        }
    }

    private static Adjustment toAdjustment(Record row) {
        return new Adjustment(
                new AdjustmentId(row.get(POINTS_ADJUSTMENT.ADJUSTMENT_ID)),
                new MemberId(row.get(POINTS_ADJUSTMENT.MEMBER_ID)),
                row.get(POINTS_ADJUSTMENT.POINTS),
                row.get(POINTS_ADJUSTMENT.GROWTH),
                new Reason(
                        row.get(POINTS_ADJUSTMENT.REASON_CODE),
                        new BilingualText(
                                row.get(POINTS_ADJUSTMENT_REASON.NAME_ZH), row.get(POINTS_ADJUSTMENT_REASON.NAME_EN)),
                        row.get(POINTS_ADJUSTMENT_REASON.RETIRED_AT) != null),
                Optional.ofNullable(row.get(POINTS_ADJUSTMENT.MEMBER_NOTE)),
                Optional.ofNullable(row.get(POINTS_ADJUSTMENT.INTERNAL_NOTE)),
                Optional.ofNullable(row.get(POINTS_ADJUSTMENT.EVIDENCE)),
                row.get(POINTS_ADJUSTMENT.PICTURES),
                Status.valueOf(row.get(POINTS_ADJUSTMENT.STATUS)),
                new StaffId(row.get(POINTS_ADJUSTMENT.PROPOSED_BY)),
                row.get(POINTS_ADJUSTMENT.PROPOSED_AT),
                Optional.ofNullable(row.get(POINTS_ADJUSTMENT.DECIDED_BY)).map(StaffId::new),
                Optional.ofNullable(row.get(POINTS_ADJUSTMENT.DECIDED_AT)),
                Optional.ofNullable(row.get(POINTS_ADJUSTMENT.DECISION_NOTE)),
                Optional.ofNullable(row.get(POINTS_ADJUSTMENT.ENTRY_SEQ)));
    }
}
