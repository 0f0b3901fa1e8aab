package io.perennial.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who of the staff saw what of whom, newest first, by keyset. Of a member is also what was seen of those who were merged into them. */
public interface ReadLookUps {

    Page find(Query query);

    /** How long a line is kept, before {@link ForgetLookUps} lets go of it. */
    Duration kept();

    /** Who looked unusually often since then, the latest first; at most fifty. */
    List<Unusual> unusual(Instant since);

    /** For the member: what was seen and when, without by whom; newest first. */
    List<Seen> of(MemberId member, int limit);

    /** How often since then. */
    long countOf(MemberId member, Instant since);

    /**
     * Of {@code by}, {@code member} and {@code kind} each is optional, also together.
     *
     * @param unusualOnly only what was more than usual
     * @param before only lines older than this one: the last of the page before
     * @param limit 1 to 200
     */
    record Query(
            Optional<StaffId> by,
            Optional<MemberId> member,
            Optional<LookUpKind> kind,
            boolean unusualOnly,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<UUID> before,
            int limit) {}

    record Page(List<Line> lines, boolean hasMore) {}

    /**
     * @param staffName the name as it is today
     * @param inHour the how manieth look-up of this person within an hour it was
     */
    record Line(
            UUID id,
            Instant at,
            StaffId by,
            @Nullable String staffName,
            LookUpKind kind,
            @Nullable MemberId member,
            long members,
            @Nullable String reason,
            int inHour,
            boolean unusual,
            String address,
            @Nullable String requestId) {}

    /** @param most look-ups within one hour, at the height of it */
    record Unusual(StaffId by, @Nullable String staffName, int most, Instant last) {}

    record Seen(Instant at, LookUpKind kind) {}
}
