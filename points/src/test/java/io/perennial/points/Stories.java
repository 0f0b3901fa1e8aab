package io.perennial.points;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffRole;
import java.math.BigDecimal;
import java.time.Instant;
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
        return new EarnRule(
                CHECK_IN_RULE,
                1,
                new BilingualText("每日签到", "Daily check-in"),
                ActivityType.CHECK_IN,
                null,
                null,
                new Formula.Fixed(5),
                new Formula.Nothing(),
                LONG_AGO,
                null);
    }

    public static EarnRule rule(RuleId id, int version, Formula points, Formula growth, Instant from) {
        return new EarnRule(
                id,
                version,
                new BilingualText("消费得积分", "Purchase"),
                ActivityType.PURCHASE,
                null,
                null,
                points,
                growth,
                from,
                null);
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
