package io.perennial.referrals.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Eight characters that a person can read out, write down and type again: Crockford's base 32, which has no I, L, O or U,
 * because those are taken for 1, 1, 0 and V. There are a million million of them, so none can be guessed from another.
 */
public record InvitationCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}]+");

    /** More than any way of writing eight characters; what is longer is not looked at. */
    private static final int LONGEST_TYPED = 64;

    public InvitationCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an invitation code has " + LENGTH + " characters of " + ALPHABET);
        }
    }

    public static InvitationCode random(RandomGenerator random) {
        return new InvitationCode(random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                .collect(Collectors.joining()));
    }

    /**
     * Reads what a person typed: blanks, hyphens, case and full-width letters do not matter, and neither do the letters that
     * are taken for digits.
     *
     * @return nothing when it cannot be a code
     */
    public static Optional<InvitationCode> parse(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        var plain = BETWEEN.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return Optional.of(plain).filter(code -> FORM.matcher(code).matches()).map(InvitationCode::new);
    }

    @Override
    public String toString() {
        return value;
    }
}
