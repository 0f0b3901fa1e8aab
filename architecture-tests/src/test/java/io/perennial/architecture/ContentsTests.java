package io.perennial.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module's {@code package-info} is its table of contents: it links to every public type of the root, and to no other. */
class ContentsTests {

    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:final |abstract |sealed |non-sealed )*(?:class|interface|record|enum|@interface) (\\w+)",
            Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\{@link\\s+(?:\\*\\s+)?(\\w+)");

    @ParameterizedTest
    @ValueSource(strings = {"membership", "insights", "points", "rewards", "referrals"})
    void a_module_lists_all_that_its_root_holds(String module) throws IOException {
        var root = Path.of("..", module, "src/main/java/io/perennial", module);
        assertThat(faults(root)).isEmpty();
        assertThat(types(root)).isNotEmpty();
    }

    @Test
    void a_type_that_nobody_listed_and_a_link_to_nothing_are_found() throws IOException {
        assertThat(faults(Path.of("src/test/java/canary/module_roots_are_listed/perennial/points")))
                .containsExactlyInAnyOrder("Unlisted is not listed", "Vanished is listed, but not there");
    }

    private static List<String> faults(Path root) throws IOException {
        var listed = LINK.matcher(Files.readString(root.resolve("package-info.java")))
                .results()
                .map(link -> link.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        var there = types(root);
        var faults = new TreeSet<String>();
        there.stream().filter(type -> !listed.contains(type)).forEach(type -> faults.add(type + " is not listed"));
        listed.stream()
                .filter(type -> !there.contains(type))
                .forEach(type -> faults.add(type + " is listed, but not there"));
        return List.copyOf(faults);
    }

    private static TreeSet<String> types(Path root) throws IOException {
        var types = new TreeSet<String>();
        try (var files = Files.list(root)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                PUBLIC_TYPE
                        .matcher(Files.readString(file))
                        .results()
                        .map(type -> type.group(1))
                        .forEach(types::add);
            }
        }
        return types;
    }
}
