package io.perennial.membership;

import java.time.Duration;
import java.util.Set;

/**
 * Makes one member of two who are the same person. A first person proposes it, a second one approves; then, in one
 * transaction, all that the merged member has moves to the survivor in every module, and the merged member stays as
 * another name of the survivor: nobody signs in with it, and whoever names it finds the survivor.
 *
 * <p>It can be undone for thirty days, by two persons again. Undoing gives back what was moved and is still there; what
 * happened after the merge stays with the survivor. The last merge of a member is undone first.
 *
 * <p>Every refusal leaves everything as it was. Telling the same wish twice changes nothing the second time.
 */
public interface MergeMembers {

    Duration UNDO_WITHIN = Duration.ofDays(30);
    int LONGEST_REASON = 500;

    /** For support, finance and admins. */
    Outcome propose(Proposal proposal, StaffId by);

    /** For finance and admins, but not for whoever proposed it. */
    Outcome approve(MergeId merge, StaffId by);

    /** A proposal, or a wish to undo, is dropped: by a second person, or by whoever asked for it. */
    Outcome refuse(MergeId merge, StaffId by);

    /** For support, finance and admins. */
    Outcome askUndo(MergeId merge, String reason, StaffId by);

    /** For finance and admins, but not for whoever asked for it. */
    Outcome undo(MergeId merge, StaffId by);

    /**
     * @param merged goes into {@code survivor}
     * @param taken parts of the profile in which the survivor gets what the merged member has; what the survivor lacks it
     *     gets anyway
     */
    record Proposal(MemberId merged, MemberId survivor, Set<Part> taken, String reason) {

        public Proposal {
            taken = Set.copyOf(taken);
        }
    }

    /** Of a profile there can be one only. */
    enum Part {
        NAME,
        BIRTHDAY,
        REGION,
        /** The language and the time zone in which the member is written to. */
        LANGUAGE
    }

    sealed interface Outcome {

        /** Waits for a second person. */
        record Proposed(MergeId merge) implements Outcome {}

        record Merged(MergeId merge, MemberId survivor) implements Outcome {}

        record Dropped(MergeId merge) implements Outcome {}

        /** Waits for a second person. */
        record UndoAsked(MergeId merge) implements Outcome {}

        record Undone(MergeId merge) implements Outcome {}

        record SameMember() implements Outcome {}

        record UnknownMember() implements Outcome {}

        record UnknownMerge() implements Outcome {}

        /** None, or one that is too long. */
        record ReasonMissing() implements Outcome {}

        /** One of the two was merged already. */
        record AlreadyMerged(MemberId member, MemberId survivor) implements Outcome {}

        /** One of the two has left, or is about to be erased. */
        record Leaving(MemberId member) implements Outcome {}

        /** Another merge of one of the two waits for its second person. */
        record AnotherWaits(MergeId merge) implements Outcome {}

        /** One of the two is the membership of who asks or decides. */
        record OwnMembership() implements Outcome {}

        record NotYourRole() implements Outcome {}

        /** Whoever asked cannot be the second person. */
        record Yourself() implements Outcome {}

        /** It was decided before. */
        record NothingWaiting() implements Outcome {}

        /** The thirty days are over. */
        record TooLate() implements Outcome {}

        /** What was merged later with one of the two is to be undone first. */
        record LaterMergeFirst(MergeId later) implements Outcome {}

        /** One of the two was erased since. */
        record Erased() implements Outcome {}

        /** Something has to be settled first; see {@link Belongings#hindrances}. */
        record Hindered(String hindrance) implements Outcome {}
    }
}
