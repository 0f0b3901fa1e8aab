package io.perennial.membership.domain;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a name can be met by somebody who types a part of it: at the beginning of each word, and in writings without words,
 * as Chinese, at each sign. Accents, capitals and full-width signs are folded.
 */
public final class NameParts {

    /** In characters; what is longer is compared with the name itself. */
    public static final int LONGEST = 24;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** What the name goes on with from each of those places. */
    public static Set<String> of(String name) {
        var folded = folded(name);
        var parts = new LinkedHashSet<String>();
        var isWordBegun = false;
        for (var at = 0; at < folded.length(); at += Character.charCount(folded.codePointAt(at))) {
            var sign = folded.codePointAt(at);
            if (sign == ' ') {
                isWordBegun = false;
            } else if (!isWordBegun || Character.isIdeographic(sign)) {
                parts.add(cut(folded.substring(at)));
                isWordBegun = true;
            }
        }
        return parts;
    }

    /** What somebody typed, as the parts that begin with it are written. */
    public static String sought(String typed) {
        return cut(folded(typed));
    }

    private static String folded(String text) {
        var bare = ACCENTS.matcher(Normalizer.normalize(text, Form.NFKD)).replaceAll("");
        return BETWEEN_WORDS
                .matcher(Normalizer.normalize(bare, Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    private static String cut(String text) {
        var end = Math.min(text.length(), LONGEST);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing();
    }

    private NameParts() {}
}
