package io.perennial.insights;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a purchase or refund.
 *
 * @param sku the shop's article number, at most 64 characters
 * @param name at most 200 characters
 * @param quantity 1 to 1,000,000, also in refunds
 * @param unitPrice not negative, at most four decimals, below one billion; without trailing zeros, so that equal prices are
 *     equal items
 */
public record Item(String sku, String name, @Nullable String category, int quantity, BigDecimal unitPrice) {

    public Item {
        if (sku.isBlank() || sku.length() > 64 || name.length() > 200 || (category != null && category.length() > 64)) {
            throw new IllegalArgumentException(
                    "an item has an article number of 64 characters at most and a short name");
        }
        if (quantity < 1 || quantity > 1_000_000) {
            throw new IllegalArgumentException("an item's quantity is 1 to 1,000,000");
        }
        unitPrice = unitPrice.stripTrailingZeros();
        if (unitPrice.signum() < 0
                || unitPrice.scale() > 4
                || unitPrice.compareTo(BigDecimal.valueOf(1_000_000_000)) >= 0) {
            throw new IllegalArgumentException("an item's price is not negative and has four decimals at most");
        }
        if (unitPrice.scale() < 0) {
            unitPrice = unitPrice.setScale(0); // 1E+2 is 100
        }
    }
}
