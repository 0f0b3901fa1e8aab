package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Activities that tests tell. Each method changes one thing about an ordinary one. */
public record Stories(Activity activity) {

    public static final MemberId ANNA = MemberId.of("01933b5e-0000-7000-8000-00000000000a");
    public static final MemberId BEN = MemberId.of("01933b5e-0000-7000-8000-00000000000b");
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
    public static final Item MUG = new Item("MUG-1", "杯子 🍵", "kitchen", 2, new BigDecimal("12.50"));
    public static final Item CANDLE = new Item("CANDLE", "", null, 1, new BigDecimal("0.0001"));

    public static Stories purchase(String reference) {
        return new Stories(new Activity(
                ANNA,
                ActivityType.PURCHASE,
                "web-shop",
                reference,
                NOON,
                "web",
                "Fuxing Road",
                yuan("25.00"),
                null,
                List.of(MUG, CANDLE)));
    }

    public static Stories refund(String reference, @Nullable String purchase) {
        return new Stories(new Activity(
                ANNA,
                ActivityType.REFUND,
                "web-shop",
                reference,
                NOON.plusSeconds(60),
                "web",
                null,
                yuan("12.50"),
                purchase,
                List.of()));
    }

    public static Stories checkIn(String reference) {
        return new Stories(new Activity(
                ANNA, ActivityType.CHECK_IN, "portal", reference, NOON, "portal", null, null, null, List.of()));
    }

    public static Money yuan(String amount) {
        return Money.of(CurrencyUnit.of("CNY"), new BigDecimal(amount));
    }

    public Stories of(MemberId member) {
        return with(member, activity.type(), activity.happenedAt(), activity.amount());
    }

    public Stories typed(String type) {
        return with(activity.member(), new ActivityType(type), activity.happenedAt(), activity.amount());
    }

    public Stories at(Instant happenedAt) {
        return with(activity.member(), activity.type(), happenedAt, activity.amount());
    }

    public Stories worth(@Nullable Money amount) {
        return with(activity.member(), activity.type(), activity.happenedAt(), amount);
    }

    private Stories with(MemberId member, ActivityType type, Instant happenedAt, @Nullable Money amount) {
        return new Stories(new Activity(
                member,
                type,
                activity.source(),
                activity.reference(),
                happenedAt,
                activity.channel(),
                activity.store(),
                amount,
                activity.refundOf(),
                activity.items()));
    }

    public Stories from(String source) {
        return with(source, activity.channel(), activity.store(), activity.refundOf(), activity.items());
    }

    public Stories through(String channel) {
        return with(activity.source(), channel, activity.store(), activity.refundOf(), activity.items());
    }

    public Stories in(@Nullable String store) {
        return with(activity.source(), activity.channel(), store, activity.refundOf(), activity.items());
    }

    public Stories refunding(@Nullable String reference) {
        return with(activity.source(), activity.channel(), activity.store(), reference, activity.items());
    }

    public Stories with(List<Item> items) {
        return with(activity.source(), activity.channel(), activity.store(), activity.refundOf(), items);
    }

    private Stories with(
            String source, String channel, @Nullable String store, @Nullable String refundOf, List<Item> items) {
        return new Stories(new Activity(
                activity.member(),
                activity.type(),
                source,
                activity.reference(),
                activity.happenedAt(),
                channel,
                store,
                activity.amount(),
                refundOf,
                items));
    }
}
