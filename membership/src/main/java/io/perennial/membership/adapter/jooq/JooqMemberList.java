package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.JooqLadders.versionRead;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMemberTag.MEMBERSHIP_MEMBER_TAG;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStanding.MEMBERSHIP_STANDING;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.escape;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import io.perennial.membership.FindMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectOnConditionStep;
import org.jooq.SelectSelectStep;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/**
 * The list of members is walked by key, newest first. A text that few members begin with is looked up in the indexes of
 * identifiers and names; one that many begin with ("+86") is met often enough on the walk itself, or, where they all enrolled long ago, looked up too.
 */
@Component
class JooqMemberList implements FindMembers {

    private static final int MOST_ROWS = 200;
    private static final int MOST_DAYS = 366;

    /** From how many hits on it is worth a try to meet them on the walk instead of sorting them, and how long a walk. */
    private static final int MANY = 10_000;

    private static final Name KEY = name("member_id");
    private static final Pattern WHOLE_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s()-]");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final DSLContext dsl;
    private final JooqLadders ladders;
    private final JooqMembers members;
    private final Programme programme;
    private final Clock clock;

    JooqMemberList(DSLContext dsl, JooqLadders ladders, JooqMembers members, Programme programme, Clock clock) {
        this.dsl = dsl;
        this.ladders = ladders;
        this.members = members;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public Page find(Query query) {
        if (query.limit() < 1 || query.limit() > MOST_ROWS) {
            throw new IllegalArgumentException("a page of members has 1 to " + MOST_ROWS + " rows");
        }
        if (query.tier().isPresent()
                && ladders.ladder().find(query.tier().get()).isEmpty()) {
            return new Page(List.of(), false);
        }
        var text = query.text().strip();
        if (text.isEmpty()) {
            return page(
                    query,
                    query.tag().isPresent()
                            ? MEMBERSHIP_MEMBER_TAG
                                    .straightJoin(MEMBERSHIP_MEMBER)
                                    .on(MEMBERSHIP_MEMBER.MEMBER_ID.eq(MEMBERSHIP_MEMBER_TAG.MEMBER_ID))
                            : MEMBERSHIP_MEMBER,
                    noCondition());
        }
        if (WHOLE_ID.matcher(text).matches()) {
            return page(query, MEMBERSHIP_MEMBER, MEMBERSHIP_MEMBER.MEMBER_ID.eq(UUID.fromString(text)));
        }
        var named = named(text);
        var identified = identified(text);
        if (areMany(named, identified)) {
            var newest = newest(query);
            var page = page(query, membersOf(newest), named.or(hasOne(identified)));
            if (page.rows().size() == query.limit() || dsl.fetchCount(newest) < MANY) {
                return page;
            }
        }
        return page(query, membersOf(hits(query, named, identified)), noCondition());
    }

    @Override
    public List<Row> among(Collection<MemberId> members, Query query) {
        if (members.isEmpty()) {
            return List.of();
        }
        var text = query.text().strip();
        var ids = members.stream().map(MemberId::value).toList();
        var version = versionRead();
        return toRows(
                rows(version, MEMBERSHIP_MEMBER, MEMBERSHIP_STANDING)
                        .where(MEMBERSHIP_MEMBER.MEMBER_ID.in(ids))
                        .and(text.isEmpty() ? noCondition() : named(text).or(hasOne(identified(text))))
                        .and(fits(query))
                        .and(query.tag().map(JooqMemberList::hasTag).orElse(noCondition()))
                        .orderBy(MEMBERSHIP_MEMBER.MEMBER_ID.desc())
                        .fetch(),
                version);
    }

    private static Condition named(String text) {
        return startsWith(MEMBERSHIP_MEMBER.DISPLAY_NAME, text);
    }

    private static Condition identified(String text) {
        return or(beginnings(text).stream()
                .map(beginning -> startsWith(MEMBERSHIP_IDENTIFIER.VALUE, beginning))
                .toList());
    }

    private boolean areMany(Condition named, Condition identified) {
        var names = selectOne().from(MEMBERSHIP_MEMBER).where(named).limit(MANY);
        var identifiers =
                selectOne().from(MEMBERSHIP_IDENTIFIER).where(identified).limit(MANY);
        var hits = dsl.select(
                        selectCount().from(names.asTable("names")).<Integer>asField(),
                        selectCount().from(identifiers.asTable("identifiers")).<Integer>asField())
                .fetchSingle();
        return hits.value1() + hits.value2() >= MANY;
    }

    /** The members among whom a text that many begin with is met often enough, as a rule. */
    private static Table<Record1<UUID>> newest(Query query) {
        var key = key(query);
        var tiers = byTier();
        var both = tiers.join(MEMBERSHIP_MEMBER).on(MEMBERSHIP_MEMBER.MEMBER_ID.eq(MEMBERSHIP_STANDING.MEMBER_ID));
        var filtered =
                query.tier().isEmpty() ? MEMBERSHIP_MEMBER : query.status().isEmpty() ? tiers : both;
        return select(key.as(KEY))
                .from(filtered)
                .where(tier(query))
                .and(status(query))
                .and(query.before().map(MemberId::value).map(key::lt).orElse(noCondition()))
                .orderBy(key.desc())
                .limit(MANY)
                .asTable("newest");
    }

    private static Table<?> membersOf(Table<?> keys) {
        return keys.join(MEMBERSHIP_MEMBER).on(MEMBERSHIP_MEMBER.MEMBER_ID.eq(keys.field(KEY, UUID.class)));
    }

    /** Counted and not only found to exist: a server that may turn this around searches all identifiers there are. */
    private static Condition hasOne(Condition identified) {
        return selectCount()
                .from(MEMBERSHIP_IDENTIFIER)
                .where(MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID))
                .and(identified)
                .<Integer>asField()
                .gt(0);
    }

    /** All to whom the text belongs; only the page's worth of them where no filter can drop any. */
    private static Table<Record1<UUID>> hits(Query query, Condition named, Condition identified) {
        var all = select(MEMBERSHIP_IDENTIFIER.MEMBER_ID.as(KEY))
                .from(MEMBERSHIP_IDENTIFIER)
                .where(identified)
                .and(before(query, MEMBERSHIP_IDENTIFIER.MEMBER_ID))
                .union(select(MEMBERSHIP_MEMBER.MEMBER_ID)
                        .from(MEMBERSHIP_MEMBER)
                        .where(named)
                        .and(before(query, MEMBERSHIP_MEMBER.MEMBER_ID)));
        var isFiltered = query.tier().isPresent()
                || query.status().isPresent()
                || query.tag().isPresent()
                || query.asksWhenEnrolled();
        return (isFiltered ? all : all.orderBy(field(KEY).desc()).limit(query.limit() + 1)).asTable("hits");
    }

    private Page page(Query query, Table<?> from, Condition matches) {
        var version = versionRead();
        var key = key(query);
        var isByTime = isWalkedByTime(query);
        var joined = key.equals(MEMBERSHIP_MEMBER_TAG.MEMBER_ID)
                ? rowsInOrder(version, from)
                : rows(version, from, key.equals(MEMBERSHIP_STANDING.MEMBER_ID) ? byTier() : MEMBERSHIP_STANDING);
        var rows = joined.where(matches)
                .and(fits(query))
                .and(query.tag()
                        .map(tag -> key.equals(MEMBERSHIP_MEMBER_TAG.MEMBER_ID)
                                ? MEMBERSHIP_MEMBER_TAG.TAG.eq(tag.text())
                                : hasTag(tag))
                        .orElse(noCondition()))
                .and(isByTime ? enrolledBefore(query) : before(query, key))
                .orderBy(isByTime ? List.of(MEMBERSHIP_MEMBER.ENROLLED_AT.desc(), key.desc()) : List.of(key.desc()))
                .limit(query.limit() + 1)
                .fetch();
        var hasMore = rows.size() > query.limit();
        return new Page(toRows(hasMore ? rows.subList(0, query.limit()) : rows, version), hasMore);
    }

    /** Told which index, because the server likes the other one with the tier in it, or that of states, and sorts all it finds. */
    private static Table<?> byTier() {
        return MEMBERSHIP_STANDING.forceIndex("membership_standing_members");
    }

    private SelectOnConditionStep<? extends Record> rows(Field<Integer> version, Table<?> from, Table<?> standings) {
        return columns(version)
                .from(from)
                .join(standings)
                .on(MEMBERSHIP_STANDING.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID));
    }

    /** In this order, because the server likes to find all of a tier first, and sorts them. */
    private SelectOnConditionStep<? extends Record> rowsInOrder(Field<Integer> version, Table<?> from) {
        return columns(version)
                .from(from)
                .straightJoin(MEMBERSHIP_STANDING)
                .on(MEMBERSHIP_STANDING.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID));
    }

    private SelectSelectStep<? extends Record> columns(Field<Integer> version) {
        return dsl.select(MEMBERSHIP_MEMBER.MEMBER_ID, MEMBERSHIP_MEMBER.DISPLAY_NAME, MEMBERSHIP_MEMBER.STATUS)
                .select(MEMBERSHIP_MEMBER.ENROLLED_AT, MEMBERSHIP_STANDING.TIER_CODE, MEMBERSHIP_STANDING.GROWTH)
                .select(version);
    }

    private List<Row> toRows(List<? extends Record> shown, Field<Integer> version) {
        if (shown.isEmpty()) {
            return List.of();
        }
        var identifiers =
                members.identifiers(shown.stream().map(JooqMemberList::member).toList());
        var ladder = ladders.ladder(shown.getFirst().get(version));
        return shown.stream()
                .map(row -> new Row(
                        member(row),
                        row.get(MEMBERSHIP_MEMBER.DISPLAY_NAME),
                        identifiers.getOrDefault(member(row), List.of()),
                        MemberStatus.valueOf(row.get(MEMBERSHIP_MEMBER.STATUS)),
                        ladder.find(row.get(MEMBERSHIP_STANDING.TIER_CODE)).orElseThrow(),
                        row.get(MEMBERSHIP_STANDING.GROWTH),
                        row.get(MEMBERSHIP_MEMBER.ENROLLED_AT)))
                .toList();
    }

    /** The key of the table whose index serves the filter, so that nothing needs sorting. */
    private static Field<UUID> key(Query query) {
        if (query.tag().isPresent() && query.text().isBlank()) {
            return MEMBERSHIP_MEMBER_TAG.MEMBER_ID;
        }
        return query.tier().isPresent() ? MEMBERSHIP_STANDING.MEMBER_ID : MEMBERSHIP_MEMBER.MEMBER_ID;
    }

    private static Condition tier(Query query) {
        return query.tier().map(MEMBERSHIP_STANDING.TIER_CODE::eq).orElse(noCondition());
    }

    private static Condition status(Query query) {
        return query.status()
                .map(MemberStatus::name)
                .map(MEMBERSHIP_MEMBER.STATUS::eq)
                .orElse(noCondition());
    }

    /** What can be told from the member and how they stand. */
    private static Condition fits(Query query) {
        return tier(query)
                .and(status(query))
                .and(query.enrolledFrom().map(MEMBERSHIP_MEMBER.ENROLLED_AT::ge).orElse(noCondition()))
                .and(query.enrolledBefore()
                        .map(MEMBERSHIP_MEMBER.ENROLLED_AT::lt)
                        .orElse(noCondition()));
    }

    private static Condition hasTag(Tag tag) {
        return exists(selectOne()
                .from(MEMBERSHIP_MEMBER_TAG)
                .where(MEMBERSHIP_MEMBER_TAG.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID))
                .and(MEMBERSHIP_MEMBER_TAG.TAG.eq(tag.text())));
    }

    /** Where nothing but a span of time is asked for, its index is walked, so that years outside of it cost nothing. */
    private static boolean isWalkedByTime(Query query) {
        return query.asksWhenEnrolled()
                && query.text().isBlank()
                && query.tag().isEmpty()
                && query.tier().isEmpty()
                && query.status().isEmpty();
    }

    private static Condition enrolledBefore(Query query) {
        return query.before()
                .map(member -> {
                    var last = MEMBERSHIP_MEMBER.as("last");
                    var then = field(select(last.ENROLLED_AT).from(last).where(last.MEMBER_ID.eq(member.value())));
                    return MEMBERSHIP_MEMBER
                            .ENROLLED_AT
                            .le(then)
                            .and(MEMBERSHIP_MEMBER
                                    .ENROLLED_AT
                                    .lt(then)
                                    .or(MEMBERSHIP_MEMBER.MEMBER_ID.lt(member.value())));
                })
                .orElse(noCondition());
    }

    private static Condition before(Query query, Field<UUID> key) {
        return query.before().map(MemberId::value).map(key::lt).orElse(noCondition());
    }

    /** A count over the narrowest index: some tens of milliseconds for a million members, and asked by the dashboard only. */
    @Override
    public long total() {
        return dsl.fetchCount(MEMBERSHIP_MEMBER);
    }

    @Override
    public List<TierCount> perTier() {
        var counts = dsl.select(MEMBERSHIP_STANDING.TIER_CODE, count())
                .from(MEMBERSHIP_STANDING)
                .groupBy(MEMBERSHIP_STANDING.TIER_CODE)
                .fetchMap(MEMBERSHIP_STANDING.TIER_CODE, count());
        return ladders.ladder().tiers().stream()
                .map(tier -> new TierCount(tier, counts.getOrDefault(tier.code(), 0)))
                .toList();
    }

    @Override
    public List<DayCount> enrolledPerDay(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("1 to " + MOST_DAYS + " days can be counted");
        }
        var today = LocalDate.ofInstant(clock.instant(), programme.zone());
        var asked = today.minusDays(days - 1L).datesUntil(today.plusDays(1)).toList();
        // Days begin in the programme's zone, which the database need not know.
        var counts = dsl.select(asked.stream()
                        .map(day -> selectCount()
                                .from(MEMBERSHIP_MEMBER)
                                .where(MEMBERSHIP_MEMBER.ENROLLED_AT.ge(
                                        day.atStartOfDay(programme.zone()).toInstant()))
                                .and(MEMBERSHIP_MEMBER.ENROLLED_AT.lt(day.plusDays(1)
                                        .atStartOfDay(programme.zone())
                                        .toInstant()))
                                .asField())
                        .toList())
                .fetchSingle();
        return asked.stream()
                .map(day -> new DayCount(day, counts.get(asked.indexOf(day), long.class)))
                .toList();
    }

    /** What an identifier may begin with for somebody who types this: a phone perhaps with blanks, or without its country. */
    private static Set<String> beginnings(String text) {
        var beginnings = new LinkedHashSet<String>();
        beginnings.add(text);
        beginnings.add(text.toLowerCase(Locale.ROOT));
        var dense = BETWEEN_DIGITS.matcher(text).replaceAll("");
        beginnings.add(dense);
        if (DIGITS.matcher(dense).matches()) {
            beginnings.add("+86" + dense);
        }
        Identifier.parse(Kind.PHONE, text).map(Identifier::value).ifPresent(beginnings::add);
        beginnings.remove("");
        return beginnings;
    }

    private static Condition startsWith(Field<String> field, String text) {
        return field.like(escape(text, '!') + '%', '!');
    }

    private static MemberId member(Record row) {
        return new MemberId(row.get(MEMBERSHIP_MEMBER.MEMBER_ID));
    }
}
