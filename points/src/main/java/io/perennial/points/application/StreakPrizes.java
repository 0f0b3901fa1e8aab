package io.perennial.points.application;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.ReadStreak.Won;
import io.perennial.points.application.PrizeGiving.Gift;
import io.perennial.points.domain.Journey;
import io.perennial.points.domain.Journeys;
import io.perennial.points.domain.Journeys.Paid;
import io.perennial.points.domain.StreakPlanBook.Reached;
import io.perennial.points.domain.StreakPlans;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Adds days to journeys and pays what they reach, each length once within a run. */
@Component
class StreakPrizes {

    private final Journeys journeys;
    private final StreakPlans plans;
    private final PrizeGiving giving;

    StreakPrizes(Journeys journeys, StreakPlans plans, PrizeGiving giving) {
        this.journeys = journeys;
        this.plans = plans;
        this.giving = giving;
    }

    /**
     * @param locked the journeys of all members of {@code days}
     * @return what was paid now
     */
    Map<MemberId, List<Won>> add(
            Map<MemberId, Journey> locked, Map<MemberId, ? extends Collection<LocalDate>> days, Instant now) {
        var reached = new HashMap<MemberId, List<Reached>>();
        days.forEach((member, added) -> {
            var found = add(Objects.requireNonNull(locked.get(member)), added);
            if (!found.isEmpty()) {
                reached.put(member, found);
            }
        });
        var paid = pay(reached, now);
        journeys.store(locked.values());
        return paid;
    }

    /**
     * Pays what is due for days that are in the journey already, as far as they still are.
     *
     * @param locked knows the runs of all these days
     */
    void settle(Journey locked, Collection<LocalDate> came, Instant now) {
        var first = new TreeMap<LocalDate, LocalDate>();
        for (var day : came.stream().sorted().toList()) {
            locked.runOf(day).ifPresent(run -> first.putIfAbsent(run.first(), day));
        }
        var reached = reached(locked, first.values());
        if (!reached.isEmpty()) {
            pay(Map.of(locked.member(), reached), now);
        }
    }

    /** What a run reached is looked at when all days are in it. */
    private List<Reached> add(Journey journey, Collection<LocalDate> days) {
        var firstAdded = new TreeMap<LocalDate, LocalDate>();
        for (var day : days.stream().distinct().sorted().toList()) {
            if (journey.add(day).isPresent()) {
                firstAdded.putIfAbsent(journey.runOf(day).orElseThrow().first(), day);
            }
        }
        return reached(journey, firstAdded.values());
    }

    /** @param added of each run the first day that came to it, in their order */
    private List<Reached> reached(Journey journey, Collection<LocalDate> added) {
        var book = plans.book();
        return added.stream()
                .flatMap(day -> book.reached(journey.runOf(day).orElseThrow(), day).stream())
                .toList();
    }

    /** @param reached by member, from the earliest run on */
    private Map<MemberId, List<Won>> pay(Map<MemberId, List<Reached>> reached, Instant now) {
        if (reached.isEmpty()) {
            return Map.of();
        }
        var since = new HashMap<MemberId, LocalDate>();
        reached.forEach(
                (member, lengths) -> since.put(member, lengths.getFirst().run().first()));
        var paidBefore = journeys.paid(since);
        var paid = new ArrayList<Paid>();
        var gifts = new ArrayList<Gift>();
        var won = new HashMap<MemberId, List<Won>>();
        reached.forEach((member, lengths) -> {
            var before = paidBefore.getOrDefault(member, List.of());
            for (var each : lengths) {
                if (before.stream().noneMatch(prize -> isFor(prize, each))) {
                    var prize = new Won(each.day(), each.length(), each.prize());
                    paid.add(new Paid(member, prize, each.version(), now));
                    gifts.add(new Gift(
                            member,
                            each.prize(),
                            "streak:" + each.day() + ":" + each.length(),
                            forWhat(each.length())));
                    won.computeIfAbsent(member, key -> new ArrayList<>()).add(prize);
                }
            }
        });
        journeys.storePaid(paid);
        giving.give(gifts, now);
        return won;
    }

    private static boolean isFor(Won prize, Reached reached) {
        return prize.length() == reached.length()
                && !prize.day().isBefore(reached.run().first())
                && !prize.day().isAfter(reached.run().last());
    }

    private static BilingualText forWhat(int length) {
        return new BilingualText("连续签到 %d 天".formatted(length), "%d days in a row".formatted(length));
    }
}
