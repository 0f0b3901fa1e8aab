package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Staff give points or growth to a member, or take some. What is above the limit that the policy sets for the roles of whoever
 * proposes it waits for a second person. Nobody adjusts an account of their own, and nobody approves what they proposed.
 * Audited.
 */
public interface AdjustPoints {

    Set<StaffRole> APPROVERS = Set.of(StaffRole.FINANCE, StaffRole.ADMIN);
    long MOST = 10_000_000;
    int LONGEST_MEMBER_NOTE = 200;
    int LONGEST_INTERNAL_NOTE = 1_000;
    int LONGEST_EVIDENCE = 500;
    int MOST_PICTURES = 4;

    /** Books it at once, or keeps it for a second person. */
    Outcome propose(Proposal proposal, StaffId by);

    /** By someone of {@link #APPROVERS}, likewise rejecting. */
    Outcome approve(AdjustmentId id, StaffId by);

    /** @param note why; the proposer reads it */
    Outcome reject(AdjustmentId id, String note, StaffId by);

    /** By whoever proposed it. */
    Outcome withdraw(AdjustmentId id, StaffId by);

    /**
     * @param id chosen by the caller: a proposal that arrives twice counts once
     * @param points signed, likewise growth; not both 0, neither beyond {@value AdjustPoints#MOST}
     * @param reason code of a reason
     * @param memberNote what the member reads beside the reason
     * @param internalNote what only staff read
     * @param evidence an address or a reference where it can be looked up
     * @param pictures evidence to look at, as it was uploaded: photographs of receipts, say; at most {@value #MOST_PICTURES}.
     *     An internal note, a reference or a picture is needed. Only staff who read adjustments see them.
     */
    record Proposal(
            AdjustmentId id,
            MemberId member,
            long points,
            long growth,
            String reason,
            Optional<String> memberNote,
            Optional<String> internalNote,
            Optional<String> evidence,
            List<byte[]> pictures) {}

    sealed interface Outcome {

        /** @param balance right after it */
        record Booked(AdjustmentId id, Points balance) implements Outcome {}

        /** @param limit what the proposer may do alone */
        record WaitsForApproval(AdjustmentId id, long limit) implements Outcome {}

        record Rejected() implements Outcome {}

        record Withdrawn() implements Outcome {}

        /** Neither points nor growth. */
        record NothingToAdjust() implements Outcome {}

        record TooMuch() implements Outcome {}

        record UnknownReason() implements Outcome {}

        /** Neither an internal note nor anything to look up or to look at; or for a rejection, no note. */
        record EvidenceMissing() implements Outcome {}

        record TooLong() implements Outcome {}

        record TooManyPictures() implements Outcome {}

        /** See {@link io.perennial.membership.RedrawPicture.Outcome.NotAPicture}. */
        record NotAPicture() implements Outcome {}

        /** See {@link io.perennial.membership.RedrawPicture.Outcome.TooLarge}. */
        record PictureTooLarge() implements Outcome {}

        record UnknownMember() implements Outcome {}

        record MemberClosed() implements Outcome {}

        /** It is their own membership, see {@link io.perennial.membership.RecogniseStaff}. */
        record OwnAccount() implements Outcome {}

        /** The balance does not cover it, and the policy allows no debts. */
        record NotEnough(Points balance) implements Outcome {}

        record NotEnoughGrowth(long growth) implements Outcome {}

        record UnknownAdjustment() implements Outcome {}

        /** It was booked, rejected or withdrawn before. */
        record AlreadyDecided(ReadAdjustments.Status status) implements Outcome {}

        /** Their role does not approve, or they proposed it themselves; or for a withdrawal, another one did. */
        record NotForYou() implements Outcome {}
    }
}
