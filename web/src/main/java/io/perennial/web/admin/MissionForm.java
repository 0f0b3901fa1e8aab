package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Programme;
import io.perennial.points.Mission;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import io.perennial.points.Mission.Step;
import io.perennial.points.MissionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A mission as typed. All fields are texts, so that what cannot be read comes back as it was typed.
 *
 * @param version the version that this edit would become
 * @param from empty for at once
 */
record MissionForm(
        String version,
        String nameZh,
        String nameEn,
        String textZh,
        String textEn,
        String recurrence,
        String from,
        String until,
        List<String> tiers,
        String points,
        String growth,
        String badge,
        List<StepForm> steps) {

    MissionForm(
            @Nullable String version,
            @Nullable String nameZh,
            @Nullable String nameEn,
            @Nullable String textZh,
            @Nullable String textEn,
            @Nullable String recurrence,
            @Nullable String from,
            @Nullable String until,
            @Nullable List<String> tiers,
            @Nullable String points,
            @Nullable String growth,
            @Nullable String badge,
            @Nullable List<StepForm> steps) {
        this.version = Typed.text(version);
        this.nameZh = Typed.text(nameZh);
        this.nameEn = Typed.text(nameEn);
        this.textZh = Typed.text(textZh);
        this.textEn = Typed.text(textEn);
        this.recurrence = Typed.text(recurrence);
        this.from = Typed.text(from);
        this.until = Typed.text(until);
        this.tiers = tiers == null ? List.of() : List.copyOf(tiers);
        this.points = Typed.text(points);
        this.growth = Typed.text(growth);
        this.badge = Typed.text(badge);
        this.steps = steps == null || steps.isEmpty()
                ? List.of(StepForm.blank())
                : steps.stream().limit(Mission.MOST_STEPS).toList();
    }

    /**
     * @param key of the step in all versions; empty for a new one
     * @param least of the purchase's amount
     * @param words one of which the name of an item contains, apart by commas, like the next three
     */
    record StepForm(
            String key,
            String nameZh,
            String nameEn,
            String type,
            String measure,
            String target,
            String currency,
            String least,
            String words,
            String categories,
            String stores,
            String channels) {

        StepForm(
                @Nullable String key,
                @Nullable String nameZh,
                @Nullable String nameEn,
                @Nullable String type,
                @Nullable String measure,
                @Nullable String target,
                @Nullable String currency,
                @Nullable String least,
                @Nullable String words,
                @Nullable String categories,
                @Nullable String stores,
                @Nullable String channels) {
            this.key = Typed.text(key);
            this.nameZh = Typed.text(nameZh);
            this.nameEn = Typed.text(nameEn);
            this.type = Typed.text(type);
            this.measure = Typed.text(measure);
            this.target = Typed.text(target);
            this.currency = Typed.text(currency);
            this.least = Typed.text(least);
            this.words = Typed.text(words);
            this.categories = Typed.text(categories);
            this.stores = Typed.text(stores);
            this.channels = Typed.text(channels);
        }

        static StepForm blank() {
            return new StepForm(
                    "", "", "", ActivityType.PURCHASE.code(), Measure.TIMES.name(), "1", "", "", "", "", "", "");
        }

        static StepForm of(Step step) {
            var least = "";
            var words = "";
            var categories = "";
            var stores = "";
            var channels = "";
            for (var part : step.condition().parts()) {
                switch (part) {
                    case Condition.AmountBetween between
                    when between.from() != null -> least = between.from().toPlainString();
                    case Condition.ItemNamed named -> words = String.join(", ", named.words());
                    case Condition.CategoryIn in -> categories = String.join(", ", in.categories());
                    case Condition.StoreIn in -> stores = String.join(", ", in.stores());
                    case Condition.ChannelIn in -> channels = String.join(", ", in.channels());
                    default -> {}
                }
            }
            var currency = step.currency();
            return new StepForm(
                    step.key(),
                    step.name().zh(),
                    step.name().en(),
                    step.type().code(),
                    step.measure().name(),
                    Long.toString(step.target()),
                    currency == null ? "" : currency.getCode(),
                    least,
                    words,
                    categories,
                    stores,
                    channels);
        }
    }

    static MissionForm blank() {
        return new MissionForm(
                "1",
                "",
                "",
                "",
                "",
                Recurrence.ONCE.name(),
                "",
                "",
                List.of(),
                "50",
                "0",
                "",
                List.of(StepForm.blank()));
    }

    static MissionForm of(Mission mission, Programme programme) {
        var badge = mission.prize().badge();
        return new MissionForm(
                Integer.toString(mission.version() + 1),
                mission.name().zh(),
                mission.name().en(),
                mission.text().zh(),
                mission.text().en(),
                mission.recurrence().name(),
                Typed.moment(mission.startsAt(), programme.zone()),
                Typed.moment(mission.endsAt(), programme.zone()),
                List.copyOf(mission.tiers()),
                Long.toString(mission.prize().points().value()),
                Long.toString(mission.prize().growth()),
                badge == null ? "" : badge.toString(),
                mission.steps().stream().map(StepForm::of).toList());
    }

    public boolean isNew() {
        return version.equals("1");
    }

    public boolean mayGrow() {
        return steps.size() < Mission.MOST_STEPS;
    }

    MissionForm withOneMoreStep() {
        var more = new ArrayList<>(steps);
        more.add(StepForm.blank());
        return with(more);
    }

    MissionForm withoutStep(int index) {
        var fewer = new ArrayList<>(steps);
        if (index >= 0 && index < fewer.size()) {
            fewer.remove(index);
        }
        return with(fewer);
    }

    private MissionForm with(List<StepForm> other) {
        return new MissionForm(
                version, nameZh, nameEn, textZh, textEn, recurrence, from, until, tiers, points, growth, badge, other);
    }

    /** The mission, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<Mission> read(MissionId id, Instant now, Programme programme, BindingResult errors) {
        var number = Typed.whole(version, 1, Integer.MAX_VALUE);
        if (number.isEmpty()) {
            errors.reject("admin.form.stale");
        }
        text(nameZh, "nameZh", Mission.LONGEST_NAME, errors);
        text(nameEn, "nameEn", Mission.LONGEST_NAME, errors);
        text(textZh, "textZh", Mission.LONGEST_TEXT, errors);
        text(textEn, "textEn", Mission.LONGEST_TEXT, errors);
        var rhythm = oneOf(Recurrence.class, recurrence);
        if (rhythm.isEmpty()) {
            errors.rejectValue("recurrence", "admin.form.choose");
        }
        var start = moment(from, "from", programme, errors).orElse(now);
        var end = moment(until, "until", programme, errors).orElse(null);
        if (end != null && !end.isAfter(start)) {
            errors.rejectValue("until", "admin.form.ends-before-it-begins");
        }
        var prize = PrizeFields.read(points, growth, badge, "points", "growth", "badge", errors);
        var read = steps(errors);
        if (errors.hasErrors() || prize.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Mission(
                id,
                Math.toIntExact(number.orElseThrow()),
                new BilingualText(nameZh, nameEn),
                new BilingualText(textZh, textEn),
                read,
                rhythm.orElseThrow(),
                start,
                end,
                Set.copyOf(tiers),
                prize.get()));
    }

    private List<Step> steps(BindingResult errors) {
        var used = steps.stream().map(StepForm::key).collect(Collectors.toCollection(HashSet::new));
        var read = new ArrayList<Step>();
        for (var index = 0; index < steps.size(); index++) {
            step(steps.get(index), "steps[" + index + "].", used, errors).ifPresent(read::add);
        }
        return read;
    }

    private static Optional<Step> step(StepForm form, String at, Set<String> used, BindingResult errors) {
        var before = errors.getErrorCount();
        text(form.nameZh(), at + "nameZh", Mission.LONGEST_NAME, errors);
        text(form.nameEn(), at + "nameEn", Mission.LONGEST_NAME, errors);
        var type = type(form, at, errors);
        var measure = oneOf(Measure.class, form.measure());
        if (measure.isEmpty()) {
            errors.rejectValue(at + "measure", "admin.form.choose");
        }
        var target = Typed.whole(form.target(), 1, Mission.LARGEST_TARGET);
        if (target.isEmpty()) {
            errors.rejectValue(at + "target", "admin.form.whole", new Object[] {1, Mission.LARGEST_TARGET}, null);
        }
        var isAmount = measure.filter(Measure.AMOUNT::equals).isPresent();
        var isPurchase = type != null && type.equals(ActivityType.PURCHASE);
        if (isAmount && !isPurchase) {
            errors.rejectValue(at + "measure", "admin.missions.form.only-purchases");
        }
        var currency = isAmount ? currency(form, at, errors) : null;
        var condition = condition(form, at, isPurchase, errors);
        if (errors.getErrorCount() > before || type == null) {
            return Optional.empty();
        }
        return Optional.of(new Step(
                form.key().isEmpty() ? freshKey(used) : form.key(),
                new BilingualText(form.nameZh(), form.nameEn()),
                type,
                condition,
                measure.orElseThrow(),
                currency,
                target.getAsLong()));
    }

    /** One that no other step has, in this version. */
    private static String freshKey(Set<String> used) {
        var number = 1;
        while (!used.add("s" + number)) {
            number++;
        }
        return "s" + number;
    }

    private static @Nullable ActivityType type(StepForm form, String at, BindingResult errors) {
        try {
            var type = new ActivityType(form.type());
            if (!type.equals(ActivityType.REFUND)) {
                return type;
            }
            errors.rejectValue(at + "type", "admin.missions.form.refund");
        } catch (IllegalArgumentException _) {
            errors.rejectValue(at + "type", "admin.missions.form.type");
        }
        return null;
    }

    private static @Nullable CurrencyUnit currency(StepForm form, String at, BindingResult errors) {
        try {
            return CurrencyUnit.of(form.currency());
        } catch (IllegalCurrencyException _) {
            errors.rejectValue(at + "currency", "admin.form.choose");
            return null;
        }
    }

    private static Condition condition(StepForm form, String at, boolean isPurchase, BindingResult errors) {
        var parts = new ArrayList<Condition>();
        if (!form.least().isEmpty()) {
            Typed.amount(form.least(), BigDecimal.valueOf(Mission.LARGEST_TARGET))
                    .ifPresentOrElse(
                            amount -> parts.add(new Condition.AmountBetween(amount, null)),
                            () -> errors.rejectValue(at + "least", "admin.form.amount.unreadable"));
        }
        words(form.words(), at + "words", Condition.ItemNamed::new, parts, errors);
        words(form.categories(), at + "categories", Condition.CategoryIn::new, parts, errors);
        if (!isPurchase && !parts.isEmpty()) {
            errors.rejectValue(at + "type", "admin.missions.form.only-purchases");
        }
        words(form.stores(), at + "stores", Condition.StoreIn::new, parts, errors);
        words(form.channels(), at + "channels", Condition.ChannelIn::new, parts, errors);
        return parts.isEmpty() ? Condition.NONE : new Condition.All(parts);
    }

    private static void words(
            String typed,
            String field,
            Function<SortedSet<String>, Condition> condition,
            List<Condition> parts,
            BindingResult errors) {
        var words = Arrays.stream(typed.split("[,，、;；\\n]"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (words.isEmpty()) {
            return;
        }
        try {
            parts.add(condition.apply(words));
        } catch (IllegalArgumentException _) {
            errors.rejectValue(field, "admin.missions.form.words");
        }
    }

    private static void text(String text, String field, int longest, BindingResult errors) {
        if (text.isEmpty()) {
            errors.rejectValue(field, "admin.missions.form.missing");
        } else if (text.length() > longest) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {longest}, null);
        }
    }

    private static <E extends Enum<E>> Optional<E> oneOf(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    private static Optional<Instant> moment(String typed, String field, Programme programme, BindingResult errors) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        var read = Typed.moment(typed, programme.zone());
        if (read.isEmpty()) {
            errors.rejectValue(field, "admin.form.moment.unreadable");
        }
        return read;
    }
}
