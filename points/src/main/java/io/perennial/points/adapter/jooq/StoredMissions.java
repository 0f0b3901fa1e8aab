package io.perennial.points.adapter.jooq;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.perennial.points.BadgeId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.StreakPlan;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.UUID;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What streaks and missions keep as JSON; what a later version adds is passed over. */
final class StoredMissions {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(BadgeId.class, PlainBadgeId.class)
            .addMixIn(Points.class, PlainPoints.class)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredMissions() {}

    /** What of a plan has no column of its own. */
    static String definitionOf(StreakPlan plan) {
        return MAPPER.writeValueAsString(new Plan(plan.cycle(), plan.prizes(), plan.makeUps(), plan.makeUpWithin()));
    }

    static StreakPlan plan(int version, LocalDate from, String definition) {
        var plan = MAPPER.readValue(definition, Plan.class);
        return new StreakPlan(version, from, plan.cycle(), plan.prizes(), plan.makeUps(), plan.makeUpWithin());
    }

    static String inFull(StreakPlan plan) {
        return MAPPER.writeValueAsString(plan);
    }

    private record Plan(int cycle, SortedMap<Integer, Prize> prizes, int makeUps, int makeUpWithin) {}

    private abstract static class PlainBadgeId {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainBadgeId(UUID value) {}

        @JsonValue
        abstract UUID value();
    }

    private abstract static class PlainPoints {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainPoints(long value) {}

        @JsonValue
        abstract long value();
    }
}
