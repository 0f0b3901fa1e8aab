package io.perennial.web.portal;

import io.perennial.insights.Condition;
import io.perennial.points.Mission;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Prize;
import io.perennial.points.ReadMissions.Progress;
import io.perennial.points.ReadMissions.StepProgress;
import io.perennial.web.pages.MissionWords;
import io.perennial.web.pages.Phrases;
import io.perennial.web.pages.Reasons;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mission as a member sees it.
 *
 * @param until a sentence, or nothing for what never ends
 * @param done when it was done in this period
 * @param left how many prizes are left, in words, where there is a limit
 * @param tooLate whether all prizes were given to others
 * @param counting what counts for the steps that do not count everything
 */
public record MissionCard(
        String name,
        String text,
        List<Line> steps,
        long stepsDone,
        Prize prize,
        @Nullable String until,
        Optional<Instant> done,
        Mission.Recurrence recurrence,
        @Nullable String left,
        boolean tooLate,
        List<String> counting) {

    /** @param missing what is still to do, in words; nothing when the step is done */
    public record Line(
            String name,
            int percent,
            String soFar,
            @Nullable String missing) {}

    static MissionCard of(Progress progress, Phrases say, MissionWords words, Locale locale, ZoneId zone) {
        var mission = progress.mission();
        return new MissionCard(
                mission.name().in(locale),
                mission.text().in(locale),
                progress.steps().stream().map(step -> line(step, say, locale)).toList(),
                progress.stepsDone(),
                mission.prize(),
                progress.until().map(moment -> until(moment, say, zone)).orElse(null),
                progress.completedAt(),
                mission.recurrence(),
                left(progress, say),
                progress.isTooLate(),
                mission.steps().stream()
                        .filter(step -> !step.condition().equals(Condition.none()))
                        .map(words::counts)
                        .distinct()
                        .toList());
    }

    private static @Nullable String left(Progress progress, Phrases say) {
        var left = progress.left();
        return left.isEmpty() || progress.completedAt().isPresent() || progress.isTooLate()
                ? null
                : say.text("mission.left", left.getAsLong());
    }

    /** What ends at midnight can be done on the whole day before. */
    private static String until(Instant moment, Phrases say, ZoneId zone) {
        var local = moment.atZone(zone);
        return local.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? say.text("mission.lastDay", say.day(local.toLocalDate().minusDays(1)))
                : say.text("mission.until", say.time(moment));
    }

    private static Line line(StepProgress progress, Phrases say, Locale locale) {
        var step = progress.step();
        var currency = step.currency();
        var done = progress.done().min(BigDecimal.valueOf(step.target()));
        if (step.measure() == Measure.AMOUNT && currency != null) {
            var code = currency.getCode();
            return new Line(
                    step.name().in(locale),
                    progress.percent(),
                    say.text(
                            "mission.soFar.amount",
                            Reasons.money(done, code, locale),
                            Reasons.money(BigDecimal.valueOf(step.target()), code, locale)),
                    progress.isDone()
                            ? null
                            : say.text("mission.missing.amount", Reasons.money(progress.missing(), code, locale)));
        }
        var kind = step.measure() == Measure.DAYS ? "days" : "times";
        return new Line(
                step.name().in(locale),
                progress.percent(),
                say.text("mission.soFar." + kind, done, step.target()),
                progress.isDone() ? null : say.text("mission.missing." + kind, progress.missing()));
    }
}
