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
import org.jspecify.annotations.Nullable;

/** A row for each member, and what the stream has to say for it. */
public interface KeptFacts {

    /** Members who never did anything are absent. A fixed number of statements. */
    Map<MemberId, Streamed> streamed(Collection<MemberId> members, Instant now);

    void store(List<MemberFacts> facts);

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

    record Streamed(
            Instant lastActivityAt,
            @Nullable Instant firstPurchaseAt,
            @Nullable Instant lastPurchaseAt,
            long purchases,
            long spentMinor,
            @Nullable String favouriteCategory,
            @Nullable Integer usualHour) {}
}
