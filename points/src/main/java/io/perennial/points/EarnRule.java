package io.perennial.points;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Condition.Place;
import io.perennial.membership.BilingualText;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of an earn rule. Points and growth are separate results. An edit makes a new version, and entries point at the
 * one that paid them; an activity is judged by the version in force when it <em>happened</em>.
 *
 * @param version 1 for the first
 * @param condition what must hold beside the type; {@link Condition#none()} for nothing
 * @param audience whom this version is for, {@link Condition#none()} for everyone; a condition on the member alone, as they were
 *     when the activity happened. All others
 *     are judged by the version before, as long as it is in force
 * @param caps at most one for each window and measure
 * @param budget what the rule pays to all members together, in points; as much as it comes to when absent
 * @param priority 0 to 1,000; the higher one first where rules get in each other's way
 * @param about what members read of a campaign beside its name
 * @param effectiveFrom inclusive
 * @param effectiveUntil exclusive; open-ended when absent
 */
public record EarnRule(
        RuleId id,
        int version,
        BilingualText name,
        Role role,
        ActivityType activityType,
        Condition condition,
        Condition audience,
        Formula points,
        Formula growth,
        List<Cap> caps,
        @Nullable Long budget,
        Stacking stacking,
        int priority,
        @Nullable BilingualText about,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil) {

    private static final Comparator<Cap> IN_ORDER =
            Comparator.comparing(Cap::window).thenComparing(Cap::measure);

    public static final int HIGHEST_PRIORITY = 1_000;
    public static final long LARGEST_BUDGET = 1_000_000_000_000L;

    public enum Role {
        /** Pays for what was done. */
        BASE,
        /** Comes on top: a campaign. */
        BONUS
    }

    public EarnRule {
        caps = caps.stream().sorted(IN_ORDER).toList();
        condition.readable();
        audience.readable();
        if (!audience.strangersIn(Place.ACTIVITY).isEmpty()
                || !audience.strangersIn(Place.MEMBER).isEmpty()) {
            throw new IllegalArgumentException("an audience is a condition on the member alone");
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
        if (activityType.equals(ActivityType.REFUND)) {
            throw new IllegalArgumentException("a refund takes back by the rule of its purchase");
        }
        if (points instanceof Formula.Nothing && growth instanceof Formula.Nothing) {
            throw new IllegalArgumentException("a rule pays points or growth");
        }
        if (!activityType.equals(ActivityType.PURCHASE) && (needsMoney(points) || needsMoney(growth))) {
            throw new IllegalArgumentException("only a purchase has an amount");
        }
        if (role == Role.BASE
                && (points instanceof Formula.Multiplied
                        || growth instanceof Formula.Multiplied
                        || stacking != Stacking.ADD_UP)) {
            throw new IllegalArgumentException("only a bonus multiplies, and only bonuses give way to each other");
        }
        if (caps.stream()
                        .map(cap -> List.of(cap.window(), cap.measure()))
                        .distinct()
                        .count()
                < caps.size()) {
            throw new IllegalArgumentException("one cap for each window and measure");
        }
        if (budget != null && (budget < 1 || budget > LARGEST_BUDGET)) {
            throw new IllegalArgumentException("a budget is above 0");
        }
        if (priority < 0 || priority > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException("a priority is 0 to 1,000");
        }
        if (effectiveUntil != null && !effectiveUntil.isAfter(effectiveFrom)) {
            throw new IllegalArgumentException("a rule ends after it begins");
        }
    }

    /** For everyone. */
    public EarnRule(
            RuleId id,
            int version,
            BilingualText name,
            Role role,
            ActivityType activityType,
            Condition condition,
            Formula points,
            Formula growth,
            List<Cap> caps,
            @Nullable Long budget,
            Stacking stacking,
            int priority,
            @Nullable BilingualText about,
            Instant effectiveFrom,
            @Nullable Instant effectiveUntil) {
        this(
                id,
                version,
                name,
                role,
                activityType,
                condition,
                Condition.none(),
                points,
                growth,
                caps,
                budget,
                stacking,
                priority,
                about,
                effectiveFrom,
                effectiveUntil);
    }

    /** Pays for everything of this type, without limits: how most programmes begin. */
    public static EarnRule base(
            RuleId id, BilingualText name, ActivityType type, Formula points, Formula growth, Instant effectiveFrom) {
        return new EarnRule(
                id,
                1,
                name,
                Role.BASE,
                type,
                Condition.none(),
                points,
                growth,
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                effectiveFrom,
                null);
    }

    /** The same, at another time. */
    public EarnRule during(Instant from, @Nullable Instant until) {
        return with(version, audience, from, until);
    }

    /** The same as another version, for others. */
    public EarnRule as(int otherVersion, Condition otherAudience, Instant from) {
        return with(otherVersion, otherAudience, from, effectiveUntil);
    }

    private EarnRule with(int otherVersion, Condition otherAudience, Instant from, @Nullable Instant until) {
        return new EarnRule(
                id,
                otherVersion,
                name,
                role,
                activityType,
                condition,
                otherAudience,
                points,
                growth,
                caps,
                budget,
                stacking,
                priority,
                about,
                from,
                until);
    }

    public boolean isForEveryone() {
        return audience.equals(Condition.none());
    }

    /** What an activity is judged by: the audience first, then the condition. */
    public Condition judged() {
        if (isForEveryone()) {
            return condition;
        }
        return condition.equals(Condition.none()) ? audience : new Condition.All(List.of(audience, condition));
    }

    public boolean inForceAt(Instant moment) {
        return !moment.isBefore(effectiveFrom) && (effectiveUntil == null || moment.isBefore(effectiveUntil));
    }

    /** What has to be known of the member, and whether of the items, to judge by it. */
    public Set<Ask> asks() {
        var asks = EnumSet.noneOf(Ask.class);
        condition.collect(asks);
        audience.collect(asks);
        if (points instanceof Formula.ByTier || growth instanceof Formula.ByTier) {
            asks.add(Ask.TIER);
        }
        return asks;
    }

    private static boolean needsMoney(Formula formula) {
        return switch (formula) {
            case Formula.PerAmount _ -> true;
            case Formula.ByTier byTier -> needsMoney(byTier.base());
            case Formula.Multiplied _, Formula.Fixed _, Formula.Nothing _ -> false;
        };
    }
}
