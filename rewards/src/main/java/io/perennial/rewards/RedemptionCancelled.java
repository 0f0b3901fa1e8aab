package io.perennial.rewards;

import io.perennial.membership.MemberId;
import java.time.Instant;

/** A redemption was cancelled and its points given back. */
public record RedemptionCancelled(RedemptionId redemption, MemberId member, long points, String reason, Instant at) {}
