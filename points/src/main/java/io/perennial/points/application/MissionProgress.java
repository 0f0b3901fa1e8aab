package io.perennial.points.application;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.MemberId;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.application.PrizeGiving.Gift;
import io.perennial.points.domain.MissionBook;
import io.perennial.points.domain.MissionPart;
import io.perennial.points.domain.MissionPart.Course;
import io.perennial.points.domain.Missions;
import io.perennial.points.domain.Missions.Completion;
import io.perennial.points.domain.Missions.Sum;
import io.perennial.points.domain.StepSum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Counts activities for missions and gives the prizes of those that are done. Members must be locked by their journeys. */
@Component
class MissionProgress {

    private final Missions missions;
    private final ReadActivities activities;
    private final Witnesses witnesses;
    private final PrizeGiving giving;

    MissionProgress(Missions missions, ReadActivities activities, Witnesses witnesses, PrizeGiving giving) {
        this.missions = missions;
        this.activities = activities;
        this.witnesses = witnesses;
        this.giving = giving;
    }

    /** Those that may add something to a mission, or take it back; told without asking the database. */
    List<Line> thatMatter(List<Line> lines) {
        var book = missions.book();
        var refundsMatter = book.countsPurchases();
        return lines.stream()
                .filter(line -> {
                    var type = new ActivityType(line.type());
                    return type.equals(ActivityType.REFUND)
                            ? refundsMatter
                            : !book.judging(type, line.happenedAt()).isEmpty();
                })
                .toList();
    }

    void count(List<Line> lines, Instant now) {
        if (lines.isEmpty()) {
            return;
        }
        var book = missions.book();
        var recorded = recorded(lines);
        var refunded = refunded(recorded);
        var judged = new HashMap<ActivityId, Recorded>(refunded);
        recorded.stream()
                .filter(each -> !each.type().equals(ActivityType.REFUND))
                .forEach(each -> judged.put(each.id(), each));
        var judging = new HashMap<ActivityId, List<Mission>>();
        judged.values().removeIf(each -> {
            var by = book.judging(each.type(), each.happenedAt());
            judging.put(each.id(), by);
            return by.isEmpty();
        });
        if (judged.isEmpty()) {
            return;
        }
        var parts = parts(judged.values(), judging);
        parts.addAll(takenBack(refunded, judged, parts));
        missions.storeParts(parts);
        var courses = new HashSet<Course>();
        parts.forEach(part -> courses.add(part.course()));
        complete(courses, missions.sumUp(courses), book, now);
    }

    private Collection<Recorded> recorded(List<Line> lines) {
        var ids = new HashMap<ActivityId, MemberId>();
        lines.forEach(line -> ids.put(line.id(), line.member()));
        return activities.byId(ids).values();
    }

    /** The purchases that the refunds among them name. */
    private Map<ActivityId, Recorded> refunded(Collection<Recorded> recorded) {
        var ids = new HashMap<ActivityId, MemberId>();
        for (var each : recorded) {
            if (each.refundOf() != null) {
                ids.put(each.refundOf(), each.member());
            }
        }
        return ids.isEmpty() ? Map.of() : activities.byId(ids);
    }

    private List<MissionPart> parts(Collection<Recorded> judged, Map<ActivityId, List<Mission>> judging) {
        var asks = EnumSet.noneOf(Ask.class);
        judged.forEach(each -> judging.getOrDefault(each.id(), List.of()).forEach(mission -> collect(mission, asks)));
        var circumstances = witnesses.of(judged, asks);
        var parts = new ArrayList<MissionPart>();
        circumstances.forEach((id, seen) -> judging.getOrDefault(id, List.of())
                .forEach(mission -> parts.addAll(MissionPart.of(id, seen, mission))));
        return parts;
    }

    private static void collect(Mission mission, Set<Ask> asks) {
        mission.steps().forEach(step -> step.condition().collect(asks));
        if (!mission.tiers().isEmpty()) {
            asks.add(Ask.TIER);
        }
    }

    /** What was counted for a purchase and is not any more, now that some of it went back. */
    private List<MissionPart> takenBack(
            Map<ActivityId, Recorded> refunded, Map<ActivityId, Recorded> judged, List<MissionPart> parts) {
        var owners = new HashMap<ActivityId, MemberId>();
        refunded.forEach((id, purchase) -> {
            if (judged.containsKey(id)) {
                owners.put(id, purchase.member());
            }
        });
        if (owners.isEmpty()) {
            return List.of();
        }
        record Place(Course course, String step, ActivityId activity) {}
        var stays = new HashSet<Place>();
        parts.forEach(part -> stays.add(new Place(part.course(), part.step(), part.activity())));
        return missions.partsOf(owners).stream()
                .filter(part -> !stays.contains(new Place(part.course(), part.step(), part.activity())))
                .map(MissionPart::takenBack)
                .toList();
    }

    /** Gives the prize of each course that is done by the newest version and was not done before, as far as there are prizes. */
    void complete(Collection<Course> courses, Map<Course, Map<String, Sum>> sums, MissionBook book, Instant now) {
        var done = new HashMap<Course, Mission>();
        for (var course : courses) {
            book.newest(course.mission())
                    .map(newest -> newest.mission())
                    .filter(mission -> isDone(mission, sums.getOrDefault(course, Map.of())))
                    .ifPresent(mission -> done.put(course, mission));
        }
        if (!done.isEmpty()) {
            done.keySet().removeAll(missions.completed(done.keySet()).keySet());
        }
        var completions = new ArrayList<Completion>();
        var gifts = new ArrayList<Gift>();
        withinLimits(done).forEach((course, mission) -> {
            completions.add(new Completion(course, mission.version(), mission.prize(), now));
            gifts.add(new Gift(
                    course.member(),
                    mission.prize(),
                    "mission:" + mission.id() + ":" + course.period(),
                    mission.name()));
        });
        missions.storeCompleted(completions);
        giving.give(gifts, now);
    }

    /** For whom there still is a prize. Missions are drawn from in the same order by everyone. */
    private Map<Course, Mission> withinLimits(Map<Course, Mission> done) {
        var limited = done.entrySet().stream()
                .filter(each -> each.getValue().prizes() != null)
                .map(Map.Entry::getKey)
                .collect(groupingBy(Course::mission, () -> new TreeMap<>(comparing(MissionId::toString)), toList()));
        var winners = new HashMap<>(done);
        limited.forEach((mission, courses) -> {
            courses.sort(comparing(Course::member).thenComparing(Course::period));
            var drawn =
                    missions.draw(mission, courses.size(), courses.getFirst().member());
            winners.keySet().removeAll(courses.subList(Math.toIntExact(drawn), courses.size()));
        });
        return winners;
    }

    private static boolean isDone(Mission mission, Map<String, Sum> sums) {
        return mission.steps().stream()
                .allMatch(step -> StepSum.of(step, sums.getOrDefault(step.key(), Sum.NONE))
                        .isReached());
    }
}
