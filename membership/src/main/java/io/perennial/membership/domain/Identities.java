package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import io.perennial.membership.KeepIdentifiers.Lost;
import io.perennial.membership.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** By what members are known, with when they last proved that it is theirs. */
public interface Identities {

    Optional<Held> find(Identifier identifier);

    /** What this member is known by, the oldest first. */
    List<Held> of(MemberId member);

    /** Keeps that its owner has just proven this identifier. */
    void prove(Identifier identifier, Instant at);

    /** @return whether nobody had it, and so it is the member's now; who adds it at the same time waits */
    boolean add(Held held);

    /** @return whether it was the member's */
    boolean remove(MemberId member, Identifier identifier);

    void lose(MemberId member, Lost lost);

    /** What the member lost and was not told of yet. */
    List<Lost> lost(MemberId member);

    void told(MemberId member, Instant at);

    record Held(MemberId member, Identifier identifier, Instant addedAt, Optional<Instant> provenAt) {

        /** Whether it is a number of which nothing was heard for so long that somebody else may have it now. */
        public boolean mayHaveChangedHands(Instant now, Duration reissuedAfter) {
            return identifier.kind() == Identifier.Kind.PHONE
                    && !provenAt.orElse(addedAt).plus(reissuedAfter).isAfter(now);
        }

        /** Whether its owner can show by a code that it is theirs. */
        public boolean provable() {
            return identifier.kind() == Identifier.Kind.PHONE || identifier.kind() == Identifier.Kind.EMAIL;
        }

        public boolean proven() {
            return provable() && provenAt.isPresent();
        }
    }
}
