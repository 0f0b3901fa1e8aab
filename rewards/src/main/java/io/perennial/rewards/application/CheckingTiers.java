package io.perennial.rewards.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.rewards.Reward;
import java.util.Collection;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Which rewards a member's tier allows. */
@Component
class CheckingTiers {

    private final ReadStanding standings;
    private final ReadLadder ladders;

    CheckingTiers(ReadStanding standings, ReadLadder ladders) {
        this.standings = standings;
        this.ladders = ladders;
    }

    /** Asks for standing and ladder only when one of these rewards needs a tier. */
    Predicate<Reward> allowedTo(MemberId member, Collection<Reward> rewards) {
        if (rewards.stream().allMatch(reward -> reward.tierCode().isEmpty())) {
            return reward -> true;
        }
        var ladder = ladders.ladder();
        var standing = standings.of(member);
        // A tier that is no longer on the ladder is one that nobody has reached.
        return reward -> reward.tierCode().isEmpty()
                || standing.isPresent()
                        && reward.tierCode()
                                .flatMap(ladder::find)
                                .filter(needed -> standing.get().tier().reaches(needed))
                                .isPresent();
    }
}
