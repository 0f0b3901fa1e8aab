package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Activities with just those differences that a database likes to overlook. */
final class RandomActivities {

    static final List<String> CURRENCIES = List.of("CNY", "JPY", "KWD");
    static final List<String> STORES = List.of("Fuxing Road", "fuxing road", "Füxing Road", "till-7");
    static final List<String> ARTICLES = List.of("MUG-1", "mug-1", "CANDLE");
    static final List<String> CATEGORIES = List.of("kitchen", "Kitchen", "厨房");
    static final List<String> NAMES = List.of(
            "Mug blue", "MUG", "mug", "杯子 🍵", "STRASSE", "Straße", "ſtraße", "K2", "100% cotton", "a_b", "à la", "");

    private final Random random;
    private final List<MemberId> members;

    RandomActivities(Random random, List<MemberId> members) {
        this.random = random;
        this.members = members;
    }

    /** @param happenedAfter and within a year and a half of it */
    Activity next(String reference, Instant happenedAfter) {
        var type = one(List.of(ActivityType.PURCHASE, ActivityType.PURCHASE, ActivityType.CHECK_IN));
        var pays = type.equals(ActivityType.PURCHASE);
        return new Activity(
                one(members),
                type,
                "web-shop",
                reference,
                happenedAfter.plus(Duration.ofMillis(15 * 60_000L * random.nextInt(52_000) + random.nextInt(2))),
                one(List.of("web", "app", "pos")),
                random.nextInt(3) == 0 ? null : one(STORES),
                pays ? amount() : null,
                null,
                pays ? items() : List.of());
    }

    private Money amount() {
        return Money.ofMinor(CurrencyUnit.of(one(CURRENCIES)), random.nextInt(30_000));
    }

    private List<Item> items() {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(line -> new Item(
                        one(ARTICLES),
                        one(NAMES),
                        random.nextInt(3) == 0 ? null : one(CATEGORIES),
                        1 + random.nextInt(3),
                        BigDecimal.valueOf(random.nextInt(9_000), 2)))
                .toList();
    }

    private <T> T one(List<T> these) {
        return these.get(random.nextInt(these.size()));
    }
}
