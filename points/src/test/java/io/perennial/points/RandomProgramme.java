package io.perennial.points;

import static io.perennial.points.Stories.LONG_AGO;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Item;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.Cap.Measure;
import io.perennial.points.Cap.Window;
import io.perennial.points.EarnRule.Role;
import io.perennial.points.Formula.Rounding;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Rules that a marketing department could have thought of on a bad day, and purchases that they get to see. */
public final class RandomProgramme {

    private static final CurrencyUnit YUAN = CurrencyUnit.of("CNY");
    private static final List<String> ARTICLES = List.of("MUG", "TEA", "GIFT");

    private final Random random;

    public RandomProgramme(Random random) {
        this.random = random;
    }

    /** Each a first version, in force for ever. */
    public List<EarnRule> rules(int size) {
        return IntStream.range(0, size).mapToObj(this::rule).toList();
    }

    private EarnRule rule(int number) {
        var role = random.nextInt(3) == 0 ? Role.BASE : Role.BONUS;
        return new EarnRule(
                RuleId.of("01900000-0000-7000-8000-00000000d%03d".formatted(number)),
                1,
                new BilingualText("规则" + number, "Rule " + number),
                role,
                random.nextInt(8) == 0 ? ActivityType.CHECK_IN : ActivityType.PURCHASE,
                condition(2),
                new Formula.Fixed(1),
                new Formula.Nothing(),
                caps(),
                random.nextInt(3) == 0 ? 1L + random.nextInt(20_000) : null,
                role == Role.BASE ? Stacking.ADD_UP : any(List.of(Stacking.values())),
                random.nextInt(4),
                null,
                LONG_AGO,
                null);
    }

    /** In force from then on. */
    public EarnRule first(EarnRule rule, Instant from) {
        return version(rule, 1, from);
    }

    /** Pays by another formula, from then on. */
    public EarnRule next(EarnRule rule, Instant from) {
        return version(rule, rule.version() + 1, from);
    }

    private EarnRule version(EarnRule rule, int version, Instant from) {
        var purchases = rule.activityType().equals(ActivityType.PURCHASE);
        return new EarnRule(
                rule.id(),
                version,
                rule.name(),
                rule.role(),
                rule.activityType(),
                random.nextInt(3) == 0 ? condition(2) : rule.condition(),
                formula(rule.role(), purchases),
                random.nextBoolean() ? new Formula.Nothing() : formula(rule.role(), purchases),
                rule.caps(),
                rule.budget(),
                rule.stacking(),
                rule.priority(),
                null,
                from,
                null);
    }

    private Formula formula(Role role, boolean purchases) {
        var rounding = any(List.of(Rounding.values()));
        return switch (random.nextInt(role == Role.BONUS ? 4 : 3)) {
            case 0 -> new Formula.Fixed(1 + random.nextInt(60));
            case 1 -> plain(purchases, rounding);
            case 2 ->
                new Formula.ByTier(
                        plain(purchases, rounding), new TreeMap<>(Map.of("vip", new BigDecimal("1.75"))), rounding);
            default -> new Formula.Multiplied(any(List.of(new BigDecimal("2"), new BigDecimal("1.25"))), rounding);
        };
    }

    private Formula plain(boolean purchases, Rounding rounding) {
        return purchases
                ? new Formula.PerAmount(
                        1 + random.nextInt(3), any(List.of(new BigDecimal("1.00"), new BigDecimal("7.5"))), rounding)
                : new Formula.Fixed(1 + random.nextInt(20));
    }

    private List<Cap> caps() {
        var caps = new ArrayList<Cap>();
        for (var window : Window.values()) {
            if (random.nextInt(6) == 0) {
                caps.add(new Cap(window, Measure.POINTS, 1 + random.nextInt(900)));
            }
            if (window != Window.ACTIVITY && random.nextInt(8) == 0) {
                caps.add(new Cap(window, Measure.TIMES, 1 + random.nextInt(6)));
            }
        }
        return caps;
    }

    private Condition condition(int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 5)) {
            case 0 -> Condition.none();
            case 1 -> leaf();
            case 2 -> new Condition.All(List.of(condition(depth - 1), condition(depth - 1)));
            case 3 -> new Condition.Any(List.of(condition(depth - 1), condition(depth - 1)));
            default -> new Condition.Not(leaf());
        };
    }

    private Condition leaf() {
        return switch (random.nextInt(10)) {
            case 0 -> new Condition.AmountBetween(BigDecimal.valueOf(1 + random.nextInt(300)), null);
            case 1 -> new Condition.ArticleIn(words(any(ARTICLES)));
            case 2 -> new Condition.ItemNamed(words("mug"));
            case 3 -> new Condition.ChannelIn(words("web"));
            case 4 -> new Condition.TierIn(words("vip"));
            case 5 -> new Condition.WeekdayIn(EnumSet.of(any(List.of(DayOfWeek.values())), DayOfWeek.SUNDAY));
            case 6 -> new Condition.TimeBetween(LocalTime.of(random.nextInt(24), 0), LocalTime.of(12, 30));
            case 7 -> new Condition.FirstPurchase();
            case 8 -> new Condition.BirthdayMonth();
            default -> new Condition.InShare("trial", 1 + random.nextInt(999));
        };
    }

    public Activity purchase(MemberId member, String reference, Instant happenedAt) {
        return activity(
                member,
                ActivityType.PURCHASE,
                reference,
                happenedAt,
                1 + random.nextInt(40_000),
                null,
                IntStream.range(0, random.nextInt(4)).mapToObj(line -> item()).toList());
    }

    public Activity checkIn(MemberId member, String reference, Instant happenedAt) {
        return new Activity(
                member, ActivityType.CHECK_IN, "web-shop", reference, happenedAt, "web", null, null, null, List.of());
    }

    /** Of a part that is left, or of all that is; some name the items that went back. */
    public Activity refund(Activity purchase, String reference, long left, Instant happenedAt) {
        var items =
                purchase.items().isEmpty() || random.nextBoolean() ? List.<Item>of() : List.of(any(purchase.items()));
        return activity(
                purchase.member(),
                ActivityType.REFUND,
                reference,
                happenedAt,
                random.nextInt(3) == 0 ? left : random.nextLong(left + 1),
                purchase.reference(),
                items);
    }

    private Item item() {
        var article = any(ARTICLES);
        return new Item(
                article,
                article.equals("MUG") ? "Blue mug" : article,
                null,
                1 + random.nextInt(3),
                BigDecimal.valueOf(100 + random.nextInt(9_000), 2));
    }

    private Activity activity(
            MemberId member,
            ActivityType type,
            String reference,
            Instant happenedAt,
            long fen,
            @Nullable String refundOf,
            List<Item> items) {
        return new Activity(
                member,
                type,
                "web-shop",
                reference,
                happenedAt,
                any(List.of("web", "pos")),
                null,
                Money.ofMinor(YUAN, fen),
                refundOf,
                items);
    }

    private static TreeSet<String> words(String... words) {
        return new TreeSet<>(Set.of(words));
    }

    private <T> T any(List<T> these) {
        return these.get(random.nextInt(these.size()));
    }
}
