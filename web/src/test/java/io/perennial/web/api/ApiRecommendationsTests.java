package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.perennial.insights.Article;
import io.perennial.insights.ReadRecommendations.Reason;
import io.perennial.insights.ReadRecommendations.Recommendation;
import io.perennial.insights.ReadRecommendations.Recommended;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiRecommendationsTests extends ApiCalls {

    private static final String PATH = "/api/v1/members/" + MEMBER + "/recommendations";

    @Test
    void tells_what_a_member_may_also_like_and_why() {
        givenTheMember();
        given(readRecommendations.of(MEMBER, 20))
                .willReturn(new Recommended(
                        true,
                        List.of(
                                new Recommendation(
                                        new Article("CUP-9", "Saucer", "cups"),
                                        new Reason.BoughtTogether(new Article("CUP-1", "Mug", null), 134)),
                                new Recommendation(new Article("X-1", "", null), new Reason.PopularNow(9)))));
        assertThat(get(PATH)).hasStatus(200).bodyJson().isLenientlyEqualTo("""
                {"personal": true, "recommendations": [
                  {"sku": "CUP-9", "name": "Saucer", "category": "cups", "reason": "bought-together",
                   "because": "Because you bought “Mug”: 134 members bought both"},
                  {"sku": "X-1", "name": "X-1", "reason": "popular-now", "because": "Popular now: 9 members bought it lately"}]}""");
    }

    @Test
    void an_unknown_member_has_none() {
        given(readMember.find(MEMBER)).willReturn(Optional.empty());
        assertProblem(get(PATH), 404, "unknown-member");
    }
}
