package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class ApiProblemsTests extends ApiCalls {

    @Test
    void unknown_paths_methods_and_media_types_are_problems_too() {
        assertProblem(get("/api/v1/nothing"), 404, "unknown-path");
        assertProblem(get("/api/v2/activities"), 404, "unknown-path");
        var wrongMethod = get("/api/v1/activities");
        assertProblem(wrongMethod, 405, "method-not-allowed");
        assertThat(wrongMethod).headers().hasValue("Allow", "POST");
        assertProblem(
                web.post()
                        .uri("/api/v1/activities")
                        .header("Authorization", "Bearer " + KEY)
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("a=b")
                        .exchange(),
                415,
                "unsupported-media-type");
        assertProblem(
                web.get()
                        .uri("/api/v1/members/{id}", MEMBER)
                        .header("Authorization", "Bearer " + KEY)
                        .accept(MediaType.APPLICATION_XML)
                        .exchange(),
                406,
                "not-acceptable");
        assertProblem(get("/api/v1/members/17"), 400, "invalid-parameter");
    }

    @Test
    void every_problem_has_its_words_in_both_languages() {
        for (var code : ProblemCode.values()) {
            for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                for (var part : List.of("title", "detail")) {
                    assertThat(texts.getMessage("api.problem." + code.code() + "." + part, null, locale))
                            .isNotBlank();
                }
            }
        }
    }
}
