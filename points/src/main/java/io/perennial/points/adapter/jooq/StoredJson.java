package io.perennial.points.adapter.jooq;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Judgement;
import io.perennial.membership.BilingualText;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import io.perennial.points.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.util.StdConverter;

/**
 * What the ledger keeps as JSON. Types carry names of our choosing, never those of classes, so that stored rows outlive any
 * renaming; what a later version adds is passed over.
 */
final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Why.class, Typed.class)
            .addMixIn(Formula.class, Typed.class)
            .addMixIn(Why.Earned.class, Brief.class)
            .addMixIn(Why.Trace.class, Brief.class)
            .addMixIn(Why.TakenBack.class, Brief.class)
            .addMixIn(Definition.class, Brief.class)
            .addMixIn(Judgement.class, AsJudged.class)
            .addMixIn(RuleId.class, PlainRuleId.class)
            .registerSubtypes(
                    new NamedType(Why.Earned.class, "earned"),
                    new NamedType(Why.EarnedNothing.class, "earned-nothing"),
                    new NamedType(Why.Spent.class, "spent"),
                    new NamedType(Why.GivenBack.class, "given-back"),
                    new NamedType(Why.TakenBack.class, "taken-back"),
                    new NamedType(Why.Expired.class, "expired"),
                    new NamedType(Why.Adjusted.class, "adjusted"),
                    new NamedType(Why.Reinstated.class, "reinstated"),
                    new NamedType(Why.Released.class, "released"),
                    new NamedType(Why.Granted.class, "granted"),
                    new NamedType(Why.Sent.class, "sent"),
                    new NamedType(Why.Received.class, "received"),
                    new NamedType(Why.SentBack.class, "sent-back"),
                    new NamedType(Formula.PerAmount.class, "per-amount"),
                    new NamedType(Formula.Fixed.class, "fixed"),
                    new NamedType(Formula.Multiplied.class, "multiplied"),
                    new NamedType(Formula.ByTier.class, "by-tier"),
                    new NamedType(Formula.Nothing.class, "nothing"))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredJson() {}

    static String of(Why why) {
        return MAPPER.writerFor(Why.class).writeValueAsString(why);
    }

    static Why why(String json) {
        return MAPPER.readValue(json, Why.class);
    }

    static String of(Condition condition) {
        return MAPPER.writerFor(Condition.class).writeValueAsString(condition);
    }

    static Condition condition(String json) {
        return MAPPER.readValue(json, Condition.class);
    }

    /** What of a rule version has no column of its own. */
    static String definitionOf(EarnRule rule) {
        return MAPPER.writeValueAsString(Definition.of(rule));
    }

    static Definition definition(String json) {
        return MAPPER.readValue(json, Definition.class);
    }

    /** A rule version in full. */
    static String of(EarnRule rule) {
        return MAPPER.writeValueAsString(new InFull(
                rule.version(),
                rule.name(),
                rule.activityType().code(),
                Definition.of(rule),
                rule.effectiveFrom(),
                rule.effectiveUntil()));
    }

    /** What was not there when the first rules were stored may be absent. */
    record Definition(
            EarnRule.@Nullable Role role,
            @Nullable Condition condition,
            @Nullable Condition audience,
            Formula points,
            Formula growth,
            @Nullable List<Cap> caps,
            @Nullable Long budget,
            @Nullable Stacking stacking,
            @Nullable Integer priority,
            @Nullable BilingualText about) {

        static Definition of(EarnRule rule) {
            return new Definition(
                    rule.role(),
                    rule.condition(),
                    rule.isForEveryone() ? null : rule.audience(),
                    rule.points(),
                    rule.growth(),
                    rule.caps(),
                    rule.budget(),
                    rule.stacking(),
                    rule.priority(),
                    rule.about());
        }

        EarnRule rule(
                RuleId id,
                int version,
                BilingualText name,
                ActivityType type,
                Instant effectiveFrom,
                @Nullable Instant effectiveUntil) {
            return new EarnRule(
                    id,
                    version,
                    name,
                    role == null ? EarnRule.Role.BASE : role,
                    type,
                    condition == null ? Condition.NONE : condition,
                    audience == null ? Condition.NONE : audience,
                    points,
                    growth,
                    caps == null ? List.of() : caps,
                    budget,
                    stacking == null ? Stacking.ADD_UP : stacking,
                    priority == null ? 0 : priority,
                    about,
                    effectiveFrom,
                    effectiveUntil);
        }
    }

    private record InFull(
            int version,
            BilingualText name,
            String activityType,
            @JsonUnwrapped Definition definition,
            Instant effectiveFrom,
            @Nullable Instant effectiveUntil) {}

    /** A judgement repeats its tree at every leaf; it is kept as the tree and the results in its order. */
    private record Judged(Condition condition, List<Result> results) {

        static Judged of(Judgement judgement) {
            var results = new ArrayList<Result>();
            collect(judgement, results);
            return new Judged(judgement.condition(), results);
        }

        private static void collect(Judgement judgement, List<Result> into) {
            into.add(new Result(judgement.holds(), judgement.met()));
            judgement.parts().forEach(part -> collect(part, into));
        }

        Judgement judgement() {
            return judgement(condition, results.iterator());
        }

        private static Judgement judgement(Condition condition, Iterator<Result> results) {
            var result = results.next();
            var parts = condition.parts().stream()
                    .map(part -> judgement(part, results))
                    .toList();
            return new Judgement(condition, result.holds(), result.met(), parts);
        }
    }

    private record Result(boolean holds, @Nullable String met) {}

    private static final class ToJudged extends StdConverter<Judgement, Judged> {

        @Override
        public Judged convert(Judgement judgement) {
            return Judged.of(judgement);
        }
    }

    private static final class FromJudged extends StdConverter<Judged, Judgement> {

        @Override
        public Judgement convert(Judged judged) {
            return judged.judgement();
        }
    }

    @JsonSerialize(converter = ToJudged.class)
    @JsonDeserialize(converter = FromJudged.class)
    private interface AsJudged {}

    /** Most rules have no limits and most entries no rivals: nothing is written of them. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private interface Brief {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private abstract static class PlainRuleId {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainRuleId(UUID value) {}

        @JsonValue
        abstract UUID value();
    }
}
