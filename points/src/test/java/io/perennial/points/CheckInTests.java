package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.KeepFacts;
import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import io.perennial.points.CheckIn.Outcome.CheckedIn;
import io.perennial.points.ReadStreak.MakeUp;
import io.perennial.points.ReadStreak.Won;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.Scenario;

/** The first plan: 5 points after 3 days, 20 after 7, 50 after 14, 120 after 30; one make-up day a month, a week back. */
@PointsTest
class CheckInTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);

    @Autowired
    private KeepFacts facts;

    @Autowired
    private CheckIn checkIn;

    @Autowired
    private MakeUpDay makeUpDay;

    @Autowired
    private ReadStreak readStreak;

    @Autowired
    private ReadStreakPlan readPlan;

    @Autowired
    private PublishStreakPlan publishPlan;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private CountActivities countActivities;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    private MemberId anna;

    @BeforeEach
    void anna_comes_on_a_monday() {
        anna = members.enrol();
        clock.turnTo(at(MONDAY, "09:00"));
    }

    @AfterEach
    void the_ledger_is_sound() {
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void the_first_day_earns_by_the_rules_and_begins_a_streak() {
        var answer = press();

        assertThat(answer.day()).isEqualTo(MONDAY);
        assertThat(answer.points()).isEqualTo(5);
        assertThat(answer.balance()).isEqualTo(Points.of(5));
        assertThat(answer.prizes()).isEmpty();
        assertThat(answer.repeated()).isFalse();
        assertThat(answer.streak())
                .isEqualTo(new ReadStreak.Streak(
                        MONDAY, 1, true, 1, 1, Optional.empty(), Optional.of(new ReadStreak.Next(3, 2, Prize.of(5)))));
        assertThat(readStreak.of(anna)).isEqualTo(answer.streak());
    }

    @Test
    void a_second_press_gets_the_answer_of_the_first() {
        press();
        clock.turnTo(at(MONDAY, "23:59:59.999999"));

        var second = press();

        assertThat(second.repeated()).isTrue();
        assertThat(second.points()).isEqualTo(5);
        assertThat(second.streak().length()).isEqualTo(1);
        assertThat(balance()).isEqualTo(5);
    }

    @RepeatedTest(3)
    void fifty_presses_at_once_count_once() throws Exception {
        pressOn(MONDAY, MONDAY.plusDays(1));
        clock.turnTo(at(MONDAY.plusDays(2), "12:00"));

        var answers = Together.run(50, i -> this::press);

        assertThat(answers).filteredOn(answer -> !answer.repeated()).hasSize(1);
        assertThat(answers).extracting(CheckedIn::points).containsOnly(5L);
        assertThat(answers)
                .extracting(CheckedIn::prizes)
                .containsOnly(List.of(new Won(MONDAY.plusDays(2), 3, Prize.of(5))));
        assertThat(answers).extracting(answer -> answer.streak().length()).containsOnly(3);
        assertThat(balance()).isEqualTo(3 * 5 + 5);
    }

    @Test
    void the_day_turns_at_midnight_in_the_programmes_zone() {
        clock.turnTo(at(MONDAY, "23:59:59.999999"));
        press();
        clock.turnTo(at(MONDAY.plusDays(1), "00:00"));

        assertThat(press().streak().length()).isEqualTo(2);
        assertThat(balance()).isEqualTo(10);
    }

    @Test
    void days_in_a_row_bring_their_prizes_once() {
        pressOn(MONDAY, MONDAY.plusDays(32));

        assertThat(readStreak.of(anna).length()).isEqualTo(33);
        assertThat(readStreak.of(anna).longest()).isEqualTo(33);
        assertThat(balance()).isEqualTo(33 * 5 + 5 + 20 + 50 + 120 + 5);
    }

    @Test
    void a_streak_goes_over_a_leap_day() {
        pressOn(LocalDate.of(2028, 2, 28), LocalDate.of(2028, 3, 1));

        assertThat(readStreak.of(anna).length()).isEqualTo(3);
        assertThat(balance()).isEqualTo(3 * 5 + 5);
    }

    @Test
    void after_days_off_the_next_one_simply_begins_anew() {
        pressOn(MONDAY, MONDAY.plusDays(4));
        clock.turnTo(at(MONDAY.plusDays(9), "10:00"));

        assertThat(readStreak.of(anna).length()).isZero();
        assertThat(press().streak().length()).isEqualTo(1);
        assertThat(readStreak.of(anna).longest()).isEqualTo(5);
    }

    @Test
    void a_new_streak_wins_its_prizes_again() {
        pressOn(MONDAY, MONDAY.plusDays(2));
        pressOn(MONDAY.plusDays(10), MONDAY.plusDays(12));

        assertThat(balance()).isEqualTo(6 * 5 + 2 * 5);
    }

    @Test
    void a_clock_that_was_put_back_a_day_adds_that_day() {
        clock.turnTo(at(MONDAY.plusDays(1), "00:10"));
        press();
        clock.turnTo(at(MONDAY, "23:50"));

        assertThat(press().streak().length()).isEqualTo(2);
        assertThat(balance()).isEqualTo(10);
    }

    @Test
    void a_missed_day_is_filled_when_the_member_wants_it_and_the_streak_goes_on() {
        pressOn(MONDAY, MONDAY.plusDays(1));
        pressOn(MONDAY.plusDays(3), MONDAY.plusDays(3));
        var missed = MONDAY.plusDays(2);
        assertThat(readStreak.of(anna).makeUp()).contains(new MakeUp(missed, 4));

        var answer = (MakeUpDay.Outcome.MadeUp) makeUpDay.makeUp(anna, missed);

        assertThat(answer.streak().length()).isEqualTo(4);
        assertThat(answer.streak().makeUpsLeft()).isZero();
        assertThat(answer.prizes()).containsExactly(new Won(missed, 3, Prize.of(5)));
        assertThat(balance()).as("the filled day earns no points itself").isEqualTo(3 * 5 + 5);
        assertThat(december().madeUp()).containsExactly(missed);
        assertThat(december().checkedIn()).containsExactly(MONDAY, MONDAY.plusDays(1), MONDAY.plusDays(3));
    }

    @Test
    void yesterday_can_be_filled_before_today_is_pressed() {
        pressOn(MONDAY, MONDAY);
        clock.turnTo(at(MONDAY.plusDays(2), "10:00"));

        assertThat(makeUpDay.makeUp(anna, MONDAY.plusDays(1))).isInstanceOf(MakeUpDay.Outcome.MadeUp.class);

        assertThat(press().streak().length()).isEqualTo(3);
        assertThat(balance()).isEqualTo(2 * 5 + 5);
    }

    @Test
    void a_month_has_one_make_up_day_and_the_next_month_another() {
        var last = LocalDate.of(2026, 12, 30);
        pressOn(MONDAY, MONDAY);
        clock.turnTo(at(MONDAY.plusDays(2), "10:00"));
        makeUpDay.makeUp(anna, MONDAY.plusDays(1));
        pressOn(last.minusDays(1), last.minusDays(1));
        clock.turnTo(at(last.plusDays(1), "23:59"));

        assertThat(readStreak.of(anna).makeUp()).isEmpty();
        assertThat(makeUpDay.makeUp(anna, last)).isEqualTo(new MakeUpDay.Outcome.NotOffered());

        pressOn(last.plusDays(1), last.plusDays(1));
        clock.turnTo(at(last.plusDays(2), "00:00"));
        assertThat(readStreak.of(anna).makeUp()).contains(new MakeUp(last, 3));
        assertThat(makeUpDay.makeUp(anna, last)).isInstanceOf(MakeUpDay.Outcome.MadeUp.class);
        assertThat(balance()).isEqualTo(3 * 5 + 5);
    }

    @Test
    void only_the_day_that_mends_the_streak_can_be_filled() {
        pressOn(MONDAY, MONDAY.plusDays(1));
        clock.turnTo(at(MONDAY.plusDays(3), "10:00"));

        for (var other : List.of(MONDAY.minusDays(1), MONDAY, MONDAY.plusDays(3), MONDAY.plusDays(9))) {
            assertThat(makeUpDay.makeUp(anna, other)).isEqualTo(new MakeUpDay.Outcome.NotOffered());
        }
    }

    @RepeatedTest(2)
    void one_day_filled_by_many_presses_is_filled_once() throws Exception {
        pressOn(MONDAY, MONDAY.plusDays(1));
        pressOn(MONDAY.plusDays(3), MONDAY.plusDays(3));

        var answers = Together.run(20, i -> () -> makeUpDay.makeUp(anna, MONDAY.plusDays(2)));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(MakeUpDay.Outcome.MadeUp.class))
                .filteredOn(answer -> !((MakeUpDay.Outcome.MadeUp) answer).repeated())
                .hasSize(1);
        assertThat(balance()).isEqualTo(3 * 5 + 5);
    }

    @Test
    void a_check_in_that_another_channel_told_counts_as_well(Scenario scenario) {
        pressOn(MONDAY, MONDAY.plusDays(1));

        tellByApp(MONDAY.plusDays(2));
        scenario.stimulate(() -> facts.gather())
                .andWaitForStateChange(this::december, days -> days.checkedIn().contains(MONDAY.plusDays(2)))
                .andVerify(days -> assertThat(days.prizes()).containsExactly(MONDAY.plusDays(2)));

        clock.turnTo(at(MONDAY.plusDays(2), "20:00"));
        var press = press();
        assertThat(press.repeated()).isTrue();
        assertThat(press.points()).isZero();
        assertThat(balance()).isEqualTo(3 * 5 + 5);
    }

    @Test
    void a_day_told_late_joins_what_it_belongs_to_and_pays_no_length_twice(Scenario scenario) {
        pressOn(MONDAY, MONDAY);
        pressOn(MONDAY.plusDays(2), MONDAY.plusDays(4));
        assertThat(balance()).as("3 days in a row").isEqualTo(4 * 5 + 5);

        tellByApp(MONDAY.plusDays(1));
        scenario.stimulate(() -> facts.gather())
                .andWaitForStateChange(() -> readStreak.of(anna), streak -> streak.length() == 5)
                .andVerify(streak -> assertThat(streak.longest()).isEqualTo(5));

        assertThat(balance()).isEqualTo(5 * 5 + 5);
    }

    @Test
    void the_same_event_twice_changes_nothing() {
        press();
        clock.turnTo(at(MONDAY.plusDays(1), "09:00"));
        var activity = new Activity(
                anna, ActivityType.CHECK_IN, "app", "A1", clock.instant(), "app", null, null, null, List.of());
        var booked =
                (EarnPoints.Outcome.Booked) earnPoints.earn(List.of(activity)).getFirst();
        var line =
                new io.perennial.insights.ActivitiesRecorded.Line(booked.activity(), anna, "check-in", clock.instant());

        countActivities.count(List.of(line, line));
        countActivities.count(List.of(line));

        assertThat(readStreak.of(anna).length()).isEqualTo(2);
        assertThat(balance()).isEqualTo(10);
    }

    @Test
    void who_is_closed_or_unknown_is_told_so(@Autowired ChangeMemberStatus changeStatus) {
        changeStatus.change(anna, MemberStatus.CLOSED, "asked for it", StaffId.next());

        assertThat(checkIn.checkIn(anna)).isEqualTo(new CheckIn.Outcome.MemberClosed());
        assertThat(checkIn.checkIn(MemberId.next())).isEqualTo(new CheckIn.Outcome.UnknownMember());
        assertThat(makeUpDay.makeUp(anna, MONDAY)).isEqualTo(new MakeUpDay.Outcome.MemberClosed());
        assertThat(makeUpDay.makeUp(MemberId.next(), MONDAY)).isEqualTo(new MakeUpDay.Outcome.UnknownMember());
    }

    @Test
    void a_new_plan_holds_from_its_day_on_and_leaves_everyones_days_alone(@Autowired ReadAuditTrail trail) {
        pressOn(MONDAY, MONDAY.plusDays(2));
        var plan = new StreakPlan(
                2, MONDAY.plusDays(4), 5, new TreeMap<>(Map.of(4, Prize.of(40), 5, Prize.of(100))), 2, 10);

        assertThat(publishPlan.publish(plan, StaffId.next()))
                .isEqualTo(new PublishStreakPlan.Outcome.Done(2, MONDAY.plusDays(4)));

        assertThat(readPlan.current().version()).isEqualTo(1);
        assertThat(readPlan.upcoming()).contains(plan);
        pressOn(MONDAY.plusDays(3), MONDAY.plusDays(4));
        assertThat(readPlan.current()).isEqualTo(plan);
        assertThat(balance()).as("day 4 by the old plan, day 5 by the new").isEqualTo(5 * 5 + 5 + 100);
        assertThat(readPlan.history()).extracting(StreakPlan::version).containsExactly(2, 1);
        assertThat(trail.find(new ReadAuditTrail.Query(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10))
                        .lines())
                .extracting(ReadAuditTrail.Line::action, ReadAuditTrail.Line::subjectId)
                .contains(tuple("streak-plan.published", "2"));
    }

    @Test
    void a_plan_begins_on_a_day_to_come_and_follows_the_newest() {
        assertThat(publishPlan.publish(plan(2, MONDAY), StaffId.next()))
                .isEqualTo(new PublishStreakPlan.Outcome.StartsTooEarly(MONDAY.plusDays(1)));
        assertThat(publishPlan.publish(plan(3, MONDAY.plusDays(1)), StaffId.next()))
                .isEqualTo(new PublishStreakPlan.Outcome.ChangedMeanwhile(1));
        var badge = BadgeId.next();
        var withBadge = new StreakPlan(
                2, MONDAY.plusDays(1), 0, new TreeMap<>(Map.of(3, new Prize(Points.NONE, 0, badge))), 1, 7);
        assertThat(publishPlan.publish(withBadge, StaffId.next()))
                .isEqualTo(new PublishStreakPlan.Outcome.UnknownBadge(badge));
    }

    private static StreakPlan plan(int version, LocalDate from) {
        return new StreakPlan(version, from, 0, new TreeMap<>(Map.of(3, Prize.of(1))), 1, 7);
    }

    private ReadStreak.Days december() {
        return readStreak.days(anna, LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 31));
    }

    private CheckedIn press() {
        return (CheckedIn) checkIn.checkIn(anna);
    }

    private void pressOn(LocalDate first, LocalDate last) {
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            clock.turnTo(at(day, "09:00"));
            assertThat(press().repeated()).isFalse();
        }
    }

    private void tellByApp(LocalDate day) {
        var moment = at(day, "08:00");
        if (clock.instant().isBefore(moment)) {
            clock.turnTo(moment);
        }
        earnPoints.earn(List.of(new Activity(
                anna, ActivityType.CHECK_IN, "app", "app-" + day, moment, "app", null, null, null, List.of())));
    }

    private long balance() {
        return readBalance.of(anna).points().value();
    }

    private static Instant at(LocalDate day, String time) {
        return LocalDateTime.parse(day + "T" + time).atZone(SHANGHAI).toInstant();
    }
}
