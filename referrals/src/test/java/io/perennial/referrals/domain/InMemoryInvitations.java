package io.perennial.referrals.domain;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** For tests that need no database; keeps the same contract. */
public class InMemoryInvitations implements Invitations {

    private final Map<MemberId, InvitationCode> codes = new LinkedHashMap<>();

    @Override
    public synchronized Optional<InvitationCode> codeOf(MemberId member) {
        return Optional.ofNullable(codes.get(member));
    }

    @Override
    public synchronized Optional<MemberId> inviterOf(InvitationCode code) {
        return codes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(code))
                .map(Map.Entry::getKey)
                .findAny();
    }

    @Override
    public synchronized boolean add(MemberId member, InvitationCode code, Instant at) {
        return !codes.containsValue(code) && codes.putIfAbsent(member, code) == null;
    }
}
