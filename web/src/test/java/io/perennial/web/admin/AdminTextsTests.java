package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AdminTextsTests {

    private final Properties english = texts("messages.properties");
    private final Properties chinese = texts("messages_zh_CN.properties");

    @Test
    void both_languages_say_the_same_things() {
        assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    }

    @Test
    void every_text_can_be_formatted() {
        for (var key : english.stringPropertyNames()) {
            assertThat(new MessageFormat(english.getProperty(key), Locale.ENGLISH).toPattern())
                    .as(key)
                    .isNotBlank();
            assertThat(new MessageFormat(chinese.getProperty(key), Locale.CHINA).toPattern())
                    .as(key)
                    .isNotBlank();
            assertThat(english.getProperty(key) + chinese.getProperty(key))
                    .as(key)
                    .doesNotContain("'");
        }
    }

    private static Properties texts(String name) {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(AdminTextsTests.class.getResourceAsStream("/texts/admin/" + name));
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return properties;
    }
}
