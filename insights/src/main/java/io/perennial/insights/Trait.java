package io.perennial.insights;

import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Region;
import io.perennial.membership.Tag;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A leaf of a {@link Condition} about a member as they are now: what they told, how they stand, what they did so far. Nothing of
 * it is kept for days long gone, so it stands in segments alone; a rule asks for the segment.
 */
public sealed interface Trait extends Condition {

    int MOST_DAYS = 3_660;

    /** @param languages ISO 639 codes of two letters: {@code zh}, {@code en} */
    record LanguageIn(SortedSet<String> languages) implements Trait {

        private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

        public LanguageIn {
            languages = Words.tidy(languages, LANGUAGE, "a language is two small letters");
        }
    }

    /** @param tags of which the member has at least one, in normal form; nobody needs to have it yet */
    record TagIn(SortedSet<String> tags) implements Trait {

        public TagIn {
            tags = Words.each(tags, word -> Tag.parse(word).map(Tag::text), "a tag has 1 to 40 characters, no commas");
        }
    }

    /**
     * Lives in one of these, as they have told it. A country with provinces stands for all of them: {@code CN} is also
     * {@code CN-31}.
     *
     * @param regions codes of {@link Region}s
     */
    record RegionIn(SortedSet<String> regions) implements Trait {

        private static final int COUNTRY = 2;

        public RegionIn {
            regions = Words.each(regions, word -> Region.parse(word).map(Region::code), "not a region");
        }

        /** @param told where the member lives; nothing when they have not told it */
        public boolean accepts(@Nullable Region told) {
            return told != null
                    && (regions.contains(told.code())
                            || regions.contains(told.code().substring(0, COUNTRY)));
        }
    }

    /** Told to like at least one of these. */
    record InterestIn(Set<Interest> interests) implements Trait {

        public InterestIn {
            if (interests.isEmpty()) {
                throw new IllegalArgumentException("name an interest");
            }
            interests = Collections.unmodifiableSet(EnumSet.copyOf(interests));
        }
    }

    /**
     * Agrees to this now, or did not object where it holds unasked. Whether anything would arrive is another matter: a
     * count tells it.
     */
    record AgreedTo(ConsentPurpose purpose, ConsentChannel channel) implements Trait {

        public AgreedTo {
            if (!purpose.channels().contains(channel)) {
                throw new IllegalArgumentException(purpose + " is not asked for " + channel);
            }
        }
    }

    record StatusIn(Set<MemberStatus> statuses) implements Trait {

        public StatusIn {
            if (statuses.isEmpty()) {
                throw new IllegalArgumentException("name a status");
            }
            statuses = Collections.unmodifiableSet(EnumSet.copyOf(statuses));
        }
    }

    /** Became a member less than so many times 24 hours ago. */
    record EnrolledWithin(int days) implements Trait {

        public EnrolledWithin {
            someDays(days);
        }
    }

    /** Did anything, of any kind, less than so many times 24 hours ago. */
    record SeenWithin(int days) implements Trait {

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
    record BalanceBetween(@Nullable Long from, @Nullable Long below) implements Trait {

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
    record GrowthBetween(@Nullable Long from, @Nullable Long below) implements Trait {

        public GrowthBetween {
            whole(from, below);
        }
    }

    /** At most so much growth is missing for the next tier; never for who stands on the highest. */
    record NearNextTier(long missing) implements Trait {

        public NearNextTier {
            if (missing < 1) {
                throw new IllegalArgumentException("something is missing for the next tier");
            }
        }
    }

    /** The points that expire next do so within so many times 24 hours, and are at least so many. */
    record PointsExpiringWithin(int days, long least) implements Trait {

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
    record BirthdayWithin(int days) implements Trait {

        public BirthdayWithin {
            if (days < 1 || days > 365) {
                throw new IllegalArgumentException("1 to 365 days");
            }
        }
    }

    /** The category of which the member bought most pieces. */
    record FavouriteCategoryIn(SortedSet<String> categories) implements Trait {

        public FavouriteCategoryIn {
            categories = Words.tidy(categories, Condition.SHORT, "a category has 1 to 64 characters");
        }
    }

    /**
     * A score by the {@link CutPoints} in force: 1 for the fifth of the buyers that is furthest behind, 5 for the foremost.
     * Never for who has bought nothing.
     *
     * @param from 1 to 5, inclusive
     * @param to inclusive
     */
    record Rfm(CutPoints.Measure measure, int from, int to) implements Trait {

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
            implements Trait {

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
            if (!such.strangersIn(Condition.Place.DEED).isEmpty()) {
                throw new IllegalArgumentException("such an activity is judged by itself");
            }
            var onPurchase = activity.equals(ActivityType.PURCHASE.code());
            if ((measure == Measure.AMOUNT && !onPurchase)
                    || (!onPurchase && such.asks().contains(Condition.Ask.ITEMS))) {
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
            if ((lastDays != null && (from != null || until != null))
                    || (from != null && until != null && until.isBefore(from))) {
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
        if ((from == null && below == null)
                || (from != null && from < 0)
                || (below != null && below < 1)
                || (from != null && below != null && from >= below)) {
            throw new IllegalArgumentException("from less below more, not below 0");
        }
    }
}
