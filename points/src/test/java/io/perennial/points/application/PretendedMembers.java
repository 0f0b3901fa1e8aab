package io.perennial.points.application;

import io.perennial.membership.BilingualText;
import io.perennial.membership.GrowStanding;
import io.perennial.membership.Identifier;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.Region;
import io.perennial.membership.Standing;
import io.perennial.membership.Tier;
import io.perennial.points.Stories;
import java.time.Instant;
import java.time.LocalDate;
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
final class PretendedMembers implements RecogniseMembers, GrowStanding, ReadStanding, ReadLadder, ReadMember {

    private static final Ladder LADDER = new Ladder(List.of(
            new Tier("member", 0, new BilingualText("普通会员", "Member"), 0),
            new Tier("vip", 1, new BilingualText("VIP 会员", "VIP"), 1_000)));

    final Map<MemberId, MemberStatus> statuses = new HashMap<>();
    final List<Growth> grown = new ArrayList<>();
    final Map<MemberId, LocalDate> birthdays = new HashMap<>();
    private final Map<MemberId, List<TierChange>> changes = new HashMap<>();
    private final Map<MemberId, Tier> tiers = new HashMap<>();
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
                rise(change);
            }
        }
        return of(changes.stream().map(Growth::member).distinct().toList());
    }

    private void rise(Growth change) {
        var member = change.member();
        var reached = LADDER.reachedBy(growth(member));
        if (reached.rank() > tier(member).rank()) {
            changes.computeIfAbsent(member, any -> new ArrayList<>())
                    .add(new TierChange(tier(member), reached, growth(member), Stories.NOON, change.happenedAt()));
            tiers.put(member, reached);
        }
    }

    private Tier tier(MemberId member) {
        return tiers.getOrDefault(member, LADDER.lowest());
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
        return Standing.on(LADDER, member, growth(member), tier(member), Stories.NOON);
    }

    @Override
    public Map<Identifier, MemberId> recognise(Collection<Identifier> identifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TierChange> history(MemberId member) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<MemberId, List<TierChange>> changes(Collection<MemberId> members) {
        return members.stream()
                .filter(changes::containsKey)
                .collect(Collectors.toMap(member -> member, member -> List.copyOf(changes.get(member))));
    }

    @Override
    public Ladder ladder() {
        return LADDER;
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
    public int version() {
        return 1;
    }

    @Override
    public Map<MemberId, Region> regions(Collection<MemberId> members) {
        return Map.of();
    }

    @Override
    public Map<MemberId, LocalDate> birthdays(Collection<MemberId> members) {
        return members.stream()
                .filter(birthdays::containsKey)
                .collect(Collectors.toMap(member -> member, birthdays::get));
    }

    @Override
    public Optional<Profile> find(MemberId member) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<MemberId, List<Identifier>> identifiers(Collection<MemberId> members) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<MemberId, String> names(Collection<MemberId> members) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<MemberId, Long> growthBefore(Collection<MemberId> members, Instant moment) {
        return Map.of();
    }
}
