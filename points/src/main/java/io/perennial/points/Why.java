package io.perennial.points;

import io.perennial.membership.BilingualText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an entry is what it is: stored with the entry for ever, shown to the member as a sentence and to staff and the API
 * in full. It repeats names and numbers as they were, so that it stays true when rules change.
 */
public sealed interface Why {

    /**
     * A rule paid.
     *
     * @param rule the version that paid
     * @param amount what was paid for the purchase, if the formula or a condition asked
     * @param exact points before rounding down, for a formula per amount
     */
    record Earned(
            Paid rule,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            Formula formula,
            @Nullable BigDecimal exact,
            long points,
            long growth)
            implements Why {}

    /** No rule paid for this activity: each rule for its type with the reason, or none at all. */
    record EarnedNothing(List<NotPaid> rules) implements Why {}

    record NotPaid(Paid rule, Reason reason) {}

    /** Why a rule did not pay. */
    enum Reason {
        OTHER_CURRENCY,
        BELOW_MINIMUM,
        /** The formula came to less than one point. */
        ROUNDED_TO_ZERO,
        NOT_IN_FORCE
    }

    record Paid(RuleId id, int version, BilingualText name) {}

    /** Spent on something, e.g. a reward. */
    record Spent(BilingualText on) implements Why {}

    /** Given back because what they were spent on was cancelled. */
    record GivenBack(BilingualText on, String reason) implements Why {}

    /**
     * A refund took points back.
     *
     * @param purchase reference of the purchase, if the refund named one
     * @param amount what was refunded
     * @param due what should be taken back, by the rule of the purchase or, without one, by the rate in force
     * @param shortfall how much of it was no longer there, or out of reach of the refund policy, and is waived
     * @param waited how much of it was still waiting
     * @param owed how much of it was no longer there and is owed
     */
    record TakenBack(
            @Nullable String purchase,
            BigDecimal amount,
            String currency,
            long due,
            long shortfall,
            long growth,
            long waited,
            long owed)
            implements Why {}

    /** @param lastDay the last day on which the points could be used, in the programme's zone */
    record Expired(LocalDate lastDay) implements Why {}

    /**
     * What waited is available now.
     *
     * @param entry sequence of the entry that earned it
     */
    record Released(long entry) implements Why {}

    /** Given for something that is no activity, e.g. a mission. */
    record Granted(BilingualText forWhat) implements Why {}

    /**
     * Staff gave or took points.
     *
     * @param note what they wrote to the member
     */
    record Adjusted(BilingualText reason, @Nullable String note) implements Why {}

    /** @param lastDay the day on which they had ended */
    record Reinstated(LocalDate lastDay) implements Why {}
}
