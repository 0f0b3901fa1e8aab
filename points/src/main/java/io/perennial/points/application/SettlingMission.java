package io.perennial.points.application;

import static java.util.stream.Collectors.toMap;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RunTransactions;
import io.perennial.points.MissionId;
import io.perennial.points.SettleMission;
import io.perennial.points.domain.Journeys;
import io.perennial.points.domain.MissionPart.Course;
import io.perennial.points.domain.Missions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class SettlingMission implements SettleMission {

    /** Members of one transaction: as long as it runs, what they do is not counted. */
    private static final int CHUNK = 200;

    private final RunTransactions transactions;
    private final Missions missions;
    private final Journeys journeys;
    private final MissionProgress progress;
    private final RecogniseMembers members;
    private final Streaks streaks;
    private final Clock clock;

    SettlingMission(
            RunTransactions transactions,
            Missions missions,
            Journeys journeys,
            MissionProgress progress,
            RecogniseMembers members,
            Streaks streaks,
            Clock clock) {
        this.transactions = transactions;
        this.missions = missions;
        this.journeys = journeys;
        this.progress = progress;
        this.members = members;
        this.streaks = streaks;
        this.clock = clock;
    }

    @Override
    public void settle(MissionId mission) {
        var newest =
                missions.book().newest(mission).filter(each -> each.retiredAt().isEmpty());
        if (newest.isEmpty()) {
            return;
        }
        var today = streaks.day(clock.instant());
        var period = newest.get().mission().recurrence().periodOf(today);
        var after = Optional.<MemberId>empty();
        while (true) {
            var begun = missions.begun(mission, period, after, CHUNK);
            if (begun.isEmpty()) {
                return;
            }
            transactions.runAlone(() -> {
                settle(mission, period, begun, today);
                return begun;
            });
            after = Optional.of(begun.getLast());
        }
    }

    @Override
    public void settle(MemberId member) {
        transactions.runAlone(() -> {
            settleAll(member);
            return member;
        });
    }

    private void settleAll(MemberId member) {
        var today = streaks.day(clock.instant());
        if (members.statuses(Set.of(member)).getOrDefault(member, MemberStatus.CLOSED) == MemberStatus.CLOSED) {
            return;
        }
        journeys.lock(Map.of(member, today));
        var book = missions.book();
        var courses = missions.coursesOf(member).stream()
                .filter(course -> book.newest(course.mission())
                        .filter(newest -> newest.retiredAt().isEmpty())
                        .filter(newest ->
                                newest.mission().recurrence().periodOf(today).equals(course.period()))
                        .isPresent())
                .toList();
        if (!courses.isEmpty()) {
            progress.complete(courses, missions.sums(courses), book, clock.instant());
        }
    }

    private void settle(MissionId mission, LocalDate period, List<MemberId> begun, LocalDate today) {
        var statuses = members.statuses(Set.copyOf(begun));
        var open = begun.stream()
                .filter(member -> statuses.getOrDefault(member, MemberStatus.CLOSED) != MemberStatus.CLOSED)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        journeys.lock(open.stream().collect(toMap(member -> member, member -> today)));
        var courses =
                open.stream().map(member -> new Course(member, mission, period)).toList();
        progress.complete(courses, missions.sums(courses), missions.book(), clock.instant());
    }
}
