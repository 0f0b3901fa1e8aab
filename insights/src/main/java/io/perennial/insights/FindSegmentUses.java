package io.perennial.insights;

import io.perennial.membership.BilingualText;
import java.util.List;

/** Asks the floors above what still depends on a segment: whoever lets others name one answers it. */
public interface FindSegmentUses {

    /** Names of what asks for the segment now or will later; none when it may go. */
    List<BilingualText> of(String segment);
}
