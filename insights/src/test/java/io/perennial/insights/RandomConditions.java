package io.perennial.insights;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Trees of conditions that a person could have made up, on the words that {@link RandomActivities} uses. */
final class RandomConditions {

    private final Random random;
    private final boolean askMembers;

    /** @param askMembers whether there are leaves about the member too */
    RandomConditions(Random random, boolean askMembers) {
        this.random = random;
        this.askMembers = askMembers;
    }

    Condition next() {
        return next(3);
    }

    private Condition next(int depth) {
        return switch (random.nextInt(depth == 0 ? 1 : 5)) {
            case 0, 1 -> leaf();
            case 2 -> new Condition.All(parts(depth, random.nextInt(4)));
            case 3 -> new Condition.Any(parts(depth, 1 + random.nextInt(3)));
            default -> new Condition.Not(next(depth - 1));
        };
    }

    private List<Condition> parts(int depth, int size) {
        return IntStream.range(0, size).mapToObj(part -> next(depth - 1)).toList();
    }

    private Condition leaf() {
        return switch (random.nextInt(askMembers ? 14 : 10)) {
            case 0 -> amount();
            case 1 -> new Condition.CurrencyIn(some(RandomActivities.CURRENCIES));
            case 2 -> new Condition.ChannelIn(some(List.of("web", "app", "pos")));
            case 3 -> new Condition.StoreIn(some(RandomActivities.STORES));
            case 4 -> new Condition.ArticleIn(some(RandomActivities.ARTICLES));
            case 5 -> new Condition.CategoryIn(some(RandomActivities.CATEGORIES));
            case 6 ->
                new Condition.ItemNamed(some(List.of("mug", "MUG", "杯", "straße", "ſ", "100%", "_", "k", "ß", "a")));
            case 7 ->
                new Condition.WeekdayIn(
                        EnumSet.copyOf(List.of(one(List.of(DayOfWeek.values())), one(List.of(DayOfWeek.values())))));
            case 8 -> new Condition.DayOfMonthIn(new TreeSet<>(Set.of(one(List.of(1, 15, 28, 30, 31)))));
            case 9 -> time();
            case 10 -> new Condition.TierIn(some(List.of("member", "vip")));
            case 11 -> new Condition.FirstPurchase();
            case 12 -> new Condition.BirthdayMonth();
            default -> new Condition.InShare("pilot", 1 + random.nextInt(999));
        };
    }

    private Condition amount() {
        var from = bound(1 + random.nextInt(20_000));
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.AmountBetween(from, null);
            case 1 -> new Condition.AmountBetween(null, from);
            default -> new Condition.AmountBetween(from, from.add(bound(1 + random.nextInt(9_000))));
        };
    }

    private static BigDecimal bound(int hundredths) {
        return BigDecimal.valueOf(hundredths, 2);
    }

    private Condition time() {
        var from = LocalTime.of(random.nextInt(24), 30 * random.nextInt(2));
        var until = LocalTime.of(random.nextInt(24), 15);
        return new Condition.TimeBetween(from, until);
    }

    private TreeSet<String> some(List<String> words) {
        Supplier<String> word = () -> one(words);
        return new TreeSet<>(
                random.nextBoolean() ? Set.of(word.get()) : new TreeSet<>(List.of(word.get(), word.get())));
    }

    private <T> T one(List<T> these) {
        return these.get(random.nextInt(these.size()));
    }
}
