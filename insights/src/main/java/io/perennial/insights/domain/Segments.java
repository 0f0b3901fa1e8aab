package io.perennial.insights.domain;

import io.perennial.insights.CountAudience.Reach;
import io.perennial.insights.ReadSegments.Reachable;
import io.perennial.insights.Segment;
import io.perennial.insights.SegmentsChanged.Move;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Definitions, and who belongs to them. */
public interface Segments {

    /** All, retired ones too, each in its newest version. */
    List<State> states();

    /** @return whether it was added; not when someone else has published the same version */
    boolean add(Segment segment, boolean settle, Instant at, StaffId by);

    void retire(String code, Instant at);

    /** Those of the members who belong to each of these segments now. */
    Map<String, Set<MemberId>> belonging(Collection<MemberId> members, Collection<String> codes);

    /** Members who belong to it, by id. */
    List<MemberId> page(String code, int limit);

    /** Writes who came and went, and counts them. */
    void move(List<Move> moves, Map<String, Integer> versions, Instant at);

    void beginSettling(String code, Instant sweptUntil);

    /** @param settledTo nothing when everyone has been judged */
    void settled(String code, int version, @Nullable MemberId settledTo);

    void settleAgain(Collection<String> codes);

    void swept(String code, Instant until);

    /**
     * Those that are not retired, and were never counted, or not since a moment; large ones not since another.
     *
     * @param large so many members make one large
     */
    List<String> uncounted(Instant since, long large, Instant sinceIfLarge);

    void counted(String code, Reach reach, Instant at);

    /**
     * @param settling whether it has to be judged for everyone after {@code settledTo}
     * @param sweptUntil up to when the passing of time has been judged
     */
    record State(
            Segment segment,
            long members,
            boolean settling,
            Optional<MemberId> settledTo,
            Instant sweptUntil,
            @Nullable Instant retiredAt,
            Optional<Reachable> reachable) {

        public boolean isDynamic() {
            return retiredAt == null && segment.kind() == Segment.Kind.DYNAMIC;
        }
    }
}
