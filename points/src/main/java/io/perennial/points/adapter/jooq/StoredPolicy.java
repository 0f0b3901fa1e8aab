package io.perennial.points.adapter.jooq;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.perennial.insights.ActivityType;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PointsPolicy.AdjustmentLimits;
import io.perennial.points.PointsPolicy.Expiry;
import io.perennial.points.PointsPolicy.FixedDates;
import io.perennial.points.PointsPolicy.Grace;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.PointsPolicy.Rolling;
import io.perennial.points.PointsPolicy.Rounding;
import io.perennial.points.PointsPolicy.Sliding;
import io.perennial.points.PointsPolicy.TransferLimits;
import java.time.Instant;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * A version of the policy as it is kept: words and numbers of our choosing, in a steady order.
 *
 * @param grace absent where it was kept before there was a choice
 */
record StoredPolicy(
        StoredExpiry expiry,
        SortedMap<String, StoredExpiry> expiryOfTiers,
        int minimumLifeDays,
        int noticeDays,
        SortedMap<String, Integer> pendingDays,
        Refunds refunds,
        TransferLimits transfers,
        AdjustmentLimits adjustments,
        @Nullable Grace grace,
        @Nullable Instant effectiveFrom) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .registerSubtypes(
                    new NamedType(StoredRolling.class, "rolling"),
                    new NamedType(StoredDates.class, "fixed-dates"),
                    new NamedType(StoredSliding.class, "sliding"))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Without what has a column of its own. */
    static String definitionOf(PointsPolicy policy) {
        return MAPPER.writeValueAsString(of(policy, null));
    }

    /** In full. */
    static String of(PointsPolicy policy) {
        return MAPPER.writeValueAsString(of(policy, policy.effectiveFrom()));
    }

    private static StoredPolicy of(PointsPolicy policy, @Nullable Instant effectiveFrom) {
        var tiers = new TreeMap<String, StoredExpiry>();
        policy.expiryOfTiers().forEach((code, expiry) -> tiers.put(code, StoredExpiry.of(expiry)));
        var pending = new TreeMap<String, Integer>();
        policy.pendingDays().forEach((type, days) -> pending.put(type.code(), days));
        return new StoredPolicy(
                StoredExpiry.of(policy.expiry()),
                tiers,
                policy.minimumLifeDays(),
                policy.noticeDays(),
                pending,
                policy.refunds(),
                policy.transfers(),
                policy.adjustments(),
                policy.grace(),
                effectiveFrom);
    }

    static PointsPolicy policy(int version, String definition, Instant effectiveFrom) {
        var stored = MAPPER.readValue(definition, StoredPolicy.class);
        return new PointsPolicy(
                version,
                stored.expiry().expiry(),
                stored.expiryOfTiers().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, each -> each.getValue().expiry())),
                stored.minimumLifeDays(),
                stored.noticeDays(),
                stored.pendingDays().entrySet().stream()
                        .collect(Collectors.toMap(each -> new ActivityType(each.getKey()), Map.Entry::getValue)),
                stored.refunds(),
                stored.transfers(),
                stored.adjustments(),
                stored.grace() == null ? Grace.USUAL : stored.grace(),
                effectiveFrom);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    sealed interface StoredExpiry {

        Expiry expiry();

        static StoredExpiry of(Expiry expiry) {
            return switch (expiry) {
                case Rolling(var months, var rounding) -> new StoredRolling(months, rounding);
                case FixedDates(var dates, var leastDays) ->
                    new StoredDates(dates.stream().map(MonthDay::toString).toList(), leastDays);
                case Sliding(var months, var rounding, var activities) ->
                    new StoredSliding(
                            months,
                            rounding,
                            activities.stream().map(ActivityType::code).sorted().toList());
            };
        }
    }

    record StoredRolling(int months, Rounding rounding) implements StoredExpiry {

        @Override
        public Expiry expiry() {
            return new Rolling(months, rounding);
        }
    }

    /** @param dates as --12-31 */
    record StoredDates(List<String> dates, int leastDays) implements StoredExpiry {

        @Override
        public Expiry expiry() {
            return new FixedDates(dates.stream().map(MonthDay::parse).toList(), leastDays);
        }
    }

    record StoredSliding(int months, Rounding rounding, List<String> activities) implements StoredExpiry {

        @Override
        public Expiry expiry() {
            return new Sliding(
                    months, rounding, activities.stream().map(ActivityType::new).collect(Collectors.toSet()));
        }
    }
}
