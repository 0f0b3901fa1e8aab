package io.perennial.points.domain;

import io.perennial.insights.ActivityType;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.ReadMissions.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All missions in all versions. */
public final class MissionBook {

    private final Map<MissionId, List<Published>> newestFirst = new LinkedHashMap<>();

    public MissionBook(Collection<Published> versions) {
        versions.stream()
                .sorted(Comparator.comparingInt(
                                (Published each) -> each.mission().version())
                        .reversed())
                .forEach(each -> newestFirst
                        .computeIfAbsent(each.mission().id(), id -> new ArrayList<>())
                        .add(each));
    }

    public Optional<Published> newest(MissionId mission) {
        return Optional.ofNullable(newestFirst.get(mission)).map(List::getFirst);
    }

    public List<Published> newest() {
        return newestFirst.values().stream().map(List::getFirst).toList();
    }

    public Optional<Mission> version(MissionId mission, int version) {
        return newestFirst.getOrDefault(mission, List.of()).stream()
                .map(Published::mission)
                .filter(each -> each.version() == version)
                .findFirst();
    }

    /**
     * Missions for which something of this type can count that happened then, each in the version that was in force: the
     * newest that had been published, or the first one for what happened before that.
     */
    public List<Mission> judging(ActivityType type, Instant happenedAt) {
        return newestFirst.values().stream()
                .filter(versions -> versions.getFirst()
                        .retiredAt()
                        .map(happenedAt::isBefore)
                        .orElse(true))
                .map(versions -> inForce(versions, happenedAt))
                .filter(mission -> mission.isOpenAt(happenedAt)
                        && mission.steps().stream().anyMatch(step -> step.type().equals(type)))
                .toList();
    }

    /** Whether any mission was ever about purchases, so that a refund may take something back. */
    public boolean countsPurchases() {
        return newestFirst.values().stream()
                .flatMap(List::stream)
                .flatMap(each -> each.mission().steps().stream())
                .anyMatch(step -> step.type().equals(ActivityType.PURCHASE));
    }

    private static Mission inForce(List<Published> versions, Instant moment) {
        return versions.stream()
                .filter(each -> !each.publishedAt().isAfter(moment))
                .findFirst()
                .orElse(versions.getLast())
                .mission();
    }
}
