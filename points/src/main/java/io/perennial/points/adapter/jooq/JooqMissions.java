package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsMission.POINTS_MISSION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionPart.POINTS_MISSION_PART;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionPrize.POINTS_MISSION_PRIZE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionProgress.POINTS_MISSION_PROGRESS;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionQuota.POINTS_MISSION_QUOTA;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.membership.Memory;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.BadgeId;
import io.perennial.points.Mission;
import io.perennial.points.Mission.Step;
import io.perennial.points.MissionId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.ReadMissions.Completed;
import io.perennial.points.ReadMissions.Published;
import io.perennial.points.domain.MissionBook;
import io.perennial.points.domain.MissionPart;
import io.perennial.points.domain.MissionPart.Course;
import io.perennial.points.domain.Missions;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class JooqMissions implements Missions {

    /** Rows or courses of one statement. */
    private static final int CHUNK = 500;

    private final DSLContext dsl;
    private final Slots prizes;
    private final Memory<MissionBook> book;

    JooqMissions(DSLContext dsl, RunTransactions transactions, Clock clock) {
        this.dsl = dsl;
        this.prizes = new Slots(
                dsl,
                POINTS_MISSION_QUOTA,
                POINTS_MISSION_QUOTA.MISSION_ID,
                POINTS_MISSION_QUOTA.SLOT,
                POINTS_MISSION_QUOTA.SHARE,
                POINTS_MISSION_QUOTA.REMAINING);
        this.book = new Memory<>(
                transactions,
                clock,
                () -> new MissionBook(dsl.selectFrom(POINTS_MISSION).fetch(JooqMissions::toPublished)));
    }

    @Override
    public MissionBook book() {
        return book.get();
    }

    @Override
    public List<Published> lock(MissionId mission) {
        return dsl.selectFrom(POINTS_MISSION)
                .where(POINTS_MISSION.MISSION_ID.eq(mission.value()))
                .orderBy(POINTS_MISSION.VERSION)
                .forUpdate()
                .fetch(JooqMissions::toPublished);
    }

    @Override
    public List<Published> history(MissionId mission) {
        return dsl.selectFrom(POINTS_MISSION)
                .where(POINTS_MISSION.MISSION_ID.eq(mission.value()))
                .orderBy(POINTS_MISSION.VERSION.desc())
                .fetch(JooqMissions::toPublished);
    }

    @Override
    public boolean add(Mission version, Instant publishedAt, StaffId by) {
        var added = dsl.insertInto(POINTS_MISSION)
                .set(POINTS_MISSION.MISSION_ID, version.id().value())
                .set(POINTS_MISSION.VERSION, version.version())
                .set(POINTS_MISSION.DEFINITION, StoredMissions.definitionOf(version))
                .set(POINTS_MISSION.PUBLISHED_AT, publishedAt)
                .set(POINTS_MISSION.PUBLISHED_BY, by.value())
                .onDuplicateKeyIgnore()
                .execute();
        book.forget();
        return added == 1;
    }

    @Override
    public void retire(MissionId mission, Instant at) {
        dsl.update(POINTS_MISSION)
                .set(POINTS_MISSION.RETIRED_AT, at)
                .where(POINTS_MISSION.MISSION_ID.eq(mission.value()))
                .execute();
        book.forget();
    }

    @Override
    public String asJson(Mission version) {
        return StoredMissions.inFull(version);
    }

    @Override
    public List<MissionPart> partsOf(Map<ActivityId, MemberId> activities) {
        var byMember = activities.entrySet().stream()
                .collect(groupingBy(
                        Map.Entry::getValue, mapping(each -> each.getKey().value(), toList())));
        return byMember.entrySet().stream()
                .map(each -> POINTS_MISSION_PART
                        .MEMBER_ID
                        .eq(each.getKey().value())
                        .and(POINTS_MISSION_PART.ACTIVITY_ID.in(each.getValue())))
                .gather(Gatherers.windowFixed(CHUNK))
                .flatMap(these -> dsl.selectFrom(POINTS_MISSION_PART).where(or(these)).stream())
                .map(row -> new MissionPart(
                        new Course(new MemberId(row.getMemberId()), new MissionId(row.getMissionId()), row.getPeriod()),
                        row.getStep(),
                        new ActivityId(row.getActivityId()),
                        row.getVersion(),
                        row.getDay(),
                        row.getAmount()))
                .toList();
    }

    @Override
    public void storeParts(Collection<MissionPart> parts) {
        parts.stream().gather(Gatherers.windowFixed(CHUNK)).forEach(some -> {
            var insert = dsl.insertInto(
                    POINTS_MISSION_PART,
                    POINTS_MISSION_PART.MEMBER_ID,
                    POINTS_MISSION_PART.MISSION_ID,
                    POINTS_MISSION_PART.PERIOD,
                    POINTS_MISSION_PART.STEP,
                    POINTS_MISSION_PART.ACTIVITY_ID,
                    POINTS_MISSION_PART.VERSION,
                    POINTS_MISSION_PART.DAY,
                    POINTS_MISSION_PART.AMOUNT);
            for (var part : some) {
                insert = insert.values(
                        part.course().member().value(),
                        part.course().mission().value(),
                        part.course().period(),
                        part.step(),
                        part.activity().value(),
                        part.version(),
                        part.day(),
                        part.amount());
            }
            insert.onDuplicateKeyUpdate()
                    .set(POINTS_MISSION_PART.AMOUNT, excluded(POINTS_MISSION_PART.AMOUNT))
                    .execute();
        });
    }

    @Override
    public Map<Course, Map<String, Sum>> sumUp(Collection<Course> courses) {
        var sums = new HashMap<Course, Map<String, Sum>>();
        in(POINTS_MISSION_PART.MEMBER_ID, POINTS_MISSION_PART.MISSION_ID, POINTS_MISSION_PART.PERIOD, courses)
                .forEach(these -> add(sums, these));
        store(sums);
        return sums;
    }

    private void add(Map<Course, Map<String, Sum>> sums, Condition these) {
        var part = POINTS_MISSION_PART;
        var times = count(when(part.AMOUNT.gt(0L), inline(1)));
        var amount = sum(part.AMOUNT);
        var days = countDistinct(when(part.AMOUNT.gt(0L), part.DAY));
        dsl.select(part.MEMBER_ID, part.MISSION_ID, part.PERIOD, part.STEP, times, amount, days)
                .from(part)
                .where(these)
                .groupBy(part.MEMBER_ID, part.MISSION_ID, part.PERIOD, part.STEP)
                .forEach(row -> sums.computeIfAbsent(
                                course(row.value1(), row.value2(), row.value3()), course -> new HashMap<>())
                        .put(row.value4(), new Sum(row.value5(), row.value6().longValueExact(), row.value7())));
    }

    private void store(Map<Course, Map<String, Sum>> sums) {
        record Line(Course course, String step, Sum sum) {}
        sums.entrySet().stream()
                .flatMap(course -> course.getValue().entrySet().stream()
                        .map(step -> new Line(course.getKey(), step.getKey(), step.getValue())))
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(lines -> {
                    var progress = POINTS_MISSION_PROGRESS;
                    var insert = dsl.insertInto(
                            progress,
                            progress.MEMBER_ID,
                            progress.MISSION_ID,
                            progress.PERIOD,
                            progress.STEP,
                            progress.TIMES,
                            progress.AMOUNT,
                            progress.DAYS);
                    for (var line : lines) {
                        insert = insert.values(
                                line.course().member().value(),
                                line.course().mission().value(),
                                line.course().period(),
                                line.step(),
                                line.sum().times(),
                                line.sum().amount(),
                                line.sum().days());
                    }
                    insert.onDuplicateKeyUpdate()
                            .set(progress.TIMES, excluded(progress.TIMES))
                            .set(progress.AMOUNT, excluded(progress.AMOUNT))
                            .set(progress.DAYS, excluded(progress.DAYS))
                            .execute();
                });
    }

    @Override
    public Map<Course, Map<String, Sum>> sums(Collection<Course> courses) {
        var progress = POINTS_MISSION_PROGRESS;
        var sums = new HashMap<Course, Map<String, Sum>>();
        in(progress.MEMBER_ID, progress.MISSION_ID, progress.PERIOD, courses)
                .forEach(these -> dsl.selectFrom(progress)
                        .where(these)
                        .forEach(row -> sums.computeIfAbsent(
                                        course(row.getMemberId(), row.getMissionId(), row.getPeriod()),
                                        course -> new HashMap<>())
                                .put(row.getStep(), new Sum(row.getTimes(), row.getAmount(), row.getDays()))));
        return sums;
    }

    @Override
    public Map<Course, Instant> completed(Collection<Course> courses) {
        var prize = POINTS_MISSION_PRIZE;
        var completed = new HashMap<Course, Instant>();
        in(prize.MEMBER_ID, prize.MISSION_ID, prize.PERIOD, courses)
                .forEach(these -> completed.putAll(dsl.selectFrom(prize)
                        .where(these)
                        .fetchMap(
                                row -> course(row.getMemberId(), row.getMissionId(), row.getPeriod()),
                                row -> row.getCompletedAt())));
        return completed;
    }

    @Override
    public Underway underway(MemberId member, Collection<Course> courses, Collection<MissionId> limited) {
        var progress = POINTS_MISSION_PROGRESS;
        var prize = POINTS_MISSION_PRIZE;
        var missions = courses.stream()
                .map(course -> course.mission().value())
                .distinct()
                .toList();
        var periods = courses.stream().map(Course::period).distinct().toList();
        var noNumber = inline((Long) null);
        var sums = new HashMap<Course, Map<String, Sum>>();
        var completed = new HashMap<Course, Instant>();
        var left = new HashMap<MissionId, Long>();
        var asked = dsl.select(
                        progress.MISSION_ID,
                        progress.PERIOD,
                        progress.STEP,
                        progress.TIMES,
                        progress.AMOUNT,
                        progress.DAYS,
                        inline((Instant) null, prize.COMPLETED_AT))
                .from(progress)
                .where(
                        progress.MEMBER_ID.eq(member.value()),
                        progress.MISSION_ID.in(missions),
                        progress.PERIOD.in(periods))
                .unionAll(select(
                                prize.MISSION_ID,
                                prize.PERIOD,
                                inline((String) null),
                                noNumber,
                                noNumber,
                                noNumber,
                                prize.COMPLETED_AT)
                        .from(prize)
                        .where(
                                prize.MEMBER_ID.eq(member.value()),
                                prize.MISSION_ID.in(missions),
                                prize.PERIOD.in(periods)));
        if (!limited.isEmpty()) {
            var quota = POINTS_MISSION_QUOTA;
            asked = asked.unionAll(select(
                            quota.MISSION_ID,
                            inline((LocalDate) null),
                            inline((String) null),
                            noNumber,
                            sum(quota.REMAINING).cast(Long.class),
                            noNumber,
                            inline((Instant) null, prize.COMPLETED_AT))
                    .from(quota)
                    .where(quota.MISSION_ID.in(
                            limited.stream().map(MissionId::value).toList()))
                    .groupBy(quota.MISSION_ID));
        }
        for (var row : asked.fetch()) {
            if (row.value2() == null) {
                left.put(new MissionId(row.value1()), row.value5());
                continue;
            }
            var course = course(member.value(), row.value1(), row.value2());
            if (row.value3() == null) {
                completed.put(course, row.value7());
            } else {
                sums.computeIfAbsent(course, _ -> new HashMap<>())
                        .put(row.value3(), new Sum(row.value4(), row.value5(), row.value6()));
            }
        }
        var howFar = new HashMap<Course, HowFar>();
        for (var course : courses) {
            if (sums.containsKey(course) || completed.containsKey(course)) {
                howFar.put(
                        course,
                        new HowFar(sums.getOrDefault(course, Map.of()), Optional.ofNullable(completed.get(course))));
            }
        }
        return new Underway(howFar, left);
    }

    @Override
    public void storeCompleted(Collection<Completion> completions) {
        completions.stream().gather(Gatherers.windowFixed(CHUNK)).forEach(some -> {
            var prize = POINTS_MISSION_PRIZE;
            var insert = dsl.insertInto(
                    prize,
                    prize.MEMBER_ID,
                    prize.MISSION_ID,
                    prize.PERIOD,
                    prize.VERSION,
                    prize.POINTS,
                    prize.GROWTH,
                    prize.BADGE_ID,
                    prize.COMPLETED_AT);
            for (var each : some) {
                var badge = each.prize().badge();
                insert = insert.values(
                        each.course().member().value(),
                        each.course().mission().value(),
                        each.course().period(),
                        each.version(),
                        each.prize().points().value(),
                        each.prize().growth(),
                        badge == null ? null : badge.value(),
                        each.at());
            }
            insert.execute();
        });
    }

    @Override
    public List<Completed> completedBy(MemberId member, int limit) {
        var prize = POINTS_MISSION_PRIZE;
        var missions = book();
        return dsl
                .selectFrom(prize)
                .where(prize.MEMBER_ID.eq(member.value()))
                .orderBy(prize.COMPLETED_AT.desc(), prize.MISSION_ID)
                .limit(limit)
                .stream()
                .flatMap(row -> missions
                        .version(new MissionId(row.getMissionId()), row.getVersion())
                        .map(mission -> new Completed(mission, row.getPeriod(), row.getCompletedAt(), toPrize(row)))
                        .stream())
                .toList();
    }

    @Override
    public void limit(MissionId mission, @Nullable Long most) {
        if (most == null) {
            prizes.unlimit(mission.value());
        } else {
            prizes.limit(
                    mission.value(),
                    most,
                    dsl.fetchCount(POINTS_MISSION_PRIZE, POINTS_MISSION_PRIZE.MISSION_ID.eq(mission.value())));
        }
    }

    @Override
    public long draw(MissionId mission, long wanted, MemberId by) {
        var drawn = prizes.draw(mission.value(), wanted, by);
        // A limit that was lifted a moment ago may still be remembered; here it is gone.
        return drawn > 0 || isLimited(mission) ? drawn : wanted;
    }

    private boolean isLimited(MissionId mission) {
        return dsl.fetchExists(
                dsl.selectOne().from(POINTS_MISSION_QUOTA).where(POINTS_MISSION_QUOTA.MISSION_ID.eq(mission.value())));
    }

    @Override
    public Map<MissionId, Long> left(Collection<MissionId> missions) {
        var left = new HashMap<MissionId, Long>();
        prizes.left(missions.stream().map(MissionId::value).toList())
                .forEach((mission, number) -> left.put(new MissionId(mission), number));
        return left;
    }

    @Override
    public List<MemberId> begun(MissionId mission, LocalDate period, Optional<MemberId> after, int limit) {
        var progress = POINTS_MISSION_PROGRESS;
        return dsl.selectDistinct(progress.MEMBER_ID)
                .from(progress)
                .where(
                        progress.MISSION_ID.eq(mission.value()),
                        progress.PERIOD.eq(period),
                        after.map(last -> progress.MEMBER_ID.gt(last.value())).orElse(noCondition()))
                .orderBy(progress.MEMBER_ID)
                .limit(limit)
                .fetch(row -> new MemberId(row.value1()));
    }

    @Override
    public List<Course> coursesOf(MemberId member) {
        var progress = POINTS_MISSION_PROGRESS;
        return dsl.selectDistinct(progress.MISSION_ID, progress.PERIOD)
                .from(progress)
                .where(progress.MEMBER_ID.eq(member.value()))
                .fetch(row -> new Course(member, new MissionId(row.value1()), row.value2()));
    }

    @Override
    public Reached reached(Mission mission, LocalDate period) {
        var progress = POINTS_MISSION_PROGRESS;
        var here = progress.MISSION_ID.eq(mission.id().value()).and(progress.PERIOD.eq(period));
        var isDone = isDone(mission);
        var begun = dsl.select(countDistinct(progress.MEMBER_ID))
                .from(progress)
                .where(here, progress.TIMES.gt(0L))
                .fetchSingle(0, long.class);
        var done = count(when(isDone, inline(1)));
        var any = count();
        var steps = dsl.select(progress.STEP, done, any)
                .from(progress)
                .where(here, progress.TIMES.gt(0L))
                .groupBy(progress.STEP)
                .fetchMap(progress.STEP, row -> new Counts(row.value3() - row.value2(), row.value2()));
        var completed = dsl.fetchCount(
                POINTS_MISSION_PRIZE,
                POINTS_MISSION_PRIZE.MISSION_ID.eq(mission.id().value()).and(POINTS_MISSION_PRIZE.PERIOD.eq(period)));
        return new Reached(begun, completed, steps);
    }

    @Override
    public long wouldWin(Mission mission, LocalDate period) {
        var progress = POINTS_MISSION_PROGRESS;
        var prize = POINTS_MISSION_PRIZE;
        var member = progress.MEMBER_ID;
        var everyStep = dsl.select(member)
                .from(progress)
                .leftAntiJoin(prize)
                .on(prize.MEMBER_ID.eq(member), prize.MISSION_ID.eq(mission.id().value()), prize.PERIOD.eq(period))
                .where(progress.MISSION_ID.eq(mission.id().value()), progress.PERIOD.eq(period), isDone(mission))
                .groupBy(member)
                .having(count().eq(mission.steps().size()));
        return dsl.fetchCount(everyStep);
    }

    /** Of a row of progress: whether its step is done. */
    private static Condition isDone(Mission mission) {
        return or(mission.steps().stream()
                .map(step -> POINTS_MISSION_PROGRESS
                        .STEP
                        .eq(step.key())
                        .and(measured(step).ge(target(step))))
                .toList());
    }

    private static Field<Long> measured(Step step) {
        return switch (step.measure()) {
            case TIMES -> POINTS_MISSION_PROGRESS.TIMES;
            case AMOUNT -> POINTS_MISSION_PROGRESS.AMOUNT;
            case DAYS -> POINTS_MISSION_PROGRESS.DAYS;
        };
    }

    private static long target(Step step) {
        var currency = step.currency();
        return currency == null
                ? step.target()
                : step.target()
                        * BigInteger.TEN.pow(currency.getDecimalPlaces()).longValueExact();
    }

    /** Courses by the key that they are kept under, so many for one statement. */
    private static Stream<Condition> in(
            TableField<?, UUID> member,
            TableField<?, UUID> mission,
            TableField<?, LocalDate> period,
            Collection<Course> courses) {
        return new LinkedHashSet<>(courses)
                .stream()
                        .map(course -> member.eq(course.member().value())
                                .and(mission.eq(course.mission().value()))
                                .and(period.eq(course.period())))
                        .gather(Gatherers.windowFixed(CHUNK))
                        .map(these -> or(these));
    }

    private static Course course(UUID member, UUID mission, LocalDate period) {
        return new Course(new MemberId(member), new MissionId(mission), period);
    }

    private static Prize toPrize(Record row) {
        var badge = row.get(POINTS_MISSION_PRIZE.BADGE_ID);
        return new Prize(
                Points.of(row.get(POINTS_MISSION_PRIZE.POINTS)),
                row.get(POINTS_MISSION_PRIZE.GROWTH),
                badge == null ? null : new BadgeId(badge));
    }

    private static Published toPublished(Record row) {
        return new Published(
                StoredMissions.mission(
                        new MissionId(row.get(POINTS_MISSION.MISSION_ID)),
                        row.get(POINTS_MISSION.VERSION),
                        row.get(POINTS_MISSION.DEFINITION)),
                row.get(POINTS_MISSION.PUBLISHED_AT),
                Optional.ofNullable(row.get(POINTS_MISSION.RETIRED_AT)));
    }
}
