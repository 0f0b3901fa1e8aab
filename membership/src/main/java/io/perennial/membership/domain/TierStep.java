package io.perennial.membership.domain;

import io.perennial.membership.TiersChanged.Move;
import java.time.Instant;

/**
 * One change of tier.
 *
 * @param happenedAt when what caused it happened
 */
public record TierStep(Move move, Instant happenedAt) {}
