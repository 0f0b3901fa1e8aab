package io.perennial.rewards;

import io.perennial.membership.MemberId;
import java.time.Instant;

/** A redeemed reward reached its member. */
public record RedemptionHandedOver(RedemptionId redemption, MemberId member, Instant at) {}
