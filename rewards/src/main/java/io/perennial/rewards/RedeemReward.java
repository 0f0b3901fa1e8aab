package io.perennial.rewards;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;

/**
 * Redeems one piece of a reward: limit, stock and points move in one transaction or not at all.
 *
 * <p>Idempotent by (member, key), for ever: the same key again answers the same redemption; for another reward it is a
 * conflict. Opens the transaction itself, and runs it again when the database chose it as the victim of a deadlock: it is
 * not made to be called inside another one.
 */
public interface RedeemReward {

    Outcome redeem(Redeeming redeeming);

    /** @param key made by the caller for one intention to redeem; 1 to 80 printable ASCII characters without blanks */
    record Redeeming(MemberId member, RewardId reward, String key) {

        public Redeeming {
            if (!key.matches("[!-~]{1,80}")) {
                throw new IllegalArgumentException("a key has 1 to 80 printable ASCII characters without blanks");
            }
        }
    }

    sealed interface Outcome {
        /**
         * @param code what the member shows in the shop
         * @param balance what the member has now
         * @param repeated whether this key was answered before
         */
        record Redeemed(
                RedemptionId redemption,
                RewardId reward,
                BilingualText name,
                String code,
                Points price,
                Points balance,
                boolean repeated)
                implements Outcome {}

        /** Unknown, not published, or not visible now. */
        record NotAvailable() implements Outcome {}

        record SoldOut() implements Outcome {}

        record LimitReached(int limit) implements Outcome {}

        record TierTooLow(String neededTier) implements Outcome {}

        record NotEnoughPoints(Points balance, Points missing) implements Outcome {}

        /** The member is frozen, closed or unknown. */
        record MayNotSpend() implements Outcome {}

        /** This key redeemed another reward before. */
        record Conflict(RedemptionId redemption) implements Outcome {}
    }
}
