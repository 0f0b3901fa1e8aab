package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMemberFacts.INSIGHTS_MEMBER_FACTS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.selectCount;

import io.perennial.insights.Condition;
import io.perennial.insights.Condition.Did;
import io.perennial.insights.CountAudience.Audience;
import io.perennial.insights.CutPoints.Measure;
import io.perennial.insights.Segment;
import io.perennial.insights.domain.Audiences;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class JooqAudiences implements Audiences {

    private static final int YEAR = 365;

    private final DSLContext dsl;
    private final JooqArticles articles;
    private final JooqFacts facts;
    private final Programme programme;

    JooqAudiences(DSLContext dsl, JooqArticles articles, JooqFacts facts, Programme programme) {
        this.dsl = dsl;
        this.articles = articles;
        this.facts = facts;
        this.programme = programme;
    }

    @Override
    public Map<String, Set<MemberId>> fitting(Collection<MemberId> members, List<Segment> segments, Instant now) {
        var f = INSIGHTS_MEMBER_FACTS;
        var ids = members.stream().map(MemberId::value).toList();
        var sql = sql(now, Optional.of(ids));
        var columns = new ArrayList<Field<Boolean>>();
        for (var at = 0; at < segments.size(); at++) {
            columns.add(field(sql.of(segments.get(at).condition())).as(name("fits" + at)));
        }
        var fitting = new HashMap<String, Set<MemberId>>();
        dsl.select(f.MEMBER_ID)
                .select(columns)
                .from(f)
                .where(f.MEMBER_ID.in(ids))
                .forEach(row -> {
                    for (var at = 0; at < segments.size(); at++) {
                        if (row.get(columns.get(at))) {
                            fitting.computeIfAbsent(segments.get(at).code(), code -> new HashSet<>())
                                    .add(new MemberId(row.get(f.MEMBER_ID)));
                        }
                    }
                });
        return fitting;
    }

    private MembersInSql sql(Instant now, Optional<Collection<UUID>> only) {
        return new MembersInSql(articles, facts.cutPoints(), now, programme.zone(), only);
    }

    @Override
    public Audience count(Condition condition, Instant now) {
        var f = INSIGHTS_MEMBER_FACTS;
        var members = DSL.count();
        var active = DSL.count(DSL.when(f.STATUS.eq(inline(MemberStatus.ACTIVE.name())), inline(1)));
        var everyone = field(selectCount().from(f));
        var row = dsl.select(members, active, everyone)
                .from(f)
                .where(sql(now, Optional.empty()).of(condition))
                .fetchSingle();
        return new Audience(row.value1(), row.value2(), row.value3());
    }

    // --- what time alone changes ----------------------------------------------------------------

    @Override
    public Set<MemberId> crossed(Condition condition, Instant from, Instant until) {
        var crossed = new TreeSet<MemberId>();
        for (var leaf : MembersInSql.timed(condition)) {
            if (leaf instanceof Did did) {
                crossed.addAll(leftTheWindow(did, from, until));
            } else {
                crossed.addAll(where(crossing(leaf, from, until)));
            }
        }
        return crossed;
    }

    private List<MemberId> where(org.jooq.Condition condition) {
        return dsl.select(INSIGHTS_MEMBER_FACTS.MEMBER_ID)
                .from(INSIGHTS_MEMBER_FACTS)
                .where(condition)
                .fetch(row -> new MemberId(row.value1()));
    }

    private List<MemberId> leftTheWindow(Did did, Instant from, Instant until) {
        var a = INSIGHTS_ACTIVITY;
        var ago = Duration.ofDays(Objects.requireNonNull(did.window().lastDays()));
        return dsl.selectDistinct(a.MEMBER_ID)
                .from(a)
                .where(a.TYPE.eq(did.activity()), a.HAPPENED_AT.ge(from.minus(ago)), a.HAPPENED_AT.lt(until.minus(ago)))
                .fetch(row -> new MemberId(row.value1()));
    }

    private org.jooq.Condition crossing(Condition leaf, Instant from, Instant until) {
        var f = INSIGHTS_MEMBER_FACTS;
        return switch (leaf) {
            case Condition.EnrolledWithin(var days) -> between(f.ENROLLED_AT, from, until, -days);
            case Condition.SeenWithin(var days) -> between(f.LAST_ACTIVITY_AT, from, until, -days);
            case Condition.PointsExpiringWithin within -> between(f.EXPIRING_AT, from, until, within.days());
            case Condition.BirthdayMonth _ -> {
                var before = day(from);
                var after = day(until);
                yield before.getYear() == after.getYear() && before.getMonth() == after.getMonth()
                        ? noneOf()
                        : f.BIRTH_DAY.isNotNull();
            }
            case Condition.BirthdayWithin(var days) -> birthdays(day(from), day(until), days);
            case Condition.Rfm _ ->
                DSL.or(facts.cutPoints().above().getOrDefault(Measure.RECENCY, List.of()).stream()
                        .map(cut -> f.LAST_PURCHASE_AT
                                .gt(from.plusSeconds(cut))
                                .and(f.LAST_PURCHASE_AT.le(until.plusSeconds(cut))))
                        .toList());
            default -> throw new IllegalArgumentException("time does not change it");
        };
    }

    private static org.jooq.Condition between(Field<Instant> field, Instant from, Instant until, int days) {
        var shift = Duration.ofDays(days);
        return field.ge(from.plus(shift)).and(field.le(until.plus(shift)));
    }

    private static org.jooq.Condition noneOf() {
        return DSL.falseCondition();
    }

    private LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, programme.zone());
    }

    /** Days that went out of sight at the beginning, and those that came into sight at the end. */
    private static org.jooq.Condition birthdays(LocalDate before, LocalDate after, int days) {
        var gone = ChronoUnit.DAYS.between(before, after);
        var birth = INSIGHTS_MEMBER_FACTS.BIRTH_DAY;
        if (gone >= YEAR) {
            return birth.isNotNull();
        }
        var touched = new TreeSet<Integer>();
        LongStream.range(0, gone).forEach(past -> {
            touch(before.plusDays(past), touched);
            touch(before.plusDays(past + days), touched);
        });
        return touched.isEmpty() ? noneOf() : birth.in(touched);
    }

    private static void touch(LocalDate day, Set<Integer> into) {
        into.add(MembersInSql.number(day));
        if (day.getMonthValue() == 2 && day.getDayOfMonth() == 28) {
            into.add(229);
        }
    }
}
