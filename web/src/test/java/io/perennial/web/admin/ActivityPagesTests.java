package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Judgement;
import io.perennial.membership.StaffRole;
import io.perennial.points.Cap;
import io.perennial.points.EntryKind;
import io.perennial.points.Formula;
import io.perennial.points.Points;
import io.perennial.points.ReadStatement;
import io.perennial.points.Why;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One activity as staff see it, with all of why it earned what it did. */
class ActivityPagesTests extends AdminPages {

    private static final String PAGE = "/admin/members/" + Sample.MEMBER + "/activities/" + Sample.ACTIVITY;
    private static final Cap CAP = new Cap(Cap.Window.DAY, Cap.Measure.POINTS, 500);
    private static final Why.Paid CAMPAIGN =
            new Why.Paid(RuleSample.CAMPAIGN, 4, RuleSample.campaign().name());

    @Test
    void tells_formula_rounding_caps_and_each_condition_with_its_verdict() throws Exception {
        booked(new Why.Earned(
                CAMPAIGN,
                new BigDecimal("99.99"),
                "GBP",
                new Formula.PerAmount(1, new BigDecimal("1.00")),
                new BigDecimal("99.99"),
                60,
                0,
                new Why.Trace(
                        new BigDecimal("123.45"),
                        judged("vip"),
                        new Why.Known("vip", null, null),
                        null,
                        null,
                        List.of(new Why.Cut(CAP, 39))),
                List.of(new Why.NotPaid(
                        Sample.PAID,
                        Why.Reason.CAP_USED_UP,
                        null,
                        CAP,
                        new Why.Trace(null, judged("member"), null, null, null, List.of())))));
        assertThat(body())
                .contains(RuleSample.campaign().name().en() + ", version 4", "99.99", "to 99")
                .contains("39 less: at most 500 points a day")
                .contains("the member is VIP or Black", "chip-good", "chip-bad")
                .contains("Rules that did not pay", Sample.PAID.name().en(), "its limit is used up")
                .contains("+60");
    }

    @Test
    void tells_of_each_rule_why_nothing_was_earned() throws Exception {
        booked(new Why.EarnedNothing(List.of(new Why.NotPaid(
                CAMPAIGN,
                Why.Reason.CONDITION,
                null,
                null,
                new Why.Trace(null, judged("member"), null, null, null, List.of())))));
        assertThat(body())
                .contains(
                        "the member is VIP or Black",
                        "chip-bad",
                        RuleSample.campaign().name().en() + ", version 4")
                .contains("its conditions did not hold")
                .doesNotContain("recorded without being judged");
    }

    @Test
    void tells_which_missions_it_counts_for() throws Exception {
        assertThat(body())
                .contains("Counts for missions", "A week in the garden", "Buy flowers", "CN¥25.50")
                .contains("href=\"/admin/missions/" + MissionSample.MISSION + "\"");
        when(missions.countedFor(any(), any())).thenReturn(List.of());
        assertThat(body()).doesNotContain("Counts for missions");
    }

    @Test
    void says_so_when_nothing_was_booked() throws Exception {
        when(statements.ofActivity(any(), any())).thenReturn(List.of());
        assertThat(body()).contains("recorded without being judged");
    }

    private void booked(Why why) {
        when(statements.ofActivity(Sample.MEMBER, Sample.ACTIVITY))
                .thenReturn(List.of(new ReadStatement.Line(
                        7,
                        EntryKind.EARNED,
                        why instanceof Why.Earned earned ? earned.points() : 0,
                        0,
                        0,
                        Points.of(100),
                        Points.NONE,
                        Sample.ACTIVITY,
                        why,
                        Sample.NOW,
                        Sample.NOW,
                        null,
                        null,
                        null)));
    }

    private static Judgement judged(String tier) {
        return Judgement.judge(
                        RuleSample.campaign().condition(),
                        new Circumstances(
                                Sample.MEMBER,
                                ActivityType.PURCHASE,
                                Sample.NOW,
                                "web",
                                null,
                                null,
                                List.of(),
                                tier,
                                null,
                                false,
                                ZoneId.of("Asia/Shanghai")))
                .judgement();
    }

    private String body() throws Exception {
        return page(PAGE, StaffRole.SUPPORT, StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
