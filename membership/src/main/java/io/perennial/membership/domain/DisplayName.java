package io.perennial.membership.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person is called: one line of at most 80 characters. */
public record DisplayName(String text) {

    private static final int LONGEST = 80;

    public DisplayName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a name is one line of 1 to 80 characters");
        }
    }

    /** What is blank is no name. */
    public static Optional<DisplayName> of(@Nullable String written) {
        return written == null || written.isBlank() ? Optional.empty() : Optional.of(new DisplayName(written.strip()));
    }

    /** Whether this is a name or no name at all, rather than something that cannot be stored. */
    public static boolean canBe(@Nullable String written) {
        return written == null || written.isBlank() || isValid(written.strip());
    }

    private static boolean isValid(String text) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= LONGEST
                && text.codePoints().noneMatch(DisplayName::isForbidden);
    }

    /** Line breaks and the invisible signs that turn the direction of a text around belong in no list of names. */
    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
        };
    }
}
