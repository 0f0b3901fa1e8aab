package io.perennial.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bench and the trials stand beside the house: they look in, and nothing in the house knows them. */
class BenchTests {

    private static final Path TOP = Path.of("..");
    private static final Pattern DEPENDENCY = Pattern.compile("<artifactId>perennial-(bench|trials)</artifactId>");
    private static final Set<String> BESIDE = Set.of("bench", "trials");

    private static final Pattern HEADING = Pattern.compile("^## (S\\d): ", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("return \"(S\\d)\";");

    @Test
    void nothing_in_the_house_depends_on_what_stands_beside_it() throws IOException {
        try (var folders = Files.list(TOP)) {
            var poms = folders.map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::exists)
                    .filter(pom ->
                            !BESIDE.contains(pom.getParent().getFileName().toString()))
                    .toList();
            assertThat(poms).hasSizeGreaterThan(Sentences.FLOORS.indexOf("web") - 2);
            assertThat(whichKnowTheBench(poms)).isEmpty();
        }
    }

    @Test
    void who_depends_on_it_is_found() throws IOException {
        assertThat(whichKnowTheBench(List.of(TOP.resolve("bench/pom.xml"), TOP.resolve("trials/pom.xml"))))
                .hasSize(2);
    }

    @Test
    void the_result_names_only_goals_that_there_are_and_the_command_that_measured_them() throws IOException {
        var result = Files.readString(Path.of("docs", "performance.md"));
        try (var files = Files.list(TOP.resolve("bench/src/main/java/io/perennial/bench"))) {
            var goals =
                    files.map(BenchTests::goal).filter(name -> !name.isEmpty()).toList();
            assertThat(goals).hasSize(9);
            assertThat(HEADING.matcher(result).results().map(heading -> heading.group(1)))
                    .isNotEmpty()
                    .isSubsetOf(goals);
        }
        assertThat(result).contains("| command | `./perennial bench");
    }

    private static String goal(Path file) {
        try {
            var name = NAME.matcher(Files.readString(file));
            return name.find() ? name.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> whichKnowTheBench(List<Path> poms) throws IOException {
        var knowing = new ArrayList<Path>();
        for (var pom : poms) {
            if (DEPENDENCY.matcher(Files.readString(pom)).find()) {
                knowing.add(pom);
            }
        }
        return knowing;
    }
}
