package io.perennial.points.application;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.ReadSegments.Stays;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadStanding.TierChange;
import io.perennial.membership.Standing;
import io.perennial.points.domain.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what was so when activities happened, as far as the rules ask, each thing with one statement for all. The
 * members' accounts are locked by then.
 */
@Component
class Surroundings {

    private final ReadStanding standings;
    private final ReadLadder ladder;
    private final ReadMember members;
    private final ReadActivities activities;
    private final ReadSegments segments;
    private final Programme programme;

    Surroundings(
            ReadStanding standings,
            ReadLadder ladder,
            ReadMember members,
            ReadActivities activities,
            ReadSegments segments,
            Programme programme) {
        this.standings = standings;
        this.ladder = ladder;
        this.members = members;
        this.activities = activities;
        this.segments = segments;
        this.programme = programme;
    }

    /** @param told all that has to be judged, recorded by now; in the order in which it will be */
    Around of(List<Told> told, RuleBook book) {
        var asking = new HashMap<Ask, List<Told>>();
        for (var each : told) {
            for (var ask : book.asks(typeOf(each), each.activity.happenedAt())) {
                asking.computeIfAbsent(ask, any -> new ArrayList<>()).add(each);
            }
        }
        return new Around(
                tiers(membersOf(asking.get(Ask.TIER))),
                birthdays(membersOf(asking.get(Ask.BIRTHDAY))),
                purchases(told, membersOf(asking.get(Ask.FIRST_PURCHASE))),
                stays(membersOf(asking.get(Ask.SEGMENTS))),
                programme.zone());
    }

    private static Set<MemberId> membersOf(@Nullable List<Told> asking) {
        return asking == null
                ? Set.of()
                : asking.stream().map(Told::member).collect(Collectors.toCollection(HashSet::new));
    }

    /** A refund that names no purchase goes back on one like itself. */
    private static ActivityType typeOf(Told told) {
        return told.isRefund() ? ActivityType.PURCHASE : told.activity.type();
    }

    private Map<MemberId, Climb> tiers(Set<MemberId> asked) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        var steps = ladder.withRoom();
        var changes = standings.changes(asked);
        var climbs = new HashMap<MemberId, Climb>();
        standings
                .of(asked)
                .forEach((member, standing) ->
                        climbs.put(member, new Climb(steps, standing, changes.getOrDefault(member, List.of()))));
        return climbs;
    }

    private Map<MemberId, LocalDate> birthdays(Set<MemberId> asked) {
        return asked.isEmpty() ? Map.of() : members.birthdays(asked);
    }

    private Map<MemberId, Stays> stays(Set<MemberId> asked) {
        return asked.isEmpty() ? Map.of() : segments.stays(asked);
    }

    private Optional<Map<MemberId, Instant>> purchases(List<Told> told, Set<MemberId> asked) {
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        var own = told.stream()
                .filter(each -> each.activity.type().equals(ActivityType.PURCHASE) && asked.contains(each.member()))
                .map(Told::id)
                .toList();
        return Optional.of(new HashMap<>(activities.firstPurchases(asked, own)));
    }

    /** What is known while one call works: it goes on with what the call itself books. */
    static final class Around {

        private final Map<MemberId, Climb> climbs;
        private final Map<MemberId, LocalDate> birthdays;
        private final Optional<Map<MemberId, Instant>> firstPurchases;
        private final Map<MemberId, Stays> stays;
        private final ZoneId zone;

        private Around(
                Map<MemberId, Climb> climbs,
                Map<MemberId, LocalDate> birthdays,
                Optional<Map<MemberId, Instant>> firstPurchases,
                Map<MemberId, Stays> stays,
                ZoneId zone) {
            this.climbs = climbs;
            this.birthdays = birthdays;
            this.firstPurchases = firstPurchases;
            this.stays = stays;
            this.zone = zone;
        }

        Circumstances of(Told told) {
            var activity = told.activity;
            var climb = climbs.get(told.member());
            return new Circumstances(
                    told.member(),
                    typeOf(told),
                    activity.happenedAt(),
                    activity.channel(),
                    activity.store(),
                    activity.amount(),
                    activity.items(),
                    climb == null ? null : climb.tierAt(activity.happenedAt()),
                    birthdays.get(told.member()),
                    isFirstPurchase(told),
                    zone,
                    stays.getOrDefault(told.member(), Stays.NONE).at(activity.happenedAt()));
        }

        /** What was told earlier and happened at the same moment came before. */
        private boolean isFirstPurchase(Told told) {
            if (firstPurchases.isEmpty() || !told.activity.type().equals(ActivityType.PURCHASE)) {
                return false;
            }
            var first = firstPurchases.get().get(told.member());
            return first == null || told.activity.happenedAt().isBefore(first);
        }

        /** Whatever is judged later in this call happened in a world in which this one was there. */
        void judged(Told told) {
            if (told.activity.type().equals(ActivityType.PURCHASE)) {
                firstPurchases.ifPresent(first -> first.merge(
                        told.member(), told.activity.happenedAt(), (one, other) -> one.isBefore(other) ? one : other));
            }
        }

        void grew(Told told, long amount) {
            var climb = climbs.get(told.member());
            if (climb != null) {
                climb.grow(amount, told.activity.happenedAt());
            }
        }
    }

    /** A member on the ladder, as it was and as it goes on. */
    private static final class Climb {

        private final Ladder ladder;
        private final String lowest;
        private final List<Step> steps = new ArrayList<>();
        private long growth;
        private int rank;

        Climb(Ladder ladder, Standing standing, List<TierChange> changes) {
            this.ladder = ladder;
            growth = standing.growth();
            rank = standing.tier().rank();
            lowest = changes.isEmpty()
                    ? standing.tier().code()
                    : changes.getFirst().from().code();
            changes.forEach(change ->
                    steps.add(new Step(change.happenedAt(), change.to().code())));
        }

        /** Of all changes that had happened by then, the one that was booked last. */
        String tierAt(Instant moment) {
            return steps.reversed().stream()
                    .filter(step -> !step.happenedAt().isAfter(moment))
                    .findFirst()
                    .map(Step::tier)
                    .orElse(lowest);
        }

        void grow(long amount, Instant happenedAt) {
            growth = Math.max(0, growth + amount);
            var reached = ladder.reachedBy(growth);
            if (reached.rank() > rank) {
                rank = reached.rank();
                steps.add(new Step(happenedAt, reached.code()));
            }
        }
    }

    private record Step(Instant happenedAt, String tier) {}
}
