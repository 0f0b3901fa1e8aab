package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsWaiting.POINTS_WAITING;
import static java.util.stream.Collectors.groupingBy;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.ReadStatement;
import io.perennial.points.domain.Carriages;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.ExpiryPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class JooqStatement implements ReadStatement {

    private static final int LONGEST_PAGE = 200;
    private static final int LONGEST_LIST = 10_000;

    private static final List<Field<?>> LINE = List.of(
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
            POINTS_ENTRY.BOOKED_AT,
            POINTS_LOT.REMAINING,
            POINTS_LOT.EXPIRES_AT);

    private final DSLContext dsl;
    private final Carriages carriages;
    private final EarnRules rules;
    private final Programme programme;

    JooqStatement(DSLContext dsl, Carriages carriages, EarnRules rules, Programme programme) {
        this.dsl = dsl;
        this.carriages = carriages;
        this.rules = rules;
        this.programme = programme;
    }

    @Override
    public Page page(MemberId member, Optional<Long> before, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LONGEST_PAGE + " lines");
        }
        var rows = lines(member, before.map(POINTS_ENTRY.SEQ::lt).orElse(noCondition()), limit + 1);
        return new Page(toLines(member, rows.subList(0, Math.min(limit, rows.size()))), rows.size() > limit);
    }

    @Override
    public Optional<Line> entry(MemberId member, long sequence) {
        return toLines(member, lines(member, POINTS_ENTRY.SEQ.eq(sequence), 1)).stream()
                .findFirst();
    }

    @Override
    public List<Line> ofActivity(MemberId member, ActivityId activity) {
        return accounts(member).stream()
                .flatMap(account ->
                        toLines(account, lines(account, POINTS_ENTRY.ACTIVITY_ID.eq(activity.value()), LONGEST_PAGE))
                                .reversed()
                                .stream())
                .toList();
    }

    @Override
    public Map<ActivityId, List<Line>> ofActivities(MemberId member, Collection<ActivityId> activities) {
        if (activities.isEmpty()) {
            return Map.of();
        }
        var ids = activities.stream().map(ActivityId::value).toList();
        return accounts(member).stream()
                .flatMap(
                        account -> toLines(account, lines(account, POINTS_ENTRY.ACTIVITY_ID.in(ids), Integer.MAX_VALUE))
                                .reversed()
                                .stream())
                .collect(groupingBy(line -> Objects.requireNonNull(line.activity())));
    }

    /** What somebody did before a merge is the survivor's by now; it stays booked where it was. */
    private List<MemberId> accounts(MemberId member) {
        var accounts = new ArrayList<>(List.of(member));
        accounts.addAll(carriages.absorbed(List.of(member)).keySet());
        return accounts;
    }

    /** A range of one index however far back it lies; numbers lie in the order of booking. */
    @Override
    public List<Line> withoutActivity(MemberId member, Instant until, int limit) {
        if (limit < 1 || limit > LONGEST_LIST) {
            throw new IllegalArgumentException("a list has 1 to " + LONGEST_LIST + " lines");
        }
        return toLines(
                member,
                query(member, POINTS_ENTRY.ACTIVITY_ID.isNull().and(POINTS_ENTRY.BOOKED_AT.le(until)))
                        .orderBy(POINTS_ENTRY.BOOKED_AT.desc(), POINTS_ENTRY.SEQ.desc())
                        .limit(limit)
                        .fetch());
    }

    private Result<? extends Record> lines(MemberId member, Condition which, int limit) {
        return query(member, which)
                .orderBy(POINTS_ENTRY.SEQ.desc())
                .limit(limit)
                .fetch();
    }

    private SelectConditionStep<? extends Record> query(MemberId member, Condition which) {
        return dsl.select(LINE)
                .from(POINTS_ENTRY)
                .leftJoin(POINTS_LOT)
                .on(POINTS_LOT.MEMBER_ID.eq(POINTS_ENTRY.MEMBER_ID).and(POINTS_LOT.SEQ.eq(POINTS_ENTRY.SEQ)))
                .where(POINTS_ENTRY.MEMBER_ID.eq(member.value()), which);
    }

    /** When points become available is asked for only where some had to wait. */
    private List<Line> toLines(MemberId member, List<? extends Record> rows) {
        var promised = rows.stream()
                .filter(row -> row.get(POINTS_ENTRY.PENDING) > 0)
                .map(row -> row.get(POINTS_ENTRY.SEQ))
                .toList();
        Map<Long, Instant> available = promised.isEmpty()
                ? Map.of()
                : dsl.select(POINTS_WAITING.SEQ, POINTS_WAITING.AVAILABLE_AT)
                        .from(POINTS_WAITING)
                        .where(POINTS_WAITING.MEMBER_ID.eq(member.value()), POINTS_WAITING.SEQ.in(promised))
                        .fetchMap(POINTS_WAITING.SEQ, POINTS_WAITING.AVAILABLE_AT);
        return rows.stream()
                .map(row -> toLine(row, available.get(row.get(POINTS_ENTRY.SEQ))))
                .toList();
    }

    private Line toLine(Record row, @Nullable Instant availableAt) {
        var activity = row.get(POINTS_ENTRY.ACTIVITY_ID);
        var expiry = row.get(POINTS_LOT.EXPIRES_AT);
        var remaining = row.get(POINTS_LOT.REMAINING);
        return new Line(
                row.get(POINTS_ENTRY.SEQ),
                EntryKind.valueOf(row.get(POINTS_ENTRY.KIND)),
                row.get(POINTS_ENTRY.POINTS),
                row.get(POINTS_ENTRY.PENDING),
                row.get(POINTS_ENTRY.GROWTH),
                Points.of(row.get(POINTS_ENTRY.BALANCE_AFTER)),
                Points.of(row.get(POINTS_ENTRY.OWED_AFTER)),
                activity == null ? null : new ActivityId(activity),
                StoredJson.why(row.get(POINTS_ENTRY.WHY), rules::version),
                row.get(POINTS_ENTRY.HAPPENED_AT),
                row.get(POINTS_ENTRY.BOOKED_AT),
                expiry == null ? null : ExpiryPolicy.lastDay(expiry, programme.zone()),
                remaining == null ? null : Points.of(remaining),
                availableAt);
    }
}
