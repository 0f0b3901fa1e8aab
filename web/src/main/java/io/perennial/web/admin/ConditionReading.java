package io.perennial.web.admin;

import io.perennial.insights.Activity;
import io.perennial.insights.Condition;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** Reads the lines of a condition's form, and tells of each field that cannot be read. */
final class ConditionReading {

    private static final String LIST = "[,，、;；\\n]";

    private final ConditionForm form;
    private final String path;
    private final ConditionOffer offer;
    private final BindingResult errors;

    /** @param path of the condition in the whole form, for instance {@code when} */
    ConditionReading(ConditionForm form, String path, ConditionOffer offer, BindingResult errors) {
        this.form = form;
        this.path = path;
        this.offer = offer;
        this.errors = errors;
    }

    Condition read() {
        var condition = group(0);
        try {
            return condition.readable();
        } catch (IllegalArgumentException _) {
            errors.reject("admin.condition.too-much");
            return Condition.NONE;
        }
    }

    private void reject(int at, String part, String code) {
        errors.rejectValue(ConditionForm.field(path, at, part), code);
    }

    private Condition group(int index) {
        var parts = new ArrayList<Condition>();
        var end = form.end(index);
        for (var at = index + 1; at < end; at = form.end(at)) {
            if (form.lines().get(at).isGroup()) {
                if (form.end(at) == at + 1) {
                    reject(at, "sense", "admin.condition.group.empty");
                } else {
                    parts.add(group(at));
                }
            } else {
                line(form.lines().get(at), at).ifPresent(parts::add);
            }
        }
        if (parts.isEmpty()) {
            return Condition.NONE;
        }
        return switch (form.lines().get(index).sense()) {
            case "any" -> new Condition.Any(parts);
            case "none" -> new Condition.Not(new Condition.Any(parts));
            case "not-all" -> new Condition.Not(new Condition.All(parts));
            default -> new Condition.All(parts);
        };
    }

    private Optional<Condition> line(ConditionLine line, int at) {
        if (!offer.has(line.kind())) {
            errors.reject("admin.form.stale");
            return Optional.empty();
        }
        return leaf(line, at).map(leaf -> line.sense().equals("not") ? new Condition.Not(leaf) : leaf);
    }

    private Optional<Condition> leaf(ConditionLine line, int at) {
        return switch (line.kind()) {
            case "amount" -> amount(line, at);
            case "currency" -> chosen(line, at).flatMap(words -> known(Condition.CurrencyIn::new, words, at));
            case "article" -> typed(line, at).flatMap(words -> known(Condition.ArticleIn::new, words, at));
            case "category" -> typed(line, at).flatMap(words -> known(Condition.CategoryIn::new, words, at));
            case "item-named" -> typed(line, at).flatMap(words -> known(Condition.ItemNamed::new, words, at));
            case "store" -> typed(line, at).flatMap(words -> known(Condition.StoreIn::new, words, at));
            case "channel" -> typed(line, at).flatMap(words -> known(Condition.ChannelIn::new, words, at));
            case "tier" -> chosen(line, at).flatMap(words -> known(Condition.TierIn::new, words, at));
            case "weekday" ->
                chosen(line, at)
                        .flatMap(words -> known(
                                days -> new Condition.WeekdayIn(
                                        days.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet())),
                                words,
                                at));
            case "day-of-month" ->
                chosen(line, at)
                        .flatMap(words -> known(
                                days -> new Condition.DayOfMonthIn(days.stream()
                                        .map(Integer::valueOf)
                                        .collect(Collectors.toCollection(TreeSet::new))),
                                words,
                                at));
            case "time" -> time(line, at);
            case "first-purchase" -> Optional.of(new Condition.FirstPurchase());
            case "birthday-month" -> Optional.of(new Condition.BirthdayMonth());
            case "share" -> share(line, at);
            default -> {
                errors.reject("admin.form.stale");
                yield Optional.empty();
            }
        };
    }

    private Optional<Condition> amount(ConditionLine line, int at) {
        var from = bound(line.from(), at, "from");
        var below = bound(line.until(), at, "until");
        if (line.from().isEmpty() && line.until().isEmpty()) {
            reject(at, "from", "admin.condition.amount.missing");
            return Optional.empty();
        }
        if (from != null && below != null && from.compareTo(below) >= 0) {
            reject(at, "until", "admin.condition.amount.order");
            return Optional.empty();
        }
        return from == null && below == null ? Optional.empty() : Optional.of(new Condition.AmountBetween(from, below));
    }

    private @Nullable BigDecimal bound(String typed, int at, String part) {
        if (typed.isEmpty()) {
            return null;
        }
        var read = Typed.amount(typed, BigDecimal.valueOf(Activity.LARGEST_MAJOR));
        if (read.isEmpty()) {
            reject(at, part, "admin.form.amount.unreadable");
        }
        return read.orElse(null);
    }

    private Optional<Condition> time(ConditionLine line, int at) {
        var from = clock(line.from(), at, "from");
        var until = clock(line.until(), at, "until");
        if (from == null || until == null) {
            return Optional.empty();
        }
        if (from.equals(until)) {
            reject(at, "until", "admin.condition.time.same");
            return Optional.empty();
        }
        return Optional.of(new Condition.TimeBetween(from, until));
    }

    private @Nullable LocalTime clock(String typed, int at, String part) {
        try {
            return LocalTime.parse(typed.replace('：', ':'));
        } catch (DateTimeParseException _) {
            reject(at, part, "admin.condition.time.unreadable");
            return null;
        }
    }

    private Optional<Condition> share(ConditionLine line, int at) {
        var percent = Typed.amount(line.from(), BigDecimal.valueOf(100));
        if (percent.isEmpty() || percent.get().stripTrailingZeros().scale() > 1) {
            reject(at, "from", "admin.condition.share.unreadable");
            return Optional.empty();
        }
        if (!Condition.SHORT.matcher(line.text()).matches()) {
            reject(at, "text", "admin.condition.words.unreadable");
            return Optional.empty();
        }
        return Optional.of(new Condition.InShare(
                line.text(), percent.get().movePointRight(1).intValueExact()));
    }

    private Optional<SortedSet<String>> chosen(ConditionLine line, int at) {
        if (line.chosen().isEmpty()) {
            reject(at, "chosen", "admin.condition.chosen.missing");
            return Optional.empty();
        }
        return Optional.of(new TreeSet<>(line.chosen()));
    }

    private Optional<SortedSet<String>> typed(ConditionLine line, int at) {
        var words = Arrays.stream(line.text().split(LIST))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (words.isEmpty()) {
            reject(at, "text", "admin.condition.words.missing");
            return Optional.empty();
        }
        return Optional.of(words);
    }

    private Optional<Condition> known(
            Function<SortedSet<String>, Condition> condition, SortedSet<String> words, int at) {
        try {
            return Optional.of(condition.apply(words));
        } catch (IllegalArgumentException _) {
            reject(at, "text", "admin.condition.words.unreadable");
            return Optional.empty();
        }
    }
}
