package io.perennial.points;

import static io.perennial.points.adapter.jooq.generated.tables.PointsStreakPrize.POINTS_STREAK_PRIZE;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.points.CheckIn.Outcome.CheckedIn;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.Scenario;

/** The days of two, when they become one. 5 points after 3 days in a row, 20 after 7, 50 after 14; each day earns 5. */
@PointsTest
class MergedStreakTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);

    @Autowired
    private CheckIn checkIn;

    @Autowired
    private SettleStreak settleStreak;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Merges merges;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    private MemberId anna;
    private MemberId also;

    @BeforeEach
    void anna_came_in_twice() {
        var both = members.enrol(2);
        anna = both.getFirst();
        also = both.getLast();
    }

    @AfterEach
    void the_ledger_is_sound() {
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void a_length_that_only_both_together_have_is_paid_right_after_the_merge(Scenario scenario) {
        press(days(1, 2), days(3, 4));

        merges.merge(also, anna);

        scenario.stimulate(() -> {})
                .andWaitForStateChange(() -> paid(anna), paid -> !paid.isEmpty())
                .andVerify(paid -> assertThat(paid).containsExactly("3: 3 days"));
        assertThat(balance(anna)).isEqualTo(4 * 5 + 5);
        assertThat(balance(also)).isZero();
    }

    @Test
    void a_length_that_either_was_paid_in_that_run_is_not_paid_again() {
        press(days(1, 4), days(5, 8));

        var merge = merges.merge(also, anna);
        settleStreak.settle(merge, anna);

        assertThat(paid(anna)).containsExactly("3: 3 days", "7: 3 days", "7: 7 days");
        assertThat(balance(anna)).isEqualTo(8 * 5 + 5 + 5 + 20);
    }

    @Test
    void days_of_both_at_once_are_days_once() {
        press(days(1, 6), days(4, 6));

        settleStreak.settle(merges.merge(also, anna), anna);

        assertThat(paid(anna)).containsExactly("3: 3 days", "6: 3 days");
    }

    @Test
    void the_streak_goes_on_from_there_and_pays_what_comes_next() {
        press(days(1, 3), days(4, 6));
        settleStreak.settle(merges.merge(also, anna), anna);

        press(days(7, 7), List.of());

        assertThat(paid(anna)).containsExactly("3: 3 days", "6: 3 days", "7: 7 days");
    }

    @RepeatedTest(3)
    void however_many_settle_at_once_it_is_paid_once() throws Exception {
        press(days(1, 2), days(3, 7));
        var merge = merges.merge(also, anna);

        Together.run(8, i -> () -> {
            settleStreak.settle(merge, anna);
            return i;
        });

        assertThat(paid(anna)).containsExactly("5: 3 days", "7: 7 days");
        assertThat(balance(anna)).isEqualTo(7 * 5 + 5 + 20);
    }

    /** As the prize of a mission that a merge completed. */
    @Test
    void what_was_paid_stays_with_the_survivor_when_the_merge_is_undone_and_is_not_paid_by_another_merge() {
        press(days(1, 2), days(3, 4));
        var merge = merges.merge(also, anna);
        settleStreak.settle(merge, anna);

        merges.undo(merge);
        settleStreak.settle(merge, anna);

        assertThat(List.of(balance(anna), balance(also))).containsExactly(2 * 5 + 5L, 2 * 5L);
        assertThat(paid(also)).isEmpty();

        settleStreak.settle(merges.merge(anna, also), also);

        assertThat(paid(also)).containsExactly("3: 3 days");
        assertThat(balance(also)).isEqualTo(4 * 5 + 5);
    }

    @RepeatedTest(6)
    void in_each_run_each_length_is_paid_as_often_as_it_was_to_either_and_at_least_once(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var mine = someOf(random);
        var theirs = someOf(random);
        press(mine, theirs);
        var before = Stream.concat(paid(anna).stream(), paid(also).stream())
                .distinct()
                .toList();

        settleStreak.settle(merges.merge(also, anna), anna);

        var all = new TreeSet<>(mine);
        all.addAll(theirs);
        var due = new TreeSet<>(before);
        var length = 0;
        var first = all.first();
        for (var day : all) {
            length = all.contains(day.minusDays(1)) ? length + 1 : 1;
            first = day.minusDays(length - 1);
            if (List.of(3, 7, 14).contains(length) && noneWithin(before, first, all, length)) {
                due.add(day.getDayOfMonth() + ": " + length + " days");
            }
        }
        assertThat(paid(anna)).containsExactlyInAnyOrderElementsOf(due);
    }

    private static boolean noneWithin(List<String> paid, LocalDate first, TreeSet<LocalDate> all, int length) {
        return Stream.iterate(first, all::contains, day -> day.plusDays(1))
                .noneMatch(day -> paid.contains(day.getDayOfMonth() + ": " + length + " days"));
    }

    private static List<LocalDate> someOf(Random random) {
        return days(1, 20).stream().filter(day -> random.nextInt(10) < 6).toList();
    }

    private static List<LocalDate> days(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(FIRST::withDayOfMonth)
                .toList();
    }

    /** Day by day, as the clock goes. */
    private void press(Collection<LocalDate> mine, Collection<LocalDate> theirs) {
        for (var day : days(1, 20)) {
            clock.turnTo(day.atTime(9, 0).atZone(SHANGHAI).toInstant());
            if (mine.contains(day)) {
                assertThat(checkIn.checkIn(anna)).isInstanceOf(CheckedIn.class);
            }
            if (theirs.contains(day)) {
                assertThat(checkIn.checkIn(also)).isInstanceOf(CheckedIn.class);
            }
        }
    }

    private static List<String> paid(MemberId member) {
        return TestDatabase.get()
                .dsl()
                .selectFrom(POINTS_STREAK_PRIZE)
                .where(POINTS_STREAK_PRIZE.MEMBER_ID.eq(member.value()))
                .orderBy(POINTS_STREAK_PRIZE.DAY, POINTS_STREAK_PRIZE.LENGTH)
                .fetch(prize -> prize.getDay().getDayOfMonth() + ": " + prize.getLength() + " days");
    }

    private long balance(MemberId member) {
        return readBalance.of(member).points().value();
    }
}
