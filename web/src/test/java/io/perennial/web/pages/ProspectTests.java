package io.perennial.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProspectTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final Condition SHOP = new Condition.StoreIn(new TreeSet<>(List.of("S1")));
    private static final Condition WEEKEND = new Condition.WeekdayIn(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
    private static final Condition LAST_DAY = new Condition.DayOfMonthIn(new TreeSet<>(List.of(31)));

    @Test
    void what_is_not_known_may_be_so_and_may_not() {
        assertThat(Prospect.mayOn(SHOP, MONDAY)).isTrue();
        assertThat(Prospect.mayOn(new Condition.Not(SHOP), MONDAY)).isTrue();
        assertThat(Prospect.mayOn(Condition.none(), MONDAY)).isTrue();
    }

    @Test
    void a_day_that_cannot_fit_makes_all_of_it_impossible() {
        assertThat(Prospect.mayOn(WEEKEND, MONDAY)).isFalse();
        assertThat(Prospect.mayOn(new Condition.Not(WEEKEND), MONDAY)).isTrue();
        assertThat(Prospect.mayOn(new Condition.All(List.of(SHOP, WEEKEND)), MONDAY))
                .isFalse();
        assertThat(Prospect.mayOn(new Condition.Any(List.of(SHOP, WEEKEND)), MONDAY))
                .isTrue();
        assertThat(Prospect.mayOn(new Condition.Not(new Condition.Any(List.of(SHOP, LAST_DAY))), MONDAY))
                .as("it is the last day of November")
                .isFalse();
    }

    @Test
    void what_excludes_each_other_never_fits_together() {
        var vip = new Condition.All(List.of(new Condition.TierIn(new TreeSet<>(List.of("vip"))), SHOP));
        var black = new Condition.TierIn(new TreeSet<>(List.of("black")));
        assertThat(Prospect.mayFitTogether(vip, black)).isFalse();
        assertThat(Prospect.mayFitTogether(vip, new Condition.Not(SHOP))).isFalse();
        assertThat(Prospect.mayFitTogether(vip, WEEKEND)).isTrue();
        assertThat(Prospect.mayFitTogether(new Condition.Any(List.of(black, SHOP)), vip))
                .isTrue();
    }
}
