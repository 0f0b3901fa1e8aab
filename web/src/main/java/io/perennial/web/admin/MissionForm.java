package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Programme;
import io.perennial.points.Mission;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import io.perennial.points.Mission.Step;
import io.perennial.points.MissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.MapBindingResult;

/**
 * A mission as typed. All fields are texts, so that what cannot be read comes back as it was typed.
 *
 * @param version the version that this edit would become
 * @param from empty for at once
 * @param prizes at most; empty for no limit
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
        String prizes,
        List<StepForm> steps) {

    private static final String NEW = "new";
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,16}");

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
            @Nullable String prizes,
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
        this.prizes = Typed.text(prizes);
        this.steps = steps == null || steps.isEmpty()
                ? List.of(StepForm.blank())
                : steps.stream().limit(Mission.MOST_STEPS).toList();
    }

    /**
     * @param key of the step in all versions; empty for a new one
     * @param when which activities of the type count
     */
    record StepForm(
            String key,
            String nameZh,
            String nameEn,
            String type,
            String measure,
            String target,
            String currency,
            ConditionForm when) {

        StepForm(
                @Nullable String key,
                @Nullable String nameZh,
                @Nullable String nameEn,
                @Nullable String type,
                @Nullable String measure,
                @Nullable String target,
                @Nullable String currency,
                @Nullable ConditionForm when) {
            this.key = Typed.text(key);
            this.nameZh = Typed.text(nameZh);
            this.nameEn = Typed.text(nameEn);
            this.type = Typed.text(type);
            this.measure = Typed.text(measure);
            this.target = Typed.text(target);
            this.currency = Typed.text(currency);
            this.when = when == null ? ConditionForm.empty() : when;
        }

        static StepForm blank() {
            return new StepForm("", "", "", ActivityType.PURCHASE.code(), Measure.TIMES.name(), "1", "", null);
        }

        static StepForm of(Step step) {
            var currency = step.currency();
            return new StepForm(
                    step.key(),
                    step.name().zh(),
                    step.name().en(),
                    step.type().code(),
                    step.measure().name(),
                    Long.toString(step.target()),
                    currency == null ? "" : currency.getCode(),
                    ConditionForm.of(step.condition()));
        }

        StepForm with(ConditionForm condition) {
            return new StepForm(key, nameZh, nameEn, type, measure, target, currency, condition);
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
                mission.prizes() == null ? "" : Long.toString(mission.prizes()),
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

    /** @param what number of the step, a blank, and what is to be added to its condition */
    MissionForm adding(String what) {
        return changing(what, ConditionForm::adding);
    }

    MissionForm removing(String which) {
        return changing(which, ConditionForm::removing);
    }

    private MissionForm changing(String pressed, BiFunction<ConditionForm, String, ConditionForm> change) {
        var parts = pressed.split(" ", 2);
        var at = Typed.whole(parts[0], 0, steps.size() - 1L);
        if (parts.length < 2 || at.isEmpty()) {
            return this;
        }
        var changed = new ArrayList<>(steps);
        var step = steps.get(Math.toIntExact(at.getAsLong()));
        changed.set(Math.toIntExact(at.getAsLong()), step.with(change.apply(step.when(), parts[1])));
        return with(changed);
    }

    private MissionForm with(List<StepForm> other) {
        return new MissionForm(
                version,
                nameZh,
                nameEn,
                textZh,
                textEn,
                recurrence,
                from,
                until,
                tiers,
                points,
                growth,
                badge,
                prizes,
                other);
    }

    /** The mission as far as it is typed: names and texts may still be missing. Nothing when more than that is. */
    Optional<Mission> sketch(MissionId id, Instant now, Programme programme, List<Mission> history) {
        var named = new MissionForm(
                version,
                orDash(nameZh),
                orDash(nameEn),
                orDash(textZh),
                orDash(textEn),
                recurrence,
                from,
                until,
                tiers,
                points,
                growth,
                badge,
                prizes,
                steps.stream()
                        .map(step -> new StepForm(
                                step.key(),
                                orDash(step.nameZh()),
                                orDash(step.nameEn()),
                                step.type(),
                                step.measure(),
                                step.target(),
                                step.currency(),
                                step.when()))
                        .toList());
        return named.read(id, now, programme, history, new MapBindingResult(Map.of(), "sketch"));
    }

    private static String orDash(String typed) {
        return typed.isEmpty() ? "—" : typed;
    }

    /**
     * The mission, or nothing when a field cannot be read; then the errors say which and why.
     *
     * @param history all versions so far: a step that counts something else than before gets a key of its own
     */
    Optional<Mission> read(
            MissionId id, Instant now, Programme programme, List<Mission> history, BindingResult errors) {
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
        var most = prizes(errors);
        var read = steps(history, errors);
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
                prize.get(),
                most));
    }

    private @Nullable Long prizes(BindingResult errors) {
        if (prizes.isEmpty()) {
            return null;
        }
        var read = Typed.whole(prizes, 1, Mission.MOST_PRIZES);
        if (read.isEmpty()) {
            errors.rejectValue("prizes", "admin.form.whole", new Object[] {1, Mission.MOST_PRIZES}, null);
            return null;
        }
        return read.getAsLong();
    }

    private List<Step> steps(List<Mission> history, BindingResult errors) {
        var keys = new Keys(history);
        steps.forEach(step -> keys.taken.add(step.key()));
        var read = new ArrayList<Step>();
        for (var index = 0; index < steps.size(); index++) {
            step(steps.get(index), "steps[" + index + "].", keys, errors).ifPresent(read::add);
        }
        return read;
    }

    /** Keys of steps: one that counts what it counted before keeps its own, all others get one that no version has. */
    private static final class Keys {

        private final Map<String, Step> before = new HashMap<>();
        private final Set<String> taken = new HashSet<>();
        private final Set<String> used = new HashSet<>();

        Keys(List<Mission> history) {
            history.forEach(mission -> mission.steps().forEach(step -> before.putIfAbsent(step.key(), step)));
            taken.addAll(before.keySet());
        }

        Step named(Step step) {
            var known = before.get(step.key());
            if (!step.key().equals(NEW) && (known == null || known.countsAlike(step)) && used.add(step.key())) {
                return step;
            }
            var number = 1;
            while (!taken.add("s" + number)) {
                number++;
            }
            return new Step(
                    "s" + number,
                    step.name(),
                    step.type(),
                    step.condition(),
                    step.measure(),
                    step.currency(),
                    step.target());
        }
    }

    private static Optional<Step> step(StepForm form, String at, Keys keys, BindingResult errors) {
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
        var condition = form.when().read(at + "when", ConditionOffer.ACTIVITIES, errors);
        if (!isPurchase) {
            form.when().refuseWhatOnlyPurchasesHave(at + "when", errors);
        }
        if (errors.getErrorCount() > before || type == null) {
            return Optional.empty();
        }
        return Optional.of(keys.named(new Step(
                KEY.matcher(form.key()).matches() ? form.key() : NEW,
                new BilingualText(form.nameZh(), form.nameEn()),
                type,
                condition,
                measure.orElseThrow(),
                currency,
                target.getAsLong())));
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
