package io.perennial.insights;

import io.perennial.insights.Trait.Did;
import io.perennial.insights.Trait.Window;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Trees about members that a person could have made up, on the words of {@link RandomActivities}. */
public final class RandomAudiences {

    private final Random random;
    private final Instant now;
    private final RandomConditions activities;

    public RandomAudiences(Random random, Instant now) {
        this.random = random;
        this.now = now;
        activities = new RandomConditions(random, false);
    }

    public Condition next() {
        while (true) {
            try {
                return next(3).readable();
            } catch (IllegalArgumentException tooLarge) {
                // Nobody could have made it up.
            }
        }
    }

    private Condition next(int depth) {
        return switch (random.nextInt(depth == 0 ? 1 : 6)) {
            case 0, 1, 2 -> leaf();
            case 3 -> new Condition.All(parts(depth, random.nextInt(4)));
            case 4 -> new Condition.Any(parts(depth, 1 + random.nextInt(3)));
            default -> new Condition.Not(next(depth - 1));
        };
    }

    private List<Condition> parts(int depth, int size) {
        return IntStream.range(0, size).mapToObj(part -> next(depth - 1)).toList();
    }

    private Condition leaf() {
        return switch (random.nextInt(22)) {
            case 0 -> new Condition.TierIn(some("member", "vip", "black"));
            case 1 -> new Condition.BirthdayMonth();
            case 2 -> new Condition.InShare("杯子 1", 1 + random.nextInt(999));
            case 3 -> new Condition.SegmentIn(some("active", "new"));
            case 4 -> new Trait.LanguageIn(some("zh", "en"));
            case 5 -> new Trait.StatusIn(EnumSet.of(one(List.of(MemberStatus.values()))));
            case 6 -> new Trait.EnrolledWithin(1 + random.nextInt(500));
            case 7 -> new Trait.SeenWithin(1 + random.nextInt(500));
            case 8 -> new Trait.BalanceBetween((long) random.nextInt(300), 300L + random.nextInt(300));
            case 9 -> new Trait.GrowthBetween(null, 1L + random.nextInt(2_000));
            case 10 -> new Trait.NearNextTier(1 + random.nextInt(1_000));
            case 11 -> new Trait.PointsExpiringWithin(1 + random.nextInt(60), 1 + random.nextInt(100));
            case 12 -> new Trait.BirthdayWithin(1 + random.nextInt(365));
            case 13 -> new Trait.FavouriteCategoryIn(some("kitchen", "Kitchen", "厨房"));
            case 14 -> {
                var from = 1 + random.nextInt(5);
                yield new Trait.Rfm(one(List.of(CutPoints.Measure.values())), from, from + random.nextInt(6 - from));
            }
            case 15 -> new Trait.TagIn(some("regular", "咖啡", "tasting"));
            case 16 -> new Trait.RegionIn(some("CN", "CN-31", "GB", "FR"));
            case 17 -> new Trait.InterestIn(EnumSet.of(one(List.of(Interest.values())), Interest.HOME));
            case 18 -> {
                var purpose = one(List.of(ConsentPurpose.values()));
                yield new Trait.AgreedTo(purpose, one(List.copyOf(purpose.channels())));
            }
            default -> did();
        };
    }

    private Did did() {
        var purchase = random.nextInt(4) > 0;
        var amount = purchase && random.nextInt(3) == 0;
        var low = BigDecimal.valueOf(1 + random.nextInt(amount ? 300 : 3));
        var from = random.nextInt(3) > 0 ? low : null;
        var below = from == null || random.nextInt(3) == 0 ? low.add(BigDecimal.ONE) : null;
        return new Did(
                purchase ? "purchase" : "check-in",
                such(purchase),
                window(),
                amount ? Did.Measure.AMOUNT : Did.Measure.TIMES,
                amount ? one(RandomActivities.CURRENCIES) : null,
                from,
                below);
    }

    private Condition such(boolean purchase) {
        while (true) {
            var such = random.nextInt(3) == 0 ? Condition.none() : activities.next();
            if (purchase || !such.asks().contains(Condition.Ask.ITEMS)) {
                return such;
            }
        }
    }

    private Window window() {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(random.nextInt(400));
        return switch (random.nextInt(4)) {
            case 0 -> Window.EVER;
            case 1 -> new Window(null, day, null);
            case 2 -> new Window(null, day, day.plusDays(random.nextInt(200)));
            default -> Window.last(1 + random.nextInt(400));
        };
    }

    private TreeSet<String> some(String... words) {
        return new TreeSet<>(List.of(words[random.nextInt(words.length)], words[random.nextInt(words.length)]).stream()
                .distinct()
                .toList());
    }

    private <T> T one(List<T> these) {
        return these.get(random.nextInt(these.size()));
    }
}
