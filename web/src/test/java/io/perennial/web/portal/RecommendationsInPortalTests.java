package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.when;

import io.perennial.insights.Article;
import io.perennial.insights.ReadRecommendations.Reason;
import io.perennial.insights.ReadRecommendations.Recommendation;
import io.perennial.insights.ReadRecommendations.Recommended;
import io.perennial.insights.ReadRecommendations.Thing;
import io.perennial.membership.ReadMember;
import io.perennial.rewards.ReadCatalogue.Availability;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendationsInPortalTests extends PortalPages {

    private static final Thing CANDLE = new Thing("CANDLE-1", "candles");

    @Test
    void home_says_what_they_may_also_like_and_why() throws Exception {
        assertThat(body("/"))
                .contains("You may also like", "Saucer", "Because you bought “Stoneware mug”: 37 members bought both")
                .contains("Chosen by what you bought.", "/privacy#choices-title");
    }

    @Test
    void each_reason_has_its_sentence() throws Exception {
        when(recommendations.of(any(ReadMember.Profile.class), anyInt()))
                .thenReturn(new Recommended(
                        true,
                        List.of(
                                new Recommendation(
                                        SAUCER, new Reason.TimeAgain(Instant.parse("2026-11-01T17:00:00Z"), 20)),
                                new Recommendation(MUG, new Reason.PopularNow(1_204)),
                                new Recommendation(
                                        new Article("X-1", "", null), new Reason.FavouriteCategory("cups")))));
        assertThat(body("/"))
                .contains("Usually bought again after about 20 days; you last bought it on November 2, 2026")
                .contains("Popular now: 1,204 members bought it lately")
                .contains("Because you often buy from “cups”")
                .contains("X-1");
    }

    @Test
    void who_switched_personalisation_off_is_told_what_they_see() throws Exception {
        when(recommendations.of(any(ReadMember.Profile.class), anyInt()))
                .thenReturn(new Recommended(false, List.of(new Recommendation(MUG, new Reason.PopularNow(9)))));
        assertThat(body("/"))
                .contains("You switched personalisation off, so we do not look at what you bought")
                .contains("Switch it on")
                .doesNotContain("Chosen by what you bought.");
    }

    @Test
    void without_anything_to_recommend_nothing_is_said_of_it() throws Exception {
        when(recommendations.of(any(ReadMember.Profile.class), anyInt())).thenReturn(new Recommended(true, List.of()));
        assertThat(body("/")).doesNotContain("You may also like");
        assertThat(body("/rewards")).doesNotContain("You may also like", "Rewards for you");
    }

    @Test
    void rewards_that_suit_come_first_with_the_reason() throws Exception {
        when(catalogue.offers(MEMBER)).thenReturn(List.of(offer(Availability.AFFORDABLE)));
        when(recommendations.suiting(any(), any())).thenReturn(Map.of(CANDLE, new Reason.BoughtTogether(MUG, 12)));
        assertThat(body("/rewards"))
                .containsSubsequence(
                        "Rewards for you",
                        "Scented candle",
                        "Because you bought “Stoneware mug”: 12 members bought both",
                        "reward-grid",
                        "You may also like");
    }

    @Test
    void what_is_sold_out_is_not_offered_as_suiting() throws Exception {
        when(catalogue.offers(MEMBER)).thenReturn(List.of(offer(Availability.SOLD_OUT)));
        when(recommendations.suiting(any(), any())).thenReturn(Map.of(CANDLE, new Reason.BoughtTogether(MUG, 12)));
        assertThat(body("/rewards")).doesNotContain("Rewards for you");
    }

    private String body(String address) throws Exception {
        return look(address, Locale.ENGLISH).getResponse().getContentAsString();
    }
}
