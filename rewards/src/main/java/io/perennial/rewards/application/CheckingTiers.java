package io.perennial.rewards.application;

import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Memory;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.Standing;
import io.perennial.rewards.Reward;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;

/** Which rewards members' tiers allow. */
@Component
class CheckingTiers {

    private final ReadStanding standings;
    private final ReadLadder ladders;
    private final Memory<Ladder> lately;

    CheckingTiers(ReadStanding standings, ReadLadder ladders, RunTransactions transactions, Clock clock) {
        this.standings = standings;
        this.ladders = ladders;
        this.lately = new Memory<>(transactions, clock, ladders::ladder);
    }

    /** Asks for standings and ladder only when one of these rewards needs a tier. */
    BiPredicate<MemberId, Reward> allowedTo(Collection<MemberId> members, Collection<Reward> rewards) {
        if (rewards.stream().allMatch(reward -> reward.tierCode().isEmpty())) {
            return (_, _) -> true;
        }
        return allowed(standings.of(members), ladders.ladder());
    }

    /** The same for a member who is known to stand so; by a ladder that is up to two seconds old. */
    BiPredicate<MemberId, Reward> allowedTo(Standing standing, Collection<Reward> rewards) {
        return rewards.stream().allMatch(reward -> reward.tierCode().isEmpty())
                ? (_, _) -> true
                : allowed(Map.of(standing.member(), standing), lately.get());
    }

    private static BiPredicate<MemberId, Reward> allowed(Map<MemberId, Standing> standing, Ladder ladder) {
        // A tier that is no longer on the ladder is one that nobody has reached.
        return (member, reward) -> reward.tierCode().isEmpty()
                || (standing.containsKey(member)
                        && reward.tierCode()
                                .flatMap(ladder::find)
                                .filter(needed -> standing.get(member).tier().reaches(needed))
                                .isPresent());
    }
}
