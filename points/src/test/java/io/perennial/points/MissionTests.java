package io.perennial.points;

import static io.perennial.points.Stories.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Item;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.StaffId;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import io.perennial.points.Mission.Step;
import io.perennial.points.ReadMissions.Progress;
import io.perennial.points.ReadMissions.StepProgress;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.Scenario;

/** Missions through their ports on the real database; each purchase also earns its points, one for one yuan. */
@PointsTest
class MissionTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);
    private static final StaffId STAFF = StaffId.next();
    private static final CurrencyUnit CNY = CurrencyUnit.of("CNY");

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private PublishMission publishMission;

    @Autowired
    private ReadMissions readMissions;

    @Autowired
    private CountActivities countActivities;

    @Autowired
    private EditBadges editBadges;

    @Autowired
    private ReadBadges readBadges;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    private final List<Line> told = new ArrayList<>();
    private MemberId anna;

    @BeforeEach
    void anna_shops_on_a_monday() {
        anna = members.enrol();
        clock.turnTo(at(MONDAY, "09:00"));
    }

    @AfterEach
    void the_ledger_is_sound() {
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void purchases_bring_a_step_on_and_the_last_one_wins_the_prize(Scenario scenario) {
        publish(mission(Recurrence.ONCE, 500, twice()));
        told(buy(anna, "A1", "20.00"));
        var progress = only();
        assertThat(progress.steps().getFirst().missing()).isEqualTo("1");
        assertThat(progress.completedAt()).isEmpty();
        assertThat(progress.until()).contains(at(MONDAY.plusDays(30), "00:00"));

        scenario.stimulate(() -> earn(buy(anna, "A2", "20.00")))
                .andWaitForStateChange(() -> only().completedAt(), done -> done.isPresent())
                .andVerify(done -> assertThat(done).contains(clock.instant()));

        assertThat(balance(anna)).isEqualTo(40 + 500);
        assertThat(readMissions.completed(anna, 5))
                .extracting(done -> done.prize().points())
                .containsExactly(Points.of(500));
    }

    @Test
    void the_same_events_again_and_in_other_orders_change_nothing() {
        publish(mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 3)));
        for (int i = 0; i < 3; i++) {
            told(buy(anna, "A" + i, "20.00"));
        }
        var random = new Random(7);
        for (int round = 0; round < 10; round++) {
            var again = new ArrayList<>(told);
            again.addAll(told);
            Collections.shuffle(again, random);
            countActivities.count(again);
        }
        assertThat(only().steps().getFirst().done()).isEqualTo("3");
        assertThat(balance(anna)).isEqualTo(60 + 500);
    }

    @RepeatedTest(3)
    void fifty_deliveries_at_once_give_one_prize() throws Exception {
        publish(mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 5)));
        var lines = new ArrayList<Line>();
        for (int i = 0; i < 5; i++) {
            lines.add(line(earn(buy(anna, "A" + i, "10.00"))));
        }

        Together.run(50, i -> () -> {
            countActivities.count(List.of(lines.get(i % 5)));
            return i;
        });

        assertThat(only().completedAt()).isPresent();
        assertThat(balance(anna)).isEqualTo(50 + 500);
    }

    @Test
    void an_amount_adds_up_in_its_currency_and_refunds_are_taken_off() {
        publish(mission(Recurrence.ONCE, 500, step("s1", Measure.AMOUNT, CNY, 100)));
        told(buy(anna, "A1", "60.50"));
        told(buy(anna, "A2", "GBP 90.00"));
        assertThat(done()).isEqualByComparingTo("60.50");

        told(refund(anna, "R1", "20.50", "A1", List.of()));
        assertThat(done()).isEqualByComparingTo("40.00");
        told(buy(anna, "A3", "59.99"));
        assertThat(only().completedAt()).isEmpty();
        assertThat(only().steps().getFirst().missing()).isEqualByComparingTo("0.01");

        told(buy(anna, "A4", "0.01"));
        assertThat(only().completedAt()).isPresent();
    }

    @Test
    void a_refund_takes_progress_back_until_the_prize_is_given_and_leaves_the_prize_alone() {
        publish(mission(Recurrence.ONCE, 500, twice()));
        told(buy(anna, "A1", "20.00"));
        told(refund(anna, "R1", "20.00", "A1", List.of()));
        assertThat(done()).isEqualByComparingTo("0");
        told(buy(anna, "A2", "20.00"));
        told(buy(anna, "A3", "20.00"));
        assertThat(only().completedAt()).isPresent();

        told(refund(anna, "R3", "20.00", "A3", List.of()));

        assertThat(only().completedAt()).isPresent();
        assertThat(balance(anna)).isEqualTo(20 + 500);
        told(buy(anna, "A4", "20.00"));
        assertThat(balance(anna)).isEqualTo(40 + 500);
    }

    @Test
    void a_part_refund_keeps_a_purchase_that_still_fits_and_drops_one_that_does_not() {
        var large = new Condition.AmountBetween(new BigDecimal("50"), null);
        publish(mission(Recurrence.ONCE, 500, step("s1", large, Measure.TIMES, null, 2)));
        told(buy(anna, "A1", "100.00"));
        told(refund(anna, "R1", "40.00", "A1", List.of()));
        assertThat(done()).isEqualByComparingTo("1");
        told(refund(anna, "R2", "20.00", "A1", List.of()));
        assertThat(done()).isEqualByComparingTo("0");
    }

    @Test
    void a_condition_on_items_counts_what_was_kept_of_them() {
        var mugs = new Condition.ItemNamed(new TreeSet<>(Set.of("mug")));
        publish(mission(
                Recurrence.ONCE,
                500,
                step("mugs", mugs, Measure.AMOUNT, CNY, 100),
                step("bags", new Condition.ItemNamed(new TreeSet<>(Set.of("bag"))), Measure.TIMES, null, 1)));
        var basket = List.of(item("M", "Blue mug", 3, "15.00"), item("B", "Bag", 1, "55.00"));
        told(activity(anna, ActivityType.PURCHASE, "A1", "100.00", null, basket));
        assertThat(done()).isEqualByComparingTo("45.00");
        assertThat(only().stepsDone()).isEqualTo(1);

        told(activity(anna, ActivityType.REFUND, "R1", "55.00", "A1", List.of(item("B", "Bag", 1, "55.00"))));

        assertThat(only().stepsDone()).isZero();
        assertThat(done()).isEqualByComparingTo("45.00");
    }

    @Test
    void days_are_counted_once_each_by_the_programmes_midnight() {
        publish(mission(Recurrence.ONCE, 500, step("s1", Measure.DAYS, null, 3)));
        tellAt(at(MONDAY, "23:59:59"), "A1");
        tellAt(at(MONDAY, "12:00"), "A2");
        tellAt(at(MONDAY.plusDays(1), "00:00"), "A3");
        assertThat(done()).isEqualByComparingTo("2");
    }

    @Test
    void a_weekly_mission_can_be_done_once_each_week_from_monday_on() {
        publish(mission(Recurrence.WEEKLY, 10, twice()));
        tellAt(at(MONDAY, "10:00"), "A1");
        tellAt(at(MONDAY.plusDays(6), "23:59"), "A2");
        assertThat(only().completedAt()).isPresent();
        tellAt(at(MONDAY.plusDays(6), "23:59:59"), "A3");
        assertThat(balance(anna)).isEqualTo(3 + 10);

        clock.turnTo(at(MONDAY.plusDays(7), "00:00"));
        assertThat(only().completedAt()).isEmpty();
        assertThat(only().until()).contains(at(MONDAY.plusDays(14), "00:00"));
        tellAt(at(MONDAY.plusDays(7), "00:00"), "A4");
        tellAt(at(MONDAY.plusDays(8), "00:00"), "A5");
        assertThat(balance(anna)).isEqualTo(5 + 20);
        assertThat(readMissions.completed(anna, 5)).hasSize(2);
    }

    @Test
    void what_is_told_late_counts_for_the_period_in_which_it_happened() {
        publish(mission(Recurrence.DAILY, 10, twice()));
        tellAt(at(MONDAY, "10:00"), "A1");
        clock.turnTo(at(MONDAY.plusDays(2), "10:00"));
        told(activity(anna, at(MONDAY, "11:00"), "A2", "1.00"));

        assertThat(balance(anna)).isEqualTo(2 + 10);
        assertThat(only().isBegun()).isFalse();
    }

    @Test
    void nothing_counts_before_the_start_nor_from_the_end_on() {
        publish(mission(Recurrence.ONCE, 10, twice()));
        told(activity(anna, at(MONDAY, "08:59:59"), "A1", "1.00"));
        assertThat(done()).isEqualByComparingTo("0");
        clock.turnTo(at(MONDAY.plusDays(30), "10:00"));
        told(activity(anna, at(MONDAY.plusDays(30), "00:00"), "A2", "1.00"));
        assertThat(readMissions.of(anna)).isEmpty();
        told(activity(anna, at(MONDAY.plusDays(29), "23:59:59"), "A3", "1.00"));
        told(activity(anna, at(MONDAY, "09:00"), "A4", "1.00"));
        assertThat(balance(anna)).as("in time, told late").isEqualTo(4 + 10);
    }

    @Test
    void an_edit_keeps_what_everyone_has_done() {
        var first = mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 5));
        publish(first);
        told(buy(anna, "A1", "20.00"));
        told(buy(anna, "A2", "20.00"));
        var large = new Condition.AmountBetween(new BigDecimal("50"), null);
        clock.turn(Duration.ofHours(1));

        publish(next(first, step("s1", large, Measure.TIMES, null, 4), step("s2", Measure.DAYS, null, 2)));

        assertThat(only().steps())
                .extracting(StepProgress::done)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.TWO, BigDecimal.ZERO);
        told(activity(anna, clock.instant().minusSeconds(1), "late", "20.00"));
        assertThat(done()).as("judged by the version of its time").isEqualByComparingTo("3");
        told(activity(anna, clock.instant(), "small", "20.00"));
        assertThat(done()).isEqualByComparingTo("3");
        told(activity(anna, clock.instant(), "large", "50.00"));
        assertThat(only().steps().getFirst().isDone()).isTrue();
    }

    @Test
    void a_version_that_asks_for_less_gives_the_prize_to_who_has_done_enough(Scenario scenario) {
        var first = mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 5));
        publish(first);
        told(buy(anna, "A1", "20.00"));
        told(buy(anna, "A2", "20.00"));

        scenario.stimulate(() -> publish(next(first, twice())))
                .andWaitForStateChange(() -> only().completedAt(), done -> done.isPresent())
                .andVerify(done -> assertThat(balance(anna)).isEqualTo(40 + 500));
    }

    @Test
    void a_mission_is_for_the_tiers_that_it_names() {
        publish(with(mission(Recurrence.ONCE, 500, twice()), Set.of("vip"), Prize.of(500)));
        told(buy(anna, "A1", "20.00"));
        assertThat(readMissions.of(anna)).isEmpty();

        told(buy(anna, "A2", "5000.00"));
        clock.turn(Duration.ofMinutes(1));
        told(activity(anna, at(MONDAY, "09:00"), "late", "20.00"));
        assertThat(done())
                .as("not what made VIP of her, nor what happened before")
                .isEqualByComparingTo("0");
        told(buy(anna, "A3", "10.00"));
        assertThat(done()).isEqualByComparingTo("1");
    }

    @Test
    void a_check_in_counts_at_once(@Autowired CheckIn checkIn) {
        var days = new Step(
                "s1",
                new BilingualText("签到", "Check in"),
                ActivityType.CHECK_IN,
                Condition.NONE,
                Measure.DAYS,
                null,
                2);
        publish(mission(Recurrence.ONCE, 500, days));
        checkIn.checkIn(anna);
        checkIn.checkIn(anna);
        assertThat(done()).isEqualByComparingTo("1");
        clock.turn(Duration.ofDays(1));

        var answer = (CheckIn.Outcome.CheckedIn) checkIn.checkIn(anna);

        assertThat(only().completedAt()).contains(clock.instant());
        assertThat(answer.balance()).isEqualTo(Points.of(2 * 5 + 500));
    }

    @Test
    void a_badge_is_earned_once_and_kept() {
        var badge = new Badge(
                BadgeId.next(), 1, new BilingualText("常客", "Regular"), new BilingualText("每天", "Often"), "flower1");
        assertThat(editBadges.save(badge, STAFF)).isEqualTo(new EditBadges.Outcome.Done(badge.id(), 1));
        publish(with(mission(Recurrence.DAILY, 1, twice()), Set.of(), new Prize(Points.NONE, 7, badge.id())));
        for (int day = 0; day < 2; day++) {
            clock.turnTo(at(MONDAY.plusDays(day), "12:00"));
            told(buy(anna, "A" + day, "20.00"));
            told(buy(anna, "B" + day, "20.00"));
        }
        editBadges.retire(badge.id(), STAFF);

        assertThat(readBadges.of(anna)).singleElement().satisfies(earned -> {
            assertThat(earned.badge()).isEqualTo(badge);
            assertThat(earned.at()).isEqualTo(at(MONDAY, "12:00"));
            assertThat(earned.forWhat().en()).isEqualTo("Two purchases");
        });
        assertThat(readMissions.completed(anna, 5)).hasSize(2);
        assertThat(readBadges.all()).containsExactly(new ReadBadges.Listed(badge, true, 1));
        assertThat(editBadges.save(new Badge(badge.id(), 2, badge.name(), badge.text(), "leaf"), STAFF))
                .isEqualTo(new EditBadges.Outcome.UnknownBadge());
    }

    @Test
    void a_badge_changes_its_looks_one_version_after_the_other() {
        var id = BadgeId.next();
        var name = new BilingualText("常客", "Regular");
        editBadges.save(new Badge(id, 1, name, name, "flower1"), STAFF);

        assertThat(editBadges.save(new Badge(id, 2, name, name, "leaf"), STAFF))
                .isEqualTo(new EditBadges.Outcome.Done(id, 2));
        assertThat(editBadges.save(new Badge(id, 2, name, name, "sun"), STAFF))
                .isEqualTo(new EditBadges.Outcome.ChangedMeanwhile(2));
        assertThat(editBadges.save(new Badge(id, 1, name, name, "sun"), STAFF))
                .isEqualTo(new EditBadges.Outcome.ChangedMeanwhile(1));
        assertThat(readBadges.find(id)).map(Badge::icon).contains("leaf");
    }

    @Test
    void a_retired_mission_counts_no_more() {
        var mission = mission(Recurrence.ONCE, 500, twice());
        publish(mission);
        told(buy(anna, "A1", "20.00"));
        clock.turn(Duration.ofHours(1));

        assertThat(publishMission.retire(mission.id(), STAFF))
                .isEqualTo(new PublishMission.Outcome.Done(mission.id(), 1));

        assertThat(readMissions.of(anna)).isEmpty();
        told(activity(anna, clock.instant(), "A2", "20.00"));
        assertThat(balance(anna)).isEqualTo(40);
        assertThat(publishMission.publish(next(mission, twice()), STAFF))
                .isEqualTo(new PublishMission.Outcome.UnknownMission());
    }

    @Test
    void who_is_closed_wins_nothing(@Autowired ChangeMemberStatus changeStatus) {
        var lines = List.of(line(earn(buy(anna, "A1", "20.00"))), line(earn(buy(anna, "A2", "20.00"))));
        changeStatus.change(anna, MemberStatus.CLOSED, "asked for it", STAFF);
        publish(mission(Recurrence.ONCE, 500, twice()));

        countActivities.count(lines);

        assertThat(readMissions.completed(anna, 5)).isEmpty();
    }

    @Test
    void staff_see_how_many_are_on_which_step() {
        var mission = mission(Recurrence.ONCE, 500, twice(), step("s2", Measure.AMOUNT, CNY, 50));
        publish(mission);
        var people = members.enrol(3);
        told(buy(people.get(0), "A1", "10.00"));
        told(buy(people.get(1), "A2", "60.00"));
        told(buy(people.get(2), "A3", "30.00"));
        told(buy(people.get(2), "A4", "30.00"));

        var reach = readMissions.reach(mission.id()).orElseThrow();

        assertThat(reach.begun()).isEqualTo(3);
        assertThat(reach.completed()).isEqualTo(1);
        assertThat(reach.steps())
                .containsExactly(
                        new ReadMissions.StepReach(mission.steps().get(0), 2, 1),
                        new ReadMissions.StepReach(mission.steps().get(1), 1, 2));
    }

    @Test
    void publishing_refuses_what_cannot_be() {
        var mission = mission(Recurrence.ONCE, 500, twice());
        publish(mission);
        var badge = BadgeId.next();

        assertThat(publishMission.publish(mission, STAFF)).isEqualTo(new PublishMission.Outcome.ChangedMeanwhile(1));
        assertThat(publishMission.publish(with(next(mission, twice()), Set.of("gold"), Prize.of(1)), STAFF))
                .isEqualTo(new PublishMission.Outcome.UnknownTier("gold"));
        assertThat(publishMission.publish(
                        with(next(mission, twice()), Set.of(), new Prize(Points.NONE, 0, badge)), STAFF))
                .isEqualTo(new PublishMission.Outcome.UnknownBadge(badge));
        assertThat(publishMission.publish(next(mission, step("s1", Measure.AMOUNT, CurrencyUnit.of("JPY"), 5)), STAFF))
                .isEqualTo(new PublishMission.Outcome.CurrencyNotConfigured("JPY"));
        var weekly = next(mission(Recurrence.WEEKLY, 1, twice()), twice());
        assertThat(publishMission.publish(
                        new Mission(
                                mission.id(),
                                2,
                                weekly.name(),
                                weekly.text(),
                                weekly.steps(),
                                Recurrence.WEEKLY,
                                weekly.startsAt(),
                                weekly.endsAt(),
                                Set.of(),
                                weekly.prize()),
                        STAFF))
                .isEqualTo(new PublishMission.Outcome.RecurrenceIsFixed());
        clock.turnTo(at(MONDAY.plusDays(31), "00:00"));
        assertThat(publishMission.publish(next(mission, twice()), STAFF))
                .isEqualTo(new PublishMission.Outcome.EndsInThePast());
    }

    @RepeatedTest(3)
    void random_histories_come_to_what_a_plain_count_says(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        publish(mission(Recurrence.DAILY, 7, step("s1", Measure.AMOUNT, CNY, 40), step("s2", Measure.TIMES, null, 2)));
        var left = new TreeMap<String, Long>();
        var days = new HashMap<String, LocalDate>();
        var won = new TreeSet<LocalDate>();
        var lines = new ArrayList<Line>();
        var earned = 0L;
        for (int move = 0; move < 120; move++) {
            clock.turn(Duration.ofMinutes(random.nextInt(180)));
            var today = LocalDate.ofInstant(clock.instant(), SHANGHAI);
            if (random.nextInt(3) > 0 || left.isEmpty()) {
                var yuan = 1 + random.nextInt(30);
                var late = clock.instant().minus(Duration.ofHours(random.nextInt(40)));
                var happened = late.isBefore(at(MONDAY, "09:00")) ? clock.instant() : late;
                lines.add(line(earn(activity(anna, happened, "A" + move, yuan + ".00"))));
                left.put("A" + move, (long) yuan);
                days.put("A" + move, LocalDate.ofInstant(happened, SHANGHAI));
            } else {
                var purchase = List.copyOf(left.keySet()).get(random.nextInt(left.size()));
                var rest = left.get(purchase);
                if (rest > 0) {
                    var back = 1 + random.nextInt(rest.intValue());
                    lines.add(line(earn(refund(anna, "R" + move, back + ".00", purchase, List.of()))));
                    left.put(purchase, rest - back);
                }
            }
            var some = new ArrayList<>(lines.subList(Math.max(0, lines.size() - 1 - random.nextInt(4)), lines.size()));
            Collections.shuffle(some, random);
            countActivities.count(some);
            var sums = new HashMap<LocalDate, Long>();
            var times = new HashMap<LocalDate, Long>();
            left.forEach((purchase, rest) -> {
                sums.merge(days.get(purchase), rest, Long::sum);
                times.merge(days.get(purchase), rest > 0 ? 1L : 0L, Long::sum);
            });
            sums.forEach((day, sum) -> {
                if (sum >= 40 && times.get(day) >= 2) {
                    won.add(day);
                }
            });
            earned = left.values().stream().mapToLong(Long::longValue).sum();
            assertThat(readMissions.completed(anna, 200)).hasSize(won.size());
            assertThat(done()).isEqualByComparingTo(BigDecimal.valueOf(sums.getOrDefault(today, 0L)));
        }
        countActivities.count(lines);
        assertThat(readMissions.completed(anna, 200))
                .extracting(ReadMissions.Completed::period)
                .containsExactlyInAnyOrderElementsOf(won);
        assertThat(won).isNotEmpty();
        assertThat(balance(anna)).isEqualTo(earned + 7L * won.size());
    }

    // --- words ----------------------------------------------------------------------------------

    private void publish(Mission mission) {
        assertThat(publishMission.publish(mission, STAFF))
                .isEqualTo(new PublishMission.Outcome.Done(mission.id(), mission.version()));
    }

    private static Mission mission(Recurrence recurrence, long points, Step... steps) {
        return new Mission(
                MissionId.next(),
                1,
                new BilingualText("买两次", "Two purchases"),
                new BilingualText("买两次就好", "Just buy twice"),
                List.of(steps),
                recurrence,
                at(MONDAY, "09:00"),
                at(MONDAY.plusDays(30), "00:00"),
                Set.of(),
                Prize.of(points));
    }

    private static Mission next(Mission before, Step... steps) {
        return new Mission(
                before.id(),
                before.version() + 1,
                before.name(),
                before.text(),
                List.of(steps),
                before.recurrence(),
                before.startsAt(),
                before.endsAt(),
                before.tiers(),
                before.prize());
    }

    private static Mission with(Mission mission, Set<String> tiers, Prize prize) {
        return new Mission(
                mission.id(),
                mission.version(),
                mission.name(),
                mission.text(),
                mission.steps(),
                mission.recurrence(),
                mission.startsAt(),
                mission.endsAt(),
                tiers,
                prize);
    }

    private static Step twice() {
        return step("s1", Measure.TIMES, null, 2);
    }

    private static Step step(String key, Measure measure, @Nullable CurrencyUnit currency, long target) {
        return step(key, Condition.NONE, measure, currency, target);
    }

    private static Step step(
            String key, Condition condition, Measure measure, @Nullable CurrencyUnit currency, long target) {
        return new Step(
                key, new BilingualText("买", "Buy"), ActivityType.PURCHASE, condition, measure, currency, target);
    }

    /** Told to the shop's till, and counted as if the event had come at once. */
    private void told(Activity activity) {
        var line = line(earn(activity));
        told.add(line);
        countActivities.count(List.of(line));
    }

    private void tellAt(Instant moment, String reference) {
        if (clock.instant().isBefore(moment)) {
            clock.turnTo(moment);
        }
        told(activity(anna, moment, reference, "1.00"));
    }

    private record Done(Activity activity, EarnPoints.Outcome.Booked booked) {}

    private Done earn(Activity activity) {
        return new Done(activity, (EarnPoints.Outcome.Booked)
                earnPoints.earn(List.of(activity)).getFirst());
    }

    private static Line line(Done done) {
        return new Line(
                done.booked().activity(),
                done.activity().member(),
                done.activity().type().code(),
                done.activity().happenedAt());
    }

    private Activity buy(MemberId member, String reference, String amount) {
        return activity(member, ActivityType.PURCHASE, reference, amount, null, List.of());
    }

    private Activity refund(MemberId member, String reference, String amount, String purchase, List<Item> items) {
        return activity(member, ActivityType.REFUND, reference, amount, purchase, items);
    }

    private static Activity activity(MemberId member, Instant at, String reference, String amount) {
        return new Activity(
                member, ActivityType.PURCHASE, "shop", reference, at, "web", null, money(amount), null, List.of());
    }

    private Activity activity(
            MemberId member,
            ActivityType type,
            String reference,
            String amount,
            @Nullable String refundOf,
            List<Item> items) {
        return new Activity(
                member, type, "shop", reference, clock.instant(), "web", null, money(amount), refundOf, items);
    }

    private static Item item(String sku, String name, int quantity, String price) {
        return new Item(sku, name, null, quantity, new BigDecimal(price));
    }

    private Progress only() {
        return readMissions.of(anna).getFirst();
    }

    private BigDecimal done() {
        return only().steps().getFirst().done();
    }

    private long balance(MemberId member) {
        return readBalance.of(member).points().value();
    }

    private static Instant at(LocalDate day, String time) {
        return LocalDateTime.parse(day + "T" + time).atZone(SHANGHAI).toInstant();
    }
}
