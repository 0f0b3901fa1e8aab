package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.PilotRule;
import io.perennial.points.ReadBudgets;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Campaigns where members meet them, and the public rule sheet. */
class CampaignsInPortalTests extends PortalPages {

    private static final Condition FOR_VIP = new Condition.TierIn(new TreeSet<>(List.of("vip")));
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    @Test
    void a_member_sees_the_campaigns_that_they_can_get_and_no_others() throws Exception {
        running(
                campaign("For VIPs", FOR_VIP, null),
                campaign("For Black", new Condition.TierIn(new TreeSet<>(List.of("black"))), null),
                campaign("Birthday", new Condition.BirthdayMonth(), null),
                campaign("Day", new Condition.DayOfMonthIn(new TreeSet<>(List.of(1))), null));
        for (var address : List.of("/", "/rewards")) {
            assertThat(body(address, "en"))
                    .as(address)
                    .contains("For VIPs", "Double points for each purchase if you are VIP", "Come soon")
                    .contains("Day", "Next on December 1, 2026")
                    .doesNotContain("For Black", "Birthday");
        }
        assertThat(body("/", "zh-CN")).contains("为您加赠积分", "您的等级为VIP 会员时，每次消费得双倍积分。");
    }

    @Test
    void a_campaign_without_budget_left_is_not_offered() throws Exception {
        var spent = campaign("All gone", Condition.none(), 1_000L);
        running(spent);
        when(budgets.lately()).thenReturn(Map.of(spent.id(), new ReadBudgets.Budget(1_000, 0)));
        assertThat(body("/", "en")).doesNotContain("All gone");
        when(budgets.lately()).thenReturn(Map.of(spent.id(), new ReadBudgets.Budget(1_000, 1)));
        assertThat(body("/", "en")).contains("All gone");
    }

    @Test
    void a_first_purchase_is_offered_only_until_it_was_made() throws Exception {
        running(campaign("Welcome gift", new Condition.FirstPurchase(), null));
        when(activities.firstPurchases(any(), any())).thenReturn(Map.of());
        assertThat(body("/", "en")).contains("Welcome gift");
        when(activities.firstPurchases(any(), any())).thenReturn(Map.of(MEMBER, NOW));
        assertThat(body("/", "en")).doesNotContain("Welcome gift");
    }

    @Test
    void who_is_in_a_trial_is_asked_one_question() throws Exception {
        var trial = campaign("Trial", Condition.none(), null)
                .as(1, new Condition.InShare("t", 1_000), NOW.minus(Duration.ofDays(1)));
        running(trial);
        var question = new BilingualText("喜欢吗？", "Do you like it?");
        when(pilots.of(MEMBER)).thenReturn(List.of(new ReadPilots.Invitation(trial, question, Optional.empty())));
        assertThat(body("/", "en"))
                .contains("Do you like it?", "/pilots/" + trial.id() + "/answer")
                .doesNotContain("You said");
        when(pilots.of(MEMBER))
                .thenReturn(List.of(new ReadPilots.Invitation(trial, question, Optional.of(PilotRule.Answer.LIKE))));
        assertThat(body("/", "en")).contains("You said: I like it.");

        when(pilotRule.answer(MEMBER, trial.id(), PilotRule.Answer.LIKE, Optional.of("Nice")))
                .thenReturn(new PilotRule.Answered.Kept());
        assertThat(send("/pilots/" + trial.id() + "/answer", "answer", "LIKE", "comment", " Nice "))
                .hasRedirectedUrl("/");
        when(pilotRule.answer(MEMBER, trial.id(), PilotRule.Answer.DISLIKE, Optional.empty()))
                .thenReturn(new PilotRule.Answered.NotAsked());
        assertThat(send("/pilots/" + trial.id() + "/answer", "answer", "DISLIKE"))
                .hasRedirectedUrl("/");
    }

    @Test
    void who_tries_a_change_sees_it_in_place_of_what_everyone_else_has() throws Exception {
        var old = campaign("Autumn offer", Condition.none(), null);
        var change = campaign("Winter offer", Condition.none(), null);
        var tried = new EarnRule(
                old.id(),
                2,
                change.name(),
                change.role(),
                change.activityType(),
                change.condition(),
                new Condition.InShare("t", 500),
                change.points(),
                change.growth(),
                change.caps(),
                null,
                change.stacking(),
                0,
                null,
                NOW.minus(Duration.ofHours(1)),
                null);
        running(old, tried);
        assertThat(body("/", "en")).contains("Autumn offer").doesNotContain("Winter offer");

        var question = new BilingualText("喜欢吗？", "Do you like it?");
        when(pilots.of(MEMBER)).thenReturn(List.of(new ReadPilots.Invitation(tried, question, Optional.empty())));
        assertThat(body("/", "en")).contains("Winter offer", "Do you like it?").doesNotContain("Autumn offer");
    }

    @Test
    void anyone_can_read_the_rules_and_what_is_announced_and_what_has_changed() {
        var base = EarnRule.base(
                RuleId.next(),
                new BilingualText("消费", "Shopping"),
                ActivityType.PURCHASE,
                new Formula.PerAmount(1, BigDecimal.ONE),
                new Formula.Nothing(),
                LONG_AGO);
        var better = EarnRule.base(
                RuleId.next(),
                new BilingualText("签到", "Check-in"),
                ActivityType.CHECK_IN,
                new Formula.Fixed(5),
                new Formula.Nothing(),
                LONG_AGO);
        var next = new EarnRule(
                better.id(),
                2,
                better.name(),
                better.role(),
                better.activityType(),
                better.condition(),
                new Formula.Fixed(7),
                better.growth(),
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                NOW.minus(Duration.ofDays(3)),
                null);
        var coming = new EarnRule(
                base.id(),
                2,
                base.name(),
                base.role(),
                base.activityType(),
                base.condition(),
                new Formula.PerAmount(2, BigDecimal.ONE),
                base.growth(),
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                NOW.plus(Duration.ofDays(9)),
                null);
        when(rules.all())
                .thenReturn(List.of(
                        new Published(base, LONG_AGO, Optional.empty()),
                        new Published(better, LONG_AGO, Optional.empty()),
                        new Published(next, NOW.minus(Duration.ofDays(4)), Optional.empty()),
                        new Published(coming, NOW, Optional.empty()),
                        published(campaign("For VIPs", FOR_VIP, null)),
                        published(campaign("Secret share", new Condition.InShare("t", 100), null)),
                        published(campaign("Secret trial", Condition.none(), null)
                                .as(1, new Condition.InShare("t", 100), LONG_AGO)),
                        published(better.as(3, new Condition.InShare("t", 100), NOW.minus(Duration.ofDays(1))))));
        assertThat(sheet(Locale.ENGLISH))
                .contains("1 point for every 1 spent.", "7 points for each daily check-in.", "For VIPs")
                .contains("Changes: Shopping", "2 points for every 1 spent.")
                .contains("Changed: Check-in", "Before: 5 points for each daily check-in.")
                .contains("Points last 24 months, then until the end of that month.")
                .contains("You never owe points.")
                .contains("from 10,000 growth")
                .doesNotContain("Secret", "??");
        assertThat(sheet(Locale.SIMPLIFIED_CHINESE))
                .contains("每满 1 得 1 积分。", "积分有效期为 24 个月", "此前：每次签到得 5 积分。")
                .doesNotContain("??");
    }

    @Test
    void the_rules_are_linked_where_people_sign_in_and_below_each_page() throws Exception {
        assertThat(body("/", "en")).contains("href=\"/rules\"");
        var answer = web.get().uri("/sign-in").locale(Locale.ENGLISH).exchange();
        assertThat(answer).bodyText().contains("href=\"/rules\"");
    }

    private String body(String address, String language) throws UnsupportedEncodingException {
        var answer = look(address, Locale.forLanguageTag(language));
        assertThat(answer).as(address).hasStatusOk();
        return answer.getMvcResult().getResponse().getContentAsString();
    }

    private String sheet(Locale language) {
        var answer = web.get().uri("/rules").locale(language).exchange();
        assertThat(answer).hasStatusOk();
        try {
            return answer.getMvcResult().getResponse().getContentAsString();
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void running(EarnRule... campaigns) {
        when(rules.all())
                .thenReturn(List.of(campaigns).stream()
                        .map(CampaignsInPortalTests::published)
                        .toList());
    }

    private static Published published(EarnRule rule) {
        return new Published(rule, rule.effectiveFrom(), Optional.empty());
    }

    private static EarnRule campaign(String name, Condition condition, @Nullable Long budget) {
        return new EarnRule(
                RuleId.next(),
                1,
                new BilingualText(name, name),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                condition,
                new Formula.Multiplied(BigDecimal.TWO, Formula.Rounding.DOWN),
                new Formula.Nothing(),
                List.of(),
                budget,
                Stacking.ADD_UP,
                0,
                new BilingualText("快来", "Come soon"),
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(40)));
    }
}
