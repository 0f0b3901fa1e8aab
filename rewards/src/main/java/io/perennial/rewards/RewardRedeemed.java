package io.perennial.rewards;

import io.perennial.membership.MemberId;
import java.time.Instant;

/** A member redeemed a reward. */
public record RewardRedeemed(RedemptionId redemption, MemberId member, RewardId reward, long points, Instant at) {}
