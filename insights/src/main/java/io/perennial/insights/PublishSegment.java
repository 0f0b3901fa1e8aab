package io.perennial.insights;

import io.perennial.membership.StaffId;
import java.util.List;

/** Staff publish a new segment, a new version of one, or retire one; audited. Who belongs to it is judged a little later. */
public interface PublishSegment {

    int MOST_SEGMENTS = 200;

    /** @param segment with version 1 for a new one, or the next version of one that exists */
    Outcome publish(Segment segment, StaffId by);

    /** From now on nobody belongs to it; what was, is kept. */
    Outcome retire(String code, StaffId by);

    sealed interface Outcome {
        record Done(String code, int version) implements Outcome {}

        /** There is a segment with this code, perhaps one that was retired. */
        record CodeTaken() implements Outcome {}

        /** Someone published another version in between. */
        record ChangedMeanwhile(int currentVersion) implements Outcome {}

        /** There is no such segment, or it was retired. */
        record UnknownSegment(String code) implements Outcome {}

        /**
         * It would ask for itself.
         *
         * @param path codes from this segment back to itself
         */
        record AsksForItself(List<String> path) implements Outcome {}

        /** A condition without any leaf would take everyone. */
        record AsksNothing() implements Outcome {}

        /** Picking by hand, judging and freezing are kinds that do not turn into each other. */
        record OtherKind(Segment.Kind current) implements Outcome {}

        /**
         * Something still asks for it.
         *
         * @param uses names of what does
         */
        record InUse(List<String> uses) implements Outcome {}

        record TooMany() implements Outcome {}
    }
}
