package io.perennial.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import canary.modules.CanaryModules;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.perennial.Perennial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;

/** Spring Modulith's own view of the house: modules use each other's roots only, as their package-info allows. */
class ModuleTests {

    private static final ApplicationModules HOUSE = ApplicationModules.of(Perennial.class);

    /** Written by this test when run with {@code -Dperennial.docs=write}, compared otherwise. */
    private static final Path DOCUMENTED = Path.of("docs", "modules");

    @Test
    void modules_use_only_what_their_neighbours_publish() {
        HOUSE.verify();
    }

    @Test
    void a_module_that_reaches_into_another_is_rejected() {
        var violations =
                ApplicationModules.of(CanaryModules.class, location -> true).detectViolations();

        assertThat(violations.hasViolations()).isTrue();
        assertThat(violations.getMessages()).anyMatch(message -> message.contains("intruder"));
    }

    @Test
    void every_module_stands_on_a_floor() {
        assertThat(HOUSE.stream().map(ApplicationModule::getIdentifier).map(Object::toString))
                .isSubsetOf(Sentences.FLOORS)
                .contains("membership", "insights", "points", "rewards", "referrals", "recall", "web");
    }

    @Test
    void the_canvases_and_the_diagram_are_up_to_date(@TempDir Path folder) throws IOException {
        new Documenter(HOUSE, Documenter.Options.defaults().withOutputFolder(folder.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults())
                .writeModuleCanvases();
        for (var module : HOUSE) {
            Files.writeString(
                    folder.resolve("module-" + module.getIdentifier() + ".adoc"),
                    publishedEvents("io.perennial." + module.getIdentifier()),
                    StandardOpenOption.APPEND);
        }
        if ("write".equals(System.getProperty("perennial.docs"))) {
            write(folder);
        }

        assertThat(read(DOCUMENTED))
                .as("run ./perennial docs and commit what changed in architecture-tests/docs/modules")
                .isEqualTo(read(folder));
    }

    /** Modulith finds events by annotations, which ours do without: here the grammar tells them. */
    private static String publishedEvents(String root) {
        var events = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(root).stream()
                        .filter(type -> type.getPackageName().equals(root))
                        .filter(Sentences.eventNames())
                        .map(type -> "* `%s(%s)`".formatted(type.getSimpleName(), components(type.reflect())))
                        .sorted()
                        .toList();
        return events.isEmpty() ? "" : "\n.Published events\n" + String.join("\n", events) + "\n";
    }

    private static String components(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .map(component -> component.getGenericType().getTypeName().replaceAll("\\w+\\.|\\w+\\$", "") + " "
                        + component.getName())
                .collect(Collectors.joining(", "));
    }

    private static void write(Path from) throws IOException {
        if (Files.exists(DOCUMENTED)) {
            try (var old = Files.walk(DOCUMENTED)) {
                for (var path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        for (var file : read(from).entrySet()) {
            var target = DOCUMENTED.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        if (!Files.exists(folder)) {
            return files;
        }
        try (var found = Files.walk(folder)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), steady(Files.readString(file)));
            }
        }
        return files;
    }

    /** The diagram lists relations, and a canvas what is listened to, in an order that changes from run to run. */
    private static String steady(String document) {
        var lines = new ArrayList<>(document.lines().toList());
        var relations =
                lines.stream().filter(line -> line.startsWith("Rel(")).sorted().iterator();
        lines.replaceAll(line -> line.startsWith("Rel(") ? relations.next() : line);
        var listened = lines.indexOf("|Events listened to") + 1;
        if (listened > 0) {
            var events = lines.subList(
                    listened, listened + lines.subList(listened, lines.size()).indexOf("|==="));
            events.replaceAll(line -> line.replaceFirst("^\\|", ""));
            events.sort(Comparator.naturalOrder());
            events.set(0, "|" + events.getFirst());
        }
        return String.join("\n", lines) + "\n";
    }
}
