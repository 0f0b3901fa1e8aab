package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

import io.perennial.membership.BilingualText;
import io.perennial.points.Points;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RewardId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ApiRedemptionsTests extends ApiCalls {

    private static final RewardId REWARD = RewardId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a22");
    private static final String REDEMPTION =
            "{\"member\": {\"phone\": \"13812345678\"}, \"reward\": \"%s\"}".formatted(REWARD);

    @Test
    void redeems_with_a_key_of_the_callers_own() {
        given(redeemReward.redeem(new RedeemReward.Redeeming(MEMBER, REWARD, "api:k-1")))
                .willReturn(new RedeemReward.Outcome.Redeemed(
                        RedemptionId.next(),
                        REWARD,
                        new BilingualText("茶具", "Tea set"),
                        "7KQ2",
                        Points.of(100),
                        Points.of(12),
                        false));
        assertThat(redeem("k-1", REDEMPTION))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"name\": \"Tea set\", \"code\": \"7KQ2\", \"price\": 100, \"balance\": 12, \"repeated\": false}");
        assertProblem(redeem(null, REDEMPTION), 400, "idempotency-key-missing");
        assertProblem(redeem("two words", REDEMPTION), 400, "idempotency-key-missing");
        assertProblem(redeem("k".repeat(65), REDEMPTION), 400, "idempotency-key-missing");
        assertProblem(redeem("k-1", "{}"), 422, "invalid-fields");
        assertProblem(redeem("k-1", REDEMPTION.replace(REWARD.toString(), "x")), 422, "invalid-fields");
        assertProblem(redeem("k-1", REDEMPTION.replace("138", "139")), 404, "unknown-member");
    }

    static List<Arguments> refusedRedemptions() {
        return List.of(
                Arguments.of(new RedeemReward.Outcome.NotAvailable(), 404, "reward-not-available"),
                Arguments.of(new RedeemReward.Outcome.SoldOut(), 409, "sold-out"),
                Arguments.of(new RedeemReward.Outcome.LimitReached(2), 409, "limit-reached"),
                Arguments.of(new RedeemReward.Outcome.TierTooLow("vip"), 409, "tier-too-low"),
                Arguments.of(
                        new RedeemReward.Outcome.NotEnoughPoints(Points.of(5), Points.of(95)),
                        409,
                        "not-enough-points"),
                Arguments.of(new RedeemReward.Outcome.MayNotSpend(), 409, "member-may-not-spend"),
                Arguments.of(new RedeemReward.Outcome.Conflict(RedemptionId.next()), 409, "idempotency-key-reused"));
    }

    @ParameterizedTest
    @MethodSource("refusedRedemptions")
    void each_refusal_of_a_redemption_has_a_problem_of_its_own(RedeemReward.Outcome outcome, int status, String code) {
        given(redeemReward.redeem(any())).willReturn(outcome);
        assertProblem(redeem("k-1", REDEMPTION), status, code);
    }

    @Test
    void lists_rewards_for_a_member_that_exists() {
        given(readCatalogue.offers(MEMBER)).willReturn(List.of());
        assertThat(get("/api/v1/rewards?member=" + MEMBER))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("{\"rewards\": []}");
        given(recogniseMembers.statuses(any())).willReturn(Map.of());
        assertProblem(get("/api/v1/rewards?member=" + MEMBER), 404, "unknown-member");
        assertProblem(get("/api/v1/rewards"), 400, "invalid-parameter");
    }

    private MvcTestResult redeem(String key, String body) {
        var request = web.post()
                .uri("/api/v1/redemptions")
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).exchange();
    }
}
