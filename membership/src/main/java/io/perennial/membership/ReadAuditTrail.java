package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who changed what, newest first, by keyset. */
public interface ReadAuditTrail {

    Page find(Query query);

    /**
     * What staff changed about a member, whatever the subject was, the newest first.
     *
     * @param except actions that are told elsewhere
     * @param until only changes of that moment or before
     * @param limit 1 to 10,000
     */
    List<Line> about(MemberId member, Set<String> except, Instant until, int limit);

    /** @param limit 1 to 200 */
    record Query(
            Optional<String> subjectKind,
            Optional<String> subjectId,
            Optional<StaffId> by,
            Optional<UUID> before,
            int limit) {}

    record Page(List<Line> lines, boolean hasMore) {}

    /** @param staffName the name as it is today; nothing for changes from the command line */
    record Line(
            UUID id,
            Instant at,
            @Nullable StaffId by,
            @Nullable String staffName,
            String action,
            String subjectKind,
            String subjectId,
            @Nullable String before,
            @Nullable String after,
            @Nullable String requestId) {}
}
