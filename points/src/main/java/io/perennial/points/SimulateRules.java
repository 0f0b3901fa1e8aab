package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.Tier;
import java.time.Instant;
import java.util.List;

/**
 * Replays what members really did in the last days by draft rules, beside the rules that were in force, and compares. Reads
 * the activity stream; the ledger, caps and budgets are not touched.
 *
 * <p>Activities are taken in the order in which they happened. Drafts are tried as though they had been in force all the
 * time, each in the place of all versions of the same rule, with caps unused and budgets full at the beginning; growth, tiers
 * and first purchases begin as they were, and go on as the replay pays. What a programme that had published the drafts
 * before would have paid for the same activities in the same order is what comes out, to the point.
 *
 * <p>Not replayed: what members spent and what expired, so that a refund finds all that was earned still there; refunds that
 * name a purchase from before; points and growth for anything else than activities.
 */
public interface SimulateRules {

    int MOST_DAYS = 7_300;
    int MOST_ACTIVITIES = 500_000;
    int MOST_MEMBERS = 20;

    /**
     * @param days 1 to {@value #MOST_DAYS}, back from now
     * @throws IllegalArgumentException for another number of days
     */
    Outcome simulate(List<EarnRule> drafts, int days);

    sealed interface Outcome {

        /**
         * @param members that did anything in this time
         * @param rules those that paid in either of the two, the drafts first
         * @param moves members who would be on another tier at the end, by the tiers
         * @param gaining those who gain most points, most first, at most {@value #MOST_MEMBERS}
         * @param losing those who lose most, likewise
         * @param refundsLeftOut refunds of purchases from before
         */
        record Compared(
                Instant from,
                Instant until,
                long activities,
                long members,
                Sums inForce,
                Sums drafted,
                List<OfRule> rules,
                List<Move> moves,
                List<Change> gaining,
                List<Change> losing,
                long membersGaining,
                long membersLosing,
                long refundsLeftOut)
                implements Outcome {}

        /** More than {@value #MOST_ACTIVITIES} in this time: ask for fewer days. */
        record TooMany(long activities) implements Outcome {}
    }

    /** @param takenBack by refunds, counted positive */
    record Sums(long points, long growth, long takenBack, long growthTakenBack) {

        /** What stays with members, and is owed to them. */
        public long net() {
            return points - takenBack;
        }
    }

    record OfRule(RuleId rule, BilingualText name, boolean draft, Payments inForce, Payments drafted) {}

    /**
     * @param paid activities that it paid for
     * @param cut points that caps and its budget took off
     */
    record Payments(long paid, long points, long growth, long cut) {

        public static final Payments NONE = new Payments(0, 0, 0, 0);
    }

    record Move(Tier inForce, Tier drafted, long members) {}

    /** Points that stay with the member, under each. */
    record Change(MemberId member, long inForce, long drafted) {

        public long difference() {
            return drafted - inForce;
        }
    }
}
