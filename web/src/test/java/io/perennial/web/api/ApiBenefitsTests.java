package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ReadBenefits.Mine;
import io.perennial.membership.UseBenefit.Taken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ApiBenefitsTests extends ApiCalls {

    private static final Benefit CLEANING = new Benefit(
            BenefitId.next(),
            1,
            Benefit.Kind.SPECIAL_SERVICE,
            new BilingualText("家政", "Home cleaning"),
            new BilingualText("预约", "Book it"),
            Set.of("vip"),
            Benefit.Way.COUNTER,
            2,
            Benefit.Period.QUARTER,
            0,
            0,
            false);

    @Test
    void tells_what_a_member_has() {
        given(readBenefits.of(MEMBER))
                .willReturn(List.of(new Mine(
                        CLEANING, Optional.empty(), 2, 1, Optional.of(NOON), Optional.empty(), Optional.empty())));
        assertThat(web.get()
                        .uri("/api/v1/members/" + MEMBER + "/benefits")
                        .header("Authorization", "Bearer " + KEY)
                        .exchange())
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"benefits\": [{\"name\": \"Home cleaning\", \"kind\": \"special-service\", \"way\": \"counter\", \"granted\": false, \"quota\": 2, \"left\": 1}]}");
        assertProblem(
                web.get()
                        .uri("/api/v1/members/0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a99/benefits")
                        .header("Authorization", "Bearer " + KEY)
                        .exchange(),
                404,
                "unknown-member");
    }

    @Test
    void takes_a_code_once_and_says_why_not() {
        given(useBenefit.take("7K3M-Q9AB", "Bund 3", Optional.empty()))
                .willReturn(new Taken.Good(MEMBER, CLEANING, NOON));
        assertThat(take("{\"code\": \"7K3M-Q9AB\", \"place\": \"Bund 3\"}"))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("{\"member\": \"%s\", \"name\": \"Home cleaning\"}".formatted(MEMBER));
        for (var refusal : Map.<Taken, String>of(
                        new Taken.TooLate(CLEANING), "benefit-code-spent",
                        new Taken.TakenBefore(CLEANING, NOON), "benefit-code-spent",
                        new Taken.MemberInactive(), "member-inactive")
                .entrySet()) {
            given(useBenefit.take(any(), any(), any())).willReturn(refusal.getKey());
            assertProblem(take("{\"code\": \"7K3M-Q9AB\"}"), 409, refusal.getValue());
        }
        given(useBenefit.take(any(), any(), any())).willReturn(new Taken.UnknownCode());
        assertProblem(take("{\"code\": \"7K3M-Q9AB\"}"), 404, "unknown-benefit-code");
        assertProblem(take("{\"code\": \"%s\"}".formatted("X".repeat(41))), 404, "unknown-benefit-code");
        assertProblem(take("{}"), 422, "invalid-fields");
        assertProblem(take("{\"code\": 7}"), 422, "invalid-fields");
    }

    private MvcTestResult take(String body) {
        return web.post()
                .uri("/api/v1/benefit-uses")
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
