package io.perennial.membership.domain;

import io.perennial.membership.SignInByPassword.Weakness;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which passwords may be chosen: length matters, a mixture of signs does not, and what everybody thinks of is refused. */
public final class PasswordRule {

    private static final int SHORTEST = 10;

    /** What bcrypt reads; the rest of a longer password would count for nothing. */
    public static final int LONGEST = 72;

    private static final int FEWEST_DISTINCT = 3;
    private static final Set<String> COMMON = read();

    private PasswordRule() {}

    /** What is wrong with a password, if anything. */
    public static Optional<Weakness> weaknessOf(String password) {
        var bytes = bytes(password);
        if (bytes < SHORTEST) {
            return Optional.of(Weakness.TOO_SHORT);
        }
        if (bytes > LONGEST) {
            return Optional.of(Weakness.TOO_LONG);
        }
        if (password.codePoints().distinct().count() < FEWEST_DISTINCT
                || COMMON.contains(password.toLowerCase(Locale.ROOT))) {
            return Optional.of(Weakness.TOO_COMMON);
        }
        return Optional.empty();
    }

    public static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Set<String> read() {
        var file = Objects.requireNonNull(PasswordRule.class.getResourceAsStream("common-passwords.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
