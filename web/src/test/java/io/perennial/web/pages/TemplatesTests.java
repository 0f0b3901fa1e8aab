package io.perennial.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Habits that every template keeps. */
class TemplatesTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path STATIC = Path.of("src/main/resources/static");

    private static final Pattern UNESCAPED = Pattern.compile("th:utext|\\[\\(");
    private static final Pattern WITHIN = Pattern.compile("<style|<script(?![^>]*src)|[ :](style|on[a-z]+)=\"");
    private static final Pattern CONDITION_BESIDE_INCLUSION = Pattern.compile(
            "<[^<>]*th:(if|unless|case|each)=[^<>]*th:(replace|insert)=|<[^<>]*th:(replace|insert)=[^<>]*th:(if|unless|case|each)=");
    private static final Pattern ICON = Pattern.compile("(?:icon\\(|icon=)'([a-z0-9-]+)'");
    private static final Pattern ICON_IN_JAVA =
            Pattern.compile("-> \"([a-z0-9-]+)\";|\\? \"([a-z]+-[a-z-]+)\" : \"([a-z]+-[a-z-]+)\";");

    static Stream<Path> templates() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void shows_nothing_unescaped(Path template) throws IOException {
        assertThat(Files.readString(template)).doesNotContainPattern(UNESCAPED);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void has_no_script_or_style_within(Path template) throws IOException {
        assertThat(Files.readString(template)).doesNotContainPattern(WITHIN);
    }

    /** Inclusion comes first: a condition on the same tag would never be asked. */
    @ParameterizedTest
    @MethodSource("templates")
    void asks_before_it_includes(Path template) throws IOException {
        assertThat(Files.readString(template)).doesNotContainPattern(CONDITION_BESIDE_INCLUSION);
    }

    @Test
    void every_icon_is_in_the_sprite() throws IOException {
        var sprite = Files.readString(STATIC.resolve("img/icons.svg"));
        var named = new TreeSet<String>();
        for (var template : templates().toList()) {
            ICON.matcher(Files.readString(template)).results().forEach(icon -> named.add(icon.group(1)));
        }
        for (var source : List.of("portal/StatementRows", "security/StaffArea")) {
            var java = Files.readString(Path.of("src/main/java/io/perennial/web/" + source + ".java"));
            ICON_IN_JAVA
                    .matcher(java)
                    .results()
                    .forEach(icon -> Stream.of(1, 2, 3)
                            .map(icon::group)
                            .filter(Objects::nonNull)
                            .forEach(named::add));
            Pattern.compile("[A-Z_]+\\(\"[a-z-]+\", \"([a-z0-9-]+)\"")
                    .matcher(java)
                    .results()
                    .forEach(icon -> named.add(icon.group(1)));
        }
        assertThat(named)
                .hasSizeGreaterThan(30)
                .allSatisfy(icon -> assertThat(sprite).contains("<symbol id=\"" + icon + "\""));
    }

    /** What the light theme names, the dark one colours anew; only shapes and fonts may be alike. */
    @Test
    void the_dark_theme_knows_every_colour() throws IOException {
        var light = colours(Files.readString(STATIC.resolve("css/perennial.css")));
        var dark = colours(Files.readString(STATIC.resolve("css/perennial-dark.css")));
        assertThat(dark).isEqualTo(light);
    }

    private static TreeSet<String> colours(String css) {
        var root = css.substring(css.indexOf(":root"), css.indexOf('}', css.indexOf(":root")));
        return Pattern.compile("(--[a-z-]+): #")
                .matcher(root)
                .results()
                .map(colour -> colour.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
