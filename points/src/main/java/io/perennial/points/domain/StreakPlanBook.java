package io.perennial.points.domain;

import io.perennial.points.Prize;
import io.perennial.points.StreakPlan;
import io.perennial.points.domain.Journey.Run;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The versions of the streak plan, each in force from its day until a later one's. */
public final class StreakPlanBook {

    private final List<StreakPlan> newestFirst;

    public StreakPlanBook(Collection<StreakPlan> versions) {
        newestFirst = versions.stream()
                .sorted(Comparator.comparingInt(StreakPlan::version).reversed())
                .toList();
        if (newestFirst.isEmpty()) {
            throw new IllegalArgumentException("there is always a plan");
        }
    }

    /** The newest version that has begun by that day; the first one for days before it. */
    public StreakPlan on(LocalDate day) {
        return newestFirst.stream()
                .filter(plan -> !plan.from().isAfter(day))
                .findFirst()
                .orElse(newestFirst.getLast());
    }

    public Optional<StreakPlan> after(LocalDate day) {
        return newestFirst.stream().filter(plan -> plan.from().isAfter(day)).reduce((later, earlier) -> earlier);
    }

    /** Lengths that bring a prize and that the run reached by a day that was added to it, on that day or after it. */
    public List<Reached> reached(Run run, LocalDate added) {
        var reached = new ArrayList<Reached>();
        for (var day = added; !day.isAfter(run.last()); day = day.plusDays(1)) {
            var plan = on(day);
            var length = run.lengthAt(day);
            var at = day;
            plan.prizeFor(length).ifPresent(prize -> reached.add(new Reached(run, at, length, plan.version(), prize)));
        }
        return reached;
    }

    /** A prize that is due unless this length was paid within the same run before. */
    public record Reached(Run run, LocalDate day, int length, int version, Prize prize) {}
}
