package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.insights.Circumstances;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadOutlook.Outlook;
import io.perennial.membership.Standing;
import io.perennial.membership.Tenure;
import io.perennial.membership.TierFloor;
import io.perennial.points.Formula;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class TierPageTests extends PortalPages {

    @Test
    void tells_until_when_the_tier_holds_and_what_is_missing() throws Exception {
        assertThat(body("/tier"))
                .contains("Yours until March 1, 2027", "654 growth to go by March 1, 2027", "146 of 800")
                .contains("8,854 growth to go by")
                .contains("About 100 growth a month: you would keep VIP")
                .contains("A tier holds for twelve months", "30 more days to make up for it");
        verify(announceFall).shown(standing(Optional.empty()));
    }

    @Test
    void the_first_page_tells_it_in_short_and_that_counts_as_told() throws Exception {
        assertThat(body("/")).contains("VIP until March 1, 2027", "654 growth keeps it", "href=\"/tier\"");
        verify(announceFall).shown(standing(Optional.empty()));
    }

    @Test
    void warns_while_there_is_grace() throws Exception {
        var grace = standing(Optional.of(Instant.parse("2026-12-01T16:00:00Z")));
        when(standings.of(MEMBER)).thenReturn(Optional.of(grace));
        when(outlooks.of(MEMBER)).thenReturn(Optional.of(new Outlook(grace, 0, 1_146, LADDER.lowest())));
        for (var address : List.of("/", "/tier")) {
            assertThat(body(address))
                    .contains("654 growth is missing for VIP. You have until December 1, 2026 to make up for it");
        }
        assertThat(body("/tier")).contains("that would not keep VIP; you would be Member afterwards");
    }

    @Test
    void tells_what_a_purchase_would_change() throws Exception {
        when(assessActivity.assess(any(), any())).thenReturn(List.of(earning(9_000)));
        var after = Standing.on(LADDER, MEMBER, 10_146, LADDER.tiers().getLast(), NOW, Tenure.forGood(NOW));
        when(outlooks.with(MEMBER, 9_000)).thenReturn(Optional.of(new Outlook(after, 300, 10_146, after.tier())));

        assertThat(body("/tier?amount=9,000"))
                .contains("A purchase for ¥9,000.00 brings 9,000 growth.", "You would be Black.");
        var asked = ArgumentCaptor.forClass(Circumstances.class);
        verify(assessActivity).assess(asked.capture(), any());
        assertThat(asked.getValue().tier()).isEqualTo("vip");
    }

    @Test
    void asks_for_an_amount_again() throws Exception {
        for (var amount : List.of("much", "-3", "0", "99999999999")) {
            assertThat(body("/tier?amount=" + amount)).contains("Please enter an amount such as 200");
        }
    }

    @Test
    void tells_of_a_place_that_is_waited_for_and_of_a_tier_for_life() throws Exception {
        var waits = Standing.on(
                LADDER,
                MEMBER,
                12_000,
                LADDER.tiers().get(1),
                NOW,
                new Tenure(
                        NOW,
                        Optional.of(Instant.parse("2027-03-01T16:00:00Z")),
                        900,
                        800,
                        Optional.empty(),
                        Optional.of(new TierFloor("vip", Optional.empty())),
                        false,
                        Optional.of(NOW)));
        when(outlooks.of(MEMBER)).thenReturn(Optional.of(new Outlook(waits, 900, 12_000, waits.tier())));
        assertThat(body("/tier"))
                .contains("you are on the waiting list since November 22, 2026")
                .contains("Yours for life", "it is yours for the next period as well");
    }

    @Test
    void tells_of_a_ladder_that_is_announced_here_and_on_the_rule_sheet() throws Exception {
        var announced = new ReadLadder.Published(
                2,
                new Ladder(LADDER.tiers(), new LadderTerms(LadderTerms.Period.CALENDAR_YEAR, 0, 0, false)),
                NOW,
                Instant.parse("2026-12-31T16:00:00Z"),
                Optional.empty());
        when(ladder.announced()).thenReturn(Optional.of(announced));
        for (var address : List.of("/tier", "/rules")) {
            assertThat(body(address))
                    .contains("From January 1, 2027 on the tiers will be so")
                    .contains("to the end of the calendar year after");
        }
    }

    private static Why earning(long growth) {
        return new Why.Earned(
                new Why.Paid(RuleId.next(), 1, new BilingualText("消费", "Purchase")),
                new BigDecimal("9000"),
                "CNY",
                new Formula.PerAmount(1, BigDecimal.ONE),
                new BigDecimal("9000"),
                9_000,
                growth);
    }

    private String body(String address) throws UnsupportedEncodingException {
        return look(address).getMvcResult().getResponse().getContentAsString();
    }
}
