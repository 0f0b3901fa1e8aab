package io.perennial.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A document names only what exists: files that it links to, and types that it writes in code font. */
class DocumentTests {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");
    private static final Pattern IMAGE = Pattern.compile("src=\"([^\"]+)\"");

    /** `EarnPoints` or `points.EarnPoints`: words in code font that have an inner capital are names of ours. */
    private static final Pattern TYPE = Pattern.compile("`(?:[a-z]+\\.)*([A-Z][a-z]+(?:[A-Z][a-z]+)+)`");

    @Test
    void documents_name_only_what_exists() throws IOException {
        var types = types();
        var documents = documents();
        assertThat(documents).hasSizeGreaterThan(3);
        for (var document : documents) {
            assertThat(faults(document, Files.readString(document), types))
                    .as(TOP.relativize(document).toString())
                    .isEmpty();
        }
    }

    @Test
    void a_document_that_names_the_dead_is_rejected() throws IOException {
        var faults =
                faults(TOP.resolve("README.md"), "`PointsWallet` [here](nowhere.md) <img src=\"gone.png\">", types());

        assertThat(faults).containsExactlyInAnyOrder("PointsWallet", "nowhere.md", "gone.png");
    }

    private static List<String> faults(Path document, String text, Set<String> types) {
        var faults = new ArrayList<String>();
        for (var pattern : List.of(LINK, IMAGE)) {
            for (var found = pattern.matcher(text); found.find(); ) {
                var target = found.group(1);
                if (!target.contains("://")
                        && !target.startsWith("mailto:")
                        && !Files.exists(document.resolveSibling(target))) {
                    faults.add(target);
                }
            }
        }
        for (var found = TYPE.matcher(text); found.find(); ) {
            if (!types.contains(found.group(1))) {
                faults.add(found.group(1));
            }
        }
        return faults;
    }

    private static List<Path> documents() throws IOException {
        try (var files = Files.walk(TOP)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !TOP.relativize(file).toString().contains("target/"))
                    .filter(file -> !TOP.relativize(file).toString().contains("node_modules"))
                    .toList();
        }
    }

    /** Names of our Java files, and of the few library types that documents may mention. */
    private static Set<String> types() throws IOException {
        try (var files = Files.walk(TOP)) {
            var ours = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
            ours.addAll(Set.of("ArchUnit", "FlywayMigrationStrategy", "ApplicationModuleListener", "MockMvc"));
            return ours;
        }
    }
}
