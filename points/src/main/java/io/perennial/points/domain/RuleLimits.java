package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.points.Cap;
import io.perennial.points.RuleId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.Map;

/** What was used of the rules' caps, by member, and what is left of their budgets. */
public interface RuleLimits {

    /** Of members whose accounts are locked; windows in which nothing was used are absent. One statement per thousand. */
    Map<Span, Used> used(Collection<Span> spans);

    /** What is used now, of members whose accounts are locked. */
    void store(Map<Span, Used> used);

    /**
     * Takes from the budget of a rule as much as was wanted, or else what is left. Nobody else gets it, unless this
     * transaction gives it back or ends in vain.
     *
     * @param by whoever comes again takes from the same place
     */
    long draw(RuleId rule, long wanted, MemberId by);

    void giveBack(RuleId rule, long points, MemberId by);

    /** From now on the rule has this budget, of which what was paid before is used already. */
    void setBudget(RuleId rule, long budget);

    /** A member's window of a rule's cap. */
    record Span(MemberId member, RuleId rule, Cap.Window window, LocalDate startsOn) {

        private static final LocalDate EVER = LocalDate.of(1970, 1, 1);

        public static Span of(MemberId member, RuleId rule, Cap.Window window, LocalDate day) {
            var startsOn = switch (window) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
                case EVER -> EVER;
                case ACTIVITY -> throw new IllegalArgumentException("one activity is no window of time");
            };
            return new Span(member, rule, window, startsOn);
        }
    }

    record Used(long points, long times) {

        public static final Used NOTHING = new Used(0, 0);

        public Used and(long morePoints, long moreTimes) {
            return new Used(Math.addExact(points, morePoints), Math.addExact(times, moreTimes));
        }
    }
}
