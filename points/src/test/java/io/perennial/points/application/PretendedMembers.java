package io.perennial.points.application;

import io.perennial.membership.BilingualText;
import io.perennial.membership.GrowStanding;
import io.perennial.membership.Identifier;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.Standing;
import io.perennial.membership.Tier;
import io.perennial.points.Stories;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Membership as far as points can see it. */
final class PretendedMembers implements RecogniseMembers, GrowStanding, ReadStanding {

    private static final Ladder LADDER = new Ladder(List.of(
            new Tier("member", 0, new BilingualText("普通会员", "Member"), 0),
            new Tier("vip", 1, new BilingualText("VIP 会员", "VIP"), 1_000)));

    final Map<MemberId, MemberStatus> statuses = new HashMap<>();
    final List<Growth> grown = new ArrayList<>();
    private final Map<MemberId, Long> growth = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    long growth(MemberId member) {
        return growth.getOrDefault(member, 0L);
    }

    @Override
    public Map<MemberId, MemberStatus> statuses(Collection<MemberId> members) {
        return members.stream()
                .filter(statuses::containsKey)
                .distinct()
                .collect(Collectors.toMap(member -> member, statuses::get));
    }

    @Override
    public Map<MemberId, Standing> grow(List<Growth> changes) {
        for (var change : changes) {
            if (keys.add(change.member() + change.key())) {
                grown.add(change);
                growth.put(change.member(), Math.max(0, growth(change.member()) + change.amount()));
            }
        }
        return of(changes.stream().map(Growth::member).distinct().toList());
    }

    @Override
    public Map<MemberId, Standing> of(Collection<MemberId> members) {
        return members.stream().collect(Collectors.toMap(member -> member, this::standing));
    }

    @Override
    public Optional<Standing> of(MemberId member) {
        return Optional.of(standing(member));
    }

    private Standing standing(MemberId member) {
        return Standing.on(LADDER, member, growth(member), LADDER.reachedBy(growth(member)), Stories.NOON);
    }

    @Override
    public Map<Identifier, MemberId> recognise(Collection<Identifier> identifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TierChange> history(MemberId member) {
        throw new UnsupportedOperationException();
    }
}
