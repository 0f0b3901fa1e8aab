package io.perennial.membership;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;

/**
 * A word that staff, a survey or a rule put on a member: {@code regular}, {@code 咖啡}. One spelling of each: full-width signs
 * and capitals are folded, so that equal tags are equal texts.
 */
public record Tag(String text) implements Comparable<Tag> {

    private static final int LONGEST = 40;

    /** @throws IllegalArgumentException when the text is not in normal form; use {@link #parse} for what people type */
    public Tag {
        if (!normalise(text).filter(text::equals).isPresent()) {
            throw new IllegalArgumentException("not a tag in normal form");
        }
    }

    /** @return nothing when it is blank, longer than 40 characters, or holds a comma or signs that nobody sees */
    public static Optional<Tag> parse(String written) {
        return normalise(written).map(Tag::new);
    }

    private static Optional<String> normalise(String written) {
        var text = Normalizer.normalize(written, Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
        return text.isEmpty()
                        || text.length() > LONGEST
                        || text.codePoints().anyMatch(sign -> sign == ',' || !isSeen(sign))
                ? Optional.empty()
                : Optional.of(text);
    }

    private static boolean isSeen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public int compareTo(Tag other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
