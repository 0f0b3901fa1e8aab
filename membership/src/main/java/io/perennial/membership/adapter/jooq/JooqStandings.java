package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.JooqLadders.ladderHeld;
import static io.perennial.membership.adapter.jooq.JooqLadders.versionRead;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipGrowth.MEMBERSHIP_GROWTH;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipLadder.MEMBERSHIP_LADDER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStanding.MEMBERSHIP_STANDING;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTier.MEMBERSHIP_TIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTierChange.MEMBERSHIP_TIER_CHANGE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.sum;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.Standing;
import io.perennial.membership.Tier;
import io.perennial.membership.TierFloor;
import io.perennial.membership.WriteRows;
import io.perennial.membership.adapter.jooq.generated.OneRow;
import io.perennial.membership.domain.Position;
import io.perennial.membership.domain.Position.Booking;
import io.perennial.membership.domain.Standings;
import io.perennial.membership.domain.Term;
import io.perennial.membership.domain.Term.Grace;
import io.perennial.membership.domain.TierStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

@Component
class JooqStandings implements Standings, ReadStanding {

    /** Later steps have greater ids. */
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    /** The time in which a server plans a search grows with the square of what it searches for. */
    private static final int SEARCHED_AT_ONCE = 100;

    private static final List<Field<?>> POSITION = List.of(
            MEMBERSHIP_STANDING.MEMBER_ID,
            MEMBERSHIP_STANDING.GROWTH,
            MEMBERSHIP_STANDING.TIER_CODE,
            MEMBERSHIP_STANDING.TIER_SINCE,
            MEMBERSHIP_STANDING.LAST_SEQ,
            MEMBERSHIP_STANDING.PERIOD_START,
            MEMBERSHIP_STANDING.PERIOD_END,
            MEMBERSHIP_STANDING.GIVEN,
            MEMBERSHIP_STANDING.BASE,
            MEMBERSHIP_STANDING.GRACE_END,
            MEMBERSHIP_STANDING.GRACE_FROM,
            MEMBERSHIP_STANDING.GRACE_PROLONGED,
            MEMBERSHIP_STANDING.TOLD_AT,
            MEMBERSHIP_STANDING.FLOOR_CODE,
            MEMBERSHIP_STANDING.FLOOR_END,
            MEMBERSHIP_STANDING.WAITING_SINCE,
            MEMBERSHIP_STANDING.DUE_AT);

    private final DSLContext dsl;
    private final JooqLadders ladders;
    private final WriteRows rows;
    private final String insertGrowth;
    private final String storePosition;

    JooqStandings(DSLContext dsl, JooqLadders ladders, WriteRows rows) {
        this.dsl = dsl;
        this.ladders = ladders;
        this.rows = rows;
        insertGrowth = OneRow.into(dsl, MEMBERSHIP_GROWTH).getSQL();
        // All of them are there: this is an update of many rows in one statement.
        storePosition = OneRow.over(dsl, POSITION).getSQL();
    }

    @Override
    public Optional<Standing> of(MemberId member) {
        return Optional.ofNullable(of(List.of(member)).get(member));
    }

    @Override
    public Map<MemberId, Standing> of(Collection<MemberId> members) {
        var version = versionRead();
        return dsl
                .select(POSITION)
                .select(version)
                .from(MEMBERSHIP_STANDING)
                .where(MEMBERSHIP_STANDING.MEMBER_ID.in(values(members)))
                .fetch(row -> {
                    var ladder = ladders.ladder(row.get(version));
                    return toPosition(row, ladder).on(ladder);
                })
                .stream()
                .collect(toMap(Standing::member, standing -> standing));
    }

    @Override
    public Optional<Found> find(MemberId member) {
        var version = versionRead();
        return dsl.select(POSITION)
                .select(version)
                .from(MEMBERSHIP_STANDING)
                .where(MEMBERSHIP_STANDING.MEMBER_ID.eq(member.value()))
                .fetchOptional(row -> {
                    var ladder = ladders.ladder(row.get(version));
                    return new Found(ladder, toPosition(row, ladder));
                });
    }

    @Override
    public List<TierChange> history(MemberId member) {
        return changes(List.of(member)).getOrDefault(member, List.of()).reversed();
    }

    @Override
    public Map<MemberId, List<TierChange>> changes(Collection<MemberId> members) {
        var version = versionRead();
        return dsl.select(MEMBERSHIP_TIER_CHANGE.FROM_CODE, MEMBERSHIP_TIER_CHANGE.TO_CODE)
                .select(MEMBERSHIP_TIER_CHANGE.GROWTH, MEMBERSHIP_TIER_CHANGE.CHANGED_AT)
                .select(MEMBERSHIP_TIER_CHANGE.MEMBER_ID, MEMBERSHIP_TIER_CHANGE.HAPPENED_AT, version)
                .from(MEMBERSHIP_TIER_CHANGE)
                .where(MEMBERSHIP_TIER_CHANGE.MEMBER_ID.in(values(members)))
                .orderBy(MEMBERSHIP_TIER_CHANGE.MEMBER_ID, MEMBERSHIP_TIER_CHANGE.CHANGE_ID)
                .fetchGroups(row -> new MemberId(row.get(MEMBERSHIP_TIER_CHANGE.MEMBER_ID)), row -> {
                    var ladder = ladders.ladder(row.get(version));
                    return new TierChange(
                            tier(ladder, row.get(MEMBERSHIP_TIER_CHANGE.FROM_CODE)),
                            tier(ladder, row.get(MEMBERSHIP_TIER_CHANGE.TO_CODE)),
                            row.get(MEMBERSHIP_TIER_CHANGE.GROWTH),
                            row.get(MEMBERSHIP_TIER_CHANGE.CHANGED_AT),
                            row.get(MEMBERSHIP_TIER_CHANGE.HAPPENED_AT));
                });
    }

    @Override
    public Optional<LatestChange> latestChange(MemberId member) {
        var version = versionRead();
        return dsl.select(MEMBERSHIP_TIER_CHANGE.FROM_CODE, MEMBERSHIP_TIER_CHANGE.TO_CODE)
                .select(MEMBERSHIP_TIER_CHANGE.PUT_AWAY_AT, version)
                .from(MEMBERSHIP_TIER_CHANGE)
                .where(MEMBERSHIP_TIER_CHANGE.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_TIER_CHANGE.CHANGE_ID.desc())
                .limit(1)
                .fetchOptional(row -> {
                    var ladder = ladders.ladder(row.get(version));
                    return new LatestChange(
                            tier(ladder, row.get(MEMBERSHIP_TIER_CHANGE.FROM_CODE)),
                            tier(ladder, row.get(MEMBERSHIP_TIER_CHANGE.TO_CODE)),
                            row.get(MEMBERSHIP_TIER_CHANGE.PUT_AWAY_AT) != null);
                });
    }

    @Override
    public void putAway(MemberId member, Instant at) {
        dsl.update(MEMBERSHIP_TIER_CHANGE)
                .set(MEMBERSHIP_TIER_CHANGE.PUT_AWAY_AT, at)
                .where(MEMBERSHIP_TIER_CHANGE.MEMBER_ID.eq(member.value()), MEMBERSHIP_TIER_CHANGE.PUT_AWAY_AT.isNull())
                .execute();
    }

    @Override
    public Map<MemberId, Long> growthBefore(Collection<MemberId> members, Instant moment) {
        var growth = sum(MEMBERSHIP_GROWTH.AMOUNT);
        return dsl.select(MEMBERSHIP_GROWTH.MEMBER_ID, growth)
                .from(MEMBERSHIP_GROWTH)
                .where(MEMBERSHIP_GROWTH.MEMBER_ID.in(values(members)), MEMBERSHIP_GROWTH.HAPPENED_AT.lt(moment))
                .groupBy(MEMBERSHIP_GROWTH.MEMBER_ID)
                .fetchMap(row -> new MemberId(row.value1()), row -> row.value2().longValueExact());
    }

    /**
     * One statement for both locks, and in this order: joined straight, the ladder is locked before any standing, so who
     * grows never holds what the publisher of a ladder waits for while waiting for the ladder.
     */
    @Override
    public Locked lock(Collection<MemberId> members) {
        var held = ladderHeld();
        var rows = dsl.select(POSITION)
                .select(held.field(MEMBERSHIP_LADDER.VERSION))
                .from(held)
                .straightJoin(MEMBERSHIP_STANDING)
                .on(MEMBERSHIP_STANDING.MEMBER_ID.in(values(members)))
                .orderBy(MEMBERSHIP_STANDING.MEMBER_ID)
                .forUpdate()
                .fetch();
        if (rows.isEmpty()) {
            return new Locked(ladders.ladder(), Map.of());
        }
        var ladder = ladders.ladder(rows.getFirst().get(MEMBERSHIP_LADDER.VERSION));
        return new Locked(
                ladder,
                rows.stream()
                        .map(row -> toPosition(row, ladder))
                        .collect(toMap(Position::member, position -> position)));
    }

    @Override
    public Set<Growth> booked(Collection<Growth> changes) {
        var booked = changes.stream()
                .gather(Gatherers.windowFixed(SEARCHED_AT_ONCE))
                .flatMap(some -> keys(some).stream())
                .collect(Collectors.toSet());
        return changes.stream()
                .filter(change -> booked.contains(new Key(change.member(), change.key())))
                .collect(Collectors.toSet());
    }

    /** Member by member: not every server searches a list of pairs by the key. */
    private Set<Key> keys(List<Growth> changes) {
        var conditions = changes.stream().collect(groupingBy(Growth::member)).entrySet().stream()
                .map(member -> MEMBERSHIP_GROWTH
                        .MEMBER_ID
                        .eq(member.getKey().value())
                        .and(MEMBERSHIP_GROWTH.BUSINESS_KEY.in(
                                member.getValue().stream().map(Growth::key).toList())))
                .toList();
        return dsl.select(MEMBERSHIP_GROWTH.MEMBER_ID, MEMBERSHIP_GROWTH.BUSINESS_KEY)
                .from(MEMBERSHIP_GROWTH)
                .where(or(conditions))
                .fetchSet(row -> new Key(new MemberId(row.value1()), row.value2()));
    }

    private record Key(MemberId member, String key) {}

    @Override
    public boolean book(List<Booking> bookings) {
        try {
            rows.write(insertGrowth, bookings.stream().map(JooqStandings::toRow).toList());
            return true;
        } catch (DuplicateKeyException _) {
            return false; // numbers are given under the member's lock, so it is a key that is taken
        }
    }

    private static @Nullable Object[] toRow(Booking booking) {
        return new @Nullable Object[] {
            booking.member().value(),
            booking.seq(),
            booking.amount(),
            booking.growthAfter(),
            booking.key(),
            booking.happenedAt(),
            booking.bookedAt()
        };
    }

    @Override
    public void store(Collection<Position> positions) {
        rows.write(storePosition, positions.stream().map(JooqStandings::toRow).toList());
    }

    @Override
    public void storeSteps(List<TierStep> steps, Instant at) {
        var insert = dsl.insertInto(
                MEMBERSHIP_TIER_CHANGE,
                MEMBERSHIP_TIER_CHANGE.MEMBER_ID,
                MEMBERSHIP_TIER_CHANGE.CHANGE_ID,
                MEMBERSHIP_TIER_CHANGE.FROM_CODE,
                MEMBERSHIP_TIER_CHANGE.TO_CODE,
                MEMBERSHIP_TIER_CHANGE.GROWTH,
                MEMBERSHIP_TIER_CHANGE.CHANGED_AT,
                MEMBERSHIP_TIER_CHANGE.HAPPENED_AT);
        for (var step : steps) {
            var move = step.move();
            insert = insert.values(
                    move.member().value(),
                    IDS.generate(),
                    move.from(),
                    move.to(),
                    move.growth(),
                    at,
                    step.happenedAt());
        }
        insert.execute();
    }

    private static List<UUID> values(Collection<MemberId> members) {
        return members.stream().map(MemberId::value).toList();
    }

    private static Position toPosition(Record row, Ladder ladder) {
        return new Position(
                new MemberId(row.get(MEMBERSHIP_STANDING.MEMBER_ID)),
                row.get(MEMBERSHIP_STANDING.GROWTH),
                tier(ladder, row.get(MEMBERSHIP_STANDING.TIER_CODE)),
                row.get(MEMBERSHIP_STANDING.TIER_SINCE),
                row.get(MEMBERSHIP_STANDING.LAST_SEQ),
                toTerm(row));
    }

    private static Term toTerm(Record row) {
        var graceEnd = row.get(MEMBERSHIP_STANDING.GRACE_END);
        var floor = row.get(MEMBERSHIP_STANDING.FLOOR_CODE);
        return new Term(
                row.get(MEMBERSHIP_STANDING.PERIOD_START),
                row.get(MEMBERSHIP_STANDING.PERIOD_END),
                row.get(MEMBERSHIP_STANDING.GIVEN),
                row.get(MEMBERSHIP_STANDING.BASE),
                graceEnd == null
                        ? null
                        : new Grace(
                                graceEnd,
                                row.get(MEMBERSHIP_STANDING.GRACE_FROM),
                                row.get(MEMBERSHIP_STANDING.GRACE_PROLONGED)),
                row.get(MEMBERSHIP_STANDING.TOLD_AT),
                floor == null
                        ? null
                        : new TierFloor(floor, Optional.ofNullable(row.get(MEMBERSHIP_STANDING.FLOOR_END))),
                row.get(MEMBERSHIP_STANDING.WAITING_SINCE));
    }

    /** In the order of {@link #POSITION}. */
    private static @Nullable Object[] toRow(Position position) {
        var term = position.term();
        var grace = term.grace();
        var floor = term.floor();
        return new @Nullable Object[] {
            position.member().value(),
            position.growth(),
            position.tier().code(),
            position.tierSince(),
            position.lastSeq(),
            term.start(),
            term.end(),
            term.given(),
            term.base(),
            grace == null ? null : grace.end(),
            grace == null ? null : grace.growth(),
            grace != null && grace.prolonged(),
            term.toldAt(),
            floor == null ? null : floor.tier(),
            floor == null ? null : floor.until().orElse(null),
            term.waitingSince(),
            term.due().orElse(null)
        };
    }

    @Override
    public void told(MemberId member, Instant at) {
        dsl.update(MEMBERSHIP_STANDING)
                .set(MEMBERSHIP_STANDING.TOLD_AT, at)
                .where(MEMBERSHIP_STANDING.MEMBER_ID.eq(member.value()), MEMBERSHIP_STANDING.TOLD_AT.isNull())
                .execute();
    }

    @Override
    public List<Due> due(Optional<Due> after, Instant asOf, int most) {
        return dsl.select(MEMBERSHIP_STANDING.MEMBER_ID, MEMBERSHIP_STANDING.DUE_AT)
                .from(MEMBERSHIP_STANDING)
                .where(
                        MEMBERSHIP_STANDING.DUE_AT.le(asOf),
                        after.map(JooqStandings::later).orElse(noCondition()))
                .orderBy(MEMBERSHIP_STANDING.DUE_AT, MEMBERSHIP_STANDING.MEMBER_ID)
                .limit(most)
                .fetch(row -> new Due(new MemberId(row.value1()), row.value2()));
    }

    /** Two stretches of the index, so that neither server reads those before again: whole tiers end at the same midnight. */
    private static Condition later(Due last) {
        return MEMBERSHIP_STANDING
                .DUE_AT
                .gt(last.at())
                .or(MEMBERSHIP_STANDING
                        .DUE_AT
                        .eq(last.at())
                        .and(MEMBERSHIP_STANDING.MEMBER_ID.gt(last.member().value())));
    }

    @Override
    public List<MemberId> withoutPeriod(Optional<MemberId> after, int most) {
        return dsl.select(MEMBERSHIP_STANDING.MEMBER_ID)
                .from(MEMBERSHIP_STANDING)
                .where(
                        MEMBERSHIP_STANDING.DUE_AT.isNull(),
                        after.map(last -> MEMBERSHIP_STANDING.MEMBER_ID.gt(last.value()))
                                .orElse(noCondition()))
                .orderBy(MEMBERSHIP_STANDING.MEMBER_ID)
                .limit(most)
                .fetch(row -> new MemberId(row.value1()));
    }

    @Override
    public List<MemberId> firstInLine(int most) {
        return dsl.select(MEMBERSHIP_STANDING.MEMBER_ID)
                .from(MEMBERSHIP_STANDING)
                .where(MEMBERSHIP_STANDING.WAITING_GROWTH.isNotNull())
                .orderBy(
                        MEMBERSHIP_STANDING.WAITING_GROWTH.desc(),
                        MEMBERSHIP_STANDING.WAITING_SINCE,
                        MEMBERSHIP_STANDING.MEMBER_ID)
                .limit(most)
                .fetch(row -> new MemberId(row.value1()));
    }

    @Override
    public boolean someoneWaits() {
        return !firstInLine(1).isEmpty();
    }

    /** Counted, not kept: whoever gives a place holds the tier's row, so nobody gives one meanwhile. */
    @Override
    public long freePlaces(Tier limited) {
        dsl.select(MEMBERSHIP_TIER.CODE)
                .from(MEMBERSHIP_TIER)
                .where(MEMBERSHIP_TIER.CODE.eq(limited.code()))
                .forUpdate()
                .fetch();
        return ladders.roomIn(limited);
    }

    @Override
    public long grownAfter(MemberId member, long seq) {
        return grown(member, MEMBERSHIP_GROWTH.SEQ.gt(seq));
    }

    @Override
    public long grownSince(MemberId member, Instant since) {
        return grown(member, MEMBERSHIP_GROWTH.BOOKED_AT.ge(since));
    }

    private long grown(MemberId member, Condition which) {
        return dsl.select(coalesce(sum(MEMBERSHIP_GROWTH.AMOUNT), inline(BigDecimal.ZERO)))
                .from(MEMBERSHIP_GROWTH)
                .where(
                        MEMBERSHIP_GROWTH.MEMBER_ID.eq(member.value()),
                        which,
                        MEMBERSHIP_GROWTH.BUSINESS_KEY.notLike(Position.SETTLEMENT + "%"))
                .fetchSingle()
                .value1()
                .longValueExact();
    }

    private static Tier tier(Ladder ladder, String code) {
        return ladder.find(code).orElseThrow(() -> new IllegalStateException("the ladder has no tier " + code));
    }
}
