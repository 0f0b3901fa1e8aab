package io.perennial.rewards;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;

/**
 * Redeems one piece of a reward: limit, stock and points move in one transaction or not at all.
 *
 * <p>Idempotent by (member, key), for ever: the same key again answers the same redemption; for another reward it is a
 * conflict.
 */
public interface RedeemReward {

    Outcome redeem(Redeeming redeeming);

    /** @param key made by the caller for one intention to redeem; 1 to 80 printable ASCII characters without blanks */
    record Redeeming(MemberId member, RewardId reward, String key) {}

    sealed interface Outcome {
        /** @param code what the member shows in the shop */
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
