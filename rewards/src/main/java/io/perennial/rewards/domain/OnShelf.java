package io.perennial.rewards.domain;

import io.perennial.points.Points;
import io.perennial.rewards.ReadCatalogue.Availability;
import io.perennial.rewards.Reward;

/**
 * A published reward as it stands before one member.
 *
 * @param left how many pieces there are
 * @param taken how many of it the member has, cancelled ones not counted
 */
public record OnShelf(Reward reward, long left, int taken) {

    public boolean soldOut() {
        return left < 1;
    }

    public boolean limitReached() {
        return reward.memberLimit().isPresent() && taken >= reward.memberLimit().getAsInt();
    }

    public Points missing(Points balance) {
        return balance.covers(reward.price()) ? Points.NONE : reward.price().minus(balance);
    }

    public Availability availability(boolean tierReached, Points balance) {
        if (soldOut()) {
            return Availability.SOLD_OUT;
        }
        if (!tierReached) {
            return Availability.TIER_TOO_LOW;
        }
        if (limitReached()) {
            return Availability.LIMIT_REACHED;
        }
        return missing(balance).isNone() ? Availability.AFFORDABLE : Availability.NOT_ENOUGH_POINTS;
    }
}
