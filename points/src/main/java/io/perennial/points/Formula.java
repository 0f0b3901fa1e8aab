package io.perennial.points;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;

/** How a rule turns an activity into a whole number of points or growth. */
public sealed interface Formula {

    long LARGEST = 1_000_000;

    /**
     * {@code units} for every full {@code perAmount} of the activity's currency: "1 point per 1 yuan" is
     * {@code (1, 1.00)}. The amount is divided once, exactly, and rounded down once, at the end.
     *
     * @param units 1 to {@value #LARGEST}
     * @param perAmount in major units, above 0, at most two decimals
     */
    record PerAmount(long units, BigDecimal perAmount) implements Formula {

        public PerAmount {
            if (units < 1 || units > LARGEST) {
                throw new IllegalArgumentException("units: 1 to 1,000,000");
            }
            if (perAmount.signum() <= 0
                    || perAmount.stripTrailingZeros().scale() > 2
                    || perAmount.compareTo(BigDecimal.valueOf(LARGEST)) > 0) {
                throw new IllegalArgumentException("per amount: above 0, two decimals at most");
            }
        }

        /** floor(amount × units ÷ perAmount) */
        public long of(Money amount) {
            return amount.getAmount()
                    .multiply(BigDecimal.valueOf(units))
                    .divide(perAmount, 0, RoundingMode.DOWN)
                    .longValueExact();
        }
    }

    /** The same for every activity. */
    record Fixed(long units) implements Formula {

        public Fixed {
            if (units < 1 || units > LARGEST) {
                throw new IllegalArgumentException("units: 1 to 1,000,000");
            }
        }
    }

    /** The rule pays none of it. */
    record Nothing() implements Formula {}
}
