package io.perennial.points;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a rule turns an activity into a whole number of points or growth. */
public sealed interface Formula {

    long LARGEST = 1_000_000;

    /**
     * {@code units} for every full {@code perAmount} of the activity's currency: "1 point per 1 yuan" is
     * {@code (1, 1.00, DOWN)}. The amount is that of the items which fit the rule's condition, or the whole one where no
     * condition is about items. It is divided once, exactly, and rounded once, at the end.
     *
     * @param units 1 to {@value #LARGEST}
     * @param perAmount in major units, above 0, at most two decimals
     */
    record PerAmount(long units, BigDecimal perAmount, Rounding rounding) implements Formula {

        public PerAmount {
            checkUnits(units);
            if (perAmount.signum() <= 0
                    || perAmount.stripTrailingZeros().scale() > 2
                    || perAmount.compareTo(BigDecimal.valueOf(LARGEST)) > 0) {
                throw new IllegalArgumentException("per amount: above 0, two decimals at most");
            }
        }

        public PerAmount(long units, BigDecimal perAmount) {
            this(units, perAmount, Rounding.DOWN);
        }
    }

    /** The same for every activity. */
    record Fixed(long units) implements Formula {

        public Fixed {
            checkUnits(units);
        }
    }

    /**
     * On top of what the base rules pay for the part of a purchase that fits this rule's condition: "double points" is
     * {@code 2.0} and pays as much again. Only for a {@link EarnRule.Role#BONUS}.
     *
     * @param factor above 1, at most 100, two decimals at most
     */
    record Multiplied(BigDecimal factor, Rounding rounding) implements Formula {

        public Multiplied {
            checkFactor(factor, BigDecimal.ONE);
        }
    }

    /**
     * What {@code base} comes to, times a factor for the tier that the member held; 1 for a tier that is not named.
     *
     * @param factors by tier code, above 0, at most 100, two decimals at most
     */
    record ByTier(Formula base, SortedMap<String, BigDecimal> factors, Rounding rounding) implements Formula {

        public ByTier {
            if (!(base instanceof PerAmount || base instanceof Fixed)) {
                throw new IllegalArgumentException("only an amount or a fixed number is multiplied by tier");
            }
            if (factors.isEmpty()) {
                throw new IllegalArgumentException("name a tier");
            }
            factors.values().forEach(factor -> checkFactor(factor, BigDecimal.ZERO));
            factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
        }

        public ByTier(Formula base, Map<String, BigDecimal> factors) {
            this(base, new TreeMap<>(factors), Rounding.DOWN);
        }
    }

    /** The rule pays none of it. */
    record Nothing() implements Formula {}

    /** What becomes of the part of a point that is left; applied once, to the exact result. */
    enum Rounding {
        DOWN(RoundingMode.DOWN),
        /** Half a point and more becomes a whole one. */
        HALF_UP(RoundingMode.HALF_UP),
        UP(RoundingMode.UP);

        private final RoundingMode mode;

        Rounding(RoundingMode mode) {
            this.mode = mode;
        }

        public RoundingMode mode() {
            return mode;
        }
    }

    private static void checkUnits(long units) {
        if (units < 1 || units > LARGEST) {
            throw new IllegalArgumentException("units: 1 to 1,000,000");
        }
    }

    private static void checkFactor(BigDecimal factor, BigDecimal above) {
        if (factor.compareTo(above) <= 0
                || factor.compareTo(BigDecimal.valueOf(100)) > 0
                || factor.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("a factor has two decimals at most and is 100 at most");
        }
    }
}
