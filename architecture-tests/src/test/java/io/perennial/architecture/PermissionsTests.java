package io.perennial.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.StaffRole;
import io.perennial.web.security.StaffArea;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The printed table of permissions says what the doors do: it is written from the table that they go by. */
class PermissionsTests {

    /** Written by this test when run with {@code -Dperennial.docs=write}, compared otherwise. */
    private static final Path DOCUMENT = Path.of("docs", "permissions.md");

    @Test
    void the_printed_table_is_the_table_of_the_doors() throws IOException {
        var table = table(texts());
        if ("write".equals(System.getProperty("perennial.docs"))) {
            Files.writeString(DOCUMENT, table);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("run ./perennial docs and commit what changed in architecture-tests/docs/permissions.md")
                .isEqualTo(table);
    }

    @Test
    void nobody_reveals_or_changes_what_they_may_not_see_and_the_auditor_only_sees() {
        for (var area : StaffArea.values()) {
            for (var role : StaffRole.values()) {
                var only = Set.of(role);
                if (area.mayBeChangedBy(only) || area.mayBeRevealedTo(only)) {
                    assertThat(area.mayBeReadBy(only))
                            .as("%s for %s", area, role)
                            .isTrue();
                }
            }
            var auditor = Set.of(StaffRole.AUDITOR);
            assertThat(area.mayBeReadBy(auditor)).as("%s", area).isTrue();
            assertThat(area.mayBeChangedBy(auditor) || area.mayBeRevealedTo(auditor))
                    .as("%s", area)
                    .isFalse();
        }
    }

    private static String table(Properties texts) {
        var lines = new ArrayList<String>();
        lines.add("# Who may do what");
        lines.add("");
        lines.add("Written from `StaffArea` by `PermissionsTests`; the staff read the same table on their pages.");
        lines.add("");
        lines.add(row(
                Stream.of("Area", "What one can do"),
                Arrays.stream(StaffRole.values()).map(role -> texts.getProperty("admin.staff.role." + role))));
        lines.add(row(Stream.of("---", "---"), Arrays.stream(StaffRole.values()).map(_ -> ":-:")));
        for (var area : StaffArea.values()) {
            add(lines, texts, area, "see", area::mayBeReadBy);
            if (area.isChanged()) {
                add(lines, texts, area, "change", area::mayBeChangedBy);
            }
            if (area.hides()) {
                add(lines, texts, area, "reveal", area::mayBeRevealedTo);
            }
        }
        lines.add("");
        for (var note : List.of("masked", "names", "own")) {
            lines.add("- " + text(texts, "permissions." + note));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void add(
            List<String> lines, Properties texts, StaffArea area, String what, Predicate<Set<StaffRole>> may) {
        lines.add(row(
                Stream.of(
                        what.equals("see") ? text(texts, "area." + area.path()) : "",
                        text(texts, "permissions." + area.path() + "." + what)),
                Arrays.stream(StaffRole.values()).map(role -> may.test(Set.of(role)) ? what : "–")));
    }

    private static String row(Stream<String> beginning, Stream<String> cells) {
        return Stream.concat(beginning, cells).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String text(Properties texts, String key) {
        return Objects.requireNonNull(texts.getProperty(key), key);
    }

    private static Properties texts() throws IOException {
        var all = new Properties();
        for (var bundle : List.of(
                "common",
                "admin",
                "audit",
                "ledger",
                "liability",
                "merges",
                "missions",
                "policy",
                "recommendations",
                "rules",
                "segments",
                "tiers")) {
            try (var stream = Objects.requireNonNull(
                            PermissionsTests.class.getResourceAsStream("/texts/" + bundle + "/messages.properties"));
                    var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                all.load(reader);
            }
        }
        return all;
    }
}
