package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An activity, and what was so when it happened: all that a {@link Condition} is judged by. What no condition asks for may be
 * left out.
 *
 * @param items those of the activity; may be empty when no condition asks for items
 * @param tier code of the tier that the member held, before this activity itself counted
 * @param birthday as the member has told it
 * @param firstPurchase whether no purchase of the member happened before
 * @param zone the programme's
 * @param segments codes of those that the member belonged to when it happened
 */
public record Circumstances(
        MemberId member,
        ActivityType type,
        Instant happenedAt,
        String channel,
        @Nullable String store,
        @Nullable Money amount,
        List<Item> items,
        @Nullable String tier,
        @Nullable LocalDate birthday,
        boolean firstPurchase,
        ZoneId zone,
        Set<String> segments) {

    private static final int DECIMALS_OF_A_PART = 6;

    public Circumstances {
        items = List.copyOf(items);
        segments = Set.copyOf(segments);
    }

    /** Of a member of no segment, or where nothing asks for them. */
    public Circumstances(
            MemberId member,
            ActivityType type,
            Instant happenedAt,
            String channel,
            @Nullable String store,
            @Nullable Money amount,
            List<Item> items,
            @Nullable String tier,
            @Nullable LocalDate birthday,
            boolean firstPurchase,
            ZoneId zone) {
        this(member, type, happenedAt, channel, store, amount, items, tier, birthday, firstPurchase, zone, Set.of());
    }

    public static Circumstances of(
            Activity activity,
            @Nullable String tier,
            @Nullable LocalDate birthday,
            boolean firstPurchase,
            ZoneId zone) {
        return new Circumstances(
                activity.member(),
                activity.type(),
                activity.happenedAt(),
                activity.channel(),
                activity.store(),
                activity.amount(),
                activity.items(),
                tier,
                birthday,
                firstPurchase,
                zone);
    }

    /** With what stays of a purchase when a part of it went back. */
    public Circumstances of(Money rest, List<Item> left) {
        return new Circumstances(
                member, type, happenedAt, channel, store, rest, left, tier, birthday, firstPurchase, zone, segments);
    }

    /** The same, of a member who belonged to these segments. */
    public Circumstances in(Set<String> segments) {
        return new Circumstances(
                member, type, happenedAt, channel, store, amount, items, tier, birthday, firstPurchase, zone, segments);
    }

    public ZonedDateTime local() {
        return happenedAt.atZone(zone);
    }

    /**
     * What was paid for some of the items, never more than for all: where the items' prices come to more than the amount, a
     * reduction of the whole basket, each bears its share.
     */
    public BigDecimal amountOf(List<Item> chosen) {
        if (amount == null) {
            return BigDecimal.ZERO;
        }
        var paid = amount.getAmount();
        var all = priced(items);
        var part = priced(chosen);
        return all.compareTo(paid) <= 0 ? part : part.multiply(paid).divide(all, DECIMALS_OF_A_PART, RoundingMode.DOWN);
    }

    /** The same for one item, in the smallest unit of the currency, rounded down. */
    public long minorOf(Item item) {
        return amount == null
                ? 0
                : amountOf(List.of(item))
                        .movePointRight(amount.getCurrencyUnit().getDecimalPlaces())
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact();
    }

    private static BigDecimal priced(List<Item> items) {
        return items.stream()
                .map(item -> item.unitPrice().multiply(BigDecimal.valueOf(item.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
