package io.perennial.membership;

import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for the whole programme, from the configuration prefix {@code perennial}.
 *
 * @param zone the zone in which days, months and expiry dates are counted
 * @param currencies ISO 4217 codes in which purchases may be made, the usual one first
 */
@ConfigurationProperties("perennial")
public record Programme(
        @DefaultValue("Asia/Shanghai") ZoneId zone,
        @DefaultValue({"CNY", "GBP", "EUR", "USD"}) List<String> currencies) {

    public Programme {
        currencies = List.copyOf(currencies);
        if (currencies.isEmpty()) {
            throw new IllegalArgumentException("perennial.currencies: at least one currency is needed");
        }
    }

    public String usualCurrency() {
        return currencies.getFirst();
    }
}
