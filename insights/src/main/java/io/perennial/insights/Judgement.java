package io.perennial.insights;

import io.perennial.insights.Condition.OnItems;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadConsents.Agreed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a condition holds, and for each one below it, so that anyone can see which one did not. Mirrors the tree.
 *
 * @param met what was found there: a tier's code, {@code 12.00 GBP}, {@code MONDAY}, {@code 14:05}, {@code 2/5} items …;
 *     nothing for what has parts
 */
public record Judgement(
        Condition condition, boolean holds, @Nullable String met, List<Judgement> parts) {

    public Judgement {
        parts = List.copyOf(parts);
    }

    /**
     * A verdict on the whole activity.
     *
     * @param holds whether the activity fits
     * @param items those that fit; all of them when no condition is about items
     */
    public record Verdict(boolean holds, List<Item> items, Judgement judgement) {}

    /** The same circumstances always come to the same verdict. */
    public static Verdict judge(Condition condition, Circumstances circumstances) {
        if (!condition.asks().contains(Condition.Ask.ITEMS)) {
            var judgement = of(condition, circumstances, null);
            return new Verdict(judgement.holds(), circumstances.items(), judgement);
        }
        var fitting = new ArrayList<Item>();
        for (var item : circumstances.items()) {
            if (holds(condition, circumstances, item)) {
                fitting.add(item);
            }
        }
        // What is shown is the judgement of an item that fits, or else of the first one.
        var shown =
                fitting.isEmpty() ? circumstances.items().stream().findFirst().orElse(null) : fitting.getFirst();
        var judgement = of(condition, circumstances, shown);
        return new Verdict(!fitting.isEmpty(), fitting, judgement);
    }

    /** The bare answer for one of perhaps a thousand items, of which only one is shown in the end. */
    private static boolean holds(Condition condition, Circumstances circumstances, Item item) {
        return switch (condition) {
            case Condition.All all -> all.parts().stream().allMatch(part -> holds(part, circumstances, item));
            case Condition.Any any -> any.parts().stream().anyMatch(part -> holds(part, circumstances, item));
            case Condition.Not not -> !holds(not.part(), circumstances, item);
            case OnItems onItems -> onItems.accepts(item);
            default -> of(condition, circumstances, item).holds();
        };
    }

    /** @param item the one that conditions on items are judged for; nothing when the activity has none */
    private static Judgement of(Condition condition, Circumstances circumstances, @Nullable Item item) {
        return switch (condition) {
            case Condition.All all -> {
                var parts = parts(all, circumstances, item);
                yield new Judgement(all, parts.stream().allMatch(Judgement::holds), null, parts);
            }
            case Condition.Any any -> {
                var parts = parts(any, circumstances, item);
                yield new Judgement(any, parts.stream().anyMatch(Judgement::holds), null, parts);
            }
            case Condition.Not not -> {
                var part = of(not.part(), circumstances, item);
                yield new Judgement(not, !part.holds(), null, List.of(part));
            }
            case OnItems onItems -> onItems(onItems, circumstances, item);
            case Condition.AmountBetween between -> amount(between, circumstances);
            case Condition.CurrencyIn in -> {
                var amount = circumstances.amount();
                yield among(
                        in,
                        in.codes(),
                        amount == null ? null : amount.getCurrencyUnit().getCode());
            }
            case Condition.StoreIn in -> among(in, in.stores(), circumstances.store());
            case Condition.ChannelIn in -> among(in, in.channels(), circumstances.channel());
            case Condition.TierIn in -> among(in, in.codes(), circumstances.tier());
            case Condition.WeekdayIn in -> {
                var day = circumstances.local().getDayOfWeek();
                yield leaf(in, in.days().contains(day), day.name());
            }
            case Condition.DayOfMonthIn in -> dayOfMonth(in, circumstances);
            case Condition.TimeBetween between -> {
                var time = circumstances.local().toLocalTime();
                yield leaf(between, between.contains(time), time.toString());
            }
            case Condition.FirstPurchase first -> leaf(first, circumstances.firstPurchase(), null);
            case Condition.BirthdayMonth month -> {
                var birthday = circumstances.birthday();
                yield leaf(
                        month,
                        birthday != null
                                && birthday.getMonth() == circumstances.local().getMonth(),
                        circumstances.local().getMonth().name());
            }
            case Condition.InShare share -> share(share, circumstances.member());
            case Condition.SegmentIn in -> segment(in, circumstances.segments());
            // Refused where such a condition is saved: what is so now says nothing of then.
            case Trait now -> leaf(now, false, null);
        };
    }

    /**
     * Of a member, as far as facts tell. Leaves about single activities never hold, save within a {@link Trait.Did}.
     *
     * <p>What was met is here: a number of points, days, times or growth; an instant; {@code 12.00 GBP}; a code or a name.
     */
    public static Judgement judge(Condition condition, Portrait portrait) {
        return switch (condition) {
            case Condition.All all -> {
                var parts = parts(all, portrait);
                yield new Judgement(all, parts.stream().allMatch(Judgement::holds), null, parts);
            }
            case Condition.Any any -> {
                var parts = parts(any, portrait);
                yield new Judgement(any, parts.stream().anyMatch(Judgement::holds), null, parts);
            }
            case Condition.Not not -> {
                var part = judge(not.part(), portrait);
                yield new Judgement(not, !part.holds(), null, List.of(part));
            }
            case Condition.TierIn in -> among(in, in.codes(), portrait.facts().tier());
            case Condition.BirthdayMonth month -> {
                var birthday = portrait.facts().birthday();
                yield leaf(
                        month,
                        birthday != null
                                && birthday.getMonth() == portrait.today().getMonth(),
                        portrait.today().getMonth().name());
            }
            case Condition.InShare share -> share(share, portrait.facts().member());
            case Condition.SegmentIn in -> segment(in, portrait.segments());
            case Trait leaf -> onMember(leaf, portrait);
            case Condition.OnActivity leaf -> leaf(leaf, false, null);
        };
    }

    private static List<Judgement> parts(Condition tree, Portrait portrait) {
        return tree.parts().stream().map(part -> judge(part, portrait)).toList();
    }

    private static Judgement onMember(Trait condition, Portrait portrait) {
        var facts = portrait.facts();
        return switch (condition) {
            case Trait.LanguageIn in -> among(in, in.languages(), facts.language());
            case Trait.TagIn in -> first(in, in.tags(), facts.tags());
            case Trait.RegionIn in -> {
                var region = facts.region();
                yield leaf(in, in.accepts(region), text(region));
            }
            case Trait.InterestIn in -> first(in, names(in.interests()), names(facts.interests()));
            case Trait.AgreedTo agreed ->
                leaf(agreed, facts.agreed().contains(new Agreed(agreed.purpose(), agreed.channel())), null);
            case Trait.StatusIn in ->
                leaf(in, in.statuses().contains(facts.status()), facts.status().name());
            case Trait.EnrolledWithin within -> since(within, within.days(), facts.enrolledAt(), portrait);
            case Trait.SeenWithin within -> since(within, within.days(), facts.lastActivityAt(), portrait);
            case Trait.BalanceBetween(var from, var below) -> between(condition, from, below, facts.balance());
            case Trait.GrowthBetween(var from, var below) -> between(condition, from, below, facts.growth());
            case Trait.NearNextTier near -> {
                var missing = facts.missing();
                yield leaf(near, missing != null && missing <= near.missing(), text(missing));
            }
            case Trait.PointsExpiringWithin within -> {
                var expiring = facts.expiring();
                yield leaf(
                        within,
                        expiring != null
                                && expiring.points() >= within.least()
                                && expiring.at().isBefore(portrait.now().plus(Duration.ofDays(within.days()))),
                        expiring == null ? null : expiring.points() + " " + expiring.at());
            }
            case Trait.BirthdayWithin within -> {
                var birthday = facts.birthday();
                yield leaf(
                        within,
                        birthday != null
                                && MemberFacts.nextBirthday(birthday, portrait.today())
                                        .isBefore(portrait.today().plusDays(within.days())),
                        birthday == null
                                ? null
                                : MemberFacts.nextBirthday(birthday, portrait.today())
                                        .toString());
            }
            case Trait.FavouriteCategoryIn in -> among(in, in.categories(), facts.favouriteCategory());
            case Trait.Rfm rfm -> {
                var score = portrait.cuts()
                        .of(facts, portrait.now())
                        .map(scores -> scores.of(rfm.measure()))
                        .orElse(null);
                yield leaf(rfm, score != null && score >= rfm.from() && score <= rfm.to(), text(score));
            }
            case Trait.Did did -> {
                var much = portrait.measure(did);
                yield leaf(
                        did,
                        did.accepts(much),
                        did.currency() == null ? much.toPlainString() : much.toPlainString() + " " + did.currency());
            }
        };
    }

    private static Judgement since(Condition condition, int days, @Nullable Instant moment, Portrait portrait) {
        return leaf(
                condition,
                moment != null && moment.isAfter(portrait.now().minus(Duration.ofDays(days))),
                moment == null ? null : moment.toString());
    }

    private static Judgement between(Condition condition, @Nullable Long from, @Nullable Long below, long met) {
        return leaf(condition, (from == null || met >= from) && (below == null || met < below), Long.toString(met));
    }

    private static @Nullable String text(@Nullable Object met) {
        return met == null ? null : met.toString();
    }

    private static Judgement share(Condition.InShare share, MemberId member) {
        var place = place(share.seed(), member);
        return leaf(share, place < share.perMille(), Integer.toString(place));
    }

    private static Judgement segment(Condition.SegmentIn in, Set<String> segments) {
        return first(in, in.codes(), segments);
    }

    /** What is met is the first of those that are asked for, or else nothing. */
    private static Judgement first(Condition condition, SortedSet<String> wanted, Set<String> held) {
        var met = wanted.stream().filter(held::contains).findFirst().orElse(null);
        return leaf(condition, met != null, met);
    }

    private static SortedSet<String> names(Set<Interest> interests) {
        return interests.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Judgement> parts(Condition tree, Circumstances circumstances, @Nullable Item item) {
        return tree.parts().stream().map(part -> of(part, circumstances, item)).toList();
    }

    private static Judgement onItems(OnItems condition, Circumstances circumstances, @Nullable Item item) {
        var all = circumstances.items();
        var fitting = all.stream().filter(condition::accepts).count();
        return leaf(condition, item != null && condition.accepts(item), fitting + "/" + all.size());
    }

    private static Judgement amount(Condition.AmountBetween between, Circumstances circumstances) {
        var money = circumstances.amount();
        if (money == null) {
            return leaf(between, false, null);
        }
        var amount = money.getAmount();
        var holds = (between.from() == null || amount.compareTo(between.from()) >= 0)
                && (between.below() == null || amount.compareTo(between.below()) < 0);
        return leaf(between, holds, amount.toPlainString() + " " + money.getCurrencyUnit());
    }

    private static Judgement dayOfMonth(Condition.DayOfMonthIn in, Circumstances circumstances) {
        var date = circumstances.local().toLocalDate();
        var isLast = date.getDayOfMonth() == date.lengthOfMonth();
        return leaf(
                in,
                in.days().contains(date.getDayOfMonth()) || (isLast && in.days().contains(31)),
                Integer.toString(date.getDayOfMonth()));
    }

    private static Judgement among(Condition condition, Set<String> wanted, @Nullable String met) {
        return leaf(condition, met != null && wanted.contains(met), met);
    }

    private static Judgement leaf(Condition condition, boolean holds, @Nullable String met) {
        return new Judgement(condition, holds, met, List.of());
    }

    /** Whether a member is in the share, whatever they do. */
    public static boolean isInShare(Condition.InShare share, MemberId member) {
        return place(share.seed(), member) < share.perMille();
    }

    /** 0 to 999, evenly spread, and independent for each seed. */
    private static int place(String seed, MemberId member) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest((seed + ":" + member).getBytes(StandardCharsets.UTF_8));
            var number = ((digest[0] & 0xFFL) << 24)
                    | ((digest[1] & 0xFFL) << 16)
                    | ((digest[2] & 0xFFL) << 8)
                    | (digest[3] & 0xFFL);
            return (int) ((number * 1_000) >>> 32);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
