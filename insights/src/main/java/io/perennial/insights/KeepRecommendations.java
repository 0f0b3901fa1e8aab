package io.perennial.insights;

import java.time.Instant;
import java.util.Optional;

/**
 * Counts what goes with what, for {@link ReadRecommendations}: of every product the ones that are bought by the same members
 * more often than chance would have it.
 *
 * <p>Looked at is what was bought and did not go back: within {@link Counted#recentFrom()}, which is 90 days, or 180 or 365
 * where fewer than 5,000 purchases happened within them; of each buyer the newest 200 products; of more than 100,000 buyers
 * one in so many. A pair counts when {@value #FEWEST} members bought both. How strongly two products go together is the
 * log-likelihood ratio of the four counts (see {@code domain.Affinity}), which neither lets what everybody buys go with
 * everything nor believes in a coincidence of few; the strongest twenty of each product are kept.
 */
public interface KeepRecommendations {

    /** Members who bought both, below which a pair tells more of them than of the shop. */
    int FEWEST = 5;

    /**
     * Counts everything anew, chunk by chunk. Broken off, it goes on where it stood when it is called within a day; several
     * who call it share the work. Until the end the figures before are in force.
     */
    Counted rebuild();

    /** The figures in force. */
    Optional<Counted> counted();

    /**
     * @param recentFrom purchases since then say what goes with what and what is popular
     * @param baskets buyers who were looked at
     * @param oneIn one in so many of all
     */
    record Counted(
            Instant beganAt,
            Instant finishedAt,
            Instant recentFrom,
            long baskets,
            int oneIn,
            long products,
            long pairs) {}
}
