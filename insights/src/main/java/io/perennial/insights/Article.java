package io.perennial.insights;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that the shop sells, as it was last called.
 *
 * @param sku the shop's article number; numbers that differ only in capitals are one article
 * @param name may be empty
 */
public record Article(String sku, String name, @Nullable String category) {

    /** What people are shown: the name, or the number of what has none. */
    public String title() {
        return name.isBlank() ? sku : name;
    }

    /** The number as articles are compared by. */
    public static String comparable(String sku) {
        return sku.strip().toLowerCase(Locale.ROOT);
    }
}
