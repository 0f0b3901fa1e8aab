package io.perennial.membership.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name by which a member of staff signs in. */
public record Login(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{3,40}");

    public Login {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a login has 3 to 40 lower-case letters, digits, dots or hyphens");
        }
    }

    /** Exactly as written, or nothing when it cannot be a login. */
    public static Optional<Login> parse(String written) {
        return NAME.matcher(written).matches() ? Optional.of(new Login(written)) : Optional.empty();
    }

    /** What a person types at the door, where a keyboard may begin with a capital. */
    public static String typed(String written) {
        return written.strip().toLowerCase(Locale.ROOT);
    }
}
