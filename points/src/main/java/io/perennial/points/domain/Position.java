package io.perennial.points.domain;

import io.perennial.points.Points;

/**
 * How an account stands after an entry.
 *
 * @param pending what waits
 * @param owed what later points repay first; none while there is a balance
 * @param sequence the entry's; 0 before the first
 * @param head the entry's hash
 */
public record Position(Points balance, Points pending, Points owed, long sequence, Fingerprint head) {

    public static final Position NEW = new Position(Points.NONE, Points.NONE, Points.NONE, 0, Fingerprint.NONE);

    public Position {
        if (!balance.isNone() && !owed.isNone()) {
            throw new IllegalArgumentException("what is there repays what is owed");
        }
    }
}
