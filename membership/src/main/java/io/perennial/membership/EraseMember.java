package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Staff have a member erased, with a reason. An admin does so alone; what anyone else asks for waits for a second person.
 * Erased means that nothing of the member is left by which anybody could know them, in any module; the ledger stays, under
 * an id that is nobody's. It cannot be undone.
 */
public interface EraseMember {

    Outcome ask(MemberId member, String reason, StaffId by);

    Deciding approve(MemberId member, StaffId by);

    /** Also when the member asked: staff do not decide that. */
    Deciding refuse(MemberId member, StaffId by);

    /** What is under way for this member, or was done. */
    Optional<State> of(MemberId member);

    /** What waits for a second person, the oldest first, at most 200. */
    List<State> waiting();

    /** Erases those whose time has come, one transaction each. For a job. @return how many */
    int eraseDue(int most);

    /**
     * @param by nothing when the member asked
     * @param erasedFrom nothing while it waits for a second person
     */
    record State(
            MemberId member,
            Instant askedAt,
            @Nullable StaffId by,
            @Nullable String staffName,
            @Nullable String reason,
            @Nullable Instant erasedFrom,
            @Nullable Instant erasedAt) {}

    sealed interface Outcome {
        /** An admin asked: the job does it within a minute. */
        record Approved() implements Outcome {}

        record Waiting() implements Outcome {}

        /** Somebody asked before. */
        record AlreadyAsked() implements Outcome {}

        record AlreadyErased() implements Outcome {}

        record ReasonMissing() implements Outcome {}

        /** Or one who was merged: whoever is erased goes with all that went into them. */
        record UnknownMember() implements Outcome {}
    }

    sealed interface Deciding {
        record Decided() implements Deciding {}

        /** Whoever asked cannot be the second person. */
        record Yourself() implements Deciding {}

        record NothingWaiting() implements Deciding {}
    }
}
