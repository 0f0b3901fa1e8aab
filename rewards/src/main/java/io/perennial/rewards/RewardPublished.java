package io.perennial.rewards;

import java.time.Instant;

/** Members can see this reward from now on. */
public record RewardPublished(RewardId reward, Instant at) {}
