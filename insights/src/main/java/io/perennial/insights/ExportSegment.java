package io.perennial.insights;

import io.perennial.membership.StaffId;
import java.util.Optional;

/** Staff take the list of a segment's members away with them; audited, because nobody can call it back. */
public interface ExportSegment {

    /** Writes down who took it; the members themselves are then read by {@link ReadSegments}. Nothing when there is no such segment. */
    Optional<Segment> begin(String code, StaffId by);
}
