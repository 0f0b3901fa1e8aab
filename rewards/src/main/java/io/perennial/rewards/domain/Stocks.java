package io.perennial.rewards.domain;

import io.perennial.rewards.RewardId;
import java.util.OptionalLong;
import java.util.SortedMap;

/** How many pieces of each reward there are. Everybody who redeems it waits for the one row, so it is touched last. */
public interface Stocks {

    long MOST = 100_000_000;

    /** Begins with none. */
    void open(RewardId reward);

    /**
     * Takes so many pieces of each; answers false, with the caller having to undo its transaction, when there are not so
     * many.
     */
    boolean draw(SortedMap<RewardId, Integer> pieces);

    void putBack(RewardId reward);

    /** Adds or takes away pieces; answers how many are left, or nothing when that would be below 0 or above {@link #MOST}. */
    OptionalLong change(RewardId reward, long change);
}
