package io.perennial.insights;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Puts members into a segment by hand and takes them out; audited when staff do it. Idempotent. */
public interface PickMembers {

    int MOST_AT_ONCE = 1_000;

    /**
     * @param by nothing when another system does it through the API
     * @throws IllegalArgumentException when there are more than {@value #MOST_AT_ONCE}
     */
    Outcome add(String segment, Collection<MemberId> members, @Nullable StaffId by);

    Outcome remove(String segment, Collection<MemberId> members, @Nullable StaffId by);

    sealed interface Outcome {
        /**
         * @param changed who was not in it before, or was
         * @param unknown ids that are no member's, or of whom facts are not gathered yet
         */
        record Done(int changed, int unknown) implements Outcome {}

        /** There is no such segment, or it was retired. */
        record UnknownSegment() implements Outcome {}

        /** Its members come and go by themselves. */
        record NotByHand() implements Outcome {}
    }
}
