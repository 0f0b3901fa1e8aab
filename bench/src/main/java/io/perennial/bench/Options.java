package io.perennial.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was asked for on the command line. */
record Options(
        List<String> only,
        int members,
        int rounds,
        Duration time,
        Duration warmUp,
        List<Integer> clients,
        int lines,
        Optional<String> keep,
        Optional<Path> out,
        Optional<Path> profile,
        boolean growth,
        boolean largest,
        boolean memory,
        boolean container,
        List<String> given) {

    private static final Set<String> FLAGS = Set.of("container", "growth", "largest", "memory");
    private static final Set<String> VALUES =
            Set.of("only", "members", "rounds", "seconds", "warmup", "clients", "lines", "keep", "out", "profile");

    /** Somebody asked for what there is not. */
    static final class NotUnderstood extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotUnderstood(String message) {
            super(message);
        }
    }

    static Options of(String... arguments) {
        Map<String, String> values = new TreeMap<>();
        for (var argument : arguments) {
            if (!argument.startsWith("--")) {
                throw new NotUnderstood("bench does not know '" + argument + "'");
            }
            var parts = argument.substring(2).split("=", 2);
            if (parts.length == 1 ? !FLAGS.contains(parts[0]) : !VALUES.contains(parts[0])) {
                throw new NotUnderstood("bench does not know '" + argument + "'; flags are "
                        + FLAGS.stream().sorted().toList() + ", and with a value "
                        + VALUES.stream().sorted().toList());
            }
            values.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        return new Options(
                list(values.getOrDefault("only", "")),
                number(values, "members", 1_000_000, 1_000),
                number(values, "rounds", 5, 1),
                Duration.ofSeconds(number(values, "seconds", 10, 1)),
                Duration.ofSeconds(number(values, "warmup", 60, 0)),
                values.containsKey("clients")
                        ? list(values.get("clients")).stream()
                                .map(each -> number(each, "clients", 1))
                                .toList()
                        : List.of(1, 4, 16, 64),
                number(values, "lines", 20_000, 100),
                Optional.ofNullable(values.get("keep")).map(Options::databaseName),
                Optional.ofNullable(values.get("out")).map(Path::of),
                Optional.ofNullable(values.get("profile")).map(Path::of),
                values.containsKey("growth"),
                values.containsKey("largest"),
                values.containsKey("memory"),
                values.containsKey("container"),
                List.of(arguments));
    }

    boolean isGiven(String name) {
        return given.stream().anyMatch(each -> each.startsWith("--" + name + "="));
    }

    /** Growth and memory are asked for by themselves, or beside goals. */
    boolean wants(String goal) {
        return only.isEmpty() ? !growth && !memory : only.contains(goal);
    }

    private static List<String> list(String value) {
        var items = new ArrayList<String>();
        for (var item : value.split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return List.copyOf(items);
    }

    private static int number(Map<String, String> values, String name, int otherwise, int least) {
        return values.containsKey(name) ? number(values.get(name), name, least) : otherwise;
    }

    private static int number(String text, String name, int least) {
        try {
            var number = Integer.parseInt(text.replace("_", ""));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new NotUnderstood("--" + name + ": a whole number from " + least + " on, not '" + text + "'");
    }

    private static String databaseName(String name) {
        if (!name.matches("[a-z0-9_]{1,40}")) {
            throw new NotUnderstood("--keep: 1 to 40 of a-z, 0-9 and _");
        }
        return name;
    }
}
