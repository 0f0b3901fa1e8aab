package io.perennial.rewards.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a member shows in the shop: ten characters of Crockford's base 32, which leaves out I, L, O and U. Fifty random bits,
 * so that nobody meets another's code by trying.
 *
 * @param value without the hyphen
 */
public record RedemptionCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;

    public RedemptionCode {
        if (value.length() != LENGTH || !value.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0)) {
            throw new IllegalArgumentException("a code has ten characters of Crockford's base 32");
        }
    }

    public static RedemptionCode drawnBy(RandomGenerator random) {
        var drawn = new StringBuilder(LENGTH);
        for (var place = 0; place < LENGTH; place++) {
            drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new RedemptionCode(drawn.toString());
    }

    /**
     * What somebody typed, in any case, with blanks or hyphens anywhere, in full-width characters too; the letters that the
     * alphabet leaves out are read as the digits that they look like.
     */
    public static Optional<RedemptionCode> read(String typed) {
        if (typed.length() > 100) {
            return Optional.empty();
        }
        var plain = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Pd}]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return plain.length() == LENGTH && plain.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0)
                ? Optional.of(new RedemptionCode(plain))
                : Optional.empty();
    }

    /** As it is shown: {@code XXXXX-XXXXX}. */
    @Override
    public String toString() {
        return value.substring(0, LENGTH / 2) + "-" + value.substring(LENGTH / 2);
    }
}
