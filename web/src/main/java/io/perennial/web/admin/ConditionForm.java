package io.perennial.web.admin;

import io.perennial.insights.Condition;
import io.perennial.insights.Trait;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.MapBindingResult;

/**
 * A condition's tree as the lines of a form, in the order in which they are read: each group is followed by what belongs to
 * it. Lines are added and taken away by buttons, so that the form works without a script. A part of any form that asks for a
 * condition; {@code admin/fragments/condition} shows it.
 *
 * @param lines the first one is the outermost group
 */
record ConditionForm(List<ConditionLine> lines) {

    static final String GROUP = "group";
    /** Of a group within the outermost one. */
    static final int DEEPEST = 4;

    private static final int MOST_LINES = 80;
    private static final List<String> OF_PURCHASES =
            List.of("amount", "currency", "item-named", "category", "article", "first-purchase");

    /** What arrived, with an outermost group whatever arrived. */
    ConditionForm(@Nullable List<ConditionLine> lines) {
        this.lines = tidy(lines);
    }

    /** Asks for nothing: it always holds. */
    static ConditionForm empty() {
        return new ConditionForm(null);
    }

    private static List<ConditionLine> tidy(@Nullable List<ConditionLine> lines) {
        if (lines == null || lines.isEmpty()) {
            return List.of(ConditionLine.group(0, "all"));
        }
        var tidy = new ArrayList<ConditionLine>();
        for (var line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
            if (tidy.isEmpty()) {
                tidy.add(line.isGroup() ? line.at(0) : ConditionLine.group(0, "all"));
            } else {
                var before = tidy.getLast();
                var deepest = before.isGroup() ? before.level() + 1 : before.level();
                tidy.add(line.at(Math.clamp(line.level(), 1, Math.max(1, deepest))));
            }
        }
        return List.copyOf(tidy);
    }

    public boolean isEmpty() {
        return lines.size() == 1;
    }

    // --- adding and taking away -----------------------------------------------------------------

    /** @param what number of the group, a colon, and the kind of line to add at its end */
    ConditionForm adding(String what) {
        var parts = what.split(":", 2);
        var at = Typed.whole(parts[0], 0, lines.size() - 1L);
        if (parts.length < 2 || at.isEmpty() || lines.size() >= MOST_LINES) {
            return this;
        }
        var index = Math.toIntExact(at.getAsLong());
        var group = lines.get(index);
        var depth = group.level() + 1;
        var holds = parts[1].equals(GROUP) || parts[1].equals("did") || parts[1].equals("spent");
        if (!group.isGroup() || (holds && (depth >= DEEPEST || group.isDeed()))) {
            return this;
        }
        var more = new ArrayList<>(lines);
        more.add(end(index), fresh(parts[1], depth));
        return new ConditionForm(more);
    }

    private static ConditionLine fresh(String kind, int depth) {
        return switch (kind) {
            case GROUP -> ConditionLine.group(depth, "any");
            case "share" -> ConditionLine.of(kind, depth, false).saying(seed()).between("10", "");
            case "did" ->
                ConditionLine.of(kind, depth, false)
                        .saying("purchase")
                        .between("1", "")
                        .during("90", "", "");
            case "spent" -> ConditionLine.of(kind, depth, false).during("90", "", "");
            default -> ConditionLine.of(kind, depth, false);
        };
    }

    /** Another trial, other members. */
    private static String seed() {
        return "t" + Integer.toString(ThreadLocalRandom.current().nextInt(100_000, 1_000_000));
    }

    /** Takes a line away, with all that belongs to it; the outermost group stays. */
    ConditionForm removing(String which) {
        var at = Typed.whole(which, 1, lines.size() - 1L);
        if (at.isEmpty()) {
            return this;
        }
        var index = Math.toIntExact(at.getAsLong());
        var fewer = new ArrayList<>(lines);
        fewer.subList(index, end(index)).clear();
        return new ConditionForm(fewer);
    }

    /** Number of the line after the last one that belongs to this one. */
    int end(int index) {
        var end = index + 1;
        while (end < lines.size() && lines.get(end).level() > lines.get(index).level()) {
            end++;
        }
        return end;
    }

    // --- as it is shown -------------------------------------------------------------------------

    /**
     * What the page shows, line by line.
     *
     * @param index number of the line that it belongs to
     * @param closing whether it is the foot of a group, where more is added
     * @param empty of a foot: whether nothing is in the group
     */
    record Shown(int index, ConditionLine line, boolean closing, boolean empty) {

        public boolean mayHoldGroups() {
            return line.level() + 1 < DEEPEST && !line.isDeed();
        }
    }

    public List<Shown> shown() {
        var shown = new ArrayList<Shown>();
        Deque<Integer> open = new ArrayDeque<>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            while (!open.isEmpty() && lines.get(open.peek()).level() >= line.level()) {
                close(open, shown);
            }
            shown.add(new Shown(index, line, false, false));
            if (line.isGroup()) {
                open.push(index);
            }
        }
        while (!open.isEmpty()) {
            close(open, shown);
        }
        return shown;
    }

    private void close(Deque<Integer> open, List<Shown> shown) {
        var group = open.pop();
        shown.add(new Shown(group, lines.get(group), true, end(group) == group + 1));
    }

    // --- from the tree --------------------------------------------------------------------------

    static ConditionForm of(Condition condition) {
        var lines = new ArrayList<ConditionLine>();
        if (condition instanceof Condition.All || condition instanceof Condition.Any || isGroup(condition)) {
            write(condition, 0, false, lines);
        } else {
            lines.add(ConditionLine.group(0, "all"));
            write(condition, 1, false, lines);
        }
        return new ConditionForm(lines);
    }

    private static boolean isGroup(Condition condition) {
        return condition instanceof Condition.Not not
                && (not.part() instanceof Condition.All || not.part() instanceof Condition.Any);
    }

    private static void write(Condition condition, int depth, boolean not, List<ConditionLine> into) {
        switch (condition) {
            case Condition.Not negation -> write(negation.part(), depth, !not, into);
            case Condition.All all -> {
                into.add(ConditionLine.group(depth, not ? "not-all" : "all"));
                all.parts().forEach(part -> write(part, depth + 1, false, into));
            }
            case Condition.Any any -> {
                into.add(ConditionLine.group(depth, not ? "none" : "any"));
                any.parts().forEach(part -> write(part, depth + 1, false, into));
            }
            case Trait.Did did -> {
                into.add(deed(did, depth, not));
                var such = did.such();
                if (such instanceof Condition.All all) {
                    all.parts().forEach(part -> write(part, depth + 1, false, into));
                } else {
                    write(such, depth + 1, false, into);
                }
            }
            default -> into.add(leaf(condition, depth, not));
        }
    }

    private static ConditionLine deed(Trait.Did did, int depth, boolean not) {
        var window = did.window();
        var line = ConditionLine.of(did.currency() == null ? "did" : "spent", depth, not)
                .saying(did.activity())
                .between(plain(did.from()), plain(did.below()))
                .during(
                        window.lastDays() == null ? "" : window.lastDays().toString(),
                        window.from() == null ? "" : window.from().toString(),
                        window.until() == null ? "" : window.until().toString());
        return did.currency() == null ? line : line.choosing(List.of(did.currency()));
    }

    private static ConditionLine leaf(Condition leaf, int depth, boolean not) {
        Function<String, ConditionLine> line = kind -> ConditionLine.of(kind, depth, not);
        return switch (leaf) {
            case Condition.AmountBetween(var from, var below) ->
                line.apply("amount").between(plain(from), plain(below));
            case Condition.CurrencyIn in -> line.apply("currency").choosing(List.copyOf(in.codes()));
            case Condition.ArticleIn in -> line.apply("article").saying(listed(in.numbers()));
            case Condition.CategoryIn in -> line.apply("category").saying(listed(in.categories()));
            case Condition.ItemNamed named -> line.apply("item-named").saying(listed(named.words()));
            case Condition.StoreIn in -> line.apply("store").saying(listed(in.stores()));
            case Condition.ChannelIn in -> line.apply("channel").saying(listed(in.channels()));
            case Condition.TierIn in -> line.apply("tier").choosing(List.copyOf(in.codes()));
            case Condition.WeekdayIn in ->
                line.apply("weekday")
                        .choosing(in.days().stream().map(DayOfWeek::name).toList());
            case Condition.DayOfMonthIn in ->
                line.apply("day-of-month")
                        .choosing(in.days().stream().map(Object::toString).toList());
            case Condition.TimeBetween(var from, var until) ->
                line.apply("time").between(from.toString(), until.toString());
            case Condition.FirstPurchase _ -> line.apply("first-purchase");
            case Condition.BirthdayMonth _ -> line.apply("birthday-month");
            case Condition.InShare(var seed, var perMille) ->
                line.apply("share")
                        .saying(seed)
                        .between(plain(BigDecimal.valueOf(perMille, 1).stripTrailingZeros()), "");
            case Condition.SegmentIn in -> line.apply("segment").choosing(List.copyOf(in.codes()));
            case Trait.TagIn in -> line.apply("tag").choosing(List.copyOf(in.tags()));
            case Trait.RegionIn in ->
                line.apply("region")
                        .choosing(in.regions().stream()
                                .filter(ConditionForm::isListed)
                                .toList())
                        .saying(listed(in.regions().stream()
                                .filter(code -> !isListed(code))
                                .toList()));
            case Trait.InterestIn in ->
                line.apply("interest")
                        .choosing(in.interests().stream().map(Enum::name).toList());
            case Trait.AgreedTo(var purpose, var channel) ->
                line.apply("agreed").choosing(List.of(purpose + ":" + channel));
            case Trait.LanguageIn in -> line.apply("language").choosing(List.copyOf(in.languages()));
            case Trait.StatusIn in ->
                line.apply("status")
                        .choosing(in.statuses().stream().map(Enum::name).toList());
            case Trait.EnrolledWithin(var days) -> line.apply("enrolled-within").between(days + "", "");
            case Trait.SeenWithin(var days) -> line.apply("seen-within").between(days + "", "");
            case Trait.BirthdayWithin(var days) -> line.apply("birthday-within").between(days + "", "");
            case Trait.NearNextTier(var missing) -> line.apply("near-next-tier").between(missing + "", "");
            case Trait.PointsExpiringWithin(var days, var least) ->
                line.apply("points-expiring").between(least + "", days + "");
            case Trait.BalanceBetween(var from, var below) ->
                line.apply("balance").between(whole(from), whole(below));
            case Trait.GrowthBetween(var from, var below) ->
                line.apply("growth").between(whole(from), whole(below));
            case Trait.FavouriteCategoryIn in ->
                line.apply("favourite-category").saying(listed(in.categories()));
            case Trait.Rfm(var measure, var from, var to) ->
                line.apply("rfm-" + measure.name().toLowerCase(Locale.ROOT)).between(from + "", to + "");
            case Trait.Did _ -> throw new IllegalStateException("what was done is a group");
            case Condition.All _, Condition.Any _, Condition.Not _ ->
                throw new IllegalStateException("a group is no leaf");
        };
    }

    /** China and its provinces can be ticked; any other country is typed. */
    static boolean isListed(String region) {
        return region.equals("CN") || region.contains("-");
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    private static String whole(@Nullable Long number) {
        return number == null ? "" : number.toString();
    }

    private static String listed(Collection<String> words) {
        return String.join(", ", words);
    }

    // --- to the tree ----------------------------------------------------------------------------

    /** The condition as far as it is typed, to be said; nothing when a field cannot be read. */
    Optional<Condition> sketch(ConditionOffer offer) {
        var errors = new MapBindingResult(Map.of(), "sketch");
        var condition = read("when", offer, errors);
        return errors.hasErrors() ? Optional.empty() : Optional.of(condition);
    }

    /**
     * What the lines say, as far as they can be read; the errors name the fields that cannot.
     *
     * @param path of this part in the whole form, for instance {@code when}
     */
    Condition read(String path, ConditionOffer offer, BindingResult errors) {
        return new ConditionReading(this, path, offer, errors).read();
    }

    /** Refuses each line that only a purchase can answer. */
    void refuseWhatOnlyPurchasesHave(String path, BindingResult errors) {
        for (var at = 0; at < lines.size(); at++) {
            if (OF_PURCHASES.contains(lines.get(at).kind())) {
                errors.rejectValue(field(path, at, "sense"), "admin.condition.only-purchases");
            }
        }
    }

    static String field(String path, int at, String part) {
        return path + ".lines[" + at + "]." + part;
    }
}
