package io.perennial.web.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.StaffRole;
import io.perennial.points.Points;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.SettleRedemption.Outcome;
import io.perennial.web.pages.Notice;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedemptionPagesTests extends AdminPages {

    private static final String REDEMPTION = "/admin/redemptions/" + Sample.REDEMPTION;

    @Test
    void leads_from_the_code_at_the_counter_straight_to_the_redemption() throws Exception {
        page("/admin/redemptions?code=KX7M%202P9Q", StaffRole.SUPPORT).andExpect(redirectedUrl(REDEMPTION));
    }

    @Test
    void tells_beside_the_field_that_a_code_is_unknown() throws Exception {
        page("/admin/redemptions?code=NOPE", StaffRole.SUPPORT)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("No redemption has this code"), containsString("value=\"NOPE\""))));
    }

    @Test
    void an_empty_code_is_only_the_queue() throws Exception {
        page("/admin/redemptions?code=", StaffRole.SUPPORT)
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("No redemption has this code"))));
    }

    @Test
    void filters_the_queue_and_keeps_the_filter_in_the_next_address() throws Exception {
        page("/admin/redemptions?status=ORDERED", StaffRole.SUPPORT)
                .andExpect(content().string(containsString("status=ORDERED&amp;before=" + Sample.REDEMPTION)));
        verify(redemptions).all(eq(Optional.of(RedemptionStatus.ORDERED)), eq(Optional.empty()), anyInt());
    }

    @Test
    void shows_the_code_to_those_who_hand_over_and_its_end_to_an_auditor() throws Exception {
        page(REDEMPTION, StaffRole.SUPPORT).andExpect(content().string(containsString("KX7M2P9Q")));
        page(REDEMPTION, StaffRole.AUDITOR)
                .andExpect(content().string(allOf(not(containsString("KX7M2P9Q")), containsString("2P9Q"))));
    }

    @Test
    void hands_over_and_says_so() throws Exception {
        when(settling.handOver(Sample.REDEMPTION, Sample.STAFF)).thenReturn(new Outcome.HandedOver());
        send(REDEMPTION + "/hand-over", Map.of(), StaffRole.SUPPORT)
                .andExpect(redirectedUrl(REDEMPTION))
                .andExpect(flash().attribute("notice", Notice.success("admin.redemptions.handed-over")));
    }

    @Test
    void cancels_and_says_how_much_went_back() throws Exception {
        when(settling.cancel(Sample.REDEMPTION, "broken handle", Sample.STAFF))
                .thenReturn(new Outcome.Cancelled(Points.of(500)));
        send(REDEMPTION + "/cancel", Map.of("reason", "broken handle"), StaffRole.SUPPORT)
                .andExpect(redirectedUrl(REDEMPTION))
                .andExpect(flash().attribute("notice", Notice.success("admin.redemptions.cancelled", 500L)));
    }

    @Test
    void asks_for_the_reason_beside_its_field() throws Exception {
        when(settling.cancel(any(), any(), any())).thenReturn(new Outcome.ReasonMissing());
        send(REDEMPTION + "/cancel", Map.of("reason", " "), StaffRole.SUPPORT)
                .andExpect(status().is(422))
                .andExpect(
                        content().string(allOf(containsString("href=\"#reason\""), containsString("Please say why."))));
    }

    @ParameterizedTest
    @EnumSource
    void says_what_was_done_before_when_a_second_click_comes(RedemptionStatus status) throws Exception {
        when(settling.handOver(any(), any())).thenReturn(new Outcome.Already(status));
        send(REDEMPTION + "/hand-over", Map.of(), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("admin.redemptions.already." + status)));
    }

    @ParameterizedTest
    @EnumSource(names = {"HANDED_OVER", "CANCELLED"})
    void offers_nothing_more_for_what_is_settled(RedemptionStatus status) throws Exception {
        when(redemptions.find(Sample.REDEMPTION)).thenReturn(Optional.of(RewardSample.redemption(status)));
        page(REDEMPTION, StaffRole.SUPPORT)
                .andExpect(
                        content().string(allOf(not(containsString("/hand-over\"")), not(containsString("/cancel\"")))));
    }

    @Test
    void an_unknown_redemption_is_not_found() throws Exception {
        when(redemptions.find(any())).thenReturn(Optional.empty());
        page("/admin/redemptions/" + RedemptionId.next(), StaffRole.SUPPORT).andExpect(status().isNotFound());
        when(settling.handOver(any(), any())).thenReturn(new Outcome.UnknownRedemption());
        send(REDEMPTION + "/hand-over", Map.of(), StaffRole.SUPPORT).andExpect(status().isNotFound());
    }
}
