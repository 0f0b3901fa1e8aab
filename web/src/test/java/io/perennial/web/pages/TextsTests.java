package io.perennial.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of all pages: both languages say the same, all that is said is there, and nothing is left over. */
class TextsTests {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path TEXTS = Path.of("src/main/resources/texts");

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([A-Za-z][\\w.-]*)");
    private static final Pattern IN_QUOTES = Pattern.compile("'([A-Za-z][\\w.-]*)'|\"([A-Za-z][\\w.-]*)\"");

    @ParameterizedTest
    @MethodSource("bundles")
    void both_languages_have_the_same_keys_and_arguments(String bundle) {
        assertThat(arguments(read(bundle, ""))).isEqualTo(arguments(read(bundle, "_zh_CN")));
    }

    @Test
    void the_application_reads_every_bundle() throws IOException {
        var configuration = Files.readString(Path.of("src/main/resources/application.yaml"));
        assertThat(bundles()).allSatisfy(bundle -> assertThat(configuration).contains("texts/" + bundle + "/messages"));
    }

    @Test
    void no_key_stands_in_two_bundles() {
        var keys = bundles()
                .flatMap(bundle -> read(bundle, "").stringPropertyNames().stream())
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void every_text_can_be_filled_in(String bundle) {
        for (var language : List.of("", "_zh_CN")) {
            read(bundle, language).forEach((key, text) -> {
                assertThat(text.toString())
                        .as("%s: the plain apostrophe is syntax", key)
                        .doesNotContain("'");
                assertThat(new MessageFormat(text.toString(), Locale.ENGLISH))
                        .as(key.toString())
                        .isNotNull();
            });
        }
    }

    @Test
    void every_key_that_a_template_names_exists() {
        var missing = new TreeSet<String>();
        for (var template : files(TEMPLATES, ".html")) {
            var named = IN_TEMPLATE.matcher(template);
            while (named.find()) {
                missing.add(named.group(1));
            }
        }
        missing.removeAll(allKeys());
        assertThat(missing).isEmpty();
    }

    /** A key is used when it stands somewhere whole, or when something is put together that begins like it. */
    @Test
    void no_text_is_left_over() {
        var said = new TreeSet<String>();
        for (var template : files(TEMPLATES, ".html")) {
            collect(IN_TEMPLATE, template, said);
            collect(IN_QUOTES, template, said);
        }
        for (var source : files(SOURCES, ".java")) {
            collect(IN_QUOTES, source, said);
        }
        var prefixes = said.stream().filter(word -> word.endsWith(".")).collect(Collectors.toSet());
        var unused = allKeys().stream()
                .filter(key -> !said.contains(key))
                .filter(key -> prefixes.stream().noneMatch(key::startsWith))
                .filter(key -> !isPutTogetherByReasons(key, said))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unused).isEmpty();
    }

    /** Reasons adds its own beginning to each key. */
    private static boolean isPutTogetherByReasons(String key, Set<String> said) {
        return key.startsWith("why.") && said.contains(key.substring("why.".length()));
    }

    private static void collect(Pattern pattern, String text, Set<String> found) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            for (var group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    found.add(matcher.group(group));
                }
            }
        }
    }

    private static TreeSet<String> allKeys() {
        return bundles()
                .flatMap(bundle -> read(bundle, "").stringPropertyNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each key with the numbers of its arguments. */
    private static TreeMap<String, Set<String>> arguments(Properties texts) {
        var all = new TreeMap<String, Set<String>>();
        texts.forEach((key, text) -> all.put(
                key.toString(),
                ARGUMENT.matcher(text.toString())
                        .results()
                        .map(argument -> argument.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return all;
    }

    static Stream<String> bundles() {
        try (var folders = Files.list(TEXTS)) {
            return folders.map(folder -> folder.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(String bundle, String language) {
        try (var reader = Files.newBufferedReader(TEXTS.resolve(bundle + "/messages" + language + ".properties"))) {
            var texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(TextsTests::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
