package io.perennial.web.admin;

import io.perennial.membership.BilingualText;
import io.perennial.membership.Ladder;
import io.perennial.membership.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The ladder as typed, lowest tier first.
 *
 * @param version the version that the editor was shown
 */
record LadderForm(String version, List<Step> steps) {

    private static final int LONGEST_NAME = 40;
    private static final int MOST_TIERS = 20;
    private static final long HIGHEST_LINE = 1_000_000_000_000L;

    LadderForm(@Nullable String version, @Nullable List<Step> steps) {
        this.version = Typed.text(version);
        this.steps =
                steps == null ? List.of() : steps.stream().limit(MOST_TIERS).toList();
    }

    record Step(String code, String nameZh, String nameEn, String entryLine) {

        Step(@Nullable String code, @Nullable String nameZh, @Nullable String nameEn, @Nullable String entryLine) {
            this.code = Typed.text(code);
            this.nameZh = Typed.text(nameZh);
            this.nameEn = Typed.text(nameEn);
            this.entryLine = Typed.text(entryLine);
        }

        boolean isBlank() {
            return code.isEmpty() && nameZh.isEmpty() && nameEn.isEmpty() && entryLine.isEmpty();
        }
    }

    static LadderForm of(Ladder ladder, int version) {
        return new LadderForm(
                Integer.toString(version),
                ladder.tiers().stream()
                        .map(tier -> new Step(
                                tier.code(), tier.name().zh(), tier.name().en(), Long.toString(tier.entryLine())))
                        .toList());
    }

    /** With an empty line at the top for one more tier. */
    LadderForm withRoomForOneMore() {
        if (steps.size() >= MOST_TIERS || (!steps.isEmpty() && steps.getLast().isBlank())) {
            return this;
        }
        var more = new ArrayList<>(steps);
        more.add(new Step("", "", "", ""));
        return new LadderForm(version, more);
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
            if (errors.hasErrors()) {
                continue;
            }
            below = line.orElseThrow();
            tiers.add(new Tier(step.code(), tiers.size(), new BilingualText(step.nameZh(), step.nameEn()), below));
        }
        if (written.isEmpty()) {
            errors.reject("admin.form.stale");
        }
        return errors.hasErrors() ? Optional.empty() : Optional.of(new Ladder(tiers));
    }

    private static void name(String name, String field, BindingResult errors) {
        if (name.isEmpty()) {
            errors.rejectValue(field, "admin.form.name.missing");
        } else if (name.length() > LONGEST_NAME) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {LONGEST_NAME}, null);
        }
    }
}
