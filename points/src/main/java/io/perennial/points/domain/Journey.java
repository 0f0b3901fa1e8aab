package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The days of one member on which they checked in or made up for it, as runs of days in a row. It knows the runs that end on
 * or after some day, which is enough for every day later than that one.
 */
public final class Journey {

    private final MemberId member;
    private final TreeMap<LocalDate, LocalDate> runs = new TreeMap<>();
    private final Set<LocalDate> changed = new HashSet<>();
    private final Set<LocalDate> joined = new HashSet<>();
    private final int longestBefore;
    private int longest;

    public Journey(MemberId member, int longest, Collection<Run> runs) {
        this.member = member;
        this.longest = longest;
        this.longestBefore = longest;
        runs.forEach(run -> this.runs.put(run.first(), run.last()));
    }

    /** Days in a row, both included. */
    public record Run(LocalDate first, LocalDate last) {

        public Run {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("a run ends on its first day or later");
            }
        }

        public int length() {
            return lengthAt(last);
        }

        /** How many days in a row it was on that day of it. */
        public int lengthAt(LocalDate day) {
            return Math.toIntExact(ChronoUnit.DAYS.between(first, day)) + 1;
        }
    }

    public MemberId member() {
        return member;
    }

    /** The longest run that there ever was. */
    public int longest() {
        return longest;
    }

    public boolean has(LocalDate day) {
        return runOf(day).isPresent();
    }

    public Optional<Run> runOf(LocalDate day) {
        var found = runs.floorEntry(day);
        return found == null || found.getValue().isBefore(day)
                ? Optional.empty()
                : Optional.of(new Run(found.getKey(), found.getValue()));
    }

    /** The run that goes on: with today, or up to yesterday as long as today can still be added. */
    public Optional<Run> going(LocalDate today) {
        return runOf(today).or(() -> runOf(today.minusDays(1)));
    }

    /** Adds a day, which may join the runs on its two sides; a day that is there already changes nothing. */
    public Optional<Run> add(LocalDate day) {
        if (has(day)) {
            return Optional.empty();
        }
        var before = runOf(day.minusDays(1));
        var after = runOf(day.plusDays(1));
        after.ifPresent(run -> {
            runs.remove(run.first());
            changed.remove(run.first());
            joined.add(run.first());
        });
        var run =
                new Run(before.map(Run::first).orElse(day), after.map(Run::last).orElse(day));
        runs.put(run.first(), run.last());
        changed.add(run.first());
        joined.remove(run.first());
        longest = Math.max(longest, run.length());
        return Optional.of(run);
    }

    /** A gap of missed days, and the runs before and after it. */
    private record Gap(Run before, LocalDate first, int days, int after) {}

    /**
     * The missed day to fill now, with the length that the streak has once its gap is mended: the first day of the gap right
     * before the run that goes on, or before today, if the days left suffice for the whole of it.
     *
     * @param left days that may still be filled
     * @param within how many days a missed day may lie back
     */
    public Optional<Missed> toMakeUp(LocalDate today, int left, int within) {
        return gap(today)
                .filter(gap -> gap.days() <= left && !gap.first().isBefore(today.minusDays(within)))
                .map(gap -> new Missed(gap.first(), gap.before().length() + gap.days() + gap.after()));
    }

    /** @param length once the gap is mended */
    public record Missed(LocalDate day, int length) {}

    private Optional<Gap> gap(LocalDate today) {
        var going = going(today);
        var lastMissed = going.map(Run::first).orElse(today).minusDays(1);
        return Optional.ofNullable(runs.floorEntry(lastMissed)).map(entry -> {
            var before = new Run(entry.getKey(), entry.getValue());
            var first = before.last().plusDays(1);
            return new Gap(
                    before,
                    first,
                    Math.toIntExact(ChronoUnit.DAYS.between(before.last(), lastMissed)),
                    going.map(Run::length).orElse(0));
        });
    }

    public boolean isChanged() {
        return !changed.isEmpty();
    }

    public boolean isLongerThanEver() {
        return longest > longestBefore;
    }

    /** Runs that are new or reach further than before. */
    public List<Run> changedRuns() {
        return runs.entrySet().stream()
                .filter(run -> changed.contains(run.getKey()))
                .map(run -> new Run(run.getKey(), run.getValue()))
                .toList();
    }

    /** First days of runs that became part of another one. */
    public Set<LocalDate> joinedRuns() {
        return Set.copyOf(joined);
    }
}
