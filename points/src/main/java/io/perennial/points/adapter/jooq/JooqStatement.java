package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsWaiting.POINTS_WAITING;
import static java.util.stream.Collectors.groupingBy;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.ReadStatement;
import io.perennial.points.Why;
import io.perennial.points.adapter.jooq.StatementPages.Row;
import io.perennial.points.domain.Carriages;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.ExpiryPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

@Repository
class JooqStatement implements ReadStatement {

    private static final int LONGEST_PAGE = 200;
    private static final int LONGEST_LIST = 10_000;

    private final DSLContext dsl;
    private final StatementPages pages;
    private final Carriages carriages;
    private final EarnRules rules;
    private final Programme programme;

    JooqStatement(DSLContext dsl, JdbcOperations jdbc, Carriages carriages, EarnRules rules, Programme programme) {
        this.dsl = dsl;
        this.pages = new StatementPages(dsl, jdbc);
        this.carriages = carriages;
        this.rules = rules;
        this.programme = programme;
    }

    @Override
    public Page page(MemberId member, Optional<Long> before, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LONGEST_PAGE + " lines");
        }
        var rows = pages.before(member, Math.max(before.orElse(Long.MAX_VALUE), 1), limit);
        // The first of all has the number one.
        return new Page(toLines(member, rows), !rows.isEmpty() && rows.getLast().sequence() > 1);
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
                rows(
                        member,
                        POINTS_ENTRY.ACTIVITY_ID.isNull().and(POINTS_ENTRY.BOOKED_AT.le(until)),
                        limit,
                        POINTS_ENTRY.BOOKED_AT.desc(),
                        POINTS_ENTRY.SEQ.desc()));
    }

    private List<Row> lines(MemberId member, Condition which, int limit) {
        return rows(member, which, limit, POINTS_ENTRY.SEQ.desc());
    }

    private List<Row> rows(MemberId member, Condition which, int limit, OrderField<?>... order) {
        return dsl.select(
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
                        POINTS_LOT.EXPIRES_AT)
                .from(POINTS_ENTRY)
                .leftJoin(POINTS_LOT)
                .on(POINTS_LOT.MEMBER_ID.eq(POINTS_ENTRY.MEMBER_ID).and(POINTS_LOT.SEQ.eq(POINTS_ENTRY.SEQ)))
                .where(POINTS_ENTRY.MEMBER_ID.eq(member.value()), which)
                .orderBy(order)
                .limit(limit)
                .fetch(Records.mapping(Row::new));
    }

    /** When points become available is asked for only where some had to wait. */
    private List<Line> toLines(MemberId member, List<Row> rows) {
        var promised = rows.stream()
                .filter(row -> row.pending() > 0)
                .map(Row::sequence)
                .toList();
        Map<Long, Instant> available = promised.isEmpty()
                ? Map.of()
                : dsl.select(POINTS_WAITING.SEQ, POINTS_WAITING.AVAILABLE_AT)
                        .from(POINTS_WAITING)
                        .where(POINTS_WAITING.MEMBER_ID.eq(member.value()), POINTS_WAITING.SEQ.in(promised))
                        .fetchMap(POINTS_WAITING.SEQ, POINTS_WAITING.AVAILABLE_AT);
        // Much of a page says the same again, as a daily check-in does.
        var reasons = new HashMap<String, Why>();
        var lines = new ArrayList<Line>(rows.size());
        for (var row : rows) {
            var why = reasons.computeIfAbsent(row.why(), json -> StoredJson.why(json, rules::version));
            lines.add(toLine(row, why, available.get(row.sequence())));
        }
        return List.copyOf(lines);
    }

    private Line toLine(Row row, Why why, @Nullable Instant availableAt) {
        var activity = row.activity();
        var expiry = row.expiresAt();
        var remaining = row.remaining();
        return new Line(
                row.sequence(),
                EntryKind.valueOf(row.kind()),
                row.points(),
                row.pending(),
                row.growth(),
                Points.of(row.balanceAfter()),
                Points.of(row.owedAfter()),
                activity == null ? null : new ActivityId(activity),
                why,
                row.happenedAt(),
                row.bookedAt(),
                expiry == null ? null : ExpiryPolicy.lastDay(expiry, programme.zone()),
                remaining == null ? null : Points.of(remaining),
                availableAt);
    }
}
