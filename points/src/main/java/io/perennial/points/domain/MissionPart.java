package io.perennial.points.domain;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Judgement;
import io.perennial.membership.MemberId;
import io.perennial.points.Mission;
import io.perennial.points.Mission.Step;
import io.perennial.points.MissionId;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What one activity adds to one step of a mission.
 *
 * @param version of the mission that judged it
 * @param amount in minor units for an amount, else 1; 0 for what a refund took back
 */
public record MissionPart(Course course, String step, ActivityId activity, int version, LocalDate day, long amount) {

    /** A member's way through a mission in one period. */
    public record Course(MemberId member, MissionId mission, LocalDate period) {}

    /** Follows from the activity, what is left of it, and the mission's version alone. */
    public static List<MissionPart> of(ActivityId activity, Circumstances circumstances, Mission mission) {
        var parts = new ArrayList<MissionPart>();
        var day = circumstances.local().toLocalDate();
        var course = new Course(
                circumstances.member(), mission.id(), mission.recurrence().periodOf(day));
        if (mission.isFor(circumstances.tier())) {
            for (var step : mission.steps()) {
                var amount = amount(step, circumstances);
                if (amount > 0) {
                    parts.add(new MissionPart(course, step.key(), activity, mission.version(), day, amount));
                }
            }
        }
        return parts;
    }

    public MissionPart takenBack() {
        return new MissionPart(course, step, activity, version, day, 0);
    }

    public Missions.Sum asSum() {
        return new Missions.Sum(1, amount, 1);
    }

    private static long amount(Step step, Circumstances circumstances) {
        if (!step.type().equals(circumstances.type()) || isGivenBack(circumstances)) {
            return 0;
        }
        var verdict = Judgement.judge(step.condition(), circumstances);
        if (!verdict.holds()) {
            return 0;
        }
        return switch (step.measure()) {
            case TIMES, DAYS -> 1;
            case AMOUNT -> paid(step, circumstances, verdict);
        };
    }

    /** Nothing is left of the purchase, or nothing was ever paid for it. */
    private static boolean isGivenBack(Circumstances circumstances) {
        return circumstances.type().equals(ActivityType.PURCHASE)
                && circumstances.amount() != null
                && circumstances.amount().isZero();
    }

    private static long paid(Step step, Circumstances circumstances, Judgement.Verdict verdict) {
        var amount = circumstances.amount();
        var currency = step.currency();
        if (amount == null || currency == null || !amount.getCurrencyUnit().equals(currency)) {
            return 0;
        }
        return step.condition().asks().contains(Ask.ITEMS)
                ? circumstances
                        .amountOf(verdict.items())
                        .movePointRight(currency.getDecimalPlaces())
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact()
                : amount.getAmountMinorLong();
    }
}
