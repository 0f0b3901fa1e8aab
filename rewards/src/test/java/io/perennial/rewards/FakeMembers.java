package io.perennial.rewards;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.GrowStanding;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.Region;
import io.perennial.membership.Standing;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everybody who asks is an active member, unless frozen; growth is not what these tests are about. */
public final class FakeMembers implements RecogniseMembers, FollowMembers, GrowStanding, ReadMember {

    /** Nobody is merged here. */
    @Override
    public Map<MemberId, MemberId> survivors(Collection<MemberId> members) {
        return Map.of();
    }

    @Override
    public List<MemberId> mergedInto(MemberId survivor) {
        return List.of();
    }

    private final FakeStandings standings;
    private final Set<MemberId> frozen = ConcurrentHashMap.newKeySet();

    FakeMembers(FakeStandings standings) {
        this.standings = standings;
    }

    public void freeze(MemberId member) {
        frozen.add(member);
    }

    @Override
    public Map<Identifier, MemberId> recognise(Collection<Identifier> identifiers) {
        return Map.of();
    }

    @Override
    public Map<MemberId, MemberStatus> statuses(Collection<MemberId> members) {
        return members.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        member -> frozen.contains(member) ? MemberStatus.FROZEN : MemberStatus.ACTIVE));
    }

    @Override
    public Optional<Profile> find(MemberId member) {
        return Optional.empty();
    }

    @Override
    public Map<MemberId, List<Identifier>> identifiers(Collection<MemberId> members) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<MemberId, String> names(Collection<MemberId> members) {
        return Map.of();
    }

    @Override
    public Map<MemberId, Region> regions(Collection<MemberId> members) {
        return Map.of();
    }

    @Override
    public Map<MemberId, LocalDate> birthdays(Collection<MemberId> members) {
        return Map.of();
    }

    @Override
    public Map<MemberId, Standing> grow(List<Growth> changes) {
        changes.forEach(change -> standings.put(change.member(), Math.max(0, change.amount())));
        return ((ReadStanding) standings)
                .of(changes.stream().map(Growth::member).toList());
    }
}
