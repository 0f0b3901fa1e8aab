package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a member needs to prove their statement without us: every entry as it is hashed, and the head of the chain signed by the
 * programme. Entries are never changed, so a statement once issued stays provable for ever.
 */
public interface ReadProof {

    int LONGEST_PAGE = 1_000;

    /** The head as of now, signed by Ed25519. A member without entries has one too, of sequence 0. */
    Head head(MemberId member);

    /**
     * Entries in their order.
     *
     * @param after only those with a greater sequence number
     * @param until only those up to this sequence number, which is a head's
     * @param limit 1 to {@value #LONGEST_PAGE}
     */
    List<Sealed> entries(MemberId member, long after, long until, int limit);

    /** All keys that heads were ever signed with, the present one first. */
    List<Key> keys();

    /**
     * @param hash of the last entry, in hexadecimal digits; 64 zeros where there is none
     * @param text what is signed, in UTF-8
     * @param signature in Base64
     */
    record Head(
            MemberId member,
            long sequence,
            String hash,
            Points balance,
            Points pending,
            Points owed,
            Instant at,
            Key key,
            String text,
            String signature) {}

    /**
     * @param id the first 16 hexadecimal digits of the SHA-256 hash of the encoded key
     * @param encoded X.509, in Base64
     */
    record Key(String id, String encoded, Instant since) {}

    /**
     * An entry as it is hashed.
     *
     * @param kind as stored
     * @param why the reason as stored, JSON, whose hash the entry's covers; {@code reason} is what it means
     * @param hash of this entry and of the hash before it
     */
    record Sealed(
            long sequence,
            String kind,
            long points,
            long pending,
            long growth,
            long balanceAfter,
            long owedAfter,
            String key,
            @Nullable UUID activity,
            @Nullable UUID rule,
            @Nullable Integer ruleVersion,
            @Nullable Long reverses,
            Instant happenedAt,
            Instant bookedAt,
            String why,
            Why reason,
            String hash) {}
}
