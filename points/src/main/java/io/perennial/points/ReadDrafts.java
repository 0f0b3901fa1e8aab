package io.perennial.points;

import io.perennial.membership.StaffId;
import io.perennial.points.KeepDraft.Sketch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The drafts of rules. */
public interface ReadDrafts {

    /** The one kept last comes first; at most 200. */
    List<Draft> drafts();

    Optional<Draft> draft(RuleId rule);

    /** @param edition grows each time the draft is kept */
    record Draft(Sketch sketch, int edition, Instant savedAt, StaffId savedBy) {

        /** Nothing as long as something is missing. */
        public Optional<EarnRule> rule() {
            return sketch.rule();
        }
    }
}
