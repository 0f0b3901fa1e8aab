package io.perennial.rewards;

import io.perennial.membership.MemberId;
import io.perennial.membership.Standing;
import io.perennial.points.Points;
import java.util.List;
import java.util.Optional;

/** The catalogue as a member sees it: published and visible rewards, cheapest first, with what holds for this member. */
public interface ReadCatalogue {

    List<Offer> offers(MemberId member);

    Optional<Offer> offer(MemberId member, RewardId reward);

    /** Whether it was there for members once: it was withdrawn, or its time is over. */
    boolean isOver(RewardId reward);

    /**
     * The cheapest reward that this member could have but cannot afford yet, by a catalogue and a ladder that are up to two
     * seconds old. No statement, or one where the reward is limited per member.
     *
     * @param balance as the same page shows it
     */
    Optional<Offer> nextGoal(Standing standing, Points balance);

    /**
     * @param left how many pieces there are
     * @param missing points the member still needs; none when affordable
     */
    record Offer(Reward reward, long left, Points missing, Availability availability) {}

    /** What stands between the member and the reward; the first that applies, in this order. */
    enum Availability {
        SOLD_OUT,
        TIER_TOO_LOW,
        LIMIT_REACHED,
        NOT_ENOUGH_POINTS,
        AFFORDABLE
    }
}
