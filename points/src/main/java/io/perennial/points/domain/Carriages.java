package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.points.Points;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What was carried between accounts of members who are one. Accounts that went into another one form a line, which ends with
 * the account that is used; to be changed while all accounts of the line are locked.
 */
public interface Carriages {

    /** From this account to the one that is used, both included; nothing but the account itself for most. */
    List<MemberId> line(MemberId account);

    /** Accounts that went into these ones, in whatever way, with the one of these that each of them went into. */
    Map<MemberId, MemberId> absorbed(Collection<MemberId> accounts);

    void join(MemberId from, MemberId to, MergeId merge);

    void part(MemberId from, MemberId to);

    /** The merge by which an account went into the next one. */
    Optional<MergeId> mergeOf(MemberId from);

    void add(Carriage carriage);

    /** Notes what became of what. */
    void add(MergeId merge, List<Piece> pieces);

    List<Piece> pieces(MergeId merge);

    /** When the causes of these entries happened. */
    Map<Long, Instant> causedAt(MemberId account, Set<Long> sequences);

    /** Lots of an account that take the notices that another one was given. */
    void copyNotices(MemberId from, MemberId to);

    /** @param points what the account that got them has more by it, its debts taken off */
    record Carriage(UUID id, MergeId merge, MemberId from, MemberId to, long points, long pending, Instant at) {}

    /**
     * @param from number of the lot, part or debt on the account that went into the other
     * @param to number of what it became there
     * @param repaid what of it paid a debt there at once
     */
    record Piece(Kind kind, long from, long to, Points points, Points repaid) {}

    enum Kind {
        LOT,
        PART,
        DEBT
    }
}
