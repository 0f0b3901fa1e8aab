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
import java.util.function.Function;
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
                    new NamedType(Why.Merged.class, "merged"),
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

    /** @param versions know what was asked, where an entry keeps only the answers */
    static Why why(String json, Function<Why.Paid, EarnRule> versions) {
        return switch (MAPPER.readValue(json, Why.class)) {
            case Why.Earned earned ->
                new Why.Earned(
                        earned.rule(),
                        earned.amount(),
                        earned.currency(),
                        earned.formula(),
                        earned.exact(),
                        earned.points(),
                        earned.growth(),
                        inFull(earned.trace(), earned.rule(), versions),
                        inFull(earned.beside(), versions));
            case Why.EarnedNothing nothing -> new Why.EarnedNothing(inFull(nothing.rules(), versions));
            case Why why -> why;
        };
    }

    private static List<Why.NotPaid> inFull(List<Why.NotPaid> notPaid, Function<Why.Paid, EarnRule> versions) {
        return notPaid.stream()
                .map(each -> new Why.NotPaid(
                        each.rule(),
                        each.reason(),
                        each.other(),
                        each.cap(),
                        inFull(each.trace(), each.rule(), versions)))
                .toList();
    }

    private static Why.@Nullable Trace inFull(
            Why.@Nullable Trace trace, Why.Paid rule, Function<Why.Paid, EarnRule> versions) {
        if (trace == null || trace.condition() == null || !Judged.isBare(trace.condition())) {
            return trace;
        }
        var asked = versions.apply(rule).judged();
        return new Why.Trace(
                trace.whole(),
                Judged.answered(asked, trace.condition().parts().iterator()),
                trace.known(),
                trace.basis(),
                trace.growthExact(),
                trace.cuts());
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
                    condition == null ? Condition.none() : condition,
                    audience == null ? Condition.none() : audience,
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

    /**
     * A judgement repeats its tree at every leaf, and the tree stands in the rule's version, which never changes: only the
     * answers are kept, of each leaf in its order. The first entries had the tree with them, and still are read so.
     *
     * @param leaves for instance {@code +vip}: it held, and this was met; {@code -} when it did not hold and nothing was met
     */
    private record Judged(
            @Nullable Condition condition,
            @Nullable List<Result> results,
            @Nullable List<String> leaves) {

        static Judged of(Judgement judgement) {
            var leaves = new ArrayList<String>();
            collect(judgement, leaves);
            if (!leaves.isEmpty()) {
                return new Judged(null, null, leaves);
            }
            var results = new ArrayList<Result>();
            collectResults(judgement, results);
            return new Judged(judgement.condition(), results, null);
        }

        private static void collect(Judgement judgement, List<String> into) {
            if (isGroup(judgement.condition())) {
                judgement.parts().forEach(part -> collect(part, into));
            } else {
                into.add((judgement.holds() ? "+" : "-") + (judgement.met() == null ? "" : judgement.met()));
            }
        }

        private static void collectResults(Judgement judgement, List<Result> into) {
            into.add(new Result(judgement.holds(), judgement.met()));
            judgement.parts().forEach(part -> collectResults(part, into));
        }

        private static boolean isGroup(Condition condition) {
            return condition instanceof Condition.All
                    || condition instanceof Condition.Any
                    || condition instanceof Condition.Not;
        }

        Judgement judgement() {
            if (condition != null && results != null) {
                return judgement(condition, results.iterator());
            }
            return new Judgement(
                    Condition.none(),
                    false,
                    null,
                    leaves == null
                            ? List.of()
                            : leaves.stream().map(Judged::bare).toList());
        }

        private static Judgement judgement(Condition condition, Iterator<Result> results) {
            var result = results.next();
            var parts = condition.parts().stream()
                    .map(part -> judgement(part, results))
                    .toList();
            return new Judgement(condition, result.holds(), result.met(), parts);
        }

        /** An answer of which it is not said here what was asked. */
        private static Judgement bare(String leaf) {
            return new Judgement(
                    Condition.none(), leaf.startsWith("+"), leaf.length() == 1 ? null : leaf.substring(1), List.of());
        }

        /** What asks for nothing has no parts, so these are answers without their questions. */
        static boolean isBare(Judgement judgement) {
            return judgement.condition().equals(Condition.none())
                    && !judgement.parts().isEmpty();
        }

        static Judgement answered(Condition asked, Iterator<Judgement> leaves) {
            if (!isGroup(asked)) {
                var leaf = leaves.next();
                return new Judgement(asked, leaf.holds(), leaf.met(), List.of());
            }
            var parts =
                    asked.parts().stream().map(part -> answered(part, leaves)).toList();
            var holds = switch (asked) {
                case Condition.Any _ -> parts.stream().anyMatch(Judgement::holds);
                case Condition.Not _ -> !parts.getFirst().holds();
                default -> parts.stream().allMatch(Judgement::holds);
            };
            return new Judgement(asked, holds, null, parts);
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
        PlainRuleId(UUID unused) {}

        @JsonValue
        abstract UUID value();
    }
}
