package io.perennial.points;

import io.perennial.membership.Identifier;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Staff adjust the points of many members by one file. Nothing is booked before someone has seen what it would do; a file whose
 * points together are above the limit of whoever sends it waits for a second person. The same bytes count once for ever, and so
 * does each line. Booking works in chunks of its own transactions, may be stopped anywhere and goes on where it was. Audited.
 */
public interface AdjustByFile {

    int MOST_LINES = 10_000;

    /** Keeps a file for a look; a file that was sent before is found again as it is now. */
    Received receive(Upload upload, StaffId by);

    /**
     * Books a file that was only looked at, if that is within the limit, or sends it to a second person; goes on with one that
     * stopped; books one that waits, if a second person asks.
     */
    Outcome start(AdjustmentFileId id, StaffId by);

    /** By whoever sent it, or by someone of {@link AdjustPoints#APPROVERS}. */
    Outcome drop(AdjustmentFileId id, StaffId by);

    Optional<File> find(AdjustmentFileId id);

    /** The latest ones, newest first. */
    List<File> latest(int limit);

    /**
     * @param sha256 of the bytes, 32 of them
     * @param note why, and who says so; only staff read it
     * @param unreadable lines that could not be read
     */
    record Upload(String fileName, byte[] sha256, String note, List<Line> lines, List<LeftOut> unreadable) {}

    /** @param number of the line in the file, which is what it counts by */
    record Line(int number, Identifier member, long points, String reason, Optional<String> note) {}

    record LeftOut(int number, Problem problem, String text) {}

    /** Why a line was not booked. */
    enum Problem {
        BROKEN_LINE,
        BAD_MEMBER,
        BAD_POINTS,
        UNKNOWN_REASON,
        NOTE_TOO_LONG,
        UNKNOWN_MEMBER,
        /** The member shares an identifier with the staff account that sends the file. */
        OWN_ACCOUNT,
        MEMBER_CLOSED,
        /** The balance does not cover it, and the policy allows no debts. */
        NOT_ENOUGH
    }

    enum Status {
        /** Was only looked at. */
        READY,
        /** Waits for a second person. */
        PROPOSED,
        /** Is being booked, or stopped on the way. */
        BOOKING,
        BOOKED,
        DROPPED
    }

    /**
     * @param lines that can be booked; {@code booked} those that are dealt with
     * @param taken counted positive
     */
    record File(
            AdjustmentFileId id,
            String fileName,
            String note,
            Status status,
            int lines,
            int booked,
            long given,
            long taken,
            List<LeftOut> leftOut,
            StaffId proposedBy,
            Instant proposedAt,
            Optional<StaffId> decidedBy) {}

    sealed interface Received {
        record Kept(AdjustmentFileId id) implements Received {}

        record SentBefore(AdjustmentFileId id) implements Received {}

        record NothingInIt(List<LeftOut> leftOut) implements Received {}

        record TooManyLines() implements Received {}

        record NoteMissing() implements Received {}
    }

    sealed interface Outcome {
        record Booked(int lines) implements Outcome {}

        /** @param limit what whoever sent it may do alone */
        record WaitsForApproval(long limit) implements Outcome {}

        record Dropped() implements Outcome {}

        record NotForYou() implements Outcome {}

        record NotNow(Status status) implements Outcome {}

        record UnknownFile() implements Outcome {}
    }
}
