package io.perennial.points;

import io.perennial.membership.Identifier;
import io.perennial.membership.StaffId;
import java.util.List;
import java.util.Optional;

/**
 * Staff adjust the points of many members by one file. Whoever keeps the file reads its lines; here is decided what becomes of
 * each, and whose word it takes: a file whose points together are above the limit of whoever wants it booked waits for a second
 * person. A line is known by the hash of the file's bytes and its number, and counts once for ever, in whichever file of the
 * same bytes it comes. Audited.
 */
public interface AdjustByFile {

    int MOST_LINES = 10_000;

    /** What would become of these lines, all of the file's, if it were booked now. Changes nothing. */
    Preview look(byte[] sha256, List<Line> lines, StaffId by);

    /** Asks for a file to be booked. */
    Outcome propose(Proposal proposal, StaffId by);

    /** By someone of {@link AdjustPoints#APPROVERS} who did not propose it. */
    Outcome approve(AdjustmentFileId id, StaffId by);

    /** While it waits: by whoever proposed it, or by someone of {@link AdjustPoints#APPROVERS}. */
    Outcome drop(AdjustmentFileId id, StaffId by);

    /**
     * Books some lines of a file that may be booked, in the caller's transaction if there is one: all of them or none. Whoever
     * calls again with the same lines finds them counted already.
     *
     * @return what became of each, in their order
     * @throws IllegalStateException when the file may not be booked
     */
    List<Fate> book(AdjustmentFileId id, List<Line> lines);

    Optional<File> find(AdjustmentFileId id);

    /** @param number of the line in the file, which is what it counts by */
    record Line(int number, Identifier member, long points, String reason, Optional<String> note) {}

    /**
     * @param fates of the lines, in their order
     * @param given by lines that can be booked; {@code taken} likewise, positive
     * @param members whom these lines concern
     * @param most what it could come to at the very most, given and taken together, if lines that cannot be booked now could be
     *     by then: what the limit is held against
     */
    record Preview(List<Fate> fates, long given, long taken, long members, long most) {}

    /**
     * @param id chosen by the caller: a proposal that arrives twice counts once
     * @param sha256 of the bytes, 32 of them
     * @param note why, and who says so; 1 to {@value AdjustPoints#LONGEST_INTERNAL_NOTE} characters, only staff read it
     */
    record Proposal(AdjustmentFileId id, byte[] sha256, String note, int lines, long given, long taken, long most) {}

    /** What becomes of a line. */
    sealed interface Fate {
        /** It is booked, or would be. */
        record Counts() implements Fate {}

        /** It was booked before, from this file or from another one of the same bytes. */
        record CountedBefore() implements Fate {}

        record LeftOut(Problem problem) implements Fate {}
    }

    /** Why a line is not booked. */
    enum Problem {
        BAD_POINTS,
        UNKNOWN_REASON,
        NOTE_TOO_LONG,
        UNKNOWN_MEMBER,
        /** It is the own membership of whoever proposed the file, or of who allowed it. */
        OWN_ACCOUNT,
        MEMBER_CLOSED,
        /** The balance does not cover it, and the policy allows no debts. */
        NOT_ENOUGH
    }

    enum Status {
        /** Waits for a second person. */
        PROPOSED,
        /** May be booked. */
        ALLOWED,
        DROPPED
    }

    record File(
            AdjustmentFileId id,
            Status status,
            int lines,
            long given,
            long taken,
            StaffId proposedBy,
            Optional<StaffId> decidedBy) {}

    sealed interface Outcome {
        record Allowed() implements Outcome {}

        /** @param limit what whoever proposed it may do alone */
        record WaitsForApproval(long limit) implements Outcome {}

        record Dropped() implements Outcome {}

        /** Their role does not approve, or they proposed it themselves. */
        record NotForYou() implements Outcome {}

        record NotNow(Status status) implements Outcome {}

        record NoteMissing() implements Outcome {}

        record UnknownFile() implements Outcome {}
    }
}
