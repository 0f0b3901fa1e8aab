package io.perennial.rewards;

import io.perennial.membership.BilingualText;
import io.perennial.membership.PictureId;
import io.perennial.points.Points;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a reward.
 *
 * @param description plain text, at most 2,000 characters in each language
 * @param price 1 to 100,000,000 points
 * @param memberLimit how many one member may have, cancelled ones not counted; 1 or more, unlimited when absent
 * @param tierCode the lowest tier that may have it; everyone when absent
 * @param visibleFrom inclusive; {@code visibleUntil} exclusive; at once and for ever when absent
 * @param cashOff on a coupon: what the till takes off, at most 1,000,000 of its currency
 * @param sku the shop's article number of what it is, at most {@value #LONGEST_SKU} characters: by it the reward is shown first
 *     to whom it suits
 * @param category the sort of articles that it belongs to or is for, at most {@value #LONGEST_CATEGORY} characters
 */
public record Reward(
        RewardId id,
        RewardKind kind,
        BilingualText name,
        BilingualText description,
        Points price,
        OptionalInt memberLimit,
        Optional<String> tierCode,
        @Nullable Instant visibleFrom,
        @Nullable Instant visibleUntil,
        Optional<Money> cashOff,
        Optional<PictureId> picture,
        Optional<String> sku,
        Optional<String> category) {

    public static final int LONGEST_SKU = 64;
    public static final int LONGEST_CATEGORY = 64;

    private static final BigDecimal MOST_CASH_OFF = BigDecimal.valueOf(1_000_000);

    public Reward {
        if (name.zh().length() > 80 || name.en().length() > 80) {
            throw new IllegalArgumentException("a reward's name has at most 80 characters");
        }
        if (description.zh().length() > 2_000 || description.en().length() > 2_000) {
            throw new IllegalArgumentException("a description has at most 2,000 characters");
        }
        if (price.isNone() || price.value() > 100_000_000) {
            throw new IllegalArgumentException("a price is 1 to 100,000,000 points");
        }
        if (memberLimit.isPresent() && (memberLimit.getAsInt() < 1 || memberLimit.getAsInt() > 1_000_000)) {
            throw new IllegalArgumentException("a limit is 1 or more");
        }
        if ((kind == RewardKind.COUPON) != cashOff.isPresent()) {
            throw new IllegalArgumentException("a coupon says what it takes off, goods do not");
        }
        if (cashOff.isPresent() && !cashOff.get().isPositive()) {
            throw new IllegalArgumentException("a coupon takes something off");
        }
        if (cashOff.isPresent() && cashOff.get().getAmount().compareTo(MOST_CASH_OFF) > 0) {
            throw new IllegalArgumentException("a coupon takes at most 1,000,000 off");
        }
        if (sku.filter(number -> number.isBlank() || number.length() > LONGEST_SKU)
                        .isPresent()
                || category.filter(sort -> sort.isBlank() || sort.length() > LONGEST_CATEGORY)
                        .isPresent()) {
            throw new IllegalArgumentException("an article number and a category have 1 to 64 characters");
        }
        if (visibleFrom != null && visibleUntil != null && !visibleUntil.isAfter(visibleFrom)) {
            throw new IllegalArgumentException("a reward disappears after it appears");
        }
    }

    public boolean visibleAt(Instant moment) {
        return (visibleFrom == null || !moment.isBefore(visibleFrom))
                && (visibleUntil == null || moment.isBefore(visibleUntil));
    }
}
