package io.perennial.web.admin;

import io.perennial.points.Prize;
import io.perennial.points.StreakPlan;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * What days in a row bring, as typed.
 *
 * @param version the version that this edit would become
 */
record StreakForm(
        String version, String from, String cycle, String makeUps, String makeUpWithin, List<DayForm> prizes) {

    StreakForm(
            @Nullable String version,
            @Nullable String from,
            @Nullable String cycle,
            @Nullable String makeUps,
            @Nullable String makeUpWithin,
            @Nullable List<DayForm> prizes) {
        this.version = Typed.text(version);
        this.from = Typed.text(from);
        this.cycle = Typed.text(cycle);
        this.makeUps = Typed.text(makeUps);
        this.makeUpWithin = Typed.text(makeUpWithin);
        this.prizes = prizes == null
                ? List.of()
                : prizes.stream().limit(StreakPlan.MOST_PRIZES).toList();
    }

    record DayForm(String day, String points, String growth, String badge) {

        DayForm(@Nullable String day, @Nullable String points, @Nullable String growth, @Nullable String badge) {
            this.day = Typed.text(day);
            this.points = Typed.text(points);
            this.growth = Typed.text(growth);
            this.badge = Typed.text(badge);
        }

        /** A line that nobody filled in is no prize. */
        boolean isBlank() {
            return day.isEmpty() && points.isEmpty() && growth.isEmpty() && badge.isEmpty();
        }
    }

    static StreakForm of(StreakPlan plan, int nextVersion, LocalDate earliest) {
        return new StreakForm(
                Integer.toString(nextVersion),
                earliest.toString(),
                Integer.toString(plan.cycle()),
                Integer.toString(plan.makeUps()),
                Integer.toString(plan.makeUpWithin()),
                plan.prizes().entrySet().stream()
                        .map(each -> {
                            var prize = each.getValue();
                            return new DayForm(
                                    each.getKey().toString(),
                                    Long.toString(prize.points().value()),
                                    Long.toString(prize.growth()),
                                    prize.badge() == null ? "" : prize.badge().toString());
                        })
                        .toList());
    }

    /** With an empty line at the end for one more. */
    StreakForm withRoomForOneMore() {
        if (prizes.size() >= StreakPlan.MOST_PRIZES
                || (!prizes.isEmpty() && prizes.getLast().isBlank())) {
            return this;
        }
        var more = new ArrayList<>(prizes);
        more.add(new DayForm("", "", "", ""));
        return new StreakForm(version, from, cycle, makeUps, makeUpWithin, more);
    }

    /** The plan, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<StreakPlan> read(BindingResult errors) {
        var number = Typed.whole(version, 1, Integer.MAX_VALUE);
        if (number.isEmpty()) {
            errors.reject("admin.form.stale");
        }
        var start = day(errors);
        var length = whole(cycle, "cycle", 0, StreakPlan.LONGEST_CYCLE, errors);
        var free = whole(makeUps, "makeUps", 0, StreakPlan.MOST_MAKE_UPS, errors);
        var within = whole(makeUpWithin, "makeUpWithin", 1, StreakPlan.LONGEST_WAIT, errors);
        var days = prizes(length == 0 ? 3_660 : length, errors);
        if (errors.hasErrors() || start.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new StreakPlan(Math.toIntExact(number.orElseThrow()), start.get(), length, days, free, within));
    }

    private Optional<LocalDate> day(BindingResult errors) {
        try {
            return Optional.of(LocalDate.parse(from));
        } catch (DateTimeParseException _) {
            errors.rejectValue("from", "admin.form.moment.unreadable");
            return Optional.empty();
        }
    }

    private TreeMap<Integer, Prize> prizes(int last, BindingResult errors) {
        var read = new TreeMap<Integer, Prize>();
        for (var index = 0; index < prizes.size(); index++) {
            var line = prizes.get(index);
            if (line.isBlank()) {
                continue;
            }
            var at = "prizes[" + index + "].";
            var day = whole(line.day(), at + "day", 1, last, errors);
            var prize = PrizeFields.read(
                    line.points(), line.growth(), line.badge(), at + "points", at + "growth", at + "badge", errors);
            if (prize.isPresent() && read.put(day, prize.get()) != null) {
                errors.rejectValue(at + "day", "admin.streak.form.twice");
            }
        }
        return read;
    }

    private static int whole(String typed, String field, int least, int most, BindingResult errors) {
        var number = Typed.whole(typed, least, most);
        if (number.isEmpty()) {
            errors.rejectValue(field, "admin.form.whole", new Object[] {least, most}, null);
        }
        return Math.toIntExact(number.orElse(least));
    }
}
