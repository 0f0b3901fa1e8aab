package io.perennial.insights.domain;

import io.perennial.insights.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What stays of a purchase when some of it went back. */
public final class Kept {

    private Kept() {}

    public static boolean nothing(Money paid, @Nullable Money refunded) {
        return refunded != null && !refunded.isLessThan(paid);
    }

    public static Money amount(Money paid, @Nullable Money refunded) {
        if (refunded == null) {
            return paid;
        }
        return nothing(paid, refunded) ? Money.zero(paid.getCurrencyUnit()) : paid.minus(refunded);
    }

    /** Pieces are taken off the lines of their article, the first ones first. */
    public static List<Item> items(List<Item> bought, List<Item> back) {
        var pieces = new HashMap<String, Integer>();
        back.forEach(item -> pieces.merge(item.sku(), item.quantity(), Integer::sum));
        var left = new ArrayList<Item>();
        for (var item : bought) {
            var gone = Math.min(item.quantity(), pieces.getOrDefault(item.sku(), 0));
            pieces.merge(item.sku(), -gone, Integer::sum);
            if (gone < item.quantity()) {
                left.add(new Item(item.sku(), item.name(), item.category(), item.quantity() - gone, item.unitPrice()));
            }
        }
        return left;
    }
}
