package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustment.POINTS_ADJUSTMENT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsBadgeEarned.POINTS_BADGE_EARNED;
import static io.perennial.points.adapter.jooq.generated.tables.PointsJourney.POINTS_JOURNEY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMadeUpDay.POINTS_MADE_UP_DAY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMergePart.POINTS_MERGE_PART;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionPart.POINTS_MISSION_PART;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionPrize.POINTS_MISSION_PRIZE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionProgress.POINTS_MISSION_PROGRESS;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPilotAnswer.POINTS_PILOT_ANSWER;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPoolMember.POINTS_POOL_MEMBER;
import static io.perennial.points.adapter.jooq.generated.tables.PointsSendingFreeze.POINTS_SENDING_FREEZE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsStreak.POINTS_STREAK;
import static io.perennial.points.adapter.jooq.generated.tables.PointsStreakPrize.POINTS_STREAK_PRIZE;
import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.points.MissionId;
import io.perennial.points.PoolId;
import io.perennial.points.ReadAdjustments.Status;
import io.perennial.points.domain.MissionPart.Course;
import io.perennial.points.domain.Missions;
import io.perennial.points.domain.Pools;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What members have beside their accounts, when two become one: days, missions, badges, answers, household. What both have
 * stays with each, so that it counts once; what was counted of rules' caps stays under its own account, and is counted with
 * the survivor's.
 */
@Component
class JooqJourneyBelongings implements Belongings {

    private static final String DAYS_FROM = "days-from";
    private static final String DAYS_TO = "days-to";
    private static final String DAYS_AFTER = "days-after";
    private static final String LONGEST = "longest";
    private static final String HOUSEHOLD = "household";
    private static final String HOUSEHOLD_BOTH = "household-both";
    private static final int AT_ONCE = 200;

    /** Rows that go over unless the survivor has the like, by what tells one of a member's rows from another. */
    private record Owned(
            String what, TableField<? extends Record, UUID> owner, List<TableField<?, ?>> key, Condition which) {

        static Owned all(String what, TableField<? extends Record, UUID> owner, TableField<?, ?>... key) {
            return new Owned(what, owner, List.of(key), noCondition());
        }

        Table<?> table() {
            return Objects.requireNonNull(owner.getTable());
        }
    }

    private static final List<Owned> OWNED = List.of(
            Owned.all(
                    "mission-part",
                    POINTS_MISSION_PART.MEMBER_ID,
                    POINTS_MISSION_PART.MISSION_ID,
                    POINTS_MISSION_PART.PERIOD,
                    POINTS_MISSION_PART.STEP,
                    POINTS_MISSION_PART.ACTIVITY_ID),
            Owned.all(
                    "mission-prize",
                    POINTS_MISSION_PRIZE.MEMBER_ID,
                    POINTS_MISSION_PRIZE.MISSION_ID,
                    POINTS_MISSION_PRIZE.PERIOD),
            Owned.all("day-prize", POINTS_STREAK_PRIZE.MEMBER_ID, POINTS_STREAK_PRIZE.DAY, POINTS_STREAK_PRIZE.LENGTH),
            Owned.all("made-up-day", POINTS_MADE_UP_DAY.MEMBER_ID, POINTS_MADE_UP_DAY.DAY),
            Owned.all("badge", POINTS_BADGE_EARNED.MEMBER_ID, POINTS_BADGE_EARNED.BADGE_ID),
            Owned.all("answer", POINTS_PILOT_ANSWER.MEMBER_ID, POINTS_PILOT_ANSWER.RULE_ID, POINTS_PILOT_ANSWER.SINCE),
            Owned.all("freeze", POINTS_SENDING_FREEZE.MEMBER_ID),
            new Owned(
                    "adjustment",
                    POINTS_ADJUSTMENT.MEMBER_ID,
                    List.of(POINTS_ADJUSTMENT.ADJUSTMENT_ID),
                    POINTS_ADJUSTMENT.STATUS.eq(Status.PROPOSED.name())));

    private final DSLContext dsl;
    private final Missions missions;
    private final Pools pools;

    JooqJourneyBelongings(DSLContext dsl, Missions missions, Pools pools) {
        this.dsl = dsl;
        this.missions = missions;
        this.pools = pools;
    }

    @Override
    public List<Section> exported(MemberId member) {
        return List.of();
    }

    @Override
    public void erased(Erasure erasure) {
        // What it kept of a merge are ids and days.
    }

    @Override
    public List<Holding> holdings(MemberId member) {
        var holdings = new ArrayList<Holding>();
        for (var each : OWNED) {
            holdings.add(new Holding(
                    "points." + each.what(),
                    dsl.fetchCount(dsl.selectOne()
                            .from(each.table())
                            .where(each.owner().eq(member.value()), each.which())),
                    true));
        }
        holdings.add(new Holding("points.day", days(runs(member)).size(), true));
        holdings.add(new Holding("points.household", household(member).isPresent() ? 1 : 0, true));
        return holdings;
    }

    @Override
    public List<String> hindrances(Move move) {
        var one = household(move.from());
        var other = household(move.to());
        return one.isPresent() && other.isPresent() && !one.equals(other)
                ? List.of("points.two-households")
                : List.of();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Move move) {
        for (var each : OWNED) {
            var keys = keys(each, move.from());
            keys.removeAll(keys(each, move.to()));
            note(move.merge(), each.what(), keys);
            pass(each, keys, move.from(), move.to());
        }
        sumUp(move);
        joinDays(move);
        joinHousehold(move);
    }

    @Override
    public List<Return> returning(Move move) {
        var rows = new ArrayList<Return>();
        for (var each : OWNED) {
            var noted = noted(move.merge(), each.what());
            var there = keys(each, move.to());
            var still = noted.stream().filter(there::contains).count();
            rows.add(new Return("points." + each.what(), still, noted.size() - still));
        }
        rows.add(new Return(
                "points.day", days(parse(noted(move.merge(), DAYS_FROM))).size(), 0));
        return rows;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(Move move) {
        for (var each : OWNED) {
            var keys = new TreeSet<>(noted(move.merge(), each.what()));
            keys.retainAll(keys(each, move.to()));
            pass(each, keys, move.to(), move.from());
        }
        sumUp(move);
        partDays(move);
        partHousehold(move);
    }

    private Set<String> keys(Owned what, MemberId member) {
        return dsl.select(what.key().isEmpty() ? List.of(inline("")) : what.key())
                .from(what.table())
                .where(what.owner().eq(member.value()), what.which())
                .fetchStream()
                .map(row -> Arrays.stream(row.intoArray()).map(String::valueOf).collect(joining("|")))
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }

    private void pass(Owned what, Collection<String> keys, MemberId from, MemberId to) {
        keys.stream()
                .gather(Gatherers.windowFixed(AT_ONCE))
                .forEach(some -> dsl.update(what.table())
                        .set(what.owner(), to.value())
                        .where(
                                what.owner().eq(from.value()),
                                or(some.stream().map(key -> is(what, key)).toList()))
                        .execute());
    }

    private static Condition is(Owned what, String key) {
        var parts = key.split("\\|", -1);
        var conditions = new ArrayList<Condition>();
        for (var index = 0; index < what.key().size(); index++) {
            conditions.add(is(what.key().get(index), parts[index]));
        }
        return and(conditions);
    }

    private static <T> Condition is(TableField<?, T> field, String text) {
        Object value = text;
        if (field.getType() == UUID.class) {
            value = UUID.fromString(text);
        } else if (field.getType() == LocalDate.class) {
            value = LocalDate.parse(text);
        } else if (field.getType() == Integer.class) {
            value = Integer.valueOf(text);
        }
        return field.eq(field.getType().cast(value));
    }

    private void sumUp(Move move) {
        var courses = new HashSet<Course>();
        for (var member : List.of(move.from(), move.to())) {
            dsl.deleteFrom(POINTS_MISSION_PROGRESS)
                    .where(POINTS_MISSION_PROGRESS.MEMBER_ID.eq(member.value()))
                    .execute();
            dsl.selectDistinct(POINTS_MISSION_PART.MISSION_ID, POINTS_MISSION_PART.PERIOD)
                    .from(POINTS_MISSION_PART)
                    .where(POINTS_MISSION_PART.MEMBER_ID.eq(member.value()))
                    .forEach(row -> courses.add(new Course(member, new MissionId(row.value1()), row.value2())));
        }
        if (!courses.isEmpty()) {
            missions.sumUp(courses);
        }
    }

    /** Days in a row, first to last. */
    private record Run(LocalDate first, LocalDate last) {}

    private List<Run> runs(MemberId member) {
        return dsl.select(POINTS_STREAK.FIRST_DAY, POINTS_STREAK.LAST_DAY)
                .from(POINTS_STREAK)
                .where(POINTS_STREAK.MEMBER_ID.eq(member.value()))
                .orderBy(POINTS_STREAK.FIRST_DAY)
                .fetch(row -> new Run(row.value1(), row.value2()));
    }

    private static TreeSet<LocalDate> days(List<Run> runs) {
        var days = new TreeSet<LocalDate>();
        runs.forEach(run -> run.first().datesUntil(run.last().plusDays(1)).forEach(days::add));
        return days;
    }

    private static List<Run> runs(TreeSet<LocalDate> days) {
        var runs = new TreeMap<LocalDate, Run>();
        for (var day : days) {
            var before = runs.lastEntry();
            if (before != null && before.getValue().last().plusDays(1).equals(day)) {
                runs.put(before.getKey(), new Run(before.getKey(), day));
            } else {
                runs.put(day, new Run(day, day));
            }
        }
        return List.copyOf(runs.values());
    }

    private static List<String> text(List<Run> runs) {
        return runs.stream().map(run -> run.first() + "|" + run.last()).toList();
    }

    private static List<Run> parse(List<String> runs) {
        return runs.stream()
                .map(run -> run.split("\\|"))
                .map(run -> new Run(LocalDate.parse(run[0]), LocalDate.parse(run[1])))
                .toList();
    }

    private void store(MemberId member, TreeSet<LocalDate> days, int atLeast) {
        dsl.deleteFrom(POINTS_STREAK)
                .where(POINTS_STREAK.MEMBER_ID.eq(member.value()))
                .execute();
        var runs = runs(days);
        if (!runs.isEmpty()) {
            var insert = dsl.insertInto(
                    POINTS_STREAK, POINTS_STREAK.MEMBER_ID, POINTS_STREAK.FIRST_DAY, POINTS_STREAK.LAST_DAY);
            for (var run : runs) {
                insert = insert.values(member.value(), run.first(), run.last());
            }
            insert.execute();
        }
        var longest = runs.stream()
                .mapToInt(run -> Math.toIntExact(run.first().until(run.last(), java.time.temporal.ChronoUnit.DAYS) + 1))
                .max()
                .orElse(0);
        dsl.update(POINTS_JOURNEY)
                .set(POINTS_JOURNEY.LONGEST, Math.max(longest, atLeast))
                .where(POINTS_JOURNEY.MEMBER_ID.eq(member.value()))
                .execute();
    }

    private int longest(MemberId member) {
        return dsl.select(POINTS_JOURNEY.LONGEST)
                .from(POINTS_JOURNEY)
                .where(POINTS_JOURNEY.MEMBER_ID.eq(member.value()))
                .fetchOptional(POINTS_JOURNEY.LONGEST)
                .orElse(0);
    }

    private void joinDays(Move move) {
        var from = runs(move.from());
        var to = runs(move.to());
        var all = days(from);
        all.addAll(days(to));
        var longestFrom = longest(move.from());
        var longestTo = longest(move.to());
        note(move.merge(), DAYS_FROM, text(from));
        note(move.merge(), DAYS_TO, text(to));
        note(move.merge(), DAYS_AFTER, text(runs(all)));
        note(move.merge(), LONGEST, List.of(longestFrom + "|" + longestTo));
        store(move.from(), new TreeSet<>(), 0);
        store(move.to(), all, Math.max(longestFrom, longestTo));
    }

    private void partDays(Move move) {
        var from = days(parse(noted(move.merge(), DAYS_FROM)));
        var to = days(runs(move.to()));
        to.removeAll(came(dsl, move.merge()));
        var longest = noted(move.merge(), LONGEST).getFirst().split("\\|");
        store(move.from(), from, Integer.parseInt(longest[0]));
        store(move.to(), to, Integer.parseInt(longest[1]));
    }

    /** Days that the survivor had not. */
    static TreeSet<LocalDate> came(DSLContext dsl, MergeId merge) {
        var came = days(parse(noted(dsl, merge, DAYS_AFTER)));
        came.removeAll(days(parse(noted(dsl, merge, DAYS_TO))));
        return came;
    }

    private Optional<UUID> household(MemberId member) {
        return dsl.select(POINTS_POOL_MEMBER.POOL_ID)
                .from(POINTS_POOL_MEMBER)
                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(member.value()))
                .fetchOptional(POINTS_POOL_MEMBER.POOL_ID);
    }

    /** Whoever is in the same household twice is in it once, with the rights of both. */
    private void joinHousehold(Move move) {
        var here = household(move.from());
        if (here.isEmpty()) {
            return;
        }
        pools.lock(new PoolId(here.get()));
        if (household(move.to()).isEmpty()) {
            note(move.merge(), HOUSEHOLD, List.of(here.get().toString()));
            passHousehold(here.get(), move.from(), move.to());
            return;
        }
        var one = person(move.from());
        var other = person(move.to());
        note(
                move.merge(),
                HOUSEHOLD_BOTH,
                List.of(String.join(
                        "|",
                        here.get().toString(),
                        String.valueOf(one.getIsOwner()),
                        String.valueOf(one.getMayDraw()),
                        one.getJoinedAt().toString(),
                        String.valueOf(other.getIsOwner()),
                        String.valueOf(other.getMayDraw()))));
        dsl.deleteFrom(POINTS_POOL_MEMBER)
                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(move.from().value()))
                .execute();
        pools.change(move.to(), one.getIsOwner() || other.getIsOwner(), one.getMayDraw() || other.getMayDraw());
    }

    private io.perennial.points.adapter.jooq.generated.tables.records.PointsPoolMemberRecord person(MemberId member) {
        return dsl.selectFrom(POINTS_POOL_MEMBER)
                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(member.value()))
                .fetchSingle();
    }

    private void passHousehold(UUID pool, MemberId from, MemberId to) {
        dsl.update(POINTS_POOL_MEMBER)
                .set(POINTS_POOL_MEMBER.MEMBER_ID, to.value())
                .where(POINTS_POOL_MEMBER.MEMBER_ID.eq(from.value()), POINTS_POOL_MEMBER.POOL_ID.eq(pool))
                .execute();
    }

    /** As far as the survivor is still in it. */
    private void partHousehold(Move move) {
        var now = household(move.to());
        if (now.isEmpty()) {
            return;
        }
        pools.lock(new PoolId(now.get()));
        if (noted(move.merge(), HOUSEHOLD).contains(now.get().toString())) {
            passHousehold(now.get(), move.to(), move.from());
        }
        for (var both : noted(move.merge(), HOUSEHOLD_BOTH)) {
            var parts = both.split("\\|");
            if (!parts[0].equals(now.get().toString())) {
                continue;
            }
            var present = person(move.to());
            var wasOwner = Boolean.parseBoolean(parts[1]) && present.getIsOwner();
            dsl.insertInto(POINTS_POOL_MEMBER)
                    .set(POINTS_POOL_MEMBER.MEMBER_ID, move.from().value())
                    .set(POINTS_POOL_MEMBER.POOL_ID, now.get())
                    .set(POINTS_POOL_MEMBER.IS_OWNER, wasOwner)
                    .set(POINTS_POOL_MEMBER.MAY_DRAW, Boolean.parseBoolean(parts[2]))
                    .set(POINTS_POOL_MEMBER.JOINED_AT, java.time.Instant.parse(parts[3]))
                    .execute();
            pools.change(
                    move.to(),
                    present.getIsOwner() && !wasOwner,
                    present.getMayDraw() && (Boolean.parseBoolean(parts[5]) || (present.getIsOwner() && !wasOwner)));
        }
    }

    private void note(MergeId merge, String what, Collection<String> items) {
        items.stream().gather(Gatherers.windowFixed(1_000)).forEach(some -> {
            var insert = dsl.insertInto(
                    POINTS_MERGE_PART, POINTS_MERGE_PART.MERGE_ID, POINTS_MERGE_PART.WHAT, POINTS_MERGE_PART.ITEM);
            for (var item : some) {
                insert = insert.values(merge.value(), what, item);
            }
            insert.execute();
        });
    }

    private List<String> noted(MergeId merge, String what) {
        return noted(dsl, merge, what);
    }

    private static List<String> noted(DSLContext dsl, MergeId merge, String what) {
        return dsl.select(POINTS_MERGE_PART.ITEM)
                .from(POINTS_MERGE_PART)
                .where(POINTS_MERGE_PART.MERGE_ID.eq(merge.value()), POINTS_MERGE_PART.WHAT.eq(what))
                .fetch(POINTS_MERGE_PART.ITEM);
    }
}
