package io.perennial.web.admin;

import io.perennial.membership.BilingualText;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.LadderTerms.Period;
import io.perennial.membership.Tier;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The ladder as typed, lowest tier first.
 *
 * @param version the version that the editor was shown
 * @param from the day from which it shall be in force; blank for at once
 */
record LadderForm(
        String version,
        List<Step> steps,
        String period,
        String graceDays,
        String noticeDays,
        boolean surplus,
        String from) {

    private static final int LONGEST_NAME = 40;
    private static final int MOST_TIERS = 20;
    private static final long HIGHEST_LINE = 1_000_000_000_000L;

    LadderForm(
            @Nullable String version,
            @Nullable List<Step> steps,
            @Nullable String period,
            @Nullable String graceDays,
            @Nullable String noticeDays,
            boolean surplus,
            @Nullable String from) {
        this.version = Typed.text(version);
        this.steps =
                steps == null ? List.of() : steps.stream().limit(MOST_TIERS).toList();
        this.period = Typed.text(period);
        this.graceDays = Typed.text(graceDays);
        this.noticeDays = Typed.text(noticeDays);
        this.surplus = surplus;
        this.from = Typed.text(from);
    }

    /**
     * @param retentionLine blank for the entry line
     * @param places blank for everybody
     */
    record Step(String code, String nameZh, String nameEn, String entryLine, String retentionLine, String places) {

        Step(
                @Nullable String code,
                @Nullable String nameZh,
                @Nullable String nameEn,
                @Nullable String entryLine,
                @Nullable String retentionLine,
                @Nullable String places) {
            this.code = Typed.text(code);
            this.nameZh = Typed.text(nameZh);
            this.nameEn = Typed.text(nameEn);
            this.entryLine = Typed.text(entryLine);
            this.retentionLine = Typed.text(retentionLine);
            this.places = Typed.text(places);
        }

        static Step of(Tier tier) {
            return new Step(
                    tier.code(),
                    tier.name().zh(),
                    tier.name().en(),
                    Long.toString(tier.entryLine()),
                    Long.toString(tier.retentionLine()),
                    tier.places() == null ? "" : tier.places().toString());
        }

        boolean isBlank() {
            return code.isEmpty() && nameZh.isEmpty() && nameEn.isEmpty() && entryLine.isEmpty();
        }
    }

    static LadderForm of(Ladder ladder, int version) {
        return new LadderForm(
                Integer.toString(version),
                ladder.tiers().stream().map(Step::of).toList(),
                ladder.terms().period().name(),
                Integer.toString(ladder.terms().graceDays()),
                Integer.toString(ladder.terms().noticeDays()),
                ladder.terms().surplusCarries(),
                "");
    }

    /** With an empty line at the top for one more tier. */
    LadderForm withRoomForOneMore() {
        if (steps.size() >= MOST_TIERS || (!steps.isEmpty() && steps.getLast().isBlank())) {
            return this;
        }
        var more = new ArrayList<>(steps);
        more.add(new Step("", "", "", "", "", ""));
        return new LadderForm(version, more, period, graceDays, noticeDays, surplus, from);
    }

    int versionNumber() {
        return Math.toIntExact(Typed.whole(version, 0, Integer.MAX_VALUE).orElse(-1));
    }

    /** The ladder, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<Ladder> read(BindingResult errors) {
        var written = steps.stream().filter(step -> !step.isBlank()).toList();
        var tiers = new ArrayList<Tier>();
        var codes = new HashSet<String>();
        var below = -1L;
        var last = written.isEmpty() ? -1 : steps.indexOf(written.getLast());
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            if (step.isBlank()) {
                continue;
            }
            var path = "steps[" + index + "].";
            name(step.nameZh(), path + "nameZh", errors);
            name(step.nameEn(), path + "nameEn", errors);
            if (!step.code().matches("[a-z][a-z0-9-]{0,31}")) {
                errors.rejectValue(path + "code", "admin.tiers.form.code");
            } else if (!codes.add(step.code())) {
                errors.rejectValue(path + "code", "admin.tiers.form.code.taken");
            }
            var lowest = tiers.isEmpty();
            var line = Typed.whole(step.entryLine(), lowest ? 0 : 1, lowest ? 0 : HIGHEST_LINE);
            if (line.isEmpty()) {
                errors.rejectValue(path + "entryLine", "admin.tiers.form.line");
            } else if (line.getAsLong() <= below) {
                errors.rejectValue(path + "entryLine", "admin.tiers.form.line.not-rising", new Object[] {below}, null);
            }
            var entry = line.orElse(0);
            var retention = step.retentionLine().isEmpty()
                    ? OptionalLong.of(entry)
                    : Typed.whole(step.retentionLine(), 0, HIGHEST_LINE);
            if (retention.isEmpty()) {
                errors.rejectValue(path + "retentionLine", "admin.tiers.form.retention");
            } else if (retention.getAsLong() > entry && line.isPresent()) {
                errors.rejectValue(
                        path + "retentionLine", "admin.tiers.form.retention.above", new Object[] {entry}, null);
            }
            var places = places(step, path, index == last, lowest, errors);
            if (errors.hasErrors()) {
                continue;
            }
            below = entry;
            tiers.add(new Tier(
                    step.code(),
                    tiers.size(),
                    new BilingualText(step.nameZh(), step.nameEn()),
                    below,
                    retention.orElseThrow(),
                    places));
        }
        var terms = terms(errors);
        if (written.isEmpty()) {
            errors.reject("admin.form.stale");
        }
        return errors.hasErrors() ? Optional.empty() : terms.map(those -> new Ladder(tiers, those));
    }

    private static @Nullable Integer places(
            Step step, String path, boolean isHighest, boolean isLowest, BindingResult errors) {
        if (step.places().isEmpty()) {
            return null;
        }
        var places = Typed.whole(step.places(), 1, Integer.MAX_VALUE);
        if (places.isEmpty()) {
            errors.rejectValue(path + "places", "admin.tiers.form.places");
            return null;
        }
        if (!isHighest || isLowest) {
            errors.rejectValue(path + "places", "admin.tiers.form.places.highest");
            return null;
        }
        return Math.toIntExact(places.getAsLong());
    }

    private Optional<LadderTerms> terms(BindingResult errors) {
        var wanted = Arrays.stream(Period.values())
                .filter(each -> each.name().equals(period))
                .findFirst();
        if (wanted.isEmpty()) {
            errors.rejectValue("period", "admin.tiers.form.period");
        }
        var grace = Typed.whole(graceDays, 0, LadderTerms.MOST_DAYS);
        if (grace.isEmpty()) {
            errors.rejectValue("graceDays", "admin.tiers.form.days", new Object[] {LadderTerms.MOST_DAYS}, null);
        }
        var notice = Typed.whole(noticeDays, 0, grace.orElse(LadderTerms.MOST_DAYS));
        if (notice.isEmpty()) {
            errors.rejectValue(
                    "noticeDays", "admin.tiers.form.days", new Object[] {grace.orElse(LadderTerms.MOST_DAYS)}, null);
        }
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new LadderTerms(
                        wanted.orElseThrow(),
                        Math.toIntExact(grace.getAsLong()),
                        Math.toIntExact(notice.getAsLong()),
                        surplus));
    }

    /** The day from which it shall be in force; nothing for at once, or when it cannot be read. */
    Optional<LocalDate> day(BindingResult errors) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(from));
        } catch (DateTimeParseException _) {
            errors.rejectValue("from", "admin.tiers.form.from");
            return Optional.empty();
        }
    }

    private static void name(String name, String field, BindingResult errors) {
        if (name.isEmpty()) {
            errors.rejectValue(field, "admin.form.name.missing");
        } else if (name.length() > LONGEST_NAME) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {LONGEST_NAME}, null);
        }
    }
}
