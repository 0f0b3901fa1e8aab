package io.perennial.membership;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a member lives, as roughly as a programme needs to know: a province of China by ISO 3166-2 ({@code CN-31}), any
 * other country by ISO 3166-1 ({@code GB}).
 */
public record Region(String code) implements Comparable<Region> {

    private static final List<String> PROVINCES = List.of(
            "CN-11", "CN-12", "CN-13", "CN-14", "CN-15", "CN-21", "CN-22", "CN-23", "CN-31", "CN-32", "CN-33", "CN-34",
            "CN-35", "CN-36", "CN-37", "CN-41", "CN-42", "CN-43", "CN-44", "CN-45", "CN-46", "CN-50", "CN-51", "CN-52",
            "CN-53", "CN-54", "CN-61", "CN-62", "CN-63", "CN-64", "CN-65", "CN-71", "CN-91", "CN-92");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public Region {
        if (!exists(code)) {
            throw new IllegalArgumentException("not a region");
        }
    }

    /** @return nothing when there is no such region */
    public static Optional<Region> parse(String written) {
        return Optional.of(written.strip().toUpperCase(Locale.ROOT))
                .filter(Region::exists)
                .map(Region::new);
    }

    /** The provinces of China in the order of their codes, then all countries in theirs. */
    public static List<Region> all() {
        return java.util.stream.Stream.concat(PROVINCES.stream(), Arrays.stream(Locale.getISOCountries()))
                .map(Region::new)
                .toList();
    }

    public boolean isProvince() {
        return code.contains("-");
    }

    private static boolean exists(String code) {
        return COUNTRIES.contains(code) || PROVINCES.contains(code);
    }

    @Override
    public int compareTo(Region other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
