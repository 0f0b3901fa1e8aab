package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.BilingualText;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.LadderTerms.Period;
import io.perennial.membership.MemberId;
import io.perennial.membership.Tenure;
import io.perennial.membership.Tier;
import io.perennial.membership.TierFloor;
import io.perennial.membership.domain.Position.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each definition of decision 0016, at its boundaries. */
class PeriodsTests {

    private static final Tier MEMBER = tier("member", 0, 0, 0);
    private static final Tier VIP = tier("vip", 1, 1_000, 800);
    private static final Tier BLACK = tier("black", 2, 10_000, 8_000);

    private Yardstick yardstick = yardstick(LadderTerms.USUAL);
    private Instant now = day("2026-03-14");
    private Position at =
            new Position(MemberId.next(), 0, MEMBER, now, 0, Term.begin(now, yardstick.endOfPeriod(now), 0, null));

    @Test
    void a_year_begins_on_the_day_on_which_a_tier_is_reached() {
        grow(1_000);

        assertThat(at.tier()).isEqualTo(VIP);
        assertThat(at.term().end()).isEqualTo(day("2027-03-14"));
        assertThat(tenure().counted()).isZero();
        assertThat(tenure().missing()).isEqualTo(800);
    }

    @Test
    void what_goes_beyond_the_entry_line_counts_towards_keeping_at_most_once_over() {
        grow(1_300);
        assertThat(tenure().counted()).isEqualTo(300);

        grow(8_000);
        assertThat(tenure().counted()).isEqualTo(8_300);

        now = day("2026-04-01");
        grow(700 + 9_000);
        assertThat(at.tier()).isEqualTo(BLACK);
        assertThat(tenure().counted()).as("at most what one period asks for").isEqualTo(8_000);
    }

    @Test
    void a_period_that_brought_the_line_is_followed_by_another_and_growth_begins_anew() {
        grow(1_000);
        grow(900);
        now = day("2027-03-14");

        assertThat(judge()).containsExactly(Verdict.RENEWED);
        assertThat(at.tier()).isEqualTo(VIP);
        assertThat(at.growth()).as("100 beyond the line are carried").isEqualTo(100);
        assertThat(tenure().counted()).isEqualTo(100);
        assertThat(at.term().end()).isEqualTo(day("2028-03-14"));
    }

    @Test
    void a_period_that_is_judged_late_is_followed_by_one_that_begins_on_time() {
        grow(1_000);
        grow(900);
        now = day("2027-05-20");

        judge();

        assertThat(at.term().end()).isEqualTo(day("2028-03-14"));
    }

    @Test
    void nobody_falls_before_grace_is_over_and_the_notice_was_given() {
        grow(1_000);
        now = day("2027-03-14");
        assertThat(judge()).containsExactly(Verdict.GRACE);
        assertThat(tenure().graceUntil()).hasValue(day("2027-04-13"));
        at = at.told(now);

        now = day("2027-04-13").minusSeconds(1);
        assertThat(judge()).isEmpty();
        now = day("2027-04-13");
        assertThat(judge()).containsExactly(Verdict.FALLEN);
        assertThat(at.tier()).isEqualTo(MEMBER);
        assertThat(at.growth()).isZero();
        assertThat(at.term().end()).isEqualTo(day("2028-04-13"));
        assertThat(judge()).isEmpty();
    }

    @Test
    void grace_is_prolonged_once_for_a_member_who_was_not_told() {
        grow(1_000);
        now = day("2027-03-14");
        judge();
        now = day("2027-04-13");

        assertThat(judge()).containsExactly(Verdict.PROLONGED);
        assertThat(tenure().graceUntil()).hasValue(day("2027-05-27"));
        now = day("2027-05-27");
        assertThat(judge()).containsExactly(Verdict.FALLEN);
    }

    @Test
    void a_notice_that_came_too_late_is_none() {
        grow(1_000);
        now = day("2027-03-14");
        judge();
        at = at.told(day("2027-03-31"));
        now = day("2027-04-13");

        assertThat(judge()).containsExactly(Verdict.PROLONGED);
    }

    @Test
    void one_step_is_the_most_even_after_years_without_an_evaluation() {
        grow(10_000);
        now = day("2031-01-01");

        assertThat(judge()).containsExactly(Verdict.GRACE);
        now = day("2031-02-01");
        assertThat(judge()).containsExactly(Verdict.PROLONGED);
        now = day("2031-06-01");
        assertThat(judge()).containsExactly(Verdict.FALLEN);
        assertThat(at.tier()).isEqualTo(VIP);
        assertThat(tenure().missing()).isEqualTo(800);
    }

    @Test
    void what_is_made_up_for_in_grace_renews_at_once_and_what_is_more_is_carried() {
        grow(1_000);
        grow(700);
        now = day("2027-03-14");
        judge();
        now = day("2027-04-01");

        grow(150);

        assertThat(at.tier()).isEqualTo(VIP);
        assertThat(tenure().graceUntil()).isEmpty();
        assertThat(at.growth()).isEqualTo(50);
        assertThat(at.term().start()).isEqualTo(day("2027-03-14"));
        assertThat(at.term().end()).isEqualTo(day("2028-03-14"));
    }

    @Test
    void what_was_earned_in_grace_is_not_lost_by_the_fall() {
        grow(1_000);
        now = day("2027-03-14");
        judge();
        at = at.told(now);
        now = day("2027-04-10");
        grow(790);
        now = day("2027-04-13");

        assertThat(judge()).containsExactly(Verdict.FALLEN);
        assertThat(at.growth()).isEqualTo(790);
        grow(210);
        assertThat(at.tier()).isEqualTo(VIP);
    }

    @Test
    void a_purchase_after_a_period_that_nobody_judged_yet_counts_in_the_next() {
        grow(1_900);
        grow(8_000);
        now = day("2027-03-15");

        grow(500);

        assertThat(at.tier())
                .as("9,900 were settled, so 10,400 are not reached")
                .isEqualTo(VIP);
        assertThat(at.growth()).isEqualTo(800 + 500);
    }

    @Test
    void who_gives_the_purchase_back_that_brought_the_tier_has_to_earn_it_again_to_keep_it() {
        grow(1_000);
        grow(-1_000);
        assertThat(at.tier()).isEqualTo(VIP);
        assertThat(tenure().missing()).isEqualTo(1_800);

        grow(1_799);
        now = day("2027-03-14");
        assertThat(judge()).containsExactly(Verdict.GRACE);
    }

    @Test
    void growth_of_the_lowest_tier_begins_anew_each_year() {
        grow(900);
        now = day("2027-03-14");

        assertThat(judge()).containsExactly(Verdict.RENEWED);
        assertThat(at.growth()).isZero();
        assertThat(judge()).isEmpty();
    }

    @Test
    void nothing_is_carried_where_the_ladder_says_so() {
        yardstick = yardstick(new LadderTerms(Period.ROLLING_YEAR, 30, 14, false));
        grow(1_500);
        assertThat(tenure().counted()).isZero();
        grow(2_000);
        now = day("2027-03-14");

        judge();

        assertThat(at.growth()).isZero();
    }

    @Test
    void a_calendar_year_holds_to_the_end_of_the_next_then_from_year_to_year() {
        yardstick = yardstick(new LadderTerms(Period.CALENDAR_YEAR, 31, 0, true));
        grow(1_800);
        assertThat(at.term().end()).isEqualTo(day("2028-01-01"));
        now = day("2028-01-01");
        assertThat(judge()).containsExactly(Verdict.RENEWED);
        assertThat(at.term().end()).isEqualTo(day("2029-01-01"));
        now = day("2029-01-01");
        assertThat(judge()).containsExactly(Verdict.GRACE);
        now = day("2029-02-01");
        assertThat(judge()).containsExactly(Verdict.FALLEN);
        assertThat(at.term().end()).as("the lowest tier ends with the year").isEqualTo(day("2030-01-01"));
    }

    @Test
    void tiers_that_hold_for_good_never_end_and_begin_a_period_when_they_come_to_an_end() {
        yardstick = yardstick(new LadderTerms(Period.UNLIMITED, 0, 0, false));
        at = new Position(at.member(), 0, MEMBER, now, 0, Term.begin(now, null, 0, null));
        grow(1_200);
        now = day("2036-03-14");
        assertThat(judge()).isEmpty();
        assertThat(at.growth()).isEqualTo(1_200);

        yardstick = yardstick(LadderTerms.USUAL);
        assertThat(judge()).containsExactly(Verdict.BEGUN);
        assertThat(at.term().end()).isEqualTo(day("2037-03-14"));
        assertThat(tenure().missing()).isEqualTo(800);
    }

    @Test
    void periods_run_out_quietly_when_tiers_begin_to_hold_for_good() {
        grow(1_000);
        yardstick = yardstick(new LadderTerms(Period.UNLIMITED, 0, 0, false));
        now = day("2027-03-14");

        assertThat(judge()).containsExactly(Verdict.RENEWED);
        assertThat(at.term().end()).isNull();
        assertThat(at.growth()).isEqualTo(1_000);
        assertThat(at.term().due()).isEmpty();
    }

    @Test
    void a_tier_given_by_hand_ends_with_its_day_and_grace() {
        give(VIP, Optional.of(day("2026-07-01")));
        assertThat(at.tier()).isEqualTo(VIP);
        assertThat(at.term().due()).hasValue(day("2026-07-01"));
        at = at.told(day("2026-06-20"));

        now = day("2026-07-01");
        assertThat(judge()).containsExactly(Verdict.UNPROTECTED, Verdict.GRACE);
        now = day("2026-07-31");
        assertThat(judge()).containsExactly(Verdict.FALLEN);
        assertThat(at.tier()).isEqualTo(MEMBER);
    }

    @Test
    void a_tier_given_by_hand_becomes_ones_own_when_its_line_is_reached() {
        give(VIP, Optional.of(day("2026-07-01")));
        now = day("2026-05-01");

        grow(1_000);

        assertThat(at.term().given()).isFalse();
        assertThat(at.term().end()).isEqualTo(day("2027-05-01"));
        assertThat(at.tierSince()).isEqualTo(day("2026-03-14"));
        now = day("2026-07-01");
        assertThat(judge()).containsExactly(Verdict.UNPROTECTED);
        assertThat(at.tier()).isEqualTo(VIP);
    }

    @Test
    void a_tier_for_life_is_never_lost_and_one_above_it_falls_to_it() {
        give(VIP, Optional.empty());
        grow(10_000);
        assertThat(at.tier()).isEqualTo(BLACK);
        now = day("2028-01-01");
        judge();
        now = day("2028-02-01");
        judge();
        now = day("2028-06-01");
        judge();
        assertThat(at.tier()).isEqualTo(VIP);
        for (var year = 2029; year < 2040; year++) {
            now = day(year + "-12-31");
            assertThat(judge()).containsExactly(Verdict.RENEWED);
        }
        assertThat(at.tier()).isEqualTo(VIP);
    }

    @Test
    void a_tier_that_was_given_is_judged_at_once_when_staff_take_the_gift_back() {
        give(VIP, Optional.empty());
        now = day("2026-04-01");

        at = at.unprotected(now);

        assertThat(judge()).containsExactly(Verdict.GRACE);
        assertThat(tenure().graceUntil()).hasValue(day("2026-05-01"));
    }

    @Test
    void a_tier_given_where_tiers_hold_for_good_ends_too_and_takes_no_growth_along() {
        yardstick = yardstick(new LadderTerms(Period.UNLIMITED, 0, 0, false));
        at = new Position(at.member(), 400, MEMBER, now, 1, Term.begin(now, null, 0, null));
        give(VIP, Optional.of(day("2026-07-01")));
        now = day("2026-07-01");

        assertThat(judge()).containsExactly(Verdict.UNPROTECTED, Verdict.GRACE, Verdict.FALLEN);
        assertThat(at.tier()).isEqualTo(MEMBER);
        assertThat(at.growth()).isEqualTo(400);
        assertThat(at.term().due()).isEmpty();
    }

    @Test
    void who_reaches_a_full_tier_waits_until_a_refund_or_the_end_of_the_period() {
        yardstick =
                new Yardstick(new Ladder(List.of(MEMBER, VIP, BLACK.withPlaces(1)), LadderTerms.USUAL), ZoneOffset.UTC);
        grow(12_000);
        assertThat(at.tier()).isEqualTo(VIP);
        assertThat(tenure().waitingSince()).hasValue(now);

        grow(-2_001);
        assertThat(tenure().waitingSince()).isEmpty();
        grow(500);
        assertThat(tenure().waitingSince()).hasValue(now);
        at = at.placed(BLACK, yardstick, now);
        assertThat(tenure().waitingSince()).isEmpty();
        assertThat(at.tier()).isEqualTo(BLACK);
    }

    private void grow(long amount) {
        var step = at.grow(new Growth(at.member(), amount, "key", now), yardstick, false, now);
        var sum = step.bookings().stream().mapToLong(Position.Booking::amount).sum();
        assertThat(step.position().growth()).isEqualTo(at.growth() + sum);
        at = step.position();
    }

    private List<Verdict> judge() {
        var judged = at.judge(yardstick, now);
        at = judged.step().position();
        return judged.verdicts();
    }

    private void give(Tier tier, Optional<Instant> until) {
        at = at.protectedBy(new TierFloor(tier.code(), until), tier, yardstick, now);
    }

    private Tenure tenure() {
        return at.on(yardstick.ladder()).tenure();
    }

    private static Yardstick yardstick(LadderTerms terms) {
        return new Yardstick(new Ladder(List.of(MEMBER, VIP, BLACK), terms), ZoneOffset.UTC);
    }

    private static Instant day(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Tier tier(String code, int rank, long entry, long retention) {
        return new Tier(code, rank, new BilingualText(code, code), entry, retention, null);
    }
}
