package io.perennial.insights;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for an activity or for a member, as a tree: it is judged on an activity's {@link Circumstances} or on a
 * member's {@link Portrait}, stored as JSON under the names below, filled in as a form and said as a sentence. No text in it
 * is ever run as a program.
 *
 * <p>Each {@link Place} takes only some of the leaves: what is known of a member now says nothing of them on the day of an
 * activity long ago.
 *
 * <p>Conditions on items are judged for each item by itself, together with all the others: an activity fits when at least
 * one item does, and the items that fit are the part that a rule pays for. So {@code not(itemNamed "gift card")} pays for
 * everything else in the basket.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.All.class, name = "all"),
    @JsonSubTypes.Type(value = Condition.Any.class, name = "any"),
    @JsonSubTypes.Type(value = Condition.Not.class, name = "not"),
    @JsonSubTypes.Type(value = Condition.AmountBetween.class, name = "amount"),
    @JsonSubTypes.Type(value = Condition.CurrencyIn.class, name = "currency"),
    @JsonSubTypes.Type(value = Condition.ArticleIn.class, name = "article"),
    @JsonSubTypes.Type(value = Condition.CategoryIn.class, name = "category"),
    @JsonSubTypes.Type(value = Condition.ItemNamed.class, name = "item-named"),
    @JsonSubTypes.Type(value = Condition.StoreIn.class, name = "store"),
    @JsonSubTypes.Type(value = Condition.ChannelIn.class, name = "channel"),
    @JsonSubTypes.Type(value = Condition.TierIn.class, name = "tier"),
    @JsonSubTypes.Type(value = Condition.WeekdayIn.class, name = "weekday"),
    @JsonSubTypes.Type(value = Condition.DayOfMonthIn.class, name = "day-of-month"),
    @JsonSubTypes.Type(value = Condition.TimeBetween.class, name = "time"),
    @JsonSubTypes.Type(value = Condition.FirstPurchase.class, name = "first-purchase"),
    @JsonSubTypes.Type(value = Condition.BirthdayMonth.class, name = "birthday-month"),
    @JsonSubTypes.Type(value = Condition.InShare.class, name = "share"),
    @JsonSubTypes.Type(value = Condition.SegmentIn.class, name = "segment"),
    @JsonSubTypes.Type(value = Trait.LanguageIn.class, name = "language"),
    @JsonSubTypes.Type(value = Trait.TagIn.class, name = "tag"),
    @JsonSubTypes.Type(value = Trait.RegionIn.class, name = "region"),
    @JsonSubTypes.Type(value = Trait.InterestIn.class, name = "interest"),
    @JsonSubTypes.Type(value = Trait.AgreedTo.class, name = "agreed"),
    @JsonSubTypes.Type(value = Trait.StatusIn.class, name = "status"),
    @JsonSubTypes.Type(value = Trait.EnrolledWithin.class, name = "enrolled-within"),
    @JsonSubTypes.Type(value = Trait.SeenWithin.class, name = "seen-within"),
    @JsonSubTypes.Type(value = Trait.BalanceBetween.class, name = "balance"),
    @JsonSubTypes.Type(value = Trait.GrowthBetween.class, name = "growth"),
    @JsonSubTypes.Type(value = Trait.NearNextTier.class, name = "near-next-tier"),
    @JsonSubTypes.Type(value = Trait.PointsExpiringWithin.class, name = "points-expiring"),
    @JsonSubTypes.Type(value = Trait.BirthdayWithin.class, name = "birthday-within"),
    @JsonSubTypes.Type(value = Trait.FavouriteCategoryIn.class, name = "favourite-category"),
    @JsonSubTypes.Type(value = Trait.Rfm.class, name = "rfm"),
    @JsonSubTypes.Type(value = Trait.Did.class, name = "did")
})
public sealed interface Condition
        permits Condition.All,
                Condition.Any,
                Condition.Not,
                Condition.OnActivity,
                Condition.TierIn,
                Condition.BirthdayMonth,
                Condition.InShare,
                Condition.SegmentIn,
                Trait {

    /** Leaves of one tree, all together. */
    int MOST_LEAVES = 50;

    int DEEPEST = 6;

    /** Holds always. (No constant, which would be waited for crosswise when two threads come to know this type at once.) */
    static Condition none() {
        return new All(List.of());
    }

    /** What it needs to know beside the activity itself; nobody has to look up what is not asked for. */
    default Set<Ask> asks() {
        var asks = EnumSet.noneOf(Ask.class);
        collect(asks);
        return asks;
    }

    /** @param into what this condition and those below it ask for */
    default void collect(Set<Ask> into) {}

    /** The conditions right below; none for a leaf. */
    default List<Condition> parts() {
        return List.of();
    }

    /** @throws IllegalArgumentException when the tree is deeper or larger than a person could read */
    default Condition readable() {
        if (size(this) > MOST_LEAVES || depth(this) > DEEPEST) {
            throw new IllegalArgumentException(
                    "a condition has at most %d leaves, %d deep".formatted(MOST_LEAVES, DEEPEST));
        }
        return this;
    }

    private static int size(Condition condition) {
        return switch (condition) {
            case All _, Any _, Not _ ->
                condition.parts().stream().mapToInt(Condition::size).sum();
            case Trait.Did did -> 1 + size(did.such());
            default -> 1;
        };
    }

    private static int depth(Condition condition) {
        return condition instanceof Trait.Did did
                ? 1 + depth(did.such())
                : 1
                        + condition.parts().stream()
                                .mapToInt(Condition::depth)
                                .max()
                                .orElse(0);
    }

    /** Its leaves, as often as they stand there; those of a {@link Trait.Did} are its own affair. */
    default Stream<Condition> leaves() {
        return switch (this) {
            case All _, Any _, Not _ -> parts().stream().flatMap(Condition::leaves);
            default -> Stream.of(this);
        };
    }

    /** The leaves that may not stand in this place; none when the whole tree may. */
    default List<Condition> strangersIn(Place place) {
        return leaves().filter(leaf -> !place.takes(leaf)).toList();
    }

    /** Codes of the segments that it names. */
    default SortedSet<String> segments() {
        return leaves().filter(SegmentIn.class::isInstance)
                .flatMap(leaf -> ((SegmentIn) leaf).codes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a condition stands, and so what it is judged on. */
    enum Place {
        /** A rule or a mission's step: judged on an activity, as of when it happened. */
        ACTIVITY {
            @Override
            public boolean takes(Condition leaf) {
                return !(leaf instanceof Trait);
            }
        },
        /** A segment: judged on a member, as of now. */
        MEMBER {
            @Override
            public boolean takes(Condition leaf) {
                return !(leaf instanceof OnActivity);
            }
        },
        /** What a member did, within a {@link Trait.Did}: judged on that activity alone. */
        DEED {
            @Override
            public boolean takes(Condition leaf) {
                return leaf instanceof OnActivity && !(leaf instanceof FirstPurchase);
            }
        };

        public abstract boolean takes(Condition leaf);
    }

    /** Leaves that only an activity has an answer to. */
    sealed interface OnActivity extends Condition {}

    enum Ask {
        ITEMS,
        TIER,
        BIRTHDAY,
        FIRST_PURCHASE,
        SEGMENTS
    }

    /** Every one of them; holds when there is none. */
    record All(List<Condition> parts) implements Condition {

        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public void collect(Set<Ask> into) {
            parts.forEach(part -> part.collect(into));
        }
    }

    /** At least one of them. */
    record Any(List<Condition> parts) implements Condition {

        public Any {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("any of nothing never holds");
            }
        }

        @Override
        public void collect(Set<Ask> into) {
            parts.forEach(part -> part.collect(into));
        }
    }

    record Not(Condition part) implements Condition {

        @Override
        public List<Condition> parts() {
            return List.of(part);
        }

        @Override
        public void collect(Set<Ask> into) {
            part.collect(into);
        }
    }

    /**
     * The whole amount, in the activity's own currency; never holds without one.
     *
     * @param from inclusive
     * @param below exclusive
     */
    record AmountBetween(
            @Nullable BigDecimal from, @Nullable BigDecimal below) implements OnActivity {

        public AmountBetween {
            if (from == null && below == null) {
                throw new IllegalArgumentException("an amount has a bound");
            }
            if (tooFine(from) || tooFine(below)) {
                throw new IllegalArgumentException("an amount is above 0, with two decimals at most");
            }
            if (from != null && below != null && from.compareTo(below) >= 0) {
                throw new IllegalArgumentException("an amount lies from less below more");
            }
        }

        private static boolean tooFine(@Nullable BigDecimal bound) {
            return bound != null
                    && (bound.signum() <= 0
                            || bound.stripTrailingZeros().scale() > 2
                            || bound.compareTo(BigDecimal.valueOf(Activity.LARGEST_MAJOR)) > 0);
        }
    }

    /** @param codes ISO 4217 */
    record CurrencyIn(SortedSet<String> codes) implements OnActivity {

        private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

        public CurrencyIn {
            codes = Words.tidy(codes, CODE, "a currency is three capital letters");
        }
    }

    /** Conditions on single items; they choose the part of a purchase that counts. */
    sealed interface OnItems extends OnActivity {

        boolean accepts(Item item);

        @Override
        default void collect(Set<Ask> into) {
            into.add(Ask.ITEMS);
        }
    }

    /** @param numbers the shop's article numbers */
    record ArticleIn(SortedSet<String> numbers) implements OnItems {

        public ArticleIn {
            numbers = Words.tidy(numbers, SHORT, "an article number has 1 to 64 characters");
        }

        @Override
        public boolean accepts(Item item) {
            return numbers.contains(item.sku());
        }
    }

    record CategoryIn(SortedSet<String> categories) implements OnItems {

        public CategoryIn {
            categories = Words.tidy(categories, SHORT, "a category has 1 to 64 characters");
        }

        @Override
        public boolean accepts(Item item) {
            var category = item.category();
            return category != null && categories.contains(category);
        }
    }

    /**
     * The item's name contains one of these, whatever the case.
     *
     * @param words for instance {@code mug}
     */
    record ItemNamed(SortedSet<String> words) implements OnItems {

        public ItemNamed {
            words = Words.tidy(
                    words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList(),
                    SHORT,
                    "a word has 1 to 64 characters");
        }

        @Override
        public boolean accepts(Item item) {
            var name = item.name().toLowerCase(Locale.ROOT);
            return words.stream().anyMatch(name::contains);
        }
    }

    record StoreIn(SortedSet<String> stores) implements OnActivity {

        public StoreIn {
            stores = Words.tidy(stores, SHORT, "a store has 1 to 64 characters");
        }
    }

    record ChannelIn(SortedSet<String> channels) implements OnActivity {

        private static final Pattern CHANNEL = Pattern.compile("[a-z]{1,16}");

        public ChannelIn {
            channels = Words.tidy(channels, CHANNEL, "a channel is a short lower-case word");
        }
    }

    /** @param codes tiers that the member held when it happened, before the activity itself counted; holds now, in a segment */
    record TierIn(SortedSet<String> codes) implements Condition {

        public TierIn {
            codes = Words.tidy(codes, CODE, "a tier's code is a short lower-case word");
        }

        @Override
        public void collect(Set<Ask> into) {
            into.add(Ask.TIER);
        }
    }

    /** In the programme's zone. */
    record WeekdayIn(Set<DayOfWeek> days) implements OnActivity {

        public WeekdayIn {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("name a weekday");
            }
            days = Collections.unmodifiableSet(EnumSet.copyOf(days));
        }
    }

    /**
     * A members' day: these days of each month, in the programme's zone.
     *
     * @param days 1 to 31; a month without such a day has none, except that 31 stands for the last day of every month
     */
    record DayOfMonthIn(SortedSet<Integer> days) implements OnActivity {

        public DayOfMonthIn {
            if (days.isEmpty() || days.first() < 1 || days.last() > 31) {
                throw new IllegalArgumentException("days of a month are 1 to 31");
            }
            days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
        }
    }

    /**
     * By the clock in the programme's zone; over midnight when {@code from} is the later one.
     *
     * @param from inclusive
     * @param until exclusive
     */
    record TimeBetween(LocalTime from, LocalTime until) implements OnActivity {

        public TimeBetween {
            if (from.equals(until)) {
                throw new IllegalArgumentException("a time of day has a beginning and another end");
            }
        }

        boolean contains(LocalTime time) {
            return from.isBefore(until)
                    ? !time.isBefore(from) && time.isBefore(until)
                    : !time.isBefore(from) || time.isBefore(until);
        }
    }

    /** The member bought nothing that happened before. */
    record FirstPurchase() implements OnActivity {

        @Override
        public void collect(Set<Ask> into) {
            into.add(Ask.FIRST_PURCHASE);
        }
    }

    /** In the month of the member's birthday, in the programme's zone; never for who has not told it. */
    record BirthdayMonth() implements Condition {

        @Override
        public void collect(Set<Ask> into) {
            into.add(Ask.BIRTHDAY);
        }
    }

    /**
     * A share of the members, always the same ones for the same seed: who is in {@code 100} is also in {@code 200}.
     *
     * @param seed 1 to 64 printable characters
     * @param perMille 1 to 1,000
     */
    record InShare(String seed, int perMille) implements Condition {

        public InShare {
            if (!SHORT.matcher(seed).matches() || perMille < 1 || perMille > 1_000) {
                throw new IllegalArgumentException("a share has a seed and 1 to 1,000 per mille");
            }
        }
    }

    // --- about the member -----------------------------------------------------------------------

    /**
     * The member belonged to one of these segments: when the activity happened, or now where no activity is judged. By the
     * membership that is kept, never by judging the other segment's condition again.
     */
    record SegmentIn(SortedSet<String> codes) implements Condition {

        public SegmentIn {
            codes = Words.tidy(codes, CODE, "a segment's code is a short lower-case word");
        }

        @Override
        public void collect(Set<Ask> into) {
            into.add(Ask.SEGMENTS);
        }
    }

    Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    Pattern SHORT = Pattern.compile("\\S(.{0,62}\\S)?");
    int MOST_WORDS = 500;
}
