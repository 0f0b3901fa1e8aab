package io.perennial.insights;

import io.perennial.insights.Condition.OnItems;
import io.perennial.membership.MemberId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
            case Condition.InShare share -> {
                var place = place(share.seed(), circumstances.member());
                yield leaf(share, place < share.perMille(), Integer.toString(place));
            }
        };
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
            return (int) (number * 1_000 >>> 32);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
