package io.perennial.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables live in their module: named after it, without ties to others, fit for more than one machine. */
class MigrationTests {

    private static final Pattern TABLE =
            Pattern.compile("create table (\\w+) \\((.*?)\\n\\) ", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Tables whose names and shape a library prescribes. */
    private static final List<String> OF_LIBRARIES =
            List.of("EVENT_PUBLICATION", "SPRING_SESSION", "SPRING_SESSION_ATTRIBUTES", "scheduled_tasks");

    private static final List<String> FOLDERS =
            List.of("events", "membership", "insights", "points", "rewards", "referrals", "recall", "web");

    @Test
    void every_table_keeps_the_rules_of_the_house() throws IOException {
        var seen = 0;
        for (var migration : migrations()) {
            var module = migration.getParent().getFileName().toString();
            assertThat(FOLDERS).contains(module);
            assertThat(faults(module, Files.readString(migration)))
                    .as(migration.toString())
                    .isEmpty();
            seen++;
        }
        assertThat(seen).isGreaterThan(5);
    }

    @ParameterizedTest
    @CsvSource({
        "'CREATE TABLE rewards_a (\n a INT, PRIMARY KEY (a)\n) X', 'rewards_a is not named after points'",
        "'CREATE TABLE points_a (\n a INT\n) X', 'points_a has no primary key'",
        "'CREATE TABLE points_a (\n a INT AUTO_INCREMENT, PRIMARY KEY (a)\n) X', 'auto_increment'",
        "'CREATE TABLE points_a (\n a INT, PRIMARY KEY (a), FOREIGN KEY (a) REFERENCES b (a)\n) X', 'foreign key'",
        "'CREATE TRIGGER t AFTER INSERT ON points_a', 'create trigger'",
        "'CREATE PROCEDURE p()', 'create procedure'"
    })
    void a_migration_that_breaks_one_is_rejected(String sql, String fault) {
        assertThat(faults("points", sql)).anyMatch(found -> found.contains(fault));
    }

    private static List<String> faults(String module, String sql) {
        var faults = new ArrayList<String>();
        for (var found = TABLE.matcher(sql); found.find(); ) {
            var table = found.group(1);
            var body = found.group(2).toLowerCase(Locale.ROOT);
            if (OF_LIBRARIES.contains(table)) {
                continue;
            }
            if (!table.startsWith(module + "_")) {
                faults.add(table + " is not named after " + module);
            }
            if (!body.contains("primary key")) {
                faults.add(table + " has no primary key");
            }
            Stream.of("auto_increment", "foreign key")
                    .filter(body::contains)
                    .forEach(word -> faults.add(table + " uses " + word));
        }
        var all = sql.toLowerCase(Locale.ROOT);
        Stream.of("create trigger", "create procedure", "create function", "create event")
                .filter(all::contains)
                .forEach(faults::add);
        return faults;
    }

    private static List<Path> migrations() throws IOException {
        try (var files = Files.walk(Path.of(".."), 8)) {
            return files.filter(file -> file.toString().matches(".*/src/main/resources/db/migration/[a-z]+/V.*\\.sql"))
                    .toList();
        }
    }
}
