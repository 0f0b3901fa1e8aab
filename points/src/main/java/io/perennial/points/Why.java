package io.perennial.points;

import io.perennial.insights.Judgement;
import io.perennial.membership.BilingualText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
     * @param amount what counted of what was paid for the purchase, if the formula or a condition asked
     * @param formula of the points
     * @param exact points before rounding, cut after four decimals; absent where the formula needs no rounding
     * @param points after caps and budget; what those took off is in the trace
     * @param trace what else led to it; absent for a rule without conditions and limits
     * @param beside rules in force that did not pay, told once for an activity, with the first rule that paid
     */
    record Earned(
            Paid rule,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            Formula formula,
            @Nullable BigDecimal exact,
            long points,
            long growth,
            @Nullable Trace trace,
            List<NotPaid> beside)
            implements Why {

        public Earned {
            beside = beside == null ? List.of() : List.copyOf(beside);
        }

        public Earned(
                Paid rule,
                @Nullable BigDecimal amount,
                @Nullable String currency,
                Formula formula,
                @Nullable BigDecimal exact,
                long points,
                long growth) {
            this(rule, amount, currency, formula, exact, points, growth, null, List.of());
        }

        public Earned beside(List<NotPaid> others) {
            return new Earned(rule, amount, currency, formula, exact, points, growth, trace, others);
        }

        /** What caps and budget took off. */
        public List<Cut> cuts() {
            return trace == null ? List.of() : trace.cuts();
        }
    }

    /** No rule paid for this activity: each rule for its type with the reason, or none at all. */
    record EarnedNothing(List<NotPaid> rules) implements Why {

        public EarnedNothing {
            rules = rules == null ? List.of() : List.copyOf(rules);
        }
    }

    /**
     * @param other the bonus that paid in its place, for {@link Reason#LOST_TO_BETTER} and {@link Reason#EXCLUDED}
     * @param cap the one that is used up, for {@link Reason#CAP_USED_UP}
     */
    record NotPaid(
            Paid rule,
            Reason reason,
            @Nullable Paid other,
            @Nullable Cap cap,
            @Nullable Trace trace) {

        public NotPaid(Paid rule, Reason reason) {
            this(rule, reason, null, null, null);
        }
    }

    /** Why a rule did not pay. */
    enum Reason {
        NOT_IN_FORCE,
        /** The trace's judgement tells which one did not hold. */
        CONDITION,
        /** All held, but the member is not in the share of members for whom it is being tried. */
        OUTSIDE_SHARE,
        /** The formula came to less than one point. */
        ROUNDED_TO_ZERO,
        /** It multiplies what other rules pay, and they paid nothing. */
        NOTHING_TO_MULTIPLY,
        /** Of the bonuses of which the best one wins, another one was better. */
        LOST_TO_BETTER,
        /** A bonus paid that bears no other one beside it. */
        EXCLUDED,
        CAP_USED_UP,
        BUDGET_GONE
    }

    /**
     * What a rule's answer was made of.
     *
     * @param whole what was paid for the whole purchase, where only a part of it counted
     * @param condition with what was met at each leaf; absent for a rule without conditions
     * @param known of the member when it happened, as far as the rule asked
     * @param basis what the base rules pay for the part that counted, in points, for a rule that multiplies it
     * @param growthExact like {@link Earned#exact}
     * @param cuts in the order in which they were made
     */
    record Trace(
            @Nullable BigDecimal whole,
            @Nullable Judgement condition,
            @Nullable Known known,
            @Nullable Long basis,
            @Nullable BigDecimal growthExact,
            List<Cut> cuts) {

        public Trace {
            cuts = cuts == null ? List.of() : List.copyOf(cuts);
        }
    }

    /**
     * What was so when it happened, each absent where the rule did not ask.
     *
     * @param segments of those that the rule asks for, the ones to which the member belonged
     */
    record Known(
            @Nullable String tier,
            @Nullable Boolean birthdayMonth,
            @Nullable Boolean firstPurchase,
            @Nullable Set<String> segments) {

        public Known(@Nullable String tier, @Nullable Boolean birthdayMonth, @Nullable Boolean firstPurchase) {
            this(tier, birthdayMonth, firstPurchase, null);
        }

        public boolean saysNothing() {
            return tier == null && birthdayMonth == null && firstPurchase == null && segments == null;
        }
    }

    /**
     * @param cap absent for the rule's budget
     * @param points so many less
     */
    record Cut(@Nullable Cap cap, long points) {}

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
     * @param rules what was due of what each rule paid for the purchase
     */
    record TakenBack(
            @Nullable String purchase,
            BigDecimal amount,
            String currency,
            long due,
            long shortfall,
            long growth,
            long waited,
            long owed,
            List<Reversed> rules)
            implements Why {

        public TakenBack {
            rules = rules == null ? List.of() : List.copyOf(rules);
        }

        public TakenBack(
                @Nullable String purchase,
                BigDecimal amount,
                String currency,
                long due,
                long shortfall,
                long growth,
                long waited,
                long owed) {
            this(purchase, amount, currency, due, shortfall, growth, waited, owed, List.of());
        }
    }

    /** @param whole whether nothing stays of what the rule paid */
    record Reversed(Paid rule, long points, boolean whole) {}

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
     * Handed to another account. Names are not kept with it: whoever reads it looks up who the account belongs to.
     *
     * @param to the account's holder
     */
    record Sent(UUID transfer, UUID to, Party party) implements Why {}

    /** Handed over by another account. */
    record Received(UUID transfer, UUID from, Party party) implements Why {}

    /** A transfer went back: out of the account that had received it, and into the one that had sent it. */
    record SentBack(UUID transfer, ReadTransfers.ReturnedFor returnedFor) implements Why {}

    /**
     * Two members became one, or are two again: points went from one of their accounts to the other.
     *
     * @param other the other account's holder
     */
    record Merged(UUID merge, UUID other, Cause cause) implements Why {}

    /** Why points were carried between the accounts of members who are one. */
    enum Cause {
        /** They became one. */
        MERGE,
        /** Something of before came back or was taken back afterwards. */
        LATER,
        /** They are two again. */
        UNDO
    }

    /** What sort of account is on the other side. */
    enum Party {
        MEMBER,
        HOUSEHOLD
    }

    /**
     * Staff gave or took points.
     *
     * @param note what they wrote to the member
     */
    record Adjusted(BilingualText reason, @Nullable String note) implements Why {}

    /** @param lastDay the day on which they had ended */
    record Reinstated(LocalDate lastDay) implements Why {}
}
