package io.perennial.points.application;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.points.domain.Carriages;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where no two members are one: nothing is ever carried from account to account. */
final class NobodyMerged implements FollowMembers, Carriages {

    @Override
    public Map<MemberId, MemberId> survivors(Collection<MemberId> members) {
        return Map.of();
    }

    @Override
    public List<MemberId> mergedInto(MemberId survivor) {
        return List.of();
    }

    @Override
    public List<MemberId> line(MemberId account) {
        return List.of(account);
    }

    @Override
    public Map<MemberId, MemberId> absorbed(Collection<MemberId> accounts) {
        return Map.of();
    }

    @Override
    public void join(MemberId from, MemberId to, MergeId merge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void part(MemberId from, MemberId to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MergeId> mergeOf(MemberId from) {
        return Optional.empty();
    }

    @Override
    public void add(Carriage carriage) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void add(MergeId merge, List<Piece> pieces) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Piece> pieces(MergeId merge) {
        return List.of();
    }

    @Override
    public Map<Long, Instant> causedAt(MemberId account, Set<Long> sequences) {
        return Map.of();
    }

    @Override
    public void copyNotices(MemberId from, MemberId to) {
        throw new UnsupportedOperationException();
    }
}
