package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.StaffRole;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.ReadBudgets;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import io.perennial.web.pages.RuleSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CampaignPagesTests extends AdminPages {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 10);

    @Test
    void shows_when_each_campaign_pays_and_what_its_budget_has_left() throws Exception {
        page("/admin/campaigns?month=2026-12", StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("calendar-bar"),
                                containsString("62,500 of 100,000 points spent"),
                                containsString("37,500 left"))));
        when(budgets.of(any())).thenReturn(Map.of(RuleSample.CAMPAIGN, new ReadBudgets.Budget(100_000, 0)));
        page("/admin/campaigns?month=2026-12", StaffRole.MARKETING)
                .andExpect(content().string(containsString("Budget gone")));
    }

    @Test
    void a_month_that_nobody_can_read_is_this_one() throws Exception {
        page("/admin/campaigns?month=soon", StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("November 2026")));
        page("/admin/campaigns?month=9999-12", StaffRole.MARKETING)
                .andExpect(content().string(containsString("November 2026")));
    }

    @Test
    void who_may_not_change_rules_is_not_offered_a_new_campaign() throws Exception {
        page("/admin/campaigns", StaffRole.AUDITOR)
                .andExpect(content().string(not(containsString("/admin/campaigns/new"))));
        page("/admin/campaigns/new", StaffRole.AUDITOR).andExpect(status().isForbidden());
    }

    @Test
    void members_day_stands_on_its_day_alone() {
        var membersDay = bonus(
                "Day",
                new Condition.DayOfMonthIn(new TreeSet<>(List.of(18))),
                Stacking.ADD_UP,
                "2026-11-01T00:00:00Z",
                null);
        var bars = CampaignCalendar.of(DECEMBER, spans(membersDay), TODAY, SHANGHAI).weeks().stream()
                .flatMap(week -> week.bars().stream())
                .toList();
        assertThat(bars).singleElement().satisfies(bar -> {
            assertThat(bar.column()).as("Friday").isEqualTo(5);
            assertThat(bar.days()).isEqualTo(1);
            assertThat(bar.begins() && bar.ends()).isTrue();
        });
    }

    @Test
    void a_long_campaign_runs_on_from_week_to_week() {
        var fortnight =
                bonus("Two weeks", Condition.none(), Stacking.ADD_UP, "2026-12-03T16:00:00Z", "2026-12-15T16:00:00Z");
        var weeks =
                CampaignCalendar.of(DECEMBER, spans(fortnight), TODAY, SHANGHAI).weeks();
        assertThat(weeks.getFirst().bars()).singleElement().satisfies(bar -> {
            assertThat(bar.column()).as("4 December, a Friday").isEqualTo(5);
            assertThat(bar.days()).isEqualTo(3);
            assertThat(bar.begins()).isTrue();
            assertThat(bar.ends()).isFalse();
        });
        assertThat(weeks.get(1).bars()).singleElement().satisfies(bar -> {
            assertThat(bar.days()).isEqualTo(7);
            assertThat(bar.begins() || bar.ends()).isFalse();
        });
        assertThat(weeks.get(2).bars()).singleElement().satisfies(bar -> {
            assertThat(bar.days()).as("until the 15th").isEqualTo(2);
            assertThat(bar.ends()).isTrue();
        });
    }

    @Test
    void warns_of_campaigns_that_may_fit_the_same_purchase() {
        var vip = new Condition.TierIn(new TreeSet<>(List.of("vip")));
        var black = new Condition.TierIn(new TreeSet<>(List.of("black")));
        var all = bonus("All", Condition.none(), Stacking.ADD_UP, "2026-12-01T00:00:00Z", "2026-12-11T00:00:00Z");
        var forVip = bonus("VIP", vip, Stacking.BEST_WINS, "2026-12-09T00:00:00Z", null);
        var forBlack = bonus("Black", black, Stacking.BEST_WINS, "2026-12-09T00:00:00Z", null);
        var alone = bonus("Alone", vip, Stacking.EXCLUSIVE, "2026-12-20T00:00:00Z", null);
        assertThat(CampaignCalendar.of(DECEMBER, spans(all, forVip, forBlack, alone), TODAY, SHANGHAI)
                        .overlaps())
                .extracting(
                        overlap -> overlap.one().name().en() + "+"
                                + overlap.other().name().en(),
                        CampaignCalendar.Overlap::meeting)
                .containsExactlyInAnyOrder(
                        tuple("All+VIP", CampaignCalendar.Meeting.BOTH_PAY),
                        tuple("All+Black", CampaignCalendar.Meeting.BOTH_PAY),
                        tuple("VIP+Alone", CampaignCalendar.Meeting.ONE_ALONE_PAYS));
    }

    @Test
    void a_version_holds_until_the_next_one_and_a_retired_rule_no_longer() {
        var id = RuleId.next();
        var first = bonus(id, 1, "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z");
        var second = bonus(id, 2, "2026-12-10T00:00:00Z", null);
        var retired = Optional.of(Instant.parse("2026-12-20T00:00:00Z"));
        var spans = RuleSpan.of(
                List.of(new Published(second, Sample.NOW, retired), new Published(first, Sample.NOW, retired)));
        assertThat(spans).extracting(span -> span.rule().version()).containsExactly(1, 2);
        assertThat(spans.getFirst().until()).isEqualTo(second.effectiveFrom());
        assertThat(spans.getLast().until()).isEqualTo(retired.get());
        assertThat(spans).extracting(RuleSpan::retired).containsExactly(false, true);
        assertThat(spans.getLast().before()).isEqualTo(first);
    }

    private static List<RuleSpan> spans(EarnRule... rules) {
        return RuleSpan.of(List.of(rules).stream()
                .map(rule -> new Published(rule, Sample.NOW, Optional.empty()))
                .toList());
    }

    private static EarnRule bonus(
            String name, Condition condition, Stacking stacking, String from, @Nullable String until) {
        return bonus(RuleId.next(), 1, name, condition, stacking, from, until);
    }

    private static EarnRule bonus(RuleId id, int version, String from, @Nullable String until) {
        return bonus(id, version, "Campaign", Condition.none(), Stacking.ADD_UP, from, until);
    }

    private static EarnRule bonus(
            RuleId id,
            int version,
            String name,
            Condition condition,
            Stacking stacking,
            String from,
            @Nullable String until) {
        return new EarnRule(
                id,
                version,
                new BilingualText(name, name),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                condition,
                new Formula.Multiplied(BigDecimal.TWO, Formula.Rounding.DOWN),
                new Formula.Nothing(),
                List.of(),
                null,
                stacking,
                0,
                null,
                Instant.parse(from),
                until == null ? null : Instant.parse(until));
    }
}
