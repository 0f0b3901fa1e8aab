package io.perennial.insights.domain;

import io.perennial.insights.Article;
import org.jspecify.annotations.Nullable;

/**
 * An article with how it was bought, whatever it was called at the time.
 *
 * @param number stands for its article number
 * @param leftOut never recommended
 * @param buyers of late
 * @param yearBuyers within a year
 * @param again those of them who bought it on several days
 * @param usualDays that lay between, on average, where there are any
 */
public record Product(
        long number,
        Article article,
        boolean leftOut,
        long buyers,
        long yearBuyers,
        long again,
        @Nullable Integer usualDays) {

    private static final int FEWEST = 5;
    private static final double SHARE = .3;

    /** Whether so many come back for it that it is used up rather than owned. */
    public boolean isBoughtAgain() {
        return again >= FEWEST && again >= SHARE * yearBuyers;
    }
}
