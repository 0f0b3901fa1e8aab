package io.perennial.trials;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What was asked for on the command line.
 *
 * @param time how long rounds follow each other; absent for one round of each trial
 * @param only names of trials; empty for all
 */
record Options(Optional<Duration> time, long seed, List<String> only) {

    private static final Set<String> KNOWN = Set.of("for", "seed", "only");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhd])");

    /** Somebody asked for what there is not. */
    static final class NotUnderstood extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotUnderstood(String message) {
            super(message);
        }
    }

    static Options of(long randomSeed, String... arguments) {
        var values = new TreeMap<String, String>();
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            if (!argument.startsWith("--") || parts.length < 2 || !KNOWN.contains(parts[0].substring(2))) {
                throw new NotUnderstood(
                        "trials does not know '" + argument + "'; it knows --for=2h, --seed=17 and --only=NAME,NAME");
            }
            values.put(parts[0].substring(2), parts[1]);
        }
        return new Options(
                Optional.ofNullable(values.get("for")).map(Options::time),
                values.containsKey("seed") ? seed(values.get("seed")) : randomSeed,
                values.containsKey("only")
                        ? Arrays.stream(values.get("only").split(",", -1))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty())
                                .toList()
                        : List.of());
    }

    private static Duration time(String text) {
        var found = TIME.matcher(text);
        if (!found.matches()) {
            throw new NotUnderstood("--for: a number and s, m, h or d, as in 90s or 2h, not '" + text + "'");
        }
        var number = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new NotUnderstood("--seed: a whole number, not '" + text + "'");
        }
    }
}
