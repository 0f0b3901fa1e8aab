package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import java.time.Instant;
import java.util.Optional;

/** The passwords of those members who have one, hashes only. */
public interface Passwords {

    Optional<Credential> of(Identifier email);

    Optional<Credential> of(MemberId member);

    Optional<Identifier> emailOf(MemberId member);

    /** In place of the one they had, if any. */
    void store(MemberId member, String hash, Instant at);

    void remove(MemberId member);

    /** @return whether the old hash was still in force, and so was replaced */
    boolean replace(MemberId member, String old, String replacement, Instant at);

    record Credential(MemberId member, MemberStatus status, String hash) {}
}
