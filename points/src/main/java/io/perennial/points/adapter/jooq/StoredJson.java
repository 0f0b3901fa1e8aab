package io.perennial.points.adapter.jooq;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.perennial.membership.BilingualText;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * What the ledger keeps as JSON. Types carry names of our choosing, never those of classes, so that stored rows outlive any
 * renaming; what a later version adds is passed over.
 */
final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Why.class, Typed.class)
            .addMixIn(Formula.class, Typed.class)
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
                    new NamedType(Formula.PerAmount.class, "per-amount"),
                    new NamedType(Formula.Fixed.class, "fixed"),
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
                code(rule.currency()),
                rule.minimum(),
                rule.points(),
                rule.growth(),
                rule.effectiveFrom(),
                rule.effectiveUntil()));
    }

    private static @Nullable String code(@Nullable CurrencyUnit currency) {
        return currency == null ? null : currency.getCode();
    }

    record Definition(@Nullable String currency, @Nullable BigDecimal minimum, Formula points, Formula growth) {

        static Definition of(EarnRule rule) {
            return new Definition(code(rule.currency()), rule.minimum(), rule.points(), rule.growth());
        }

        @Nullable
        CurrencyUnit currencyUnit() {
            return currency == null ? null : CurrencyUnit.of(currency);
        }
    }

    private record InFull(
            int version,
            BilingualText name,
            String activityType,
            @Nullable String currency,
            @Nullable BigDecimal minimum,
            Formula points,
            Formula growth,
            Instant effectiveFrom,
            @Nullable Instant effectiveUntil) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private abstract static class PlainRuleId {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainRuleId(UUID value) {}

        @JsonValue
        abstract UUID value();
    }
}
