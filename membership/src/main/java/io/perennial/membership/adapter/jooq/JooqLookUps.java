package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipLookUp.MEMBERSHIP_LOOK_UP;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.Belongings;
import io.perennial.membership.FollowMembers;
import io.perennial.membership.ForgetLookUps;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadLookUps;
import io.perennial.membership.RecordLookUp;
import io.perennial.membership.StaffId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff looked up. The log outlives a member, under an id that is nobody's and without the words about why. */
@Component
class JooqLookUps implements RecordLookUp, ReadLookUps, ForgetLookUps, Belongings {

    private static final int MOST_LINES = 200;
    private static final int MOST_UNUSUAL = 50;
    private static final Duration ONE_SEARCH = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final int FORGOTTEN_AT_ONCE = 2_000;
    private static final Comparator<UUID> NEWEST_FIRST =
            Comparator.comparing(UUID::toString).reversed();

    private final DSLContext dsl;
    private final Clock clock;
    private final ByTime ids;
    private final FollowMembers follow;
    private final int usual;
    private final Duration kept;

    /**
     * @param usual how many look-ups within an hour anybody's work may need
     * @param kept at least a year, of which members are told
     */
    JooqLookUps(
            DSLContext dsl,
            Clock clock,
            FollowMembers follow,
            @Value("${perennial.look-ups.usual-in-an-hour:40}") int usual,
            @Value("${perennial.look-ups.kept:730d}") Duration kept) {
        if (kept.compareTo(A_YEAR) < 0) {
            throw new IllegalArgumentException("perennial.look-ups.kept is a year or more, of which members are told");
        }
        this.dsl = dsl;
        this.clock = clock;
        this.follow = follow;
        this.kept = kept;
        this.ids = new ByTime(clock);
        this.usual = usual;
    }

    @Override
    public Duration kept() {
        return kept;
    }

    @Override
    @Transactional
    public void record(LookUp lookUp) {
        var now = clock.instant();
        if (isRepeated(now, lookUp)) {
            return;
        }
        var inHour = inHourUntil(now, lookUp.by()) + 1;
        dsl.insertInto(MEMBERSHIP_LOOK_UP)
                .set(MEMBERSHIP_LOOK_UP.LOOK_UP_ID, ids.next())
                .set(MEMBERSHIP_LOOK_UP.LOOKED_AT, now)
                .set(MEMBERSHIP_LOOK_UP.STAFF_ID, lookUp.by().value())
                .set(
                        MEMBERSHIP_LOOK_UP.MEMBER_ID,
                        lookUp.member() == null ? null : lookUp.member().value())
                .set(MEMBERSHIP_LOOK_UP.KIND, lookUp.kind().name())
                .set(MEMBERSHIP_LOOK_UP.MEMBERS, lookUp.members())
                .set(MEMBERSHIP_LOOK_UP.REASON, reason(lookUp.reason()))
                .set(MEMBERSHIP_LOOK_UP.IN_HOUR, inHour)
                .set(MEMBERSHIP_LOOK_UP.UNUSUAL, inHour > usual)
                .set(MEMBERSHIP_LOOK_UP.ADDRESS, lookUp.address())
                .set(MEMBERSHIP_LOOK_UP.REQUEST_ID, RequestMark.current())
                .execute();
    }

    private boolean isRepeated(Instant now, LookUp lookUp) {
        return lookUp.kind() == LookUpKind.SEARCH
                && lookUp.member() != null
                && dsl.fetchExists(
                        MEMBERSHIP_LOOK_UP,
                        MEMBERSHIP_LOOK_UP
                                .MEMBER_ID
                                .eq(lookUp.member().value())
                                .and(MEMBERSHIP_LOOK_UP.KIND.eq(LookUpKind.SEARCH.name()))
                                .and(MEMBERSHIP_LOOK_UP.STAFF_ID.eq(lookUp.by().value()))
                                .and(ByTime.since(MEMBERSHIP_LOOK_UP.LOOK_UP_ID, now.minus(ONE_SEARCH))));
    }

    private int inHourUntil(Instant now, StaffId by) {
        return dsl.fetchCount(
                MEMBERSHIP_LOOK_UP,
                MEMBERSHIP_LOOK_UP
                        .STAFF_ID
                        .eq(by.value())
                        .and(ByTime.since(MEMBERSHIP_LOOK_UP.LOOK_UP_ID, now.minus(HOUR))));
    }

    private static @Nullable String reason(@Nullable String written) {
        return Optional.ofNullable(written)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_REASON)))
                .orElse(null);
    }

    @Override
    public Page find(Query query) {
        if (query.limit() < 1 || query.limit() > MOST_LINES) {
            throw new IllegalArgumentException("a page of look-ups has 1 to " + MOST_LINES + " lines");
        }
        var lines = query.member().isEmpty()
                ? lines(query, noCondition())
                : newest(query.member().get(), query.limit() + 1, Line::id, of -> lines(query, of));
        var hasMore = lines.size() > query.limit();
        return new Page(hasMore ? lines.subList(0, query.limit()) : lines, hasMore);
    }

    /** A member's lines are also those of who went into them: from each a page, so that each is a range of its index. */
    private <T> List<T> newest(MemberId member, int limit, Function<T, UUID> id, Function<Condition, List<T>> read) {
        var names = names(member);
        if (names.size() == 1) {
            return read.apply(MEMBERSHIP_LOOK_UP.MEMBER_ID.eq(member.value()));
        }
        return names.stream()
                .flatMap(name -> read.apply(MEMBERSHIP_LOOK_UP.MEMBER_ID.eq(name.value())).stream())
                .sorted(Comparator.comparing(id, NEWEST_FIRST))
                .limit(limit)
                .toList();
    }

    private List<MemberId> names(MemberId member) {
        var names = new ArrayList<>(List.of(member));
        names.addAll(follow.mergedInto(member));
        return names;
    }

    private List<Line> lines(Query query, Condition of) {
        return dsl.select(MEMBERSHIP_LOOK_UP.fields())
                .select(StaffNames.of(MEMBERSHIP_LOOK_UP.STAFF_ID))
                .from(MEMBERSHIP_LOOK_UP)
                .where(query.by()
                        .map(by -> MEMBERSHIP_LOOK_UP.STAFF_ID.eq(by.value()))
                        .orElse(noCondition()))
                .and(of)
                .and(query.kind()
                        .map(kind -> MEMBERSHIP_LOOK_UP.KIND.eq(kind.name()))
                        .orElse(noCondition()))
                .and(query.unusualOnly() ? MEMBERSHIP_LOOK_UP.UNUSUAL.eq(true) : noCondition())
                .and(query.from()
                        .map(from -> ByTime.since(MEMBERSHIP_LOOK_UP.LOOK_UP_ID, from))
                        .orElse(noCondition()))
                .and(query.until()
                        .map(until -> ByTime.before(MEMBERSHIP_LOOK_UP.LOOK_UP_ID, until))
                        .orElse(noCondition()))
                .and(query.before().map(MEMBERSHIP_LOOK_UP.LOOK_UP_ID::lt).orElse(noCondition()))
                .orderBy(MEMBERSHIP_LOOK_UP.LOOK_UP_ID.desc())
                .limit(query.limit() + 1)
                .fetch(JooqLookUps::toLine);
    }

    @Override
    public List<Unusual> unusual(Instant since) {
        var most = max(MEMBERSHIP_LOOK_UP.IN_HOUR);
        var last = max(MEMBERSHIP_LOOK_UP.LOOKED_AT);
        return dsl.select(MEMBERSHIP_LOOK_UP.STAFF_ID, MEMBERSHIP_STAFF.DISPLAY_NAME, most, last)
                .from(MEMBERSHIP_LOOK_UP)
                .leftJoin(MEMBERSHIP_STAFF)
                .on(MEMBERSHIP_STAFF.STAFF_ID.eq(MEMBERSHIP_LOOK_UP.STAFF_ID))
                .where(MEMBERSHIP_LOOK_UP.UNUSUAL.eq(true))
                .and(ByTime.since(MEMBERSHIP_LOOK_UP.LOOK_UP_ID, since))
                .groupBy(MEMBERSHIP_LOOK_UP.STAFF_ID, MEMBERSHIP_STAFF.DISPLAY_NAME)
                .orderBy(last.desc())
                .limit(MOST_UNUSUAL)
                .fetch(row -> new Unusual(new StaffId(row.value1()), row.value2(), row.value3(), row.value4()));
    }

    @Override
    public List<Seen> of(MemberId member, int limit) {
        record Found(UUID id, Seen seen) {}
        return newest(
                        member,
                        limit,
                        Found::id,
                        of -> dsl.select(
                                        MEMBERSHIP_LOOK_UP.LOOK_UP_ID,
                                        MEMBERSHIP_LOOK_UP.LOOKED_AT,
                                        MEMBERSHIP_LOOK_UP.KIND)
                                .from(MEMBERSHIP_LOOK_UP)
                                .where(of)
                                .orderBy(MEMBERSHIP_LOOK_UP.LOOK_UP_ID.desc())
                                .limit(limit)
                                .fetch(row -> new Found(
                                        row.value1(), new Seen(row.value2(), LookUpKind.valueOf(row.value3())))))
                .stream()
                .map(Found::seen)
                .toList();
    }

    @Override
    public long countOf(MemberId member, Instant since) {
        return dsl.fetchCount(
                MEMBERSHIP_LOOK_UP,
                MEMBERSHIP_LOOK_UP
                        .MEMBER_ID
                        .in(names(member).stream().map(MemberId::value).toList())
                        .and(ByTime.since(MEMBERSHIP_LOOK_UP.LOOK_UP_ID, since)));
    }

    @Override
    @Transactional
    public int forgetOld() {
        return dsl.deleteFrom(MEMBERSHIP_LOOK_UP)
                .where(ByTime.before(
                        MEMBERSHIP_LOOK_UP.LOOK_UP_ID, clock.instant().minus(kept)))
                .orderBy(MEMBERSHIP_LOOK_UP.LOOK_UP_ID)
                .limit(FORGOTTEN_AT_ONCE)
                .execute();
    }

    @Override
    public List<Section> exported(MemberId member) {
        var rows = dsl.select(MEMBERSHIP_LOOK_UP.LOOKED_AT, MEMBERSHIP_LOOK_UP.KIND)
                .from(MEMBERSHIP_LOOK_UP)
                .where(MEMBERSHIP_LOOK_UP.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_LOOK_UP.LOOK_UP_ID)
                .fetch(row -> Arrays.<Object>asList(row.value1(), row.value2()));
        return List.of(new Section("membership.seen_by_staff", List.of("at", "what"), rows));
    }

    @Override
    public void erased(Erasure erasure) {
        dsl.update(MEMBERSHIP_LOOK_UP)
                .setNull(MEMBERSHIP_LOOK_UP.REASON)
                .where(MEMBERSHIP_LOOK_UP.MEMBER_ID.eq(erasure.member().value()))
                .execute();
    }

    private static Line toLine(Record row) {
        var member = row.get(MEMBERSHIP_LOOK_UP.MEMBER_ID);
        return new Line(
                row.get(MEMBERSHIP_LOOK_UP.LOOK_UP_ID),
                row.get(MEMBERSHIP_LOOK_UP.LOOKED_AT),
                new StaffId(row.get(MEMBERSHIP_LOOK_UP.STAFF_ID)),
                row.get(StaffNames.NAME),
                LookUpKind.valueOf(row.get(MEMBERSHIP_LOOK_UP.KIND)),
                member == null ? null : new MemberId(member),
                row.get(MEMBERSHIP_LOOK_UP.MEMBERS),
                row.get(MEMBERSHIP_LOOK_UP.REASON),
                row.get(MEMBERSHIP_LOOK_UP.IN_HOUR),
                row.get(MEMBERSHIP_LOOK_UP.UNUSUAL),
                row.get(MEMBERSHIP_LOOK_UP.ADDRESS),
                row.get(MEMBERSHIP_LOOK_UP.REQUEST_ID));
    }
}
