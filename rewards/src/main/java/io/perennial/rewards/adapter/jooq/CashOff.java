package io.perennial.rewards.adapter.jooq;

import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Money as two columns. */
final class CashOff {

    static @Nullable String currency(Optional<Money> cashOff) {
        return cashOff.map(money -> money.getCurrencyUnit().getCode()).orElse(null);
    }

    static @Nullable Long minor(Optional<Money> cashOff) {
        return cashOff.map(Money::getAmountMinorLong).orElse(null);
    }

    static Optional<Money> of(@Nullable String currency, @Nullable Long minor) {
        return currency == null || minor == null
                ? Optional.empty()
                : Optional.of(Money.ofMinor(CurrencyUnit.of(currency), minor));
    }

    private CashOff() {}
}
