package io.perennial.membership.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a member shows at the counter to use a benefit: eight characters of Crockford's base 32, good for minutes. */
public record CounterCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private static final int LONGEST_TYPED = 100;

    public CounterCode {
        if (value.length() != LENGTH || !value.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0)) {
            throw new IllegalArgumentException("a code has eight characters of Crockford's base 32");
        }
    }

    public static CounterCode drawnBy(RandomGenerator random) {
        var drawn = new StringBuilder(LENGTH);
        for (var place = 0; place < LENGTH; place++) {
            drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new CounterCode(drawn.toString());
    }

    /** What somebody typed, in any case, with blanks or hyphens anywhere; letters that are left out are read as digits. */
    public static Optional<CounterCode> read(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        var plain = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Pd}]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return plain.length() == LENGTH && plain.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0)
                ? Optional.of(new CounterCode(plain))
                : Optional.empty();
    }

    /** As it is shown: {@code XXXX-XXXX}. */
    @Override
    public String toString() {
        return value.substring(0, LENGTH / 2) + "-" + value.substring(LENGTH / 2);
    }
}
