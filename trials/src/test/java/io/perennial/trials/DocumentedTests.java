package io.perennial.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of trials names those that there are; that it names only classes that exist is tested with all documents. */
class DocumentedTests {

    private static final Path TABLE = Path.of("../architecture-tests/docs/trials.md");
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

    @Test
    void each_trial_has_its_row_and_each_row_its_trials() throws IOException {
        var named = ROW.matcher(Files.readString(TABLE))
                .results()
                .flatMap(row -> NAME.matcher(row.group(2)).results())
                .map(name -> name.group(1))
                .toList();

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Trials.ALL.stream().map(Trial::name).toList());
    }

    @Test
    void each_name_is_given_once() {
        assertThat(Trials.ALL).extracting(Trial::name).doesNotHaveDuplicates();
    }

    @Test
    void the_tally_stands_beside_its_command() throws IOException {
        assertThat(Files.readString(TABLE)).contains("./perennial trials --for=");
    }
}
