package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.insights.ActivityType;
import io.perennial.membership.StaffRole;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PointsPolicy.FixedDates;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.PointsPolicy.Rounding;
import io.perennial.points.PointsPolicy.Sliding;
import io.perennial.points.PublishPolicy.Outcome;
import java.time.Instant;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class PolicyPagesTests extends AdminPages {

    private static final String EDIT = "/admin/points-policy/edit";

    @Test
    void shows_what_holds_what_is_planned_and_what_it_changes() throws Exception {
        page("/admin/points-policy", StaffRole.AUDITOR)
                .andExpect(content().string(containsString("24 months, then to the end of the month")))
                .andExpect(content().string(containsString("Before: 24 months, then to the end of the month")))
                .andExpect(content().string(containsString("to the next of these dates: 30 June, 31 December")))
                .andExpect(content().string(containsString("Li Wei")));
    }

    @Test
    void a_form_that_was_not_touched_is_the_policy_in_force() throws Exception {
        when(publishPolicy.publish(any(), any())).thenReturn(new Outcome.Done(3, Sample.NOW));

        send(EDIT, published(Map.of()), StaffRole.ADMIN).andExpect(redirectedUrl("/admin/points-policy"));

        var current = PointsSample.policies().getLast().policy();
        var policy = sent();
        assertThat(policy.expiry()).isEqualTo(current.expiry());
        assertThat(policy.expiryOfTiers()).isEmpty();
        assertThat(policy.pendingDays()).isEmpty();
        assertThat(policy.refunds()).isEqualTo(current.refunds());
        assertThat(policy.version()).isEqualTo(3);
        assertThat(policy.effectiveFrom()).isEqualTo(Sample.NOW);
    }

    @Test
    void reads_dates_sliding_tiers_waiting_and_limits() throws Exception {
        when(publishPolicy.publish(any(), any())).thenReturn(new Outcome.Done(3, Sample.NOW));
        var typed = new TreeMap<>(Map.of(
                "lives[0].kind", "fixed-dates",
                "lives[0].dates", "12-31， 06-30 2/29",
                "lives[0].leastDays", "30",
                "lives[1].tier", "vip",
                "lives[1].kind", "sliding",
                "lives[1].months", "12",
                "lives[1].rounding", "DAY",
                "lives[1].activities", "purchase, check-in",
                "waits[0].type", "purchase",
                "waits[0].days", "14"));
        typed.putAll(Map.of("daysToTell", "45", "reinstatementDays", "0"));
        typed.putAll(Map.of("refunds", "OVERDRAFT", "aloneSupport", "1,000", "from", "2027-01-01T00:00"));

        send(EDIT, published(typed), StaffRole.ADMIN);

        var policy = sent();
        assertThat(policy.expiry())
                .isEqualTo(new FixedDates(List.of(MonthDay.of(2, 29), MonthDay.of(6, 30), MonthDay.of(12, 31)), 30));
        assertThat(policy.expiryOfTiers())
                .isEqualTo(Map.of(
                        "vip", new Sliding(12, Rounding.DAY, Set.of(ActivityType.PURCHASE, ActivityType.CHECK_IN))));
        assertThat(policy.pendingDays()).isEqualTo(Map.of(ActivityType.PURCHASE, 14));
        assertThat(policy.grace()).isEqualTo(new PointsPolicy.Grace(45, 0));
        assertThat(policy.refunds()).isEqualTo(Refunds.OVERDRAFT);
        assertThat(policy.adjustments().alone()).containsEntry(StaffRole.SUPPORT, 1_000L);
        assertThat(policy.effectiveFrom()).isEqualTo(Instant.parse("2026-12-31T16:00:00Z"));
    }

    @Test
    void a_look_ahead_names_what_would_change_and_stores_nothing() throws Exception {
        send(EDIT, form(Map.of("lives[0].months", "36")), StaffRole.ADMIN)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Before: 24 months")))
                .andExpect(content().string(containsString("36 months, then to the end of the month")))
                .andExpect(content().string(containsString("name=\"publish\"")));
        send(EDIT, form(Map.of()), StaffRole.ADMIN)
                .andExpect(content().string(containsString("Nothing would change.")))
                .andExpect(content().string(not(containsString("name=\"publish\""))));
        verifyNoInteractions(publishPolicy);
    }

    @ParameterizedTest
    @CsvSource({
        "lives[0].kind, whenever, Please choose one.",
        "lives[0].months, 0, 'a whole number from 1 to 1,200'",
        "lives[0].rounding, CENTURY, Please choose one.",
        "noticeDays, 91, a whole number from 0 to 90",
        "daysToTell, 0, 'a whole number from 1 to 3,650'",
        "reinstatementDays, 4000, 'a whole number from 0 to 3,650'",
        "minimumLifeDays, x, 'a whole number from 0 to 3,650'",
        "refunds, '', Please choose one.",
        "perDay, 500, At least as much as a day.",
        "smallest, 0, a whole number from 1",
        "waits[0].type, refund, is not an activity that counts here",
        "from, tomorrow, Please enter a date and a time",
        "version, x, This form no longer fits",
    })
    void what_cannot_be_read_is_never_published(String field, String typed, String sentence) throws Exception {
        send(EDIT, published(Map.of(field, typed)), StaffRole.ADMIN)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString(sentence)));
        verifyNoInteractions(publishPolicy);
    }

    @ParameterizedTest
    @CsvSource({"13-01", "02-30", "Christmas", "''"})
    void a_date_that_is_none_is_refused(String date) throws Exception {
        send(EDIT, published(Map.of("lives[0].kind", "fixed-dates", "lives[0].dates", date)), StaffRole.ADMIN)
                .andExpect(status().isUnprocessableContent());
        verifyNoInteractions(publishPolicy);
    }

    @Test
    void each_refusal_has_its_sentence() throws Exception {
        refused(new Outcome.ChangedMeanwhile(7), "Someone published version 7 in between.");
        refused(new Outcome.StartsTooEarly(), "Choose a moment that is not over.");
        refused(new Outcome.UnknownTier("gold"), "There is no tier “gold” any more.");
    }

    private void refused(Outcome outcome, String sentence) throws Exception {
        when(publishPolicy.publish(any(), eq(Sample.STAFF))).thenReturn(outcome);
        send(EDIT, published(Map.of()), StaffRole.ADMIN)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString(sentence)));
    }

    private PointsPolicy sent() {
        var policy = ArgumentCaptor.forClass(PointsPolicy.class);
        verify(publishPolicy).publish(policy.capture(), eq(Sample.STAFF));
        return policy.getValue();
    }

    private static Map<String, String> published(Map<String, String> changes) {
        var form = form(changes);
        form.put("publish", "yes");
        return form;
    }

    private static Map<String, String> form(Map<String, String> changes) {
        var form = new TreeMap<>(Map.of(
                "version", "3",
                "lives[0].kind", "rolling",
                "lives[0].months", "24",
                "lives[0].rounding", "MONTH",
                "lives[0].leastDays", "30",
                "minimumLifeDays", "30",
                "noticeDays", "14",
                "daysToTell", "30",
                "reinstatementDays", "180",
                "refunds", "WITHIN_BALANCE"));
        form.putAll(Map.of(
                "perDay", "0",
                "perMonth", "0",
                "smallest", "1",
                "undoMinutes", "0",
                "aloneSupport", "500",
                "aloneFinance", "0",
                "aloneAdmin", "0",
                "from", ""));
        form.putAll(changes);
        return form;
    }
}
