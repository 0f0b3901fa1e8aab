package io.perennial.insights.domain;

/**
 * How strongly two products go together.
 *
 * @param together buyers of both
 * @param one buyers of the one
 * @param other buyers of the other
 * @param all buyers of anything
 */
public record Affinity(long together, long one, long other, long all) {

    public Affinity {
        if (together < 0 || together > Math.min(one, other) || one + other - together > all) {
            throw new IllegalArgumentException("so many buyers do not fit together");
        }
    }

    /** How many times as often as if buying the one had nothing to do with buying the other; 1 is chance. */
    public double times() {
        return one == 0 || other == 0 ? 0 : (double) together * all / ((double) one * other);
    }

    /**
     * The log-likelihood ratio of the two being bought independently (G²): T. Dunning, "Accurate Methods for the Statistics of
     * Surprise and Coincidence", Computational Linguistics 19 (1993), 61–74; by Shannon entropies H as 2·(H(rows) + H(columns)
     * − H(cells)) over the unnormalised counts of the table of both, only one, only the other, neither.
     *
     * @return 0 for what is bought together no more often than by chance
     */
    public double strength() {
        if (times() <= 1) {
            return 0;
        }
        var onlyOne = one - together;
        var onlyOther = other - together;
        var neither = all - one - other + together;
        var rows = entropy(one, all - one);
        var columns = entropy(other, all - other);
        var cells = entropy(together, onlyOne, onlyOther, neither);
        return Math.max(0, 2 * (rows + columns - cells));
    }

    /** Unnormalised: of all of them together, in nats. */
    private static double entropy(long... counts) {
        var sum = 0L;
        var parts = 0.0;
        for (var count : counts) {
            sum += count;
            parts += xLogX(count);
        }
        return xLogX(sum) - parts;
    }

    private static double xLogX(long x) {
        return x == 0 ? 0 : x * Math.log((double) x);
    }
}
