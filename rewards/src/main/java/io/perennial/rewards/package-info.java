/**
 * What points buy: the catalogue, and the redemptions of its rewards.
 *
 * <p><b>Owns</b> rewards with their texts and stock, and redemptions with their codes.
 *
 * <p><b>Promises</b> that points, stock and the per-member limit move in one transaction or not at all; that a retry or a
 * double click gets the same redemption; that two members never get the last piece; that a cancelled redemption gives the
 * points back to the lots they came from, once.
 *
 * <p><b>Contents</b>
 *
 * <ul>
 *   <li><b>The catalogue</b>: {@link Reward}, {@link RewardId}, {@link RewardKind}; {@link EditCatalogue}, {@link
 *       ReadCatalogue}, {@link RewardPublished}, {@link RewardWithdrawn}.
 *   <li><b>Redemptions</b>: {@link RedemptionId}, {@link RedemptionStatus}; {@link RedeemReward}, {@link
 *       RewardRedeemed}, {@link SettleRedemption}, {@link RedemptionHandedOver}, {@link RedemptionCancelled}, {@link
 *       ReadRedemptions}.
 * </ul>
 *
 * <p><b>Never</b> touches a balance itself, and never lets a code be guessed.
 */
@NullMarked
@ApplicationModule(
        displayName = "Rewards",
        allowedDependencies = {"points", "membership"})
package io.perennial.rewards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
