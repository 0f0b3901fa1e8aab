package io.perennial.points.application;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.Standing;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.ReadMissions;
import io.perennial.points.domain.MissionPart.Course;
import io.perennial.points.domain.Missions;
import io.perennial.points.domain.Missions.Counts;
import io.perennial.points.domain.Missions.HowFar;
import io.perennial.points.domain.Missions.Sum;
import io.perennial.points.domain.StepSum;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ReadingMissions implements ReadMissions {

    private static final Comparator<Progress> SOONEST_FIRST = Comparator.comparing(
                    (Progress progress) -> progress.completedAt().isPresent())
            .thenComparing(progress -> progress.until().orElse(Instant.MAX))
            .thenComparing(progress -> progress.mission().name().en());

    private final Missions missions;
    private final ReadStanding standings;
    private final Programme programme;
    private final Clock clock;

    ReadingMissions(Missions missions, ReadStanding standings, Programme programme, Clock clock) {
        this.missions = missions;
        this.standings = standings;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public List<Progress> of(MemberId member) {
        return of(member, standings.of(member).map(ReadingMissions::tier).orElse(null));
    }

    @Override
    public List<Progress> of(Standing standing) {
        return of(standing.member(), tier(standing));
    }

    private static String tier(Standing standing) {
        return standing.tier().code();
    }

    private List<Progress> of(MemberId member, @Nullable String tier) {
        var now = clock.instant();
        var courses = new LinkedHashMap<Course, Mission>();
        for (var published : missions.book().newest()) {
            var mission = published.mission();
            if (published.retiredAt().isEmpty() && mission.isOpenAt(now)) {
                courses.put(new Course(member, mission.id(), period(mission, now)), mission);
            }
        }
        if (courses.isEmpty()) {
            return List.of();
        }
        var underway = missions.underway(member, courses.keySet(), limited(courses.values()));
        var begun = underway.begun();
        var left = underway.left();
        return courses.entrySet().stream()
                .filter(each -> isShown(each.getValue(), tier, begun.containsKey(each.getKey()), left))
                .map(each -> progress(
                        each.getKey(),
                        each.getValue(),
                        begun.getOrDefault(each.getKey(), HowFar.NOWHERE),
                        of(each.getValue(), left)))
                .sorted(SOONEST_FIRST)
                .toList();
    }

    /** Whoever has begun goes on seeing it, also when another tier than theirs is meant, or all prizes are given. */
    private static boolean isShown(Mission mission, @Nullable String tier, boolean begun, Map<MissionId, Long> left) {
        return begun || (mission.isFor(tier) && left.getOrDefault(mission.id(), 1L) > 0);
    }

    private Map<MissionId, Long> left(Mission mission) {
        return mission.prizes() == null ? Map.of() : missions.left(List.of(mission.id()));
    }

    private static List<MissionId> limited(Collection<Mission> all) {
        return all.stream()
                .filter(mission -> mission.prizes() != null)
                .map(Mission::id)
                .toList();
    }

    private static OptionalLong of(Mission mission, Map<MissionId, Long> left) {
        return mission.prizes() == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, left.getOrDefault(mission.id(), 0L)));
    }

    private Progress progress(Course course, Mission mission, HowFar howFar, OptionalLong left) {
        return new Progress(
                mission,
                course.period(),
                until(mission, course.period()),
                mission.steps().stream()
                        .map(step -> new StepProgress(
                                step,
                                StepSum.of(step, howFar.sums().getOrDefault(step.key(), Sum.NONE))
                                        .done()))
                        .toList(),
                howFar.completedAt(),
                left);
    }

    private Optional<Instant> until(Mission mission, LocalDate period) {
        return Stream.concat(
                        mission
                                .recurrence()
                                .endOf(period)
                                .map(day -> day.atStartOfDay(programme.zone()).toInstant())
                                .stream(),
                        Stream.ofNullable(mission.endsAt()))
                .min(Comparator.naturalOrder());
    }

    private LocalDate period(Mission mission, Instant now) {
        return mission.recurrence().periodOf(LocalDate.ofInstant(now, programme.zone()));
    }

    @Override
    public List<Completed> completed(MemberId member, int limit) {
        return missions.completedBy(member, limit);
    }

    @Override
    public List<Counted> countedFor(MemberId member, ActivityId activity) {
        var book = missions.book();
        return missions.partsOf(Map.of(activity, member)).stream()
                .filter(part -> part.amount() > 0)
                .flatMap(part -> book
                        .version(part.course().mission(), part.version())
                        .flatMap(mission -> mission.step(part.step())
                                .map(step -> new Counted(
                                        mission,
                                        part.course().period(),
                                        step,
                                        StepSum.of(step, part.asSum()).done())))
                        .stream())
                .toList();
    }

    @Override
    public List<Published> all() {
        var now = clock.instant();
        return missions.book().newest().stream()
                .sorted(Comparator.comparing(
                                (Published each) -> each.retiredAt().isPresent())
                        .thenComparing(each -> !isGoingOn(each.mission(), now))
                        .thenComparing(each -> each.mission().name().en()))
                .toList();
    }

    private static boolean isGoingOn(Mission mission, Instant now) {
        return mission.endsAt() == null || now.isBefore(mission.endsAt());
    }

    @Override
    public List<Published> history(MissionId mission) {
        return missions.history(mission);
    }

    @Override
    public Optional<Published> find(MissionId mission) {
        return missions.book().newest(mission);
    }

    @Override
    public Optional<Reach> reach(MissionId mission) {
        return find(mission).map(published -> {
            var period = period(published.mission(), clock.instant());
            var reached = missions.reached(published.mission(), period);
            return new Reach(
                    period,
                    reached.begun(),
                    reached.completed(),
                    published.mission().steps().stream()
                            .map(step -> {
                                var counts = reached.steps().getOrDefault(step.key(), new Counts(0, 0));
                                return new StepReach(step, counts.underway(), counts.done());
                            })
                            .toList(),
                    of(published.mission(), left(published.mission())));
        });
    }

    @Override
    public Outlook outlook(Mission next) {
        var period = period(next, clock.instant());
        var reached = missions.reached(next, period);
        return new Outlook(reached.begun(), reached.completed(), missions.wouldWin(next, period));
    }
}
