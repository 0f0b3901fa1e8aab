package io.perennial.rewards;

import java.time.Instant;

/** Members no longer see this reward. */
public record RewardWithdrawn(RewardId reward, Instant at) {}
