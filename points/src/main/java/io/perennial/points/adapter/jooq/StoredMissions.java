package io.perennial.points.adapter.jooq;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.PictureId;
import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.StreakPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What streaks and missions keep as JSON; what a later version adds is passed over. */
final class StoredMissions {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(BadgeId.class, PlainBadgeId.class)
            .addMixIn(Points.class, PlainPoints.class)
            .addMixIn(ActivityType.class, PlainType.class)
            .addMixIn(CurrencyUnit.class, PlainCurrency.class)
            .addMixIn(MissionId.class, PlainMissionId.class)
            .addMixIn(PictureId.class, PlainPictureId.class)
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

    /** What of a mission has no column of its own. */
    static String definitionOf(Mission mission) {
        return MAPPER.writeValueAsString(new Definition(
                mission.name(),
                mission.text(),
                mission.steps(),
                mission.recurrence(),
                mission.startsAt(),
                mission.endsAt(),
                mission.tiers(),
                mission.prize(),
                mission.prizes()));
    }

    static Mission mission(MissionId id, int version, String definition) {
        var mission = MAPPER.readValue(definition, Definition.class);
        return new Mission(
                id,
                version,
                mission.name(),
                mission.text(),
                mission.steps(),
                mission.recurrence(),
                mission.startsAt(),
                mission.endsAt(),
                mission.tiers(),
                mission.prize(),
                mission.prizes());
    }

    static String inFull(Mission mission) {
        return MAPPER.writeValueAsString(mission);
    }

    static String inFull(Badge badge) {
        return MAPPER.writeValueAsString(badge);
    }

    private record Definition(
            BilingualText name,
            BilingualText text,
            List<Mission.Step> steps,
            Mission.Recurrence recurrence,
            Instant startsAt,
            @Nullable Instant endsAt,
            Set<String> tiers,
            Prize prize,
            @Nullable Long prizes) {}

    private record Plan(int cycle, SortedMap<Integer, Prize> prizes, int makeUps, int makeUpWithin) {}

    private abstract static class PlainBadgeId {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainBadgeId(UUID unused) {}

        @JsonValue
        abstract UUID value();
    }

    private abstract static class PlainPoints {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainPoints(long unused) {}

        @JsonValue
        abstract long value();
    }

    private abstract static class PlainMissionId {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainMissionId(UUID unused) {}

        @JsonValue
        abstract UUID value();
    }

    private abstract static class PlainPictureId {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainPictureId(UUID unused) {}

        @JsonValue
        abstract UUID value();
    }

    private abstract static class PlainType {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainType(String unused) {}

        @JsonValue
        abstract String code();
    }

    private abstract static class PlainCurrency {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        @SuppressWarnings("DoNotCallSuggester") // nobody does: the mapper reads the signature
        static CurrencyUnit of(String unused) {
            throw new UnsupportedOperationException("the name of the real one");
        }

        @JsonValue
        abstract String getCode();
    }
}
