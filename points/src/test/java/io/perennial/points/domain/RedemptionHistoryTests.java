package io.perennial.points.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.points.EntryKind;
import io.perennial.points.Movements;
import io.perennial.points.domain.RedemptionHistory.Movement;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedemptionHistoryTests {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);

    private final Map<YearMonth, Long> issued = new HashMap<>();
    private final List<Movement> movements = new ArrayList<>();

    @Test
    void says_nothing_before_there_is_enough_to_learn_from() {
        issue(0, 1_000);
        spend(0, 1, 500);

        assertThat(history().breakage(JANUARY.plusMonths(1))).isEmpty();
        assertThat(history().breakage(JANUARY.plusMonths(2))).isPresent();
        assertThat(new RedemptionHistory(Map.of(), List.of()).breakage(JANUARY)).isEmpty();
    }

    @Test
    void says_nothing_when_nobody_has_ever_redeemed() {
        issue(0, 1_000);

        assertThat(history().breakage(JANUARY.plusMonths(6))).isEmpty();
    }

    @Test
    void finds_the_shares_of_a_programme_whose_cohorts_all_do_the_same_and_its_past_forecasts_were_right_in_the_end() {
        for (int month = 0; month < 12; month++) {
            issue(month, 1_000);
            for (int age = 0; age <= 3 && month + age < 12; age++) {
                spend(month, month + age, List.of(100, 300, 150, 50).get(age));
            }
        }

        var breakage = history().breakage(JANUARY.plusMonths(11)).orElseThrow();

        assertThat(breakage.redeemedInTheEnd()).isEqualByComparingTo("0.6");
        // Cohorts of age 0, 1, 2 have 500, 200, 50 still to redeem; the nine others none.
        assertThat(breakage.expectedRedemptions()).isEqualTo(750);
        assertThat(breakage.outstanding()).isEqualTo(9 * 400 + 450 + 600 + 900);
        assertThat(breakage.breakage()).isEqualTo(breakage.outstanding() - 750);
        assertThat(breakage.learntUpTo()).isEqualTo(11);
        // Once a whole cohort was known, a look one month ahead is exact for the cohorts that there were.
        assertThat(breakage.past())
                .filteredOn(past -> past.months() == 1 && !past.asOf().isBefore(JANUARY.plusMonths(3)))
                .isNotEmpty()
                .allSatisfy(past -> assertThat(past.error().orElseThrow()).isZero());
    }

    @Test
    void what_was_taken_back_is_not_learnt_from_and_a_cancelled_redemption_does_not_count() {
        issue(0, 1_000);
        move(0, 0, EntryKind.TAKEN_BACK, -500);
        spend(0, 1, 400);
        move(0, 2, EntryKind.GIVEN_BACK, 150);
        issue(2, 100);

        var breakage = history().breakage(JANUARY.plusMonths(2)).orElseThrow();

        // 400 of 500 at age 1; at age 2 more came back than went, which is no redemption.
        assertThat(breakage.redeemedInTheEnd()).isEqualByComparingTo("0.8");
        assertThat(breakage.expectedRedemptions()).isEqualTo(80);
        assertThat(breakage.outstanding()).isEqualTo(250 + 100);
    }

    @Test
    void never_expects_more_than_is_left() {
        issue(0, 1_000);
        spend(0, 1, 900);
        spend(0, 2, 100);
        issue(1, 1_000);
        move(1, 2, EntryKind.EXPIRED, -990);
        issue(2, 0);

        var breakage = history().breakage(JANUARY.plusMonths(2)).orElseThrow();

        assertThat(breakage.outstanding()).isEqualTo(10);
        assertThat(breakage.expectedRedemptions()).isEqualTo(10);
        assertThat(breakage.share()).isZero();
    }

    @Test
    void shows_how_wrong_it_was() {
        issue(0, 1_000);
        spend(0, 0, 100);
        spend(0, 1, 100);
        spend(0, 2, 100);
        issue(2, 1_000);
        spend(2, 2, 100);
        spend(2, 3, 400);

        var breakage = history().breakage(JANUARY.plusMonths(3)).orElseThrow();

        // As of March: April's redemptions were expected to be 100 of the cohort of March (share at age 1), and none of
        // January.
        assertThat(breakage.past()).hasSize(1);
        var march = breakage.past().getFirst();
        assertThat(march.asOf()).isEqualTo(JANUARY.plusMonths(2));
        assertThat(march.expected()).isEqualTo(100);
        assertThat(march.actual()).isEqualTo(400);
        assertThat(march.error()).isEqualTo(Optional.of(new BigDecimal("-0.7500")));
        assertThat(breakage.usualError()).isEqualTo(Optional.of(new BigDecimal("0.7500")));
    }

    @Test
    void cohorts_add_up() {
        issue(0, 1_000);
        spend(0, 1, 300);
        move(0, 2, EntryKind.EXPIRED, -200);

        assertThat(history().cohorts()).singleElement().satisfies(cohort -> {
            assertThat(cohort.issued()).isEqualTo(1_000);
            assertThat(cohort.outstanding()).isEqualTo(500);
        });
    }

    private void issue(int month, long points) {
        issued.put(JANUARY.plusMonths(month), points);
    }

    private void spend(int cohort, int month, long points) {
        move(cohort, month, EntryKind.SPENT, -points);
    }

    private void move(int cohort, int month, EntryKind kind, long points) {
        movements.add(new Movement(
                JANUARY.plusMonths(cohort), JANUARY.plusMonths(month), new Movements(Map.of(kind, points))));
    }

    private RedemptionHistory history() {
        return new RedemptionHistory(issued, movements);
    }
}
