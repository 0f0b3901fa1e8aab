package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsJourney.POINTS_JOURNEY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMadeUpDay.POINTS_MADE_UP_DAY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsStreak.POINTS_STREAK;
import static io.perennial.points.adapter.jooq.generated.tables.PointsStreakPrize.POINTS_STREAK_PRIZE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.points.BadgeId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.ReadStreak;
import io.perennial.points.ReadStreak.Won;
import io.perennial.points.domain.Journey;
import io.perennial.points.domain.Journey.Run;
import io.perennial.points.domain.Journeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class JooqJourneys implements Journeys {

    private final DSLContext dsl;

    JooqJourneys(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Map<MemberId, Journey> lock(Map<MemberId, LocalDate> since) {
        var ids = new TreeSet<>(since.keySet()).stream().map(MemberId::value).toList();
        var longest = longest(ids);
        if (longest.size() < ids.size()) {
            // An upsert that changes nothing locks each row where it is due in the order, whether or not it was there.
            var insert = dsl.insertInto(POINTS_JOURNEY, POINTS_JOURNEY.MEMBER_ID, POINTS_JOURNEY.LONGEST);
            for (var id : ids) {
                insert = insert.values(id, 0);
            }
            insert.onDuplicateKeyUpdate()
                    .set(POINTS_JOURNEY.LONGEST, POINTS_JOURNEY.LONGEST)
                    .execute();
            longest = longest(ids);
        }
        var runs = runs(since);
        var journeys = new HashMap<MemberId, Journey>();
        longest.forEach((id, days) -> {
            var member = new MemberId(id);
            journeys.put(member, new Journey(member, days, runs.getOrDefault(member, List.of())));
        });
        return journeys;
    }

    private Map<UUID, Integer> longest(Collection<UUID> ids) {
        return dsl.select(POINTS_JOURNEY.MEMBER_ID, POINTS_JOURNEY.LONGEST)
                .from(POINTS_JOURNEY)
                .where(POINTS_JOURNEY.MEMBER_ID.in(ids))
                .orderBy(POINTS_JOURNEY.MEMBER_ID)
                .forUpdate()
                .fetchMap(POINTS_JOURNEY.MEMBER_ID, POINTS_JOURNEY.LONGEST);
    }

    private Map<MemberId, List<Run>> runs(Map<MemberId, LocalDate> since) {
        return dsl
                .select(POINTS_STREAK.MEMBER_ID, POINTS_STREAK.FIRST_DAY, POINTS_STREAK.LAST_DAY)
                .from(POINTS_STREAK)
                .where(fromDayOn(POINTS_STREAK.MEMBER_ID, POINTS_STREAK.LAST_DAY, since))
                .stream()
                .collect(groupingBy(
                        row -> new MemberId(row.value1()),
                        mapping(row -> new Run(row.value2(), row.value3()), toList())));
    }

    /** Members of one day together: nearly always that is all of them. */
    private static Condition fromDayOn(
            TableField<?, UUID> member, TableField<?, LocalDate> day, Map<MemberId, LocalDate> since) {
        var byDay = since.entrySet().stream()
                .collect(groupingBy(
                        Map.Entry::getValue, mapping(each -> each.getKey().value(), toList())));
        return DSL.or(byDay.entrySet().stream()
                .map(each -> member.in(each.getValue()).and(day.ge(each.getKey())))
                .toList());
    }

    @Override
    public Journey read(MemberId member, LocalDate since) {
        var longest = dsl.select(POINTS_JOURNEY.LONGEST)
                .from(POINTS_JOURNEY)
                .where(POINTS_JOURNEY.MEMBER_ID.eq(member.value()))
                .fetchOptional(POINTS_JOURNEY.LONGEST);
        return new Journey(
                member,
                longest.orElse(0),
                longest.isEmpty() ? List.of() : runs(Map.of(member, since)).getOrDefault(member, List.of()));
    }

    @Override
    public Lately lately(MemberId member, LocalDate since, Instant usedFrom) {
        var id = member.value();
        var noDay = inline((LocalDate) null);
        var noMoment = inline((Instant) null, POINTS_MADE_UP_DAY.USED_AT);
        var noNumber = inline((Integer) null);
        var longest = 0;
        var runs = new ArrayList<Run>();
        var madeUp = new ArrayList<MadeUp>();
        var prizes = new HashSet<LocalDate>();
        for (var row : dsl.select(noDay, noDay, noMoment, POINTS_JOURNEY.LONGEST)
                .from(POINTS_JOURNEY)
                .where(POINTS_JOURNEY.MEMBER_ID.eq(id))
                .unionAll(select(POINTS_STREAK.FIRST_DAY, POINTS_STREAK.LAST_DAY, noMoment, noNumber)
                        .from(POINTS_STREAK)
                        .where(POINTS_STREAK.MEMBER_ID.eq(id), POINTS_STREAK.LAST_DAY.ge(since)))
                .unionAll(select(POINTS_MADE_UP_DAY.DAY, noDay, POINTS_MADE_UP_DAY.USED_AT, noNumber)
                        .from(POINTS_MADE_UP_DAY)
                        .where(
                                POINTS_MADE_UP_DAY.MEMBER_ID.eq(id),
                                POINTS_MADE_UP_DAY.DAY.ge(since).or(POINTS_MADE_UP_DAY.USED_AT.ge(usedFrom))))
                .unionAll(select(POINTS_STREAK_PRIZE.DAY, noDay, noMoment, noNumber)
                        .from(POINTS_STREAK_PRIZE)
                        .where(POINTS_STREAK_PRIZE.MEMBER_ID.eq(id), POINTS_STREAK_PRIZE.DAY.ge(since)))
                .fetch()) {
            var day = row.value1();
            if (day == null) {
                longest = row.value4();
            } else if (row.value2() != null) {
                runs.add(new Run(day, row.value2()));
            } else if (row.value3() != null) {
                madeUp.add(new MadeUp(day, row.value3()));
            } else {
                prizes.add(day);
            }
        }
        return new Lately(new Journey(member, longest, runs), madeUp, prizes);
    }

    @Override
    public List<MadeUp> madeUp(MemberId member, Instant usedFrom) {
        return dsl.select(POINTS_MADE_UP_DAY.DAY, POINTS_MADE_UP_DAY.USED_AT)
                .from(POINTS_MADE_UP_DAY)
                .where(POINTS_MADE_UP_DAY.MEMBER_ID.eq(member.value()), POINTS_MADE_UP_DAY.USED_AT.ge(usedFrom))
                .orderBy(POINTS_MADE_UP_DAY.USED_AT)
                .fetch(row -> new MadeUp(row.value1(), row.value2()));
    }

    @Override
    public boolean isMadeUp(MemberId member, LocalDate day) {
        return dsl.fetchExists(
                POINTS_MADE_UP_DAY,
                POINTS_MADE_UP_DAY.MEMBER_ID.eq(member.value()).and(POINTS_MADE_UP_DAY.DAY.eq(day)));
    }

    @Override
    public void keepMadeUp(MemberId member, MadeUp madeUp) {
        dsl.insertInto(POINTS_MADE_UP_DAY)
                .set(POINTS_MADE_UP_DAY.MEMBER_ID, member.value())
                .set(POINTS_MADE_UP_DAY.DAY, madeUp.day())
                .set(POINTS_MADE_UP_DAY.USED_AT, madeUp.usedAt())
                .execute();
    }

    @Override
    public Map<MemberId, List<Won>> paid(Map<MemberId, LocalDate> since) {
        return dsl
                .selectFrom(POINTS_STREAK_PRIZE)
                .where(fromDayOn(POINTS_STREAK_PRIZE.MEMBER_ID, POINTS_STREAK_PRIZE.DAY, since))
                .orderBy(POINTS_STREAK_PRIZE.MEMBER_ID, POINTS_STREAK_PRIZE.DAY)
                .stream()
                .collect(groupingBy(row -> new MemberId(row.getMemberId()), mapping(JooqJourneys::toWon, toList())));
    }

    @Override
    public void storePaid(Collection<Paid> prizes) {
        if (prizes.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(
                POINTS_STREAK_PRIZE,
                POINTS_STREAK_PRIZE.MEMBER_ID,
                POINTS_STREAK_PRIZE.DAY,
                POINTS_STREAK_PRIZE.LENGTH,
                POINTS_STREAK_PRIZE.PLAN_VERSION,
                POINTS_STREAK_PRIZE.POINTS,
                POINTS_STREAK_PRIZE.GROWTH,
                POINTS_STREAK_PRIZE.BADGE_ID,
                POINTS_STREAK_PRIZE.PAID_AT);
        for (var each : prizes) {
            var prize = each.won().prize();
            insert = insert.values(
                    each.member().value(),
                    each.won().day(),
                    each.won().length(),
                    each.planVersion(),
                    prize.points().value(),
                    prize.growth(),
                    prize.badge() == null ? null : prize.badge().value(),
                    each.at());
        }
        insert.execute();
    }

    @Override
    public void store(Collection<Journey> journeys) {
        var changed = journeys.stream().filter(Journey::isChanged).toList();
        if (changed.isEmpty()) {
            return;
        }
        var joined = changed.stream()
                .filter(journey -> !journey.joinedRuns().isEmpty())
                .map(journey -> POINTS_STREAK
                        .MEMBER_ID
                        .eq(journey.member().value())
                        .and(POINTS_STREAK.FIRST_DAY.in(journey.joinedRuns())))
                .toList();
        if (!joined.isEmpty()) {
            dsl.deleteFrom(POINTS_STREAK).where(DSL.or(joined)).execute();
        }
        var insert =
                dsl.insertInto(POINTS_STREAK, POINTS_STREAK.MEMBER_ID, POINTS_STREAK.FIRST_DAY, POINTS_STREAK.LAST_DAY);
        for (var journey : changed) {
            for (var run : journey.changedRuns()) {
                insert = insert.values(journey.member().value(), run.first(), run.last());
            }
        }
        insert.onDuplicateKeyUpdate()
                .set(POINTS_STREAK.LAST_DAY, excluded(POINTS_STREAK.LAST_DAY))
                .execute();
        storeLongest(changed.stream().filter(Journey::isLongerThanEver).toList());
    }

    private void storeLongest(List<Journey> journeys) {
        if (journeys.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(POINTS_JOURNEY, POINTS_JOURNEY.MEMBER_ID, POINTS_JOURNEY.LONGEST);
        for (var journey : journeys) {
            insert = insert.values(journey.member().value(), journey.longest());
        }
        insert.onDuplicateKeyUpdate()
                .set(POINTS_JOURNEY.LONGEST, greatest(POINTS_JOURNEY.LONGEST, excluded(POINTS_JOURNEY.LONGEST)))
                .execute();
    }

    @Override
    public ReadStreak.Days days(MemberId member, LocalDate first, LocalDate last) {
        var checkedIn = new TreeSet<LocalDate>();
        dsl.select(POINTS_STREAK.FIRST_DAY, POINTS_STREAK.LAST_DAY)
                .from(POINTS_STREAK)
                .where(
                        POINTS_STREAK.MEMBER_ID.eq(member.value()),
                        POINTS_STREAK.LAST_DAY.ge(first),
                        POINTS_STREAK.FIRST_DAY.le(last))
                .forEach(row -> {
                    var from = row.value1().isBefore(first) ? first : row.value1();
                    var to = row.value2().isAfter(last) ? last : row.value2();
                    from.datesUntil(to.plusDays(1)).forEach(checkedIn::add);
                });
        var madeUp = new TreeSet<>(dsl.select(POINTS_MADE_UP_DAY.DAY)
                .from(POINTS_MADE_UP_DAY)
                .where(POINTS_MADE_UP_DAY.MEMBER_ID.eq(member.value()), POINTS_MADE_UP_DAY.DAY.between(first, last))
                .fetch(POINTS_MADE_UP_DAY.DAY));
        checkedIn.removeAll(madeUp);
        var prizes = new HashSet<>(dsl.select(POINTS_STREAK_PRIZE.DAY)
                .from(POINTS_STREAK_PRIZE)
                .where(POINTS_STREAK_PRIZE.MEMBER_ID.eq(member.value()), POINTS_STREAK_PRIZE.DAY.between(first, last))
                .fetch(POINTS_STREAK_PRIZE.DAY));
        return new ReadStreak.Days(checkedIn, madeUp, prizes);
    }

    @Override
    public NavigableSet<LocalDate> came(MergeId merge) {
        return JooqJourneyBelongings.came(dsl, merge);
    }

    private static Won toWon(Record row) {
        var badge = row.get(POINTS_STREAK_PRIZE.BADGE_ID);
        return new Won(
                row.get(POINTS_STREAK_PRIZE.DAY),
                row.get(POINTS_STREAK_PRIZE.LENGTH),
                new Prize(
                        Points.of(row.get(POINTS_STREAK_PRIZE.POINTS)),
                        row.get(POINTS_STREAK_PRIZE.GROWTH),
                        badge == null ? null : new BadgeId(badge)));
    }
}
