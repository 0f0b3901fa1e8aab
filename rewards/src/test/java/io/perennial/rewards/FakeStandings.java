package io.perennial.rewards;

import io.perennial.membership.BilingualText;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.Standing;
import io.perennial.membership.Tier;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Three tiers, and members who stand where a test puts them; everybody else is unknown. */
public final class FakeStandings implements ReadStanding, ReadLadder {

    private static final Ladder LADDER = new Ladder(List.of(
            new Tier("member", 0, new BilingualText("会员", "Member"), 0),
            new Tier("vip", 1, new BilingualText("贵宾", "VIP"), 1_000),
            new Tier("black", 2, new BilingualText("黑卡", "Black"), 10_000)));

    private final Map<MemberId, Standing> standings = new ConcurrentHashMap<>();

    public void put(MemberId member, long growth) {
        standings.put(member, Standing.on(LADDER, member, growth, LADDER.reachedBy(growth), Instant.EPOCH));
    }

    @Override
    public Optional<Standing> of(MemberId member) {
        return Optional.ofNullable(standings.get(member));
    }

    @Override
    public Map<MemberId, Standing> of(Collection<MemberId> members) {
        return members.stream()
                .filter(standings::containsKey)
                .collect(Collectors.toMap(Function.identity(), standings::get));
    }

    @Override
    public List<TierChange> history(MemberId member) {
        return List.of();
    }

    @Override
    public Map<MemberId, List<TierChange>> changes(Collection<MemberId> members) {
        return Map.of();
    }

    @Override
    public Ladder ladder() {
        return LADDER;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Ladder withRoom() {
        return LADDER;
    }

    @Override
    public Optional<Published> announced() {
        return Optional.empty();
    }

    @Override
    public List<Published> history() {
        return List.of();
    }

    @Override
    public Map<MemberId, Long> growthBefore(Collection<MemberId> members, Instant moment) {
        return Map.of();
    }
}
