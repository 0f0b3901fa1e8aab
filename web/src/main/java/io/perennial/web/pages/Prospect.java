package io.perennial.web.pages;

import io.perennial.insights.Condition;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether a condition may come to hold, when only a part of what it asks for is known. */
public final class Prospect {

    private Prospect() {}

    /** @param known what each leaf comes to, or nothing where that is not known yet */
    public static boolean may(Condition condition, Function<Condition, Optional<Boolean>> known) {
        return switch (condition) {
            case Condition.All all -> all.parts().stream().allMatch(part -> may(part, known));
            case Condition.Any any -> any.parts().stream().anyMatch(part -> may(part, known));
            case Condition.Not not -> !must(not.part(), known);
            default -> known.apply(condition).orElse(true);
        };
    }

    private static boolean must(Condition condition, Function<Condition, Optional<Boolean>> known) {
        return switch (condition) {
            case Condition.All all -> all.parts().stream().allMatch(part -> must(part, known));
            case Condition.Any any -> any.parts().stream().anyMatch(part -> must(part, known));
            case Condition.Not not -> !may(not.part(), known);
            default -> known.apply(condition).orElse(false);
        };
    }

    /** Whether anything on this day may fit. */
    public static boolean mayOn(Condition condition, LocalDate day) {
        return may(condition, leaf -> onDay(leaf, day));
    }

    /** What a leaf about days comes to on this one; nothing for all others. */
    public static Optional<Boolean> onDay(Condition leaf, LocalDate day) {
        return switch (leaf) {
            case Condition.WeekdayIn in -> Optional.of(in.days().contains(day.getDayOfWeek()));
            case Condition.DayOfMonthIn in ->
                Optional.of(in.days().contains(day.getDayOfMonth())
                        || (in.days().contains(31) && day.getDayOfMonth() == day.lengthOfMonth()));
            default -> Optional.empty();
        };
    }

    /** Whether one activity may fit both: not when what they ask for can never be so at once. */
    public static boolean mayFitTogether(Condition one, Condition other) {
        return leaves(one).stream()
                .noneMatch(first -> leaves(other).stream().anyMatch(second -> excludeEachOther(first, second)));
    }

    /** Those that must hold whatever else does. */
    private static List<Condition> leaves(Condition condition) {
        return condition instanceof Condition.All all
                ? all.parts().stream().flatMap(part -> leaves(part).stream()).toList()
                : List.of(condition);
    }

    private static boolean excludeEachOther(Condition one, Condition other) {
        if (one instanceof Condition.TierIn first && other instanceof Condition.TierIn second) {
            return disjoint(first.codes(), second.codes());
        }
        if (one instanceof Condition.StoreIn first && other instanceof Condition.StoreIn second) {
            return disjoint(first.stores(), second.stores());
        }
        if (one instanceof Condition.ChannelIn first && other instanceof Condition.ChannelIn second) {
            return disjoint(first.channels(), second.channels());
        }
        if (one instanceof Condition.CurrencyIn first && other instanceof Condition.CurrencyIn second) {
            return disjoint(first.codes(), second.codes());
        }
        return one.equals(new Condition.Not(other)) || other.equals(new Condition.Not(one));
    }

    private static boolean disjoint(Set<String> one, Set<String> other) {
        return Collections.disjoint(one, other);
    }
}
