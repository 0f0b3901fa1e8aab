package io.perennial.web.pages;

import io.perennial.membership.Identifier;
import java.util.regex.Pattern;

/** What tells who somebody is, so that they recognise it themselves and nobody else can use it. */
public final class Masked {

    public static final String HIDDEN = "••••";

    /** Phones and cards, however they are grouped. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\+?\\d(?:[ -]?\\d){6,}");

    private static final Pattern EMAIL = Pattern.compile("([^\\s@,;\"'<>|]?)[^\\s@,;\"'<>|]*@([^\\s@,;\"'<>|]+)");
    private static final int ENDING = 4;

    public static String of(Identifier identifier) {
        return identifier.masked();
    }

    /** Of a name the first letter: with the rest of the page enough to see that it is the same person. */
    public static String name(String displayName) {
        return displayName.isEmpty() ? HIDDEN : displayName.substring(0, displayName.offsetByCodePoints(0, 1)) + HIDDEN;
    }

    /** What somebody wrote, without the phones, cards and addresses in it; the lines of a file for example. */
    public static String text(String written) {
        var withoutAddresses = EMAIL.matcher(written).replaceAll("$1" + HIDDEN + "@$2");
        return LONG_NUMBER.matcher(withoutAddresses).replaceAll(number -> {
            var digits = number.group().replaceAll("\\D", "");
            return HIDDEN + digits.substring(digits.length() - ENDING);
        });
    }

    private Masked() {}
}
