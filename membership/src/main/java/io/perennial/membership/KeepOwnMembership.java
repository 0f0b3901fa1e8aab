package io.perennial.membership;

import java.util.Optional;

/**
 * Which membership of the programme is whose of the staff, so that nobody adjusts an account of their own, see
 * {@link RecogniseStaff}. Audited.
 */
public interface KeepOwnMembership {

    Optional<MemberId> of(StaffId staff);

    /** In place of the one before. */
    Outcome link(StaffId staff, MemberId member, StaffId by);

    /** Also when there is none. */
    Outcome unlink(StaffId staff, StaffId by);

    sealed interface Outcome {
        record Done() implements Outcome {}

        record UnknownStaff() implements Outcome {}

        record UnknownMember() implements Outcome {}

        /** Nobody changes or takes away their own once it is there: they would be free to adjust it. */
        record NotOnesOwn() implements Outcome {}
    }
}
