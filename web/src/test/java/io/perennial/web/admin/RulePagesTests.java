package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.insights.Judgement;
import io.perennial.membership.Programme;
import io.perennial.membership.StaffRole;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.KeepDraft;
import io.perennial.points.PublishRule.Outcome;
import io.perennial.points.ReadRules;
import io.perennial.points.Stacking;
import io.perennial.points.Why;
import io.perennial.web.pages.Notice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.validation.BeanPropertyBindingResult;

class RulePagesTests extends AdminPages {

    private static final String RULE = "/admin/rules/" + Sample.RULE;

    @Test
    void says_in_plain_words_what_a_rule_pays() throws Exception {
        page("/admin/rules", StaffRole.MARKETING)
                .andExpect(content()
                        .string(allOf(
                                containsString(
                                        "1 point and as much growth for every 1 spent if the amount is 10 or more."),
                                containsString("Double points for each purchase if the member is VIP or Black, and the "
                                        + "item’s name contains “mug”, and it is the 18th of the month."),
                                containsString("It stops by itself when it has paid 100,000 points"))));
    }

    @Test
    void publishes_what_was_typed() throws Exception {
        when(publishRule.publish(any(), eq(Sample.STAFF))).thenReturn(new Outcome.Done(Sample.RULE, 3, Sample.NOW));
        send(
                        RULE + "/edit",
                        Forms.rule(Map.of(
                                "when.lines[1].kind", "amount",
                                "when.lines[1].depth", "1",
                                "when.lines[1].sense", "is",
                                "when.lines[1].from", "１２.50",
                                "points.units", "1,000",
                                "span.until", "2027-01-01T00:00")),
                        StaffRole.MARKETING)
                .andExpect(redirectedUrl(RULE))
                .andExpect(flash().attribute("notice", Notice.success("admin.rules.published", 3)));
        var rule = published();
        assertThat(rule.id()).isEqualTo(Sample.RULE);
        assertThat(rule.version()).isEqualTo(3);
        assertThat(rule.role()).isEqualTo(EarnRule.Role.BASE);
        assertThat(rule.condition())
                .isEqualTo(new Condition.All(List.of(new Condition.AmountBetween(new BigDecimal("12.50"), null))));
        assertThat(rule.points()).isEqualTo(new Formula.PerAmount(1_000, new BigDecimal("1.00")));
        assertThat(rule.growth()).isEqualTo(new Formula.Nothing());
        assertThat(rule.effectiveFrom()).isEqualTo(Sample.NOW);
        assertThat(rule.effectiveUntil()).as("midnight in Shanghai").isEqualTo(Instant.parse("2026-12-31T16:00:00Z"));
        verify(keepDraft).discard(Sample.RULE, Sample.STAFF);
    }

    @Test
    void publishes_a_whole_campaign_from_the_form() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.Done(RuleSample.CAMPAIGN, 1, Sample.NOW));
        send("/admin/rules/" + RuleSample.CAMPAIGN + "/edit", Forms.campaign(Map.of()), StaffRole.MARKETING)
                .andExpect(status().is3xxRedirection());
        var rule = published();
        assertThat(rule.role()).isEqualTo(EarnRule.Role.BONUS);
        assertThat(rule.condition()).isEqualTo(RuleSample.campaign().condition());
        assertThat(rule.points()).isEqualTo(new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.DOWN));
        assertThat(rule.caps()).containsExactly(new Cap(Cap.Window.EVER, Cap.Measure.POINTS, 500));
        assertThat(rule.budget()).isEqualTo(100_000);
        assertThat(rule.stacking()).isEqualTo(Stacking.BEST_WINS);
        assertThat(rule.priority()).isEqualTo(10);
    }

    private EarnRule published() {
        var published = ArgumentCaptor.forClass(EarnRule.class);
        verify(publishRule).publish(published.capture(), any());
        return published.getValue();
    }

    @Test
    void what_is_shown_of_a_rule_and_sent_back_is_the_same_rule() {
        var programme = new Programme(ZoneId.of("Asia/Shanghai"), List.of("CNY", "GBP"));
        var form = RuleForm.of(RuleSample.campaign(), 1, Sample.NOW, programme).withAllTiers(Sample.LADDER);
        assertThat(form.read(RuleSample.CAMPAIGN, Sample.NOW, programme, new BeanPropertyBindingResult(form, "form")))
                .contains(RuleSample.campaign());
        assertThat(KeptForm.read(KeptForm.of(form))).isEqualTo(form);
    }

    @Test
    void adds_and_removes_lines_without_losing_what_was_typed() throws Exception {
        var added = text(send(
                "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                Forms.campaign(Map.of("adding", "0:weekday", "what.nameEn", "Typed with care")),
                StaffRole.MARKETING));
        assertThat(added)
                .contains("name=\"when.lines[4].kind\" value=\"weekday\"", "Typed with care", "value=\"mug\"")
                .doesNotContain("error-summary");
        var removed = text(send(
                "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                Forms.campaign(Map.of("removing", "1")),
                StaffRole.MARKETING));
        assertThat(removed)
                .contains("name=\"when.lines[1].kind\" value=\"item-named\"")
                .doesNotContain("name=\"when.lines[3].kind\"");
        var capped = text(send(
                "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                Forms.campaign(Map.of("adding-cap", "yes")),
                StaffRole.MARKETING));
        assertThat(capped).contains("name=\"atMost.caps[1].most\"");
        verifyNoInteractions(publishRule, keepDraft);
    }

    @Test
    void says_what_is_being_made_while_it_is_typed() throws Exception {
        var page = text(send(
                "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                Forms.campaign(Map.of("look", "yes", "what.nameZh", "", "what.nameEn", "")),
                StaffRole.MARKETING));
        assertThat(page)
                .contains("Double points for each purchase if the member is VIP or Black", "at most 500 points in all")
                .doesNotContain("error-summary");
        assertThat(text(send(
                        "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                        Forms.campaign(Map.of("look", "yes", "points.factor", "many")),
                        StaffRole.MARKETING)))
                .contains("As soon as the form is complete enough");
    }

    @Test
    void keeps_a_draft_that_pays_nothing() throws Exception {
        when(keepDraft.keep(any(), eq(3), eq(Sample.STAFF))).thenReturn(new KeepDraft.Outcome.Kept(4));
        send(
                        "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                        Forms.campaign(Map.of("keep", "yes", "edition", "3")),
                        StaffRole.MARKETING)
                .andExpect(redirectedUrl("/admin/rules/" + RuleSample.CAMPAIGN + "/draft/edit"))
                .andExpect(flash().attribute("notice", Notice.success("admin.rules.draft.kept")));
        verifyNoInteractions(publishRule);
    }

    @Test
    void keeps_what_is_not_complete_yet_and_says_so() throws Exception {
        when(keepDraft.keep(any(), eq(0), eq(Sample.STAFF))).thenReturn(new KeepDraft.Outcome.Kept(1));
        send(
                        "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                        Forms.campaign(Map.of("keep", "yes", "what.nameZh", "", "atMost.budget", "much")),
                        StaffRole.MARKETING)
                .andExpect(flash().attribute("notice", Notice.success("admin.rules.draft.kept.incomplete")));
        var kept = ArgumentCaptor.forClass(KeepDraft.Sketch.class);
        verify(keepDraft).keep(kept.capture(), eq(0), eq(Sample.STAFF));
        assertThat(kept.getValue().rule()).isEmpty();
        assertThat(kept.getValue().nameEn()).isEqualTo("Members’ day: double points on mugs");
        assertThat(KeptForm.read(kept.getValue().typed()).atMost().budget()).isEqualTo("much");
    }

    @Test
    void says_in_words_what_an_incomplete_draft_still_needs_and_offers_neither_replay_nor_trial() throws Exception {
        when(drafts.draft(RuleSample.CAMPAIGN)).thenReturn(Optional.of(RuleSample.incompleteDraft()));
        when(drafts.drafts()).thenReturn(List.of(RuleSample.incompleteDraft()));
        var page = text(page("/admin/rules/" + RuleSample.CAMPAIGN + "/draft/edit", StaffRole.MARKETING));
        assertThat(page)
                .contains(
                        "Before it can be replayed, tried or published:",
                        "href=\"#what.nameZh\"",
                        "Please enter a name")
                .contains("value=\"Typed so far\"")
                .doesNotContain("/draft/replay", "/pilot/new", "??");
        assertThat(text(page("/admin/rules", StaffRole.MARKETING)))
                .contains("Incomplete", "Please enter a name", "Typed so far")
                .doesNotContain("/draft/replay", "??");
        for (var step : List.of("/draft/replay", "/pilot/new")) {
            page("/admin/rules/" + RuleSample.CAMPAIGN + step, StaffRole.MARKETING)
                    .andExpect(redirectedUrl("/admin/rules/" + RuleSample.CAMPAIGN + "/draft/edit"));
        }
    }

    @Test
    void tells_when_someone_else_kept_the_draft_in_between() throws Exception {
        when(keepDraft.keep(any(), eq(0), any())).thenReturn(new KeepDraft.Outcome.ChangedMeanwhile());
        send(
                        "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                        Forms.campaign(Map.of("keep", "yes", "what.nameEn", "Typed with care")),
                        StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("someone else saved or threw away this draft"),
                                containsString("Typed with care"))));
    }

    @Test
    void a_draft_that_was_overtaken_says_so() throws Exception {
        when(rules.history(RuleSample.CAMPAIGN))
                .thenReturn(List.of(new ReadRules.Published(RuleSample.campaign(), Sample.NOW, Optional.empty())));
        page("/admin/rules/" + RuleSample.CAMPAIGN + "/draft/edit", StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("another version was published"),
                                containsString("name=\"version\" value=\"2\""))));
    }

    @Test
    void throws_a_draft_away() throws Exception {
        send("/admin/rules/" + RuleSample.CAMPAIGN + "/draft/discard", Map.of(), StaffRole.MARKETING)
                .andExpect(redirectedUrl("/admin/rules"));
        verify(keepDraft).discard(RuleSample.CAMPAIGN, Sample.STAFF);
    }

    @Test
    void tells_when_someone_published_in_between_and_keeps_what_was_typed() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.ChangedMeanwhile(7));
        send(RULE + "/edit", Forms.rule(Map.of("what.nameEn", "Typed with care")), StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("Meanwhile someone published version 7"),
                                containsString("Typed with care"))));
    }

    @Test
    void tells_beside_the_field_that_it_starts_too_early() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.StartsTooEarly());
        send(RULE + "/edit", Forms.rule(Map.of("span.from", "2026-01-01T00:00")), StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("id=\"span.from-error\""), containsString("cannot start in the past"))));
    }

    @Test
    void tells_that_a_currency_is_not_configured() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.CurrencyNotConfigured("JPY"));
        send(RULE + "/edit", Forms.rule(Map.of()), StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("JPY isn’t one of the programme’s currencies")));
    }

    @Test
    void a_rule_that_is_gone_is_not_found() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.UnknownRule());
        send(RULE + "/edit", Forms.rule(Map.of()), StaffRole.MARKETING).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    what.nameZh          |                  | what.nameZh          | Please enter a name
                    what.nameEn          | #81              | what.nameEn          | That is too long: 80
                    what.activityType    | Kauf!            | what.activityType    | short lower-case word
                    what.activityType    | refund           | what.activityType    | no rule of its own
                    what.activityType    | check-in         | when.lines[2].sense  | Only a purchase has items
                    what.role            | BASE             | points.kind          | Only a campaign multiplies
                    when.lines[1].chosen |                  | when.lines[1].chosen | tick at least one
                    when.lines[2].text   | ,                | when.lines[2].text   | enter at least one
                    when.lines[2].text   | #81              | when.lines[2].text   | short words of 64
                    when.lines[2].kind   | amount           | when.lines[2].from   | at least one of the two amounts
                    when.lines[2].kind   | time             | when.lines[2].from   | a time such as 18:00
                    when.lines[2].kind   | share            | when.lines[2].from   | a share from 0.1 to 100
                    when.lines[2].kind   | group            | when.lines[2].sense  | This group is empty
                    points.factor        | 1                | points.factor        | above 1 and up to 100
                    points.kind          | fixed            | points.units         | whole number from 1 to 1,000,000
                    growth.kind          | per-amount       | growth.per           | an amount above 0
                    atMost.caps[0].most  | 0                | atMost.caps[0].most  | whole number from 1
                    atMost.budget        | much             | atMost.budget        | whole number from 1
                    beside.priority      | 1001             | beside.priority      | whole number from 0 to 1,000
                    story.zh             | 双倍               | story.en             | in both languages
                    span.from            | yesterday        | span.from            | a date and a time
                    span.until           | 2020-01-01T00:00 | span.until           | after the beginning
                    """)
    void refuses_what_cannot_be_a_rule_beside_its_field(String field, String typed, String wrong, String sentence)
            throws Exception {
        var value = typed == null ? "" : typed.equals("#81") ? "x".repeat(81) : typed;
        var different = new HashMap<>(Map.of(field, value));
        if (field.equals("points.kind")) {
            different.put("points.units", "");
        }
        var body = text(
                send("/admin/rules/" + RuleSample.CAMPAIGN + "/edit", Forms.campaign(different), StaffRole.MARKETING)
                        .andExpect(status().is(422)));
        assertThat(body).contains("href=\"#" + wrong + "\"").contains(sentence);
        verifyNoInteractions(publishRule);
    }

    @Test
    void tries_a_rule_out_without_storing_it() throws Exception {
        var paid = new Why.Paid(RuleSample.CAMPAIGN, 1, RuleSample.campaign().name());
        var judgement = Judgement.judge(
                        RuleSample.campaign().condition(),
                        new Circumstances(
                                Sample.MEMBER,
                                ActivityType.PURCHASE,
                                Sample.NOW,
                                "web",
                                null,
                                null,
                                List.of(),
                                "vip",
                                null,
                                false,
                                ZoneId.of("Asia/Shanghai")))
                .judgement();
        when(assessing.assess(any(), any()))
                .thenReturn(List.of(
                        new Why.Earned(Sample.PAID, null, "CNY", new Formula.Fixed(99), null, 99, 99),
                        new Why.Earned(
                                paid,
                                new BigDecimal("99.99"),
                                "CNY",
                                RuleSample.campaign().points(),
                                null,
                                99,
                                0,
                                new Why.Trace(null, judgement, null, 99L, null, List.of()),
                                List.of())));
        var page = text(send(
                        "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                        Forms.campaign(Map.of("try", "yes", "sample.tier", "vip")),
                        StaffRole.MARKETING)
                .andExpect(status().isOk()));
        assertThat(page).contains("198 points and 99 growth", "the member is VIP or Black", "chip-good", "chip-bad");
        assertThat(text(send(
                        "/admin/rules/" + RuleSample.CAMPAIGN + "/edit",
                        Forms.campaign(Map.of("try", "yes", "sample.amount", "1.001")),
                        StaffRole.MARKETING)))
                .contains("href=\"#sample.amount\"");
        verifyNoInteractions(publishRule, keepDraft);
    }

    @ParameterizedTest
    @EnumSource(CampaignStart.class)
    void every_start_of_a_campaign_opens_the_form_filled_in(CampaignStart start) throws Exception {
        var page = text(page("/admin/rules/new?start=" + start.code(), StaffRole.MARKETING)
                .andExpect(status().isOk()));
        assertThat(page).containsPattern("id=\"role-BONUS\"[^>]* checked").doesNotContain("??");
    }

    private static String text(ResultActions actions) throws Exception {
        return actions.andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void a_new_rule_keeps_its_id_so_that_a_double_click_makes_one() throws Exception {
        var form = page("/admin/rules/new", StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(form)
                .containsPattern("action=\"/admin/rules/[0-9a-f-]{36}/edit\"")
                .contains("name=\"version\" value=\"1\"");
    }

    @Test
    void retires_a_rule_and_says_so() throws Exception {
        when(publishRule.retire(Sample.RULE, Sample.STAFF)).thenReturn(new Outcome.Done(Sample.RULE, 2, Sample.NOW));
        send(RULE + "/retire", Map.of(), StaffRole.MARKETING)
                .andExpect(redirectedUrl(RULE))
                .andExpect(flash().attribute("notice", Notice.success("admin.rules.retired")));
    }

    @Test
    void a_retired_rule_offers_no_further_change() throws Exception {
        when(rules.find(Sample.RULE))
                .thenReturn(
                        Optional.of(new ReadRules.Published(RuleSample.rule(2), Sample.NOW, Optional.of(Sample.NOW))));
        page(RULE, StaffRole.MARKETING)
                .andExpect(content().string(allOf(containsString("Retired"), not(containsString(RULE + "/edit")))));
    }

    @Test
    void tells_versions_apart_by_what_they_do_now() {
        var coming = EarnRule.base(
                Sample.RULE,
                RuleSample.rule(1).name(),
                RuleSample.rule(1).activityType(),
                new Formula.Fixed(1),
                new Formula.Nothing(),
                Sample.NOW.plus(Duration.ofDays(1)));
        var history = RuleRow.history(
                Sample.NOW,
                List.of(
                        new ReadRules.Published(coming, Sample.NOW, Optional.empty()),
                        new ReadRules.Published(RuleSample.rule(2), Sample.NOW, Optional.empty()),
                        new ReadRules.Published(RuleSample.rule(1), Sample.NOW, Optional.empty())));
        assertThat(history)
                .extracting(RuleRow::state)
                .containsExactly(RuleRow.State.SCHEDULED, RuleRow.State.IN_FORCE, RuleRow.State.REPLACED);
    }

    @Test
    void a_version_on_trial_stands_beside_the_one_that_everyone_else_has() {
        var tried = RuleSample.rule(2).as(3, new Condition.InShare("t", 100), Sample.NOW);
        var wider = RuleSample.rule(2).as(4, new Condition.InShare("t", 200), Sample.NOW);
        assertThat(RuleRow.history(
                        Sample.NOW,
                        List.of(
                                new ReadRules.Published(wider, Sample.NOW, Optional.empty()),
                                new ReadRules.Published(tried, Sample.NOW, Optional.empty()),
                                new ReadRules.Published(RuleSample.rule(2), Sample.NOW, Optional.empty()))))
                .extracting(RuleRow::state)
                .containsExactly(RuleRow.State.ON_TRIAL, RuleRow.State.REPLACED, RuleRow.State.IN_FORCE);
        assertThat(RuleRow.history(
                        Sample.NOW,
                        List.of(
                                new ReadRules.Published(tried, Sample.NOW, Optional.of(Sample.NOW)),
                                new ReadRules.Published(RuleSample.rule(2), Sample.NOW, Optional.empty()))))
                .extracting(RuleRow::state)
                .containsExactly(RuleRow.State.WITHDRAWN, RuleRow.State.IN_FORCE);
    }

    @Test
    void says_that_a_rule_being_tried_is_not_published_meanwhile() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.BeingTried());
        send(RULE + "/edit", Forms.rule(Map.of()), StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("is being tried with some members")));
    }
}
