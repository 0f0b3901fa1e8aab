package io.perennial.insights.domain;

import io.perennial.insights.CutPoints;
import io.perennial.insights.CutPoints.Measure;
import io.perennial.insights.MemberFacts;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row for each member, and what the stream has to say for it. */
public interface KeptFacts {

    /**
     * From the whole stream, in one statement. Activities whose notes are among the {@link Dues} are left out, as they stand at
     * the same moment: they are counted when their turn comes. Members who never did anything are absent.
     */
    Map<MemberId, Streamed> streamed(Collection<MemberId> members, Instant now);

    /** The categories of which most pieces were bought and kept; members who bought nothing of any are absent. */
    Map<MemberId, String> favourites(Collection<MemberId> members);

    /** Without their tags. Until this transaction ends nobody else writes them. */
    Map<MemberId, Gathered> lock(Collection<MemberId> members);

    void store(List<Gathered> gathered);

    /** All but the tags, which stay as they are. */
    void bringForward(List<Gathered> gathered);

    void forget(Collection<MemberId> members);

    Optional<MemberFacts> find(MemberId member);

    /** By id, a page at a time. */
    List<MemberId> page(Optional<MemberId> after, int limit);

    CutPoints cutPoints();

    void setCutPoints(CutPoints cuts);

    /** Members who have bought something. */
    long buyers();

    /** The value of the buyer who stands at this place, 0 for the least. */
    long valueAt(Measure measure, long place, Instant now);
}
