package io.perennial.points.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.insights.ActivityType;
import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RunTransactions;
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

    private final RunTransactions transactions;
    private final RecogniseMembers members;
    private final FollowMembers follow;
    private final Journeys journeys;
    private final StreakPrizes streakPrizes;
    private final MissionProgress missionProgress;
    private final Streaks streaks;
    private final Clock clock;

    CountingActivities(
            RunTransactions transactions,
            RecogniseMembers members,
            FollowMembers follow,
            Journeys journeys,
            StreakPrizes streakPrizes,
            MissionProgress missionProgress,
            Streaks streaks,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.follow = follow;
        this.journeys = journeys;
        this.streakPrizes = streakPrizes;
        this.missionProgress = missionProgress;
        this.streaks = streaks;
        this.clock = clock;
    }

    @Override
    public void count(List<Line> told) {
        var activities = followed(told);
        var days = checkInDays(activities);
        var forMissions = missionProgress.thatMatter(activities);
        if (!days.isEmpty() || !forMissions.isEmpty()) {
            transactions.run(() -> {
                count(days, forMissions);
                return told;
            });
        }
    }

    /** Of members who were merged since they were told, the stream knows who they are by now. */
    private List<Line> followed(List<Line> told) {
        var survivors = follow.survivors(told.stream().map(Line::member).collect(toSet()));
        return survivors.isEmpty()
                ? told
                : told.stream()
                        .map(line -> new Line(
                                line.id(),
                                survivors.getOrDefault(line.member(), line.member()),
                                line.type(),
                                line.happenedAt()))
                        .toList();
    }

    /** The stream is read when the members are locked: whoever comes later then sees all that came before. */
    private void count(Map<MemberId, Set<LocalDate>> days, List<Line> forMissions) {
        var now = clock.instant();
        var since = new HashMap<MemberId, LocalDate>();
        forMissions.forEach(line -> since.put(line.member(), streaks.day(now)));
        days.forEach((member, added) -> since.put(member, Collections.min(added).minusDays(1)));
        since.keySet().retainAll(open(since.keySet()));
        if (since.isEmpty()) {
            return;
        }
        var locked = journeys.lock(since);
        var ofOpen = new HashMap<>(days);
        ofOpen.keySet().retainAll(since.keySet());
        streakPrizes.add(locked, ofOpen, now);
        missionProgress.count(
                forMissions.stream()
                        .filter(line -> since.containsKey(line.member()))
                        .toList(),
                now);
    }

    private Map<MemberId, Set<LocalDate>> checkInDays(List<Line> activities) {
        return activities.stream()
                .filter(line -> line.type().equals(ActivityType.CHECK_IN.code()))
                .collect(groupingBy(Line::member, mapping(line -> streaks.day(line.happenedAt()), toSet())));
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
