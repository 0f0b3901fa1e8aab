package io.perennial.insights;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.perennial.membership.MemberStatus;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    @JsonSubTypes.Type(value = Condition.LanguageIn.class, name = "language"),
    @JsonSubTypes.Type(value = Condition.StatusIn.class, name = "status"),
    @JsonSubTypes.Type(value = Condition.EnrolledWithin.class, name = "enrolled-within"),
    @JsonSubTypes.Type(value = Condition.SeenWithin.class, name = "seen-within"),
    @JsonSubTypes.Type(value = Condition.BalanceBetween.class, name = "balance"),
    @JsonSubTypes.Type(value = Condition.GrowthBetween.class, name = "growth"),
    @JsonSubTypes.Type(value = Condition.NearNextTier.class, name = "near-next-tier"),
    @JsonSubTypes.Type(value = Condition.PointsExpiringWithin.class, name = "points-expiring"),
    @JsonSubTypes.Type(value = Condition.BirthdayWithin.class, name = "birthday-within"),
    @JsonSubTypes.Type(value = Condition.FavouriteCategoryIn.class, name = "favourite-category"),
    @JsonSubTypes.Type(value = Condition.Rfm.class, name = "rfm"),
    @JsonSubTypes.Type(value = Condition.Did.class, name = "did")
})
public sealed interface Condition {

    /** Leaves of one tree, all together. */
    int MOST_LEAVES = 50;

    int DEEPEST = 6;

    /** Holds always. */
    Condition NONE = new All(List.of());

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
            case Did did -> 1 + size(did.such());
            default -> 1;
        };
    }

    private static int depth(Condition condition) {
        return condition instanceof Did did
                ? 1 + depth(did.such())
                : 1
                        + condition.parts().stream()
                                .mapToInt(Condition::depth)
                                .max()
                                .orElse(0);
    }

    /** Its leaves, as often as they stand there; those of a {@link Did} are its own affair. */
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
                return !(leaf instanceof OnMember);
            }
        },
        /** A segment: judged on a member, as of now. */
        MEMBER {
            @Override
            public boolean takes(Condition leaf) {
                return !(leaf instanceof OnActivity);
            }
        },
        /** What a member did, within a {@link Did}: judged on that activity alone. */
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

    /** Leaves about a member as they are now. */
    sealed interface OnMember extends Condition {}

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
            codes = tidy(codes, CODE, "a currency is three capital letters");
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
            numbers = tidy(numbers, SHORT, "an article number has 1 to 64 characters");
        }

        @Override
        public boolean accepts(Item item) {
            return numbers.contains(item.sku());
        }
    }

    record CategoryIn(SortedSet<String> categories) implements OnItems {

        public CategoryIn {
            categories = tidy(categories, SHORT, "a category has 1 to 64 characters");
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
            words = tidy(
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
            stores = tidy(stores, SHORT, "a store has 1 to 64 characters");
        }
    }

    record ChannelIn(SortedSet<String> channels) implements OnActivity {

        private static final Pattern CHANNEL = Pattern.compile("[a-z]{1,16}");

        public ChannelIn {
            channels = tidy(channels, CHANNEL, "a channel is a short lower-case word");
        }
    }

    /** @param codes tiers that the member held when it happened, before the activity itself counted; holds now, in a segment */
    record TierIn(SortedSet<String> codes) implements Condition {

        public TierIn {
            codes = tidy(codes, CODE, "a tier's code is a short lower-case word");
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
            codes = tidy(codes, CODE, "a segment's code is a short lower-case word");
        }

        @Override
        public void collect(Set<Ask> into) {
            into.add(Ask.SEGMENTS);
        }
    }

    /** @param languages ISO 639 codes of two letters: {@code zh}, {@code en} */
    record LanguageIn(SortedSet<String> languages) implements OnMember {

        private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

        public LanguageIn {
            languages = tidy(languages, LANGUAGE, "a language is two small letters");
        }
    }

    record StatusIn(Set<MemberStatus> statuses) implements OnMember {

        public StatusIn {
            if (statuses.isEmpty()) {
                throw new IllegalArgumentException("name a status");
            }
            statuses = Collections.unmodifiableSet(EnumSet.copyOf(statuses));
        }
    }

    int MOST_DAYS = 3_660;

    /** Became a member less than so many times 24 hours ago. */
    record EnrolledWithin(int days) implements OnMember {

        public EnrolledWithin {
            someDays(days);
        }
    }

    /** Did anything, of any kind, less than so many times 24 hours ago. */
    record SeenWithin(int days) implements OnMember {

        public SeenWithin {
            someDays(days);
        }
    }

    /**
     * Points that can be spent now.
     *
     * @param from inclusive
     * @param below exclusive
     */
    record BalanceBetween(@Nullable Long from, @Nullable Long below) implements OnMember {

        public BalanceBetween {
            whole(from, below);
        }
    }

    /**
     * Growth value, by which tiers are reached.
     *
     * @param from inclusive
     * @param below exclusive
     */
    record GrowthBetween(@Nullable Long from, @Nullable Long below) implements OnMember {

        public GrowthBetween {
            whole(from, below);
        }
    }

    /** At most so much growth is missing for the next tier; never for who stands on the highest. */
    record NearNextTier(long missing) implements OnMember {

        public NearNextTier {
            if (missing < 1) {
                throw new IllegalArgumentException("something is missing for the next tier");
            }
        }
    }

    /** The points that expire next do so within so many times 24 hours, and are at least so many. */
    record PointsExpiringWithin(int days, long least) implements OnMember {

        public PointsExpiringWithin {
            someDays(days);
            if (least < 1) {
                throw new IllegalArgumentException("at least one point");
            }
        }
    }

    /**
     * The next birthday is today or one of the days after it, in the programme's zone; who was born on 29 February has it on
     * the 28th in other years. Never for who has not told it.
     *
     * @param days 1 is today alone
     */
    record BirthdayWithin(int days) implements OnMember {

        public BirthdayWithin {
            if (days < 1 || days > 365) {
                throw new IllegalArgumentException("1 to 365 days");
            }
        }
    }

    /** The category of which the member bought most pieces. */
    record FavouriteCategoryIn(SortedSet<String> categories) implements OnMember {

        public FavouriteCategoryIn {
            categories = tidy(categories, SHORT, "a category has 1 to 64 characters");
        }
    }

    /**
     * A score by the {@link CutPoints} in force: 1 for the fifth of the buyers that is furthest behind, 5 for the foremost.
     * Never for who has bought nothing.
     *
     * @param from 1 to 5, inclusive
     * @param to inclusive
     */
    record Rfm(CutPoints.Measure measure, int from, int to) implements OnMember {

        public Rfm {
            if (from < 1 || to > CutPoints.SCORES || from > to) {
                throw new IllegalArgumentException("a score is 1 to 5, from less to more");
            }
        }
    }

    /**
     * What the member did in a while, counted: bought mugs at least twice in 90 days, never checked in. What went back by a
     * refund was not bought.
     *
     * @param activity code of an activity type, refunds excepted
     * @param such what such an activity must be like
     * @param currency of an amount; amounts in others do not count. Absent otherwise
     * @param from inclusive
     * @param below exclusive; with 1 and no {@code from}: not once
     */
    record Did(
            String activity,
            Condition such,
            Window window,
            Measure measure,
            @Nullable String currency,
            @Nullable BigDecimal from,
            @Nullable BigDecimal below)
            implements OnMember {

        public enum Measure {
            /** How often. */
            TIMES,
            /** What was paid, in whole units of the currency, for the items that fit. */
            AMOUNT
        }

        public Did {
            if (new ActivityType(activity).equals(ActivityType.REFUND)) {
                throw new IllegalArgumentException("what is refunded is taken off, not counted");
            }
            if (!such.strangersIn(Place.DEED).isEmpty()) {
                throw new IllegalArgumentException("such an activity is judged by itself");
            }
            var onPurchase = activity.equals(ActivityType.PURCHASE.code());
            if (measure == Measure.AMOUNT && !onPurchase
                    || !onPurchase && such.asks().contains(Ask.ITEMS)) {
                throw new IllegalArgumentException("only purchases have amounts and items");
            }
            if ((measure == Measure.AMOUNT) != (currency != null)) {
                throw new IllegalArgumentException("an amount has a currency");
            }
            if (from == null && below == null) {
                throw new IllegalArgumentException("say how much");
            }
            if (from != null && below != null && from.compareTo(below) >= 0) {
                throw new IllegalArgumentException("from less below more");
            }
            bound(from, measure);
            bound(below, measure);
        }

        private static void bound(@Nullable BigDecimal bound, Measure measure) {
            if (bound != null
                    && (bound.signum() <= 0
                            || bound.stripTrailingZeros().scale() > (measure == Measure.TIMES ? 0 : 2)
                            || bound.compareTo(BigDecimal.valueOf(Activity.LARGEST_MAJOR)) > 0)) {
                throw new IllegalArgumentException("above 0; whole for times, two decimals at most for amounts");
            }
        }

        public ActivityType type() {
            return new ActivityType(activity);
        }

        /** Whether this much is as much as is asked for. */
        public boolean accepts(BigDecimal much) {
            return (from == null || much.compareTo(from) >= 0) && (below == null || much.compareTo(below) < 0);
        }
    }

    /**
     * A while: the last days up to now, or days of the calendar in the programme's zone, or always when nothing is said.
     *
     * @param lastDays that many times 24 hours; not together with days of the calendar
     * @param from inclusive
     * @param until inclusive
     */
    record Window(
            @Nullable Integer lastDays,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {

        public static final Window EVER = new Window(null, null, null);

        public Window {
            if (lastDays != null) {
                someDays(lastDays);
            }
            if (lastDays != null && (from != null || until != null)
                    || from != null && until != null && until.isBefore(from)) {
                throw new IllegalArgumentException("the last days, or days from one to a later one");
            }
        }

        public static Window last(int days) {
            return new Window(days, null, null);
        }

        /** Inclusive; nothing for ever. */
        public Optional<Instant> beginning(Instant now, ZoneId zone) {
            return lastDays != null
                    ? Optional.of(now.minus(Duration.ofDays(lastDays)))
                    : Optional.ofNullable(from)
                            .map(day -> day.atStartOfDay(zone).toInstant());
        }

        /** Exclusive; nothing for open. */
        public Optional<Instant> end(ZoneId zone) {
            return Optional.ofNullable(until)
                    .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
        }
    }

    private static void someDays(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("1 to " + MOST_DAYS + " days");
        }
    }

    private static void whole(@Nullable Long from, @Nullable Long below) {
        if (from == null && below == null
                || from != null && from < 0
                || below != null && below < 1
                || from != null && below != null && from >= below) {
            throw new IllegalArgumentException("from less below more, not below 0");
        }
    }

    Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    Pattern SHORT = Pattern.compile("\\S(.{0,62}\\S)?");
    int MOST_WORDS = 500;

    private static SortedSet<String> tidy(Collection<String> given, Pattern form, String problem) {
        var words = new TreeSet<String>();
        given.forEach(word -> words.add(word.strip()));
        if (words.isEmpty()
                || words.size() > MOST_WORDS
                || !words.stream().allMatch(word -> form.matcher(word).matches())) {
            throw new IllegalArgumentException(problem + "; 1 to " + MOST_WORDS + " of them");
        }
        return Collections.unmodifiableSortedSet(words);
    }
}
