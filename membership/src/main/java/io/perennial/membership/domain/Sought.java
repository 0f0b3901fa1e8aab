package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.SearchMembers;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What somebody typed, as the ways on which a member may be met.
 *
 * @param whole values that an identifier may have
 * @param beginnings what its value may begin with
 * @param ending its last digits, backwards
 * @param ids between which a member's id lies
 * @param name the text as a run of a name, folded; blank when there is nothing of a name in it
 * @param words its words
 */
public record Sought(
        Set<String> whole,
        Set<String> beginnings,
        Optional<String> ending,
        Optional<Ids> ids,
        String name,
        List<String> words) {

    private static final int LONGEST = 190;
    private static final int LONGEST_ENDING = 12;
    private static final int ID_DIGITS = 32;
    private static final int FEWEST_ID_DIGITS = 8;
    private static final String HOME = "+86";

    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s().\\-\\u2010-\\u2015]");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern HEX = Pattern.compile("\\p{XDigit}+");
    private static final Pattern DIALLED_ABROAD = Pattern.compile("00(?=[1-9])");
    private static final Pattern TRUNK = Pattern.compile("0+");

    public record Ids(UUID first, UUID last) {}

    public static Sought of(String typed) {
        var text = typed.strip();
        if (text.length() > LONGEST) {
            text = text.substring(0, LONGEST);
        }
        var dense = halfWidth(BETWEEN_DIGITS.matcher(text).replaceAll(""));
        var values = values(text, dense);
        var name = NameParts.sought(text);
        var isNumber = PHONE.matcher(dense).matches();
        return new Sought(
                values,
                dense.length() - (dense.startsWith("+") ? 1 : 0) < SearchMembers.SHORTEST_BEGINNING ? Set.of() : values,
                ending(dense),
                ids(dense),
                isNumber || !isWorthIt(name) ? "" : name,
                isNumber
                        ? List.of()
                        : Arrays.stream(name.split(" "))
                                .filter(word -> !word.isEmpty())
                                .distinct()
                                .limit(SearchMembers.MOST_WORDS)
                                .toList());
    }

    /** Whether this identifier is one by which the text meets its owner. */
    public boolean meets(Identifier identifier) {
        var value = identifier.value();
        return whole.contains(value)
                || beginnings.stream().anyMatch(value::startsWith)
                || ending.filter(last ->
                                new StringBuilder(value).reverse().toString().startsWith(last))
                        .isPresent();
    }

    private static Set<String> values(String text, String dense) {
        var values = new LinkedHashSet<String>();
        Identifier.parse(Kind.PHONE, text).map(Identifier::value).ifPresent(values::add);
        values.add(text);
        values.add(text.toLowerCase(Locale.ROOT));
        if (PHONE.matcher(dense).matches()) {
            values.add(dense);
            if (NUMBER.matcher(dense).matches()) {
                values.add("+" + DIALLED_ABROAD.matcher(dense).replaceFirst(""));
                values.add(HOME + dense);
            }
        }
        values.remove("");
        return values;
    }

    private static Optional<String> ending(String dense) {
        // A national number is the ending of the international one, but for the zero that is dialled at home.
        var digits = TRUNK.matcher(dense).lookingAt() && dense.length() > LONGEST_ENDING - 3
                ? TRUNK.matcher(dense).replaceFirst("")
                : dense;
        return NUMBER.matcher(digits).matches()
                        && digits.length() >= SearchMembers.SHORTEST_ENDING
                        && digits.length() <= LONGEST_ENDING
                ? Optional.of(new StringBuilder(digits).reverse().toString())
                : Optional.empty();
    }

    private static Optional<Ids> ids(String dense) {
        if (dense.length() < FEWEST_ID_DIGITS
                || dense.length() > ID_DIGITS
                || !HEX.matcher(dense).matches()) {
            return Optional.empty();
        }
        var missing = ID_DIGITS - dense.length();
        return Optional.of(new Ids(id(dense + "0".repeat(missing)), id(dense + "f".repeat(missing))));
    }

    private static UUID id(String hex) {
        var half = ID_DIGITS / 2;
        return new UUID(Long.parseUnsignedLong(hex, 0, half, 16), Long.parseUnsignedLong(hex, half, ID_DIGITS, 16));
    }

    /** One letter of an alphabet says nothing yet; one Chinese sign is a whole name. */
    private static boolean isWorthIt(String name) {
        return name.codePointCount(0, name.length()) > 1 || name.codePoints().anyMatch(Character::isIdeographic);
    }

    private static String halfWidth(String text) {
        return Normalizer.normalize(text, Form.NFKC);
    }
}
