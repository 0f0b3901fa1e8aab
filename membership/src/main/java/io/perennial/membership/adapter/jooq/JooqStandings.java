package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.JooqLadders.ladderHeld;
import static io.perennial.membership.adapter.jooq.JooqLadders.versionRead;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipGrowth.MEMBERSHIP_GROWTH;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipLadder.MEMBERSHIP_LADDER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStanding.MEMBERSHIP_STANDING;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTierChange.MEMBERSHIP_TIER_CHANGE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.excluded;
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
import io.perennial.membership.domain.Position;
import io.perennial.membership.domain.Position.Booking;
import io.perennial.membership.domain.Standings;
import io.perennial.membership.domain.TierStep;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
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
            MEMBERSHIP_STANDING.LAST_SEQ);

    private final DSLContext dsl;
    private final JooqLadders ladders;

    JooqStandings(DSLContext dsl, JooqLadders ladders) {
        this.dsl = dsl;
        this.ladders = ladders;
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
        var insert = dsl.insertInto(
                MEMBERSHIP_GROWTH,
                MEMBERSHIP_GROWTH.MEMBER_ID,
                MEMBERSHIP_GROWTH.SEQ,
                MEMBERSHIP_GROWTH.AMOUNT,
                MEMBERSHIP_GROWTH.GROWTH_AFTER,
                MEMBERSHIP_GROWTH.BUSINESS_KEY,
                MEMBERSHIP_GROWTH.HAPPENED_AT,
                MEMBERSHIP_GROWTH.BOOKED_AT);
        for (var booking : bookings) {
            insert = insert.values(
                    booking.member().value(),
                    booking.seq(),
                    booking.amount(),
                    booking.growthAfter(),
                    booking.key(),
                    booking.happenedAt(),
                    booking.bookedAt());
        }
        try {
            insert.execute();
            return true;
        } catch (DuplicateKeyException _) {
            return false; // numbers are given under the member's lock, so it is a key that is taken
        }
    }

    @Override
    public void store(Collection<Position> positions) {
        if (positions.size() == 1) {
            var position = positions.iterator().next();
            dsl.update(MEMBERSHIP_STANDING)
                    .set(MEMBERSHIP_STANDING.GROWTH, position.growth())
                    .set(MEMBERSHIP_STANDING.TIER_CODE, position.tier().code())
                    .set(MEMBERSHIP_STANDING.TIER_SINCE, position.tierSince())
                    .set(MEMBERSHIP_STANDING.LAST_SEQ, position.lastSeq())
                    .where(MEMBERSHIP_STANDING.MEMBER_ID.eq(position.member().value()))
                    .execute();
            return;
        }
        var insert = dsl.insertInto(MEMBERSHIP_STANDING).columns(POSITION);
        for (var position : positions) {
            insert = insert.values(
                    position.member().value(),
                    position.growth(),
                    position.tier().code(),
                    position.tierSince(),
                    position.lastSeq());
        }
        // All of them are there: this is an update of many rows in one statement.
        insert.onDuplicateKeyUpdate()
                .set(MEMBERSHIP_STANDING.GROWTH, excluded(MEMBERSHIP_STANDING.GROWTH))
                .set(MEMBERSHIP_STANDING.TIER_CODE, excluded(MEMBERSHIP_STANDING.TIER_CODE))
                .set(MEMBERSHIP_STANDING.TIER_SINCE, excluded(MEMBERSHIP_STANDING.TIER_SINCE))
                .set(MEMBERSHIP_STANDING.LAST_SEQ, excluded(MEMBERSHIP_STANDING.LAST_SEQ))
                .execute();
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
                row.get(MEMBERSHIP_STANDING.LAST_SEQ));
    }

    private static Tier tier(Ladder ladder, String code) {
        return ladder.find(code).orElseThrow(() -> new IllegalStateException("the ladder has no tier " + code));
    }
}
