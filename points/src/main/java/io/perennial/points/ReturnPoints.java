package io.perennial.points;

import io.perennial.membership.MemberId;

/**
 * Gives spent points back to the very lots they came from. A lot that has expired since, or is about to, lives at least
 * the policy's minimum life (30 days at first) from now. Takes part in the caller's transaction. Idempotent: a spending
 * is given back once, whatever the number of calls.
 */
public interface ReturnPoints {

    Outcome giveBack(MemberId member, String spendingKey, String reason);

    sealed interface Outcome {
        record GivenBack(Points points, Points balance) implements Outcome {}

        record UnknownSpending() implements Outcome {}
    }
}
