package io.perennial.points.domain;

import io.perennial.points.Formula;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a formula comes to: a fraction that is rounded once, at the end.
 *
 * @param rounds whether there may be anything to round
 */
record Worth(BigDecimal dividend, BigDecimal divisor, RoundingMode mode, boolean rounds) {

    /** Far above what any programme pays; what would be more is this much. */
    private static final BigDecimal MOST = BigDecimal.valueOf(100_000_000_000_000_000L);

    private static final int DECIMALS_OF_EXACT = 4;
    private static final Worth NOTHING = fixed(0);

    /**
     * @param amount of the part that counts
     * @param basis what the base rules pay for that part
     */
    static Worth of(Formula formula, @Nullable BigDecimal amount, @Nullable String tier, long basis) {
        return switch (formula) {
            case Formula.Nothing() -> NOTHING;
            case Formula.Fixed(var units) -> fixed(units);
            case Formula.PerAmount(var units, var perAmount, var rounding) ->
                amount == null
                        ? NOTHING
                        : new Worth(amount.multiply(BigDecimal.valueOf(units)), perAmount, rounding.mode(), true);
            case Formula.Multiplied(var factor, var rounding) ->
                new Worth(
                        BigDecimal.valueOf(basis).multiply(factor.subtract(BigDecimal.ONE)),
                        BigDecimal.ONE,
                        rounding.mode(),
                        true);
            case Formula.ByTier(var base, var factors, var rounding) -> {
                var plain = of(base, amount, tier, basis);
                var factor = tier == null ? BigDecimal.ONE : factors.getOrDefault(tier, BigDecimal.ONE);
                yield new Worth(plain.dividend.multiply(factor), plain.divisor, rounding.mode(), true);
            }
        };
    }

    private static Worth fixed(long units) {
        return new Worth(BigDecimal.valueOf(units), BigDecimal.ONE, RoundingMode.DOWN, false);
    }

    long units() {
        return dividend.divide(divisor, 0, mode).min(MOST).longValueExact();
    }

    /** Nothing where nothing was rounded. */
    @Nullable
    BigDecimal exact() {
        if (!rounds) {
            return null;
        }
        var exact =
                dividend.divide(divisor, DECIMALS_OF_EXACT, RoundingMode.DOWN).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact; // 100, never 1E+2
    }
}
