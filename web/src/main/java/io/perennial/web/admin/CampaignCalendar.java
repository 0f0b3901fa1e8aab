package io.perennial.web.admin;

import io.perennial.points.EarnRule;
import io.perennial.points.Stacking;
import io.perennial.web.pages.Prospect;
import io.perennial.web.pages.RuleSpan;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One month of campaigns: on which days each may pay, and which of them get in each other's way.
 *
 * @param weeks Monday to Sunday, from that of the first of the month to that of its last day
 */
record CampaignCalendar(YearMonth month, List<Week> weeks, List<Overlap> overlaps) {

    record Week(List<Day> days, List<Bar> bars) {}

    record Day(LocalDate date, boolean inMonth, boolean today) {}

    /**
     * A run of days within one week.
     *
     * @param column 1 for Monday
     * @param begins whether the run begins here, not in the week before
     * @param tone 0 to 4, the same for a campaign everywhere
     */
    record Bar(EarnRule rule, int column, int days, boolean begins, boolean ends, int tone) {}

    /** Two campaigns that may both fit the same activity. */
    record Overlap(EarnRule one, EarnRule other, LocalDate from, LocalDate until, Meeting meeting) {}

    enum Meeting {
        BOTH_PAY,
        BETTER_PAYS,
        ONE_ALONE_PAYS
    }

    private static final int TONES = 5;

    static CampaignCalendar of(YearMonth month, Collection<RuleSpan> spans, LocalDate today, ZoneId zone) {
        var first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var last = month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        var campaigns = spans.stream()
                .filter(RuleSpan::isCampaign)
                .filter(span -> span.touches(
                        first.atStartOfDay(zone).toInstant(),
                        last.plusDays(1).atStartOfDay(zone).toInstant()))
                .toList();
        var weeks = new ArrayList<Week>();
        for (var monday = first; !monday.isAfter(last); monday = monday.plusWeeks(1)) {
            weeks.add(week(monday, month, campaigns, today, zone));
        }
        return new CampaignCalendar(month, weeks, overlaps(month, campaigns, zone));
    }

    private static Week week(
            LocalDate monday, YearMonth month, List<RuleSpan> campaigns, LocalDate today, ZoneId zone) {
        var days = new ArrayList<Day>();
        for (var day = 0; day < 7; day++) {
            var date = monday.plusDays(day);
            days.add(new Day(date, YearMonth.from(date).equals(month), date.equals(today)));
        }
        var bars = new ArrayList<Bar>();
        for (var span : campaigns) {
            for (var day = 0; day < 7; day++) {
                if (!pays(span, monday.plusDays(day), zone)) {
                    continue;
                }
                var end = day;
                while (end < 6 && pays(span, monday.plusDays(end + 1), zone)) {
                    end++;
                }
                bars.add(new Bar(
                        span.rule(),
                        day + 1,
                        end - day + 1,
                        day > 0 || !pays(span, monday.minusDays(1), zone),
                        end < 6 || !pays(span, monday.plusDays(7), zone),
                        Math.floorMod(span.rule().id().hashCode(), TONES)));
                day = end;
            }
        }
        return new Week(days, bars);
    }

    private static boolean pays(RuleSpan span, LocalDate day, ZoneId zone) {
        return span.touches(
                        day.atStartOfDay(zone).toInstant(),
                        day.plusDays(1).atStartOfDay(zone).toInstant())
                && Prospect.mayOn(span.rule().condition(), day);
    }

    private static List<Overlap> overlaps(YearMonth month, List<RuleSpan> campaigns, ZoneId zone) {
        var overlaps = new ArrayList<Overlap>();
        for (var one = 0; one < campaigns.size(); one++) {
            for (var other = one + 1; other < campaigns.size(); other++) {
                overlap(campaigns.get(one), campaigns.get(other), month, zone).ifPresent(overlaps::add);
            }
        }
        return overlaps;
    }

    private static Optional<Overlap> overlap(RuleSpan one, RuleSpan other, YearMonth month, ZoneId zone) {
        if (one.rule().id().equals(other.rule().id())
                || !one.rule().activityType().equals(other.rule().activityType())
                || !Prospect.mayFitTogether(one.rule().condition(), other.rule().condition())) {
            return Optional.empty();
        }
        var days = month.atDay(1)
                .datesUntil(month.atEndOfMonth().plusDays(1))
                .filter(day -> pays(one, day, zone) && pays(other, day, zone))
                .toList();
        return days.isEmpty()
                ? Optional.empty()
                : Optional.of(new Overlap(
                        one.rule(), other.rule(), days.getFirst(), days.getLast(), meeting(one.rule(), other.rule())));
    }

    private static Meeting meeting(EarnRule one, EarnRule other) {
        if (one.stacking() == Stacking.EXCLUSIVE || other.stacking() == Stacking.EXCLUSIVE) {
            return Meeting.ONE_ALONE_PAYS;
        }
        return one.stacking() == Stacking.BEST_WINS && other.stacking() == Stacking.BEST_WINS
                ? Meeting.BETTER_PAYS
                : Meeting.BOTH_PAY;
    }
}
