package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

import io.perennial.web.api.keys.Scope;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ApiKeysTests extends ApiCalls {

    @Test
    void asks_for_a_key() {
        var answer = web.post().uri("/api/v1/activities").exchange();
        assertProblem(answer, 401, "api-key-missing");
        assertThat(answer)
                .headers()
                .hasHeaderSatisfying(
                        "WWW-Authenticate",
                        value -> assertThat(value.getFirst()).startsWith("Bearer"));
        assertThat(answer).headers().doesNotContainHeader("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer pk_aaaaaaaa_wrong", "Basic YWRtaW46YWRtaW4=", "Bearer", "pk_x"})
    void refuses_what_is_not_a_key(String authorization) {
        assertProblem(
                web.get()
                        .uri("/api/v1/members/{id}", MEMBER)
                        .header("Authorization", authorization)
                        .exchange(),
                401,
                "api-key-invalid");
    }

    @Test
    void a_key_may_do_only_what_its_scopes_say() {
        given(keys.recognise("pk_other")).willReturn(Optional.of(key("bbbbbbbb", Set.of(Scope.MEMBERS_READ))));
        assertProblem(
                web.post()
                        .uri("/api/v1/activities")
                        .header("Authorization", "Bearer pk_other")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(PURCHASE)
                        .exchange(),
                403,
                "scope-missing");
        then(earnPoints).should(never()).earn(any());
    }

    @Test
    void a_key_that_cannot_be_looked_up_now_may_come_again() {
        given(keys.recognise("pk_other")).willThrow(new TransientDataAccessResourceException("no connection is free"));
        var answer = web.get()
                .uri("/api/v1/members/{id}", MEMBER)
                .header("Authorization", "Bearer pk_other")
                .exchange();
        assertProblem(answer, 503, "busy");
        assertThat(answer).headers().hasValue("Retry-After", "1");
    }

    @Test
    void slows_down_a_key_that_asks_too_often() {
        given(keys.recognise("pk_busy")).willReturn(Optional.of(key("busybusy", EnumSet.allOf(Scope.class))));
        MvcTestResult last = null;
        // One more a second is let in meanwhile.
        for (var i = 0; i < 1_300 && (last == null || last.getResponse().getStatus() != 429); i++) {
            last = web.get()
                    .uri("/api/v1/nothing")
                    .header("Authorization", "Bearer pk_busy")
                    .exchange();
        }
        assertProblem(last, 429, "rate-limited");
        assertThat(last).headers().containsHeader("Retry-After");
    }
}
