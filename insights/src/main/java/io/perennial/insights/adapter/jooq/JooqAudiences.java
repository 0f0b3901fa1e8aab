package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMemberFacts.INSIGHTS_MEMBER_FACTS;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsSegmentStay.INSIGHTS_SEGMENT_STAY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience.Audience;
import io.perennial.insights.CountAudience.Reach;
import io.perennial.insights.CutPoints.Measure;
import io.perennial.insights.Segment;
import io.perennial.insights.Trait;
import io.perennial.insights.Trait.Did;
import io.perennial.insights.adapter.jooq.MembersInSql.Whom;
import io.perennial.insights.domain.Audiences;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;

@Repository
class JooqAudiences implements Audiences {

    private static final Logger log = LoggerFactory.getLogger(JooqAudiences.class);
    private static final int YEAR = 365;

    /** So many that a tenth of them is told to within two in a hundred. */
    private static final long SAMPLED = 20_000;

    private static final int BYTE = 256;
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    // --- what is counted --------------------------------------------------------------------------

    private static final org.jooq.Condition IS_ACTIVE =
            INSIGHTS_MEMBER_FACTS.STATUS.eq(inline(MemberStatus.ACTIVE.name()));
    private static final Field<Integer> MEMBERS = DSL.count().as("members");
    private static final Field<Integer> ACTIVE =
            DSL.count(DSL.when(IS_ACTIVE, inline(1))).as("active");
    private static final Map<ConsentChannel, Field<Integer>> REACHED = ConsentPurpose.OFFERS.channels().stream()
            .collect(Collectors.toMap(
                    Function.identity(),
                    channel -> DSL.count(DSL.when(
                                    IS_ACTIVE.and(INSIGHTS_MEMBER_FACTS
                                            .REACH
                                            .bitAnd(inline(Agreements.bit(channel)))
                                            .ne(inline(0))),
                                    inline(1)))
                            .as("by_" + channel.name().toLowerCase(Locale.ROOT))));
    private static final List<Field<?>> FIGURES =
            Stream.concat(Stream.of(MEMBERS, ACTIVE), REACHED.values().stream()).collect(Collectors.toList());

    private final DSLContext dsl;
    private final JooqArticles articles;
    private final JooqFacts facts;
    private final Programme programme;
    private final long sampled;
    private volatile @Nullable Total total;

    @Autowired
    JooqAudiences(DSLContext dsl, JooqArticles articles, JooqFacts facts, Programme programme) {
        this(dsl, articles, facts, programme, SAMPLED);
    }

    /** @param sampled how many members are drawn where not everyone is asked */
    JooqAudiences(DSLContext dsl, JooqArticles articles, JooqFacts facts, Programme programme, long sampled) {
        this.sampled = sampled;
        this.dsl = dsl;
        this.articles = articles;
        this.facts = facts;
        this.programme = programme;
    }

    @Override
    public Map<String, Set<MemberId>> fitting(Collection<MemberId> members, List<Segment> segments, Instant now) {
        var f = INSIGHTS_MEMBER_FACTS;
        var ids = members.stream().map(MemberId::value).toList();
        var sql = sql(now, MembersInSql.these(ids));
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
                    var member = new MemberId(row.get(f.MEMBER_ID));
                    for (var at = 0; at < segments.size(); at++) {
                        if (Boolean.TRUE.equals(row.get(1 + at))) {
                            fitting.computeIfAbsent(segments.get(at).code(), code -> new HashSet<>())
                                    .add(member);
                        }
                    }
                });
        return fitting;
    }

    private MembersInSql sql(Instant now, Whom whom) {
        return new MembersInSql(articles, facts.cutPoints(), now, programme.zone(), whom);
    }

    @Override
    public Optional<Audience> count(Condition condition, Instant now, Duration longest) {
        return counted(condition, sql(now, MembersInSql.EVERYONE), noCondition(), longest)
                .map(row -> audience(row, 1, everyone(now), false, now));
    }

    /** Of each of the values of the sample's byte there are as many members as of any other. */
    @Override
    public Optional<Audience> estimate(Condition condition, Instant now, Duration longest) {
        var everyone = everyone(now);
        var values = Math.clamp(sampled * BYTE / Math.max(1, everyone), 1, BYTE);
        return counted(
                        condition,
                        sql(now, MembersInSql.sample(values)),
                        INSIGHTS_MEMBER_FACTS.SAMPLE.lt(inline(values)),
                        longest)
                .map(row -> audience(row, (double) BYTE / values, everyone, true, now));
    }

    /** Counting all of them costs more than most conditions, so it is done once a minute. */
    private long everyone(Instant now) {
        var known = total;
        if (known == null || Duration.between(known.at(), now).abs().compareTo(A_WHILE) > 0) {
            known = new Total(facts.total(), now);
            total = known;
        }
        return known.members();
    }

    private record Total(long members, Instant at) {}

    /** Where they must have done something, those who did are found first: they are fewer than all VIPs. */
    private Optional<Record> counted(Condition condition, MembersInSql sql, org.jooq.Condition and, Duration longest) {
        var parts = new ArrayList<>(condition instanceof Condition.All all ? all.parts() : List.of(condition));
        Table<?> source = INSIGHTS_MEMBER_FACTS;
        var first = parts.stream()
                .filter(Did.class::isInstance)
                .map(Did.class::cast)
                .filter(did -> sql.doers(did).isPresent())
                .min(Comparator.comparing(did -> !did.such().asks().contains(Condition.Ask.ITEMS)));
        if (first.isPresent()) {
            parts.remove(first.get());
            var doers = sql.doers(first.get()).orElseThrow().asTable("doers");
            source = doers.straightJoin(INSIGHTS_MEMBER_FACTS)
                    .on(INSIGHTS_MEMBER_FACTS.MEMBER_ID.eq(doers.field(INSIGHTS_MEMBER_FACTS.MEMBER_ID)));
        }
        var where = and.and(sql.of(new Condition.All(parts)));
        var query = dsl.select(FIGURES).from(source).where(where);
        try {
            return Optional.of(Limits.stopping(dsl, query, longest).fetchSingle());
        } catch (RuntimeException stopped) {
            if (!Limits.isStopped(stopped)) {
                throw stopped;
            }
            log.info("A count was stopped after {}", longest);
            return Optional.empty();
        }
    }

    private static Audience audience(Record row, double factor, long everyone, boolean about, Instant now) {
        return new Audience(stand(row, MEMBERS, factor), reach(row, factor), everyone, about, now);
    }

    /** By its name: a statement in words of our own has lost what type it was of. */
    private static long stand(Record row, Field<Integer> figure, double factor) {
        return Math.round(row.get(figure.getName(), Long.class) * factor);
    }

    private static Reach reach(Record row, double factor) {
        var channels = new EnumMap<ConsentChannel, Long>(ConsentChannel.class);
        REACHED.forEach((channel, reached) -> channels.put(channel, stand(row, reached, factor)));
        return new Reach(stand(row, ACTIVE, factor), channels);
    }

    /** By the stays, and for each the row of its member. */
    @Override
    public Reach reach(String segment) {
        var stay = INSIGHTS_SEGMENT_STAY;
        var row = dsl.select(FIGURES)
                .from(stay.straightJoin(INSIGHTS_MEMBER_FACTS).on(INSIGHTS_MEMBER_FACTS.MEMBER_ID.eq(stay.OPEN_MEMBER)))
                .where(stay.SEGMENT.eq(segment), stay.OPEN_MEMBER.isNotNull())
                .fetchSingle();
        return reach(row, 1);
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
            case Trait.EnrolledWithin(var days) -> between(f.ENROLLED_AT, from, until, -days);
            case Trait.SeenWithin(var days) -> between(f.LAST_ACTIVITY_AT, from, until, -days);
            case Trait.PointsExpiringWithin within -> between(f.EXPIRING_AT, from, until, within.days());
            case Condition.BirthdayMonth _ -> {
                var before = day(from);
                var after = day(until);
                yield before.getYear() == after.getYear() && before.getMonth() == after.getMonth()
                        ? noneOf()
                        : f.BIRTH_DAY.isNotNull();
            }
            case Trait.BirthdayWithin(var days) -> birthdays(day(from), day(until), days);
            case Trait.Rfm _ ->
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
