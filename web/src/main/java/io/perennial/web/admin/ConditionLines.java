package io.perennial.web.admin;

import io.perennial.insights.Activity;
import io.perennial.insights.Condition;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A condition's tree as the lines of a form, in the order in which they are read: each group is followed by what belongs to
 * it. Lines are added and taken away by buttons, so that the form works without a script.
 */
final class ConditionLines {

    static final String GROUP = "group";
    /** Who, what, where, when: the order in which they are offered. */
    static final List<List<String>> KINDS = List.of(
            List.of("tier", "first-purchase", "birthday-month", "share"),
            List.of("item-named", "category", "article", "amount", "currency"),
            List.of("store", "channel"),
            List.of("weekday", "day-of-month", "time"));

    static final List<String> QUESTIONS = List.of("who", "what", "where", "when");
    /** Of a group within the outermost one. */
    static final int DEEPEST = 4;

    private static final int MOST_LINES = 80;
    private static final String LIST = "[,，、;；\\n]";
    private static final List<ConditionLine> EMPTY = List.of(ConditionLine.group(0, "all"));

    private ConditionLines() {}

    /** What arrived, with an outermost group whatever arrived. */
    static List<ConditionLine> tidy(@Nullable List<ConditionLine> lines) {
        if (lines == null || lines.isEmpty()) {
            return EMPTY;
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

    // --- adding and taking away -----------------------------------------------------------------

    /** @param what number of the group, a colon, and the kind of line to add at its end */
    static List<ConditionLine> add(List<ConditionLine> lines, String what) {
        var parts = what.split(":", 2);
        var at = Typed.whole(parts[0], 0, lines.size() - 1L);
        if (parts.length < 2 || at.isEmpty() || lines.size() >= MOST_LINES) {
            return lines;
        }
        var index = Math.toIntExact(at.getAsLong());
        var group = lines.get(index);
        var depth = group.level() + 1;
        if (!group.isGroup() || (parts[1].equals(GROUP) && depth >= DEEPEST)) {
            return lines;
        }
        var more = new ArrayList<>(lines);
        more.add(end(lines, index), fresh(parts[1], depth));
        return List.copyOf(more);
    }

    private static ConditionLine fresh(String kind, int depth) {
        return switch (kind) {
            case GROUP -> ConditionLine.group(depth, "any");
            case "share" -> ConditionLine.of(kind, depth, false).saying(seed()).between("10", "");
            default -> ConditionLine.of(kind, depth, false);
        };
    }

    /** Another trial, other members. */
    private static String seed() {
        return "t" + Integer.toString(ThreadLocalRandom.current().nextInt(100_000, 1_000_000));
    }

    /** Takes a line away, with all that belongs to it; the outermost group stays. */
    static List<ConditionLine> remove(List<ConditionLine> lines, String which) {
        var at = Typed.whole(which, 1, lines.size() - 1L);
        if (at.isEmpty()) {
            return lines;
        }
        var index = Math.toIntExact(at.getAsLong());
        var fewer = new ArrayList<>(lines);
        fewer.subList(index, end(lines, index)).clear();
        return List.copyOf(fewer);
    }

    /** Number of the line after the last one that belongs to this one. */
    private static int end(List<ConditionLine> lines, int index) {
        var end = index + 1;
        while (end < lines.size() && lines.get(end).level() > lines.get(index).level()) {
            end++;
        }
        return end;
    }

    /**
     * What the page shows, line by line.
     *
     * @param index number of the line that it belongs to
     * @param closing whether it is the foot of a group, where more is added
     * @param empty of a foot: whether nothing is in the group
     */
    record Shown(int index, ConditionLine line, boolean closing, boolean empty) {

        public boolean mayHoldGroups() {
            return line.level() + 1 < DEEPEST;
        }
    }

    static List<Shown> shown(List<ConditionLine> lines) {
        var shown = new ArrayList<Shown>();
        Deque<Integer> open = new ArrayDeque<>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            while (!open.isEmpty() && lines.get(open.peek()).level() >= line.level()) {
                close(lines, open, shown);
            }
            shown.add(new Shown(index, line, false, false));
            if (line.isGroup()) {
                open.push(index);
            }
        }
        while (!open.isEmpty()) {
            close(lines, open, shown);
        }
        return shown;
    }

    private static void close(List<ConditionLine> lines, Deque<Integer> open, List<Shown> shown) {
        var group = open.pop();
        shown.add(new Shown(group, lines.get(group), true, end(lines, group) == group + 1));
    }

    // --- from the tree --------------------------------------------------------------------------

    static List<ConditionLine> of(Condition condition) {
        var lines = new ArrayList<ConditionLine>();
        if (condition instanceof Condition.All || condition instanceof Condition.Any || isGroup(condition)) {
            write(condition, 0, false, lines);
        } else {
            lines.add(ConditionLine.group(0, "all"));
            write(condition, 1, false, lines);
        }
        return List.copyOf(lines);
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
            default -> into.add(leaf(condition, depth, not));
        }
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
            case Condition.SegmentIn _, Condition.OnMember _ ->
                throw new IllegalStateException("only segments ask this");
            case Condition.All _, Condition.Any _, Condition.Not _ ->
                throw new IllegalStateException("a group is no leaf");
        };
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    private static String listed(Collection<String> words) {
        return String.join(", ", words);
    }

    // --- to the tree ----------------------------------------------------------------------------

    /** What the lines say, as far as they can be read; the errors name the fields that cannot. */
    static Condition read(List<ConditionLine> lines, BindingResult errors) {
        var condition = group(lines, 0, errors);
        try {
            return condition.readable();
        } catch (IllegalArgumentException _) {
            errors.reject("admin.rules.form.too-much");
            return Condition.NONE;
        }
    }

    private static Condition group(List<ConditionLine> lines, int index, BindingResult errors) {
        var parts = new ArrayList<Condition>();
        var end = end(lines, index);
        for (var at = index + 1; at < end; at = end(lines, at)) {
            if (lines.get(at).isGroup()) {
                if (end(lines, at) == at + 1) {
                    errors.rejectValue(field(at, "sense"), "admin.rules.form.group.empty");
                } else {
                    parts.add(group(lines, at, errors));
                }
            } else {
                read(lines.get(at), at, errors).ifPresent(parts::add);
            }
        }
        if (parts.isEmpty()) {
            return Condition.NONE;
        }
        return switch (lines.get(index).sense()) {
            case "any" -> new Condition.Any(parts);
            case "none" -> new Condition.Not(new Condition.Any(parts));
            case "not-all" -> new Condition.Not(new Condition.All(parts));
            default -> new Condition.All(parts);
        };
    }

    private static Optional<Condition> read(ConditionLine line, int at, BindingResult errors) {
        return leaf(line, at, errors).map(leaf -> line.sense().equals("not") ? new Condition.Not(leaf) : leaf);
    }

    private static Optional<Condition> leaf(ConditionLine line, int at, BindingResult errors) {
        return switch (line.kind()) {
            case "amount" -> amount(line, at, errors);
            case "currency" ->
                chosen(line, at, errors).flatMap(words -> known(Condition.CurrencyIn::new, words, at, errors));
            case "article" ->
                typed(line, at, errors).flatMap(words -> known(Condition.ArticleIn::new, words, at, errors));
            case "category" ->
                typed(line, at, errors).flatMap(words -> known(Condition.CategoryIn::new, words, at, errors));
            case "item-named" ->
                typed(line, at, errors).flatMap(words -> known(Condition.ItemNamed::new, words, at, errors));
            case "store" -> typed(line, at, errors).flatMap(words -> known(Condition.StoreIn::new, words, at, errors));
            case "channel" ->
                typed(line, at, errors).flatMap(words -> known(Condition.ChannelIn::new, words, at, errors));
            case "tier" -> chosen(line, at, errors).flatMap(words -> known(Condition.TierIn::new, words, at, errors));
            case "weekday" ->
                chosen(line, at, errors)
                        .flatMap(words -> known(
                                days -> new Condition.WeekdayIn(
                                        days.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet())),
                                words,
                                at,
                                errors));
            case "day-of-month" ->
                chosen(line, at, errors)
                        .flatMap(words -> known(
                                days -> new Condition.DayOfMonthIn(days.stream()
                                        .map(Integer::valueOf)
                                        .collect(Collectors.toCollection(TreeSet::new))),
                                words,
                                at,
                                errors));
            case "time" -> time(line, at, errors);
            case "first-purchase" -> Optional.of(new Condition.FirstPurchase());
            case "birthday-month" -> Optional.of(new Condition.BirthdayMonth());
            case "share" -> share(line, at, errors);
            default -> {
                errors.reject("admin.form.stale");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Condition> amount(ConditionLine line, int at, BindingResult errors) {
        var from = bound(line.from(), at, "from", errors);
        var below = bound(line.until(), at, "until", errors);
        if (line.from().isEmpty() && line.until().isEmpty()) {
            errors.rejectValue(field(at, "from"), "admin.rules.form.amount.missing");
            return Optional.empty();
        }
        if (from != null && below != null && from.compareTo(below) >= 0) {
            errors.rejectValue(field(at, "until"), "admin.rules.form.amount.order");
            return Optional.empty();
        }
        return from == null && below == null ? Optional.empty() : Optional.of(new Condition.AmountBetween(from, below));
    }

    private static @Nullable BigDecimal bound(String typed, int at, String part, BindingResult errors) {
        if (typed.isEmpty()) {
            return null;
        }
        var read = Typed.amount(typed, BigDecimal.valueOf(Activity.LARGEST_MAJOR));
        if (read.isEmpty()) {
            errors.rejectValue(field(at, part), "admin.form.amount.unreadable");
        }
        return read.orElse(null);
    }

    private static Optional<Condition> time(ConditionLine line, int at, BindingResult errors) {
        var from = clock(line.from(), at, "from", errors);
        var until = clock(line.until(), at, "until", errors);
        if (from == null || until == null) {
            return Optional.empty();
        }
        if (from.equals(until)) {
            errors.rejectValue(field(at, "until"), "admin.rules.form.time.same");
            return Optional.empty();
        }
        return Optional.of(new Condition.TimeBetween(from, until));
    }

    private static @Nullable LocalTime clock(String typed, int at, String part, BindingResult errors) {
        try {
            return LocalTime.parse(typed.replace('：', ':'));
        } catch (DateTimeParseException _) {
            errors.rejectValue(field(at, part), "admin.rules.form.time.unreadable");
            return null;
        }
    }

    private static Optional<Condition> share(ConditionLine line, int at, BindingResult errors) {
        var percent = Typed.amount(line.from(), BigDecimal.valueOf(100));
        if (percent.isEmpty() || percent.get().stripTrailingZeros().scale() > 1) {
            errors.rejectValue(field(at, "from"), "admin.rules.form.share.unreadable");
            return Optional.empty();
        }
        if (!Condition.SHORT.matcher(line.text()).matches()) {
            errors.rejectValue(field(at, "text"), "admin.rules.form.words.unreadable");
            return Optional.empty();
        }
        return Optional.of(new Condition.InShare(
                line.text(), percent.get().movePointRight(1).intValueExact()));
    }

    private static Optional<SortedSet<String>> chosen(ConditionLine line, int at, BindingResult errors) {
        if (line.chosen().isEmpty()) {
            errors.rejectValue(field(at, "chosen"), "admin.rules.form.chosen.missing");
            return Optional.empty();
        }
        return Optional.of(new TreeSet<>(line.chosen()));
    }

    private static Optional<SortedSet<String>> typed(ConditionLine line, int at, BindingResult errors) {
        var words = Arrays.stream(line.text().split(LIST))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (words.isEmpty()) {
            errors.rejectValue(field(at, "text"), "admin.rules.form.words.missing");
            return Optional.empty();
        }
        return Optional.of(words);
    }

    private static Optional<Condition> known(
            Function<SortedSet<String>, Condition> condition, SortedSet<String> words, int at, BindingResult errors) {
        try {
            return Optional.of(condition.apply(words));
        } catch (IllegalArgumentException _) {
            errors.rejectValue(field(at, "text"), "admin.rules.form.words.unreadable");
            return Optional.empty();
        }
    }

    private static String field(int at, String part) {
        return "when[" + at + "]." + part;
    }
}
