package io.perennial.points.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.CountActivities;
import io.perennial.points.domain.Journeys;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class CountingActivities implements CountActivities {

    private final Transactions transactions;
    private final RecogniseMembers members;
    private final Journeys journeys;
    private final StreakPrizes streakPrizes;
    private final Streaks streaks;
    private final Clock clock;

    CountingActivities(
            Transactions transactions,
            RecogniseMembers members,
            Journeys journeys,
            StreakPrizes streakPrizes,
            Streaks streaks,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.journeys = journeys;
        this.streakPrizes = streakPrizes;
        this.streaks = streaks;
        this.clock = clock;
    }

    @Override
    public void count(List<Line> activities) {
        var days = checkInDays(activities);
        if (!days.isEmpty()) {
            transactions.run(() -> {
                add(days);
                return days;
            });
        }
    }

    private Map<MemberId, Set<LocalDate>> checkInDays(List<Line> activities) {
        return activities.stream()
                .filter(line -> line.type().equals(ActivityType.CHECK_IN.code()))
                .collect(groupingBy(Line::member, mapping(line -> streaks.day(line.happenedAt()), toSet())));
    }

    private void add(Map<MemberId, Set<LocalDate>> days) {
        var open = open(days.keySet());
        var ofOpen = new HashMap<>(days);
        ofOpen.keySet().retainAll(open);
        var since = new HashMap<MemberId, LocalDate>();
        ofOpen.forEach(
                (member, added) -> since.put(member, Collections.min(added).minusDays(1)));
        if (!since.isEmpty()) {
            streakPrizes.add(journeys.lock(since), ofOpen, clock.instant());
        }
    }

    /** Whoever has left wins nothing any more. */
    private Set<MemberId> open(Set<MemberId> all) {
        var open = new HashSet<MemberId>();
        members.statuses(all).forEach((member, status) -> {
            if (status != MemberStatus.CLOSED) {
                open.add(member);
            }
        });
        return open;
    }
}
