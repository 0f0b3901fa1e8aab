package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.ReadExtensions.Cause;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ends of all lots, what members were told of them, and how they were put off. */
public interface LotLives {

    /**
     * Open lots that end before {@code until}, by end, member and number, with when their member was shown that.
     *
     * @param after goes on behind this one; from the beginning when absent
     */
    List<Ending> ending(Optional<Ending> after, Instant until, int limit);

    /** @param shownAt absent when the member was not shown that it ends then */
    record Ending(
            MemberId member,
            long sequence,
            Instant expiresAt,
            @Nullable Instant shownAt) {}

    /** Gives lots of locked accounts a later end and keeps why. All at one moment. */
    void extend(Collection<Longer> lots, Extension extension);

    /** @param lot as it was */
    record Longer(MemberId member, Lot lot, Instant until) {}

    record Extension(
            Cause cause, @Nullable StaffId by, @Nullable String note, Instant at) {}

    /** Moves all lots of these locked accounts that are open and not over to the end given, where it is later. One statement. */
    void slide(Map<MemberId, Instant> ends, Instant now);

    /** When a member was shown these ends; those that they were not shown are absent. */
    Map<Instant, Instant> shown(MemberId member, Collection<Instant> ends);

    /** Notes that a member was shown these ends, unless it is noted already. */
    void shown(MemberId member, Collection<Instant> ends, Instant at);

    /** A member's ends after {@code from} and before {@code until} that hold open points, soonest first. */
    List<Shown> ends(MemberId member, Instant from, Instant until);

    /** @param shownAt absent when the member was not shown it yet */
    record Shown(Instant expiresAt, long points, @Nullable Instant shownAt) {}
}
