package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class ProblemTextsTests {

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    ProblemTextsTests() {
        texts.setBasename("texts/api/messages");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void each_problem_says_in_both_languages_what_it_means_and_what_to_do(ProblemCode code) {
        for (var part : new String[] {"title", "detail", "means", "todo"}) {
            var key = "api.problem." + code.code() + "." + part;
            assertThat(texts.getMessage(key, null, Locale.ENGLISH)).isNotBlank();
            assertThat(texts.getMessage(key, null, Locale.SIMPLIFIED_CHINESE))
                    .isNotBlank()
                    .isNotEqualTo(texts.getMessage(key, null, Locale.ENGLISH));
        }
    }
}
