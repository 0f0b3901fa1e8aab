package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who changed what, newest first, by keyset: page 1,000 costs what page 1 costs. */
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

    /**
     * What is asked for, each part optional. {@code subjectKind} and {@code action} are alternatives; each of them, and a span
     * of time, may stand beside any one or several of the others.
     *
     * @param member lines about this member, whatever their subject is
     * @param from from this instant on
     * @param until before this instant
     * @param before only lines older than this one: the last of the page before
     * @param limit 1 to 200
     */
    record Query(
            Optional<String> subjectKind,
            Optional<String> subjectId,
            Optional<String> action,
            Optional<MemberId> member,
            Optional<StaffId> by,
            Optional<String> requestId,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<UUID> before,
            int limit) {

        public static Query all(int limit) {
            return new Query(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    limit);
        }

        /** About one subject, by one person, or both. */
        public Query(
                Optional<String> subjectKind,
                Optional<String> subjectId,
                Optional<StaffId> by,
                Optional<UUID> before,
                int limit) {
            this(
                    subjectKind,
                    subjectId,
                    Optional.empty(),
                    Optional.empty(),
                    by,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    before,
                    limit);
        }

        /** The same question about older lines. */
        public Query after(UUID last) {
            return new Query(
                    subjectKind, subjectId, action, member, by, requestId, from, until, Optional.of(last), limit);
        }
    }

    record Page(List<Line> lines, boolean hasMore) {}

    /**
     * @param staffName the name as it is today; nothing for changes from the command line
     * @param member whom it is about; nothing when it is about no member
     */
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
            @Nullable String requestId,
            @Nullable MemberId member) {}
}
