package io.perennial.membership;

/** Staff freeze, unfreeze or close a member, with a reason; audited. Changing to the status it has changes nothing. */
public interface ChangeMemberStatus {

    Outcome change(MemberId member, MemberStatus status, String reason, StaffId by);

    sealed interface Outcome {
        record Changed() implements Outcome {}

        record Unchanged() implements Outcome {}

        record UnknownMember() implements Outcome {}

        /** A closed account stays closed. */
        record AlreadyClosed() implements Outcome {}

        record ReasonMissing() implements Outcome {}
    }
}
