package io.perennial.points;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffRole;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What members do in these tests, in few words. */
public final class Stories {

    public static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    public static final BilingualText MUG = new BilingualText("马克杯", "A mug");
    public static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    public static final RuleId PURCHASE_RULE = RuleId.of("01900000-0000-7000-8000-00000000a001");
    public static final RuleId CHECK_IN_RULE = RuleId.of("01900000-0000-7000-8000-00000000a002");

    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private Stories() {}

    public static MemberId member(int number) {
        return new MemberId(new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0000L + number));
    }

    public static Money money(String amount) {
        return Money.parse(amount.contains(" ") ? amount : "CNY " + amount);
    }

    public static Activity purchase(MemberId member, String reference, String amount) {
        return purchase(member, reference, amount, NOON);
    }

    public static Activity purchase(MemberId member, String reference, String amount, Instant happenedAt) {
        return activity(member, ActivityType.PURCHASE, reference, happenedAt, money(amount), null);
    }

    public static Activity refund(MemberId member, String reference, String amount, @Nullable String purchase) {
        return refund(member, reference, amount, purchase, NOON);
    }

    public static Activity refund(
            MemberId member, String reference, String amount, @Nullable String purchase, Instant happenedAt) {
        return activity(member, ActivityType.REFUND, reference, happenedAt, money(amount), purchase);
    }

    public static Activity checkIn(MemberId member, String reference) {
        return activity(member, ActivityType.CHECK_IN, reference, NOON, null, null);
    }

    private static Activity activity(
            MemberId member,
            ActivityType type,
            String reference,
            Instant happenedAt,
            @Nullable Money amount,
            @Nullable String refundOf) {
        return new Activity(member, type, "web-shop", reference, happenedAt, "web", null, amount, refundOf, List.of());
    }

    public static Formula perAmount(long units, String amount) {
        return new Formula.PerAmount(units, new BigDecimal(amount));
    }

    public static EarnRule purchaseRule() {
        return rule(PURCHASE_RULE, 1, perAmount(1, "1.00"), perAmount(1, "1.00"), LONG_AGO);
    }

    public static EarnRule checkInRule() {
        return EarnRule.base(
                CHECK_IN_RULE,
                new BilingualText("每日签到", "Daily check-in"),
                ActivityType.CHECK_IN,
                new Formula.Fixed(5),
                new Formula.Nothing(),
                LONG_AGO);
    }

    public static EarnRule rule(RuleId id, int version, Formula points, Formula growth, Instant from) {
        return rule(id, version, Condition.none(), points, growth, from);
    }

    public static EarnRule rule(
            RuleId id, int version, Condition condition, Formula points, Formula growth, Instant from) {
        return new EarnRule(
                id,
                version,
                new BilingualText("消费得积分", "Purchase"),
                EarnRule.Role.BASE,
                ActivityType.PURCHASE,
                condition,
                points,
                growth,
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                from,
                null);
    }

    /** What is known of an activity without looking anything up. */
    public static Circumstances circumstances(ActivityType type, @Nullable Money amount, Instant happenedAt) {
        return new Circumstances(
                member(1), type, happenedAt, "web", null, amount, List.of(), null, null, false, SHANGHAI);
    }

    public static Circumstances bought(String amount) {
        return circumstances(ActivityType.PURCHASE, money(amount), NOON);
    }

    public static PointsPolicy policy() {
        return policy(30);
    }

    public static PointsPolicy policy(int minimumLifeDays) {
        return policy(new PointsPolicy.Rolling(24, PointsPolicy.Rounding.MONTH), minimumLifeDays);
    }

    public static PointsPolicy policy(PointsPolicy.Expiry expiry) {
        return policy(expiry, 30);
    }

    public static PointsPolicy policy(Map<ActivityType, Integer> pendingDays, PointsPolicy.Refunds refunds) {
        return version(1, pendingDays, refunds, LONG_AGO);
    }

    /** As the usual one, but for what waits and what refunds take. */
    public static PointsPolicy version(
            int version, Map<ActivityType, Integer> pendingDays, PointsPolicy.Refunds refunds, Instant from) {
        var usual = policy();
        return new PointsPolicy(
                version,
                usual.expiry(),
                usual.expiryOfTiers(),
                usual.minimumLifeDays(),
                usual.noticeDays(),
                pendingDays,
                refunds,
                usual.transfers(),
                usual.adjustments(),
                from);
    }

    private static PointsPolicy policy(PointsPolicy.Expiry expiry, int minimumLifeDays) {
        return new PointsPolicy(
                1,
                expiry,
                Map.of(),
                minimumLifeDays,
                0,
                Map.of(),
                PointsPolicy.Refunds.WITHIN_BALANCE,
                new PointsPolicy.TransferLimits(5_000, 20_000, 10, 30),
                new PointsPolicy.AdjustmentLimits(Map.of(StaffRole.SUPPORT, 500L, StaffRole.FINANCE, 5_000L)),
                LONG_AGO);
    }

    public static ReadRules.Published published(EarnRule rule) {
        return new ReadRules.Published(rule, rule.effectiveFrom(), Optional.empty());
    }

    public static ReadRules.Published retired(EarnRule rule, Instant at) {
        return new ReadRules.Published(rule, rule.effectiveFrom(), Optional.of(at));
    }
}
