package io.perennial.web.admin;

import io.perennial.insights.Activity;
import io.perennial.insights.Condition;
import io.perennial.insights.CutPoints;
import io.perennial.insights.Trait;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberStatus;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** Reads the lines of a condition's form, and tells of each field that cannot be read. */
final class ConditionReading {

    private static final long MOST_POINTS = 1_000_000_000_000L;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
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
            return Condition.none();
        }
    }

    private void reject(int at, String part, String code) {
        errors.rejectValue(ConditionForm.field(path, at, part), code);
    }

    private Condition group(int index) {
        return group(index, offer);
    }

    private List<Condition> parts(int index, ConditionOffer offered) {
        var parts = new ArrayList<Condition>();
        var end = form.end(index);
        for (var at = index + 1; at < end; at = form.end(at)) {
            var line = form.lines().get(at);
            if (line.isDeed()) {
                deed(line, at, offered).ifPresent(parts::add);
            } else if (line.isGroup()) {
                if (form.end(at) == at + 1) {
                    reject(at, "sense", "admin.condition.group.empty");
                } else {
                    parts.add(group(at, offered));
                }
            } else {
                line(line, at, offered).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private Condition group(int index, ConditionOffer offered) {
        var parts = parts(index, offered);
        if (parts.isEmpty()) {
            return Condition.none();
        }
        return switch (form.lines().get(index).sense()) {
            case "any" -> new Condition.Any(parts);
            case "none" -> new Condition.Not(new Condition.Any(parts));
            case "not-all" -> new Condition.Not(new Condition.All(parts));
            default -> new Condition.All(parts);
        };
    }

    private Optional<Condition> line(ConditionLine line, int at, ConditionOffer offered) {
        if (!offered.has(line.kind())) {
            errors.reject("admin.form.stale");
            return Optional.empty();
        }
        return leaf(line, at).map(leaf -> line.sense().equals("not") ? new Condition.Not(leaf) : leaf);
    }

    /** What somebody did: the lines below it say what such an activity was like. */
    private Optional<Condition> deed(ConditionLine line, int at, ConditionOffer offered) {
        if (!offered.has(line.kind())) {
            errors.reject("admin.form.stale");
            return Optional.empty();
        }
        var before = errors.getErrorCount();
        var spent = line.kind().equals("spent");
        var such = parts(at, ConditionOffer.DEEDS);
        var activity = spent ? "purchase" : line.text();
        if (!TYPE.matcher(activity).matches() || activity.equals("refund")) {
            reject(at, "text", "admin.condition.did.type");
        }
        if (line.from().isEmpty() && line.until().isEmpty()) {
            reject(at, "from", spent ? "admin.condition.amount.missing" : "admin.condition.number.missing");
        }
        var from = spent ? bound(line.from(), at, "from") : number(line.from(), at, "from", 1, 1_000_000_000);
        var below = spent ? bound(line.until(), at, "until") : number(line.until(), at, "until", 1, 1_000_000_000);
        if (from != null && below != null && from.compareTo(below) >= 0) {
            reject(at, "until", "admin.condition.amount.order");
        }
        if (spent && line.chosen().size() != 1) {
            reject(at, "chosen", "admin.condition.chosen.one");
        }
        if (!activity.equals("purchase")
                && such.stream().anyMatch(part -> part.asks().contains(Condition.Ask.ITEMS))) {
            reject(at, "text", "admin.condition.only-purchases");
        }
        var window = window(line, at);
        if (errors.getErrorCount() > before) {
            return Optional.empty();
        }
        var did = new Trait.Did(
                activity,
                such.isEmpty() ? Condition.none() : new Condition.All(such),
                window,
                spent ? Trait.Did.Measure.AMOUNT : Trait.Did.Measure.TIMES,
                spent ? line.chosen().getFirst() : null,
                from,
                below);
        return Optional.of(line.sense().equals("not") ? new Condition.Not(did) : did);
    }

    private Trait.Window window(ConditionLine line, int at) {
        var since = day(line.since(), at, "since");
        var to = day(line.to(), at, "to");
        if (!line.days().isEmpty()) {
            if (since != null || to != null) {
                reject(at, "days", "admin.condition.did.window");
                return Trait.Window.EVER;
            }
            var days = number(line.days(), at, "days", 1, Trait.MOST_DAYS);
            return days == null ? Trait.Window.EVER : Trait.Window.last(days.intValueExact());
        }
        if (since != null && to != null && to.isBefore(since)) {
            reject(at, "to", "admin.condition.did.window.order");
            return Trait.Window.EVER;
        }
        return new Trait.Window(null, since, to);
    }

    private @Nullable LocalDate day(String typed, int at, String part) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeParseException _) {
            reject(at, part, "admin.condition.did.day");
            return null;
        }
    }

    private @Nullable BigDecimal number(String typed, int at, String part, long least, long most) {
        if (typed.isEmpty()) {
            return null;
        }
        var read = Typed.whole(typed, least, most);
        if (read.isEmpty()) {
            errors.rejectValue(
                    ConditionForm.field(path, at, part),
                    "admin.condition.number.unreadable",
                    new Object[] {least, most},
                    null);
            return null;
        }
        return BigDecimal.valueOf(read.getAsLong());
    }

    private Optional<Condition> whole(
            ConditionLine line, int at, long least, long most, Function<Long, Condition> condition) {
        if (line.from().isEmpty()) {
            reject(at, "from", "admin.condition.number.missing");
            return Optional.empty();
        }
        return Optional.ofNullable(number(line.from(), at, "from", least, most))
                .map(number -> condition.apply(number.longValueExact()));
    }

    private Optional<Condition> span(
            ConditionLine line, int at, long most, BiFunction<Long, Long, Condition> condition) {
        if (line.from().isEmpty() && line.until().isEmpty()) {
            reject(at, "from", "admin.condition.number.missing");
            return Optional.empty();
        }
        var from = number(line.from(), at, "from", 0, most);
        var below = number(line.until(), at, "until", 1, most);
        if (from != null && below != null && from.compareTo(below) >= 0) {
            reject(at, "until", "admin.condition.amount.order");
            return Optional.empty();
        }
        return from == null && below == null
                ? Optional.empty()
                : Optional.of(condition.apply(
                        from == null ? null : (Long) from.longValueExact(),
                        below == null ? null : (Long) below.longValueExact()));
    }

    private Optional<Condition> expiring(ConditionLine line, int at) {
        if (line.from().isEmpty() || line.until().isEmpty()) {
            reject(at, line.from().isEmpty() ? "from" : "until", "admin.condition.number.missing");
            return Optional.empty();
        }
        var least = number(line.from(), at, "from", 1, MOST_POINTS);
        var days = number(line.until(), at, "until", 1, Trait.MOST_DAYS);
        return least == null || days == null
                ? Optional.empty()
                : Optional.of(new Trait.PointsExpiringWithin(days.intValueExact(), least.longValueExact()));
    }

    private Optional<Condition> score(ConditionLine line, int at, CutPoints.Measure measure) {
        var from = number(line.from().isEmpty() ? "1" : line.from(), at, "from", 1, CutPoints.SCORES);
        var to = number(line.until().isEmpty() ? "5" : line.until(), at, "until", 1, CutPoints.SCORES);
        if (from == null || to == null) {
            return Optional.empty();
        }
        if (from.compareTo(to) > 0) {
            reject(at, "until", "admin.condition.score.order");
            return Optional.empty();
        }
        return Optional.of(new Trait.Rfm(measure, from.intValueExact(), to.intValueExact()));
    }

    private Optional<Condition> leaf(ConditionLine line, int at) {
        return switch (line.kind()) {
            case "segment" -> chosen(line, at).flatMap(words -> known(Condition.SegmentIn::new, words, at));
            case "tag" -> several(line, at, Trait.TagIn::new);
            case "region" -> several(line, at, Trait.RegionIn::new);
            case "interest" ->
                chosen(line, at)
                        .flatMap(words -> known(
                                names -> new Trait.InterestIn(
                                        names.stream().map(Interest::valueOf).collect(Collectors.toSet())),
                                words,
                                at));
            case "agreed" -> agreed(line, at);
            case "language" -> chosen(line, at).flatMap(words -> known(Trait.LanguageIn::new, words, at));
            case "status" ->
                chosen(line, at)
                        .flatMap(words -> known(
                                names -> new Trait.StatusIn(names.stream()
                                        .map(MemberStatus::valueOf)
                                        .collect(Collectors.toSet())),
                                words,
                                at));
            case "enrolled-within" ->
                whole(line, at, 1, Trait.MOST_DAYS, days -> new Trait.EnrolledWithin(days.intValue()));
            case "seen-within" -> whole(line, at, 1, Trait.MOST_DAYS, days -> new Trait.SeenWithin(days.intValue()));
            case "birthday-within" -> whole(line, at, 1, 365, days -> new Trait.BirthdayWithin(days.intValue()));
            case "near-next-tier" -> whole(line, at, 1, MOST_POINTS, Trait.NearNextTier::new);
            case "points-expiring" -> expiring(line, at);
            case "balance" -> span(line, at, MOST_POINTS, Trait.BalanceBetween::new);
            case "growth" -> span(line, at, MOST_POINTS, Trait.GrowthBetween::new);
            case "favourite-category" ->
                typed(line, at).flatMap(words -> known(Trait.FavouriteCategoryIn::new, words, at));
            case "rfm-recency" -> score(line, at, CutPoints.Measure.RECENCY);
            case "rfm-frequency" -> score(line, at, CutPoints.Measure.FREQUENCY);
            case "rfm-money" -> score(line, at, CutPoints.Measure.MONEY);
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

    /** What is ticked and what is typed, together. */
    private Optional<Condition> several(ConditionLine line, int at, Function<SortedSet<String>, Condition> condition) {
        var words = Arrays.stream(line.text().split(LIST))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        words.addAll(line.chosen());
        if (words.isEmpty()) {
            reject(at, "chosen", "admin.condition.words.missing");
            return Optional.empty();
        }
        try {
            return Optional.of(condition.apply(words));
        } catch (IllegalArgumentException _) {
            reject(at, "text", "admin.condition." + line.kind() + ".unreadable");
            return Optional.empty();
        }
    }

    /** @return nothing for what no browser would send */
    private Optional<Condition> agreed(ConditionLine line, int at) {
        if (line.chosen().size() != 1) {
            reject(at, "chosen", "admin.condition.chosen.one");
            return Optional.empty();
        }
        var parts = line.chosen().getFirst().split(":", 2);
        try {
            return Optional.of(new Trait.AgreedTo(
                    ConsentPurpose.valueOf(parts[0]), ConsentChannel.valueOf(parts[parts.length - 1])));
        } catch (IllegalArgumentException _) {
            errors.reject("admin.form.stale");
            return Optional.empty();
        }
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
