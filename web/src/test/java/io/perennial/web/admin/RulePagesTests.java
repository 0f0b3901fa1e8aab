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

import io.perennial.membership.StaffRole;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.PublishRule.Outcome;
import io.perennial.points.ReadRules;
import io.perennial.web.pages.Notice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class RulePagesTests extends AdminPages {

    private static final String RULE = "/admin/rules/" + Sample.RULE;

    @Test
    void says_in_plain_words_what_a_rule_pays() throws Exception {
        page("/admin/rules", StaffRole.MARKETING)
                .andExpect(content()
                        .string(allOf(
                                containsString(
                                        "1 point and as much growth per 1.00 of any currency, rounded down per purchase"),
                                containsString("only from 10.00 of any currency upwards"))));
    }

    @Test
    void publishes_what_was_typed() throws Exception {
        when(publishRule.publish(any(), eq(Sample.STAFF))).thenReturn(new Outcome.Done(Sample.RULE, 3, Sample.NOW));
        send(
                        RULE + "/edit",
                        Forms.rule(Map.of(
                                "currency",
                                "GBP",
                                "minimum",
                                "１２.50",
                                "pointsUnits",
                                "1,000",
                                "until",
                                "2027-01-01T00:00")),
                        StaffRole.MARKETING)
                .andExpect(redirectedUrl(RULE))
                .andExpect(flash().attribute("notice", Notice.success("admin.rules.published", 3)));
        var published = ArgumentCaptor.forClass(EarnRule.class);
        verify(publishRule).publish(published.capture(), any());
        var rule = published.getValue();
        assertThat(rule.id()).isEqualTo(Sample.RULE);
        assertThat(rule.version()).isEqualTo(3);
        assertThat(rule.currency()).hasToString("GBP");
        assertThat(rule.minimum()).isEqualByComparingTo("12.50");
        assertThat(rule.points()).isEqualTo(new Formula.PerAmount(1_000, new BigDecimal("1.00")));
        assertThat(rule.growth()).isEqualTo(new Formula.Nothing());
        assertThat(rule.effectiveFrom()).isEqualTo(Sample.NOW);
        assertThat(rule.effectiveUntil()).as("midnight in Shanghai").isEqualTo(Instant.parse("2026-12-31T16:00:00Z"));
    }

    @Test
    void tells_when_someone_published_in_between_and_keeps_what_was_typed() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.ChangedMeanwhile(7));
        send(RULE + "/edit", Forms.rule(Map.of("nameEn", "Typed with care")), StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("Meanwhile someone published version 7"),
                                containsString("Typed with care"))));
    }

    @Test
    void tells_beside_the_field_that_it_starts_too_early() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.StartsTooEarly());
        send(RULE + "/edit", Forms.rule(Map.of("from", "2026-01-01T00:00")), StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("id=\"from-error\""), containsString("cannot start in the past"))));
    }

    @Test
    void tells_beside_the_field_that_a_currency_is_not_configured() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.CurrencyNotConfigured("JPY"));
        send(RULE + "/edit", Forms.rule(Map.of("currency", "JPY")), StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("id=\"currency-error\""),
                                containsString("JPY isn’t one of the programme’s currencies"))));
    }

    @Test
    void a_rule_that_is_gone_is_not_found() throws Exception {
        when(publishRule.publish(any(), any())).thenReturn(new Outcome.UnknownRule());
        send(RULE + "/edit", Forms.rule(Map.of()), StaffRole.MARKETING).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nameZh       |                  | nameZh       | Please enter a name
                    nameEn       | #81              | nameEn       | That is too long: 80
                    activityType | Kauf!            | activityType | short lower-case word
                    activityType | refund           | activityType | no rule of its own
                    activityType | check-in         | pointsKind   | Only a purchase has an amount
                    currency     | ABC              | currency     | isn’t known here
                    minimum      | -5               | minimum      | an amount above 0
                    minimum      | 1.001            | minimum      | an amount above 0
                    pointsUnits  | many             | pointsUnits  | whole number from 1 to 1,000,000
                    pointsUnits  | 1000001          | pointsUnits  | whole number from 1 to 1,000,000
                    pointsPer    | 0                | pointsPer    | an amount above 0
                    pointsKind   | nothing          | pointsKind   | must pay points or growth
                    from         | yesterday        | from         | a date and a time
                    until        | 2020-01-01T00:00 | until        | after the beginning
                    """)
    void refuses_what_cannot_be_a_rule_beside_its_field(String field, String typed, String wrong, String sentence)
            throws Exception {
        var value = typed == null ? "" : typed.equals("#81") ? "x".repeat(81) : typed;
        var body = send(RULE + "/edit", Forms.rule(Map.of(field, value)), StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(body).contains("href=\"#" + wrong + "\"").contains(sentence);
        verifyNoInteractions(publishRule);
    }

    @Test
    void tries_a_rule_out_without_storing_it() throws Exception {
        send(RULE + "/edit", Forms.rule(Map.of("try", "yes")), StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("199 points and 0 growth value.")))
                .andExpect(content().string(containsString("A purchase of CN¥99.99 earns")));
        send(RULE + "/edit", Forms.rule(Map.of("try", "yes", "minimum", "100")), StaffRole.MARKETING)
                .andExpect(content().string(containsString("The rule does not pay for")));
        send(RULE + "/edit", Forms.rule(Map.of("try", "yes", "sampleAmount", "1.001")), StaffRole.MARKETING)
                .andExpect(content().string(containsString("href=\"#sampleAmount\"")));
        send(
                        RULE + "/edit",
                        Forms.rule(Map.of("try", "yes", "activityType", "check-in", "pointsKind", "fixed")),
                        StaffRole.MARKETING)
                .andExpect(content().string(containsString("Each one earns")));
        verifyNoInteractions(publishRule);
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
                .thenReturn(Optional.of(new ReadRules.Published(Sample.rule(2), Sample.NOW, Optional.of(Sample.NOW))));
        page(RULE, StaffRole.MARKETING)
                .andExpect(content().string(allOf(containsString("Retired"), not(containsString(RULE + "/edit")))));
    }

    @Test
    void tells_versions_apart_by_what_they_do_now() {
        var coming = new EarnRule(
                Sample.RULE,
                3,
                Sample.rule(1).name(),
                Sample.rule(1).activityType(),
                null,
                null,
                new Formula.Fixed(1),
                new Formula.Nothing(),
                Sample.NOW.plus(Duration.ofDays(1)),
                null);
        var history = RuleRow.history(
                Sample.NOW,
                List.of(
                        new ReadRules.Published(coming, Sample.NOW, Optional.empty()),
                        new ReadRules.Published(Sample.rule(2), Sample.NOW, Optional.empty()),
                        new ReadRules.Published(Sample.rule(1), Sample.NOW, Optional.empty())));
        assertThat(history)
                .extracting(RuleRow::state)
                .containsExactly(RuleRow.State.SCHEDULED, RuleRow.State.IN_FORCE, RuleRow.State.REPLACED);
    }
}
