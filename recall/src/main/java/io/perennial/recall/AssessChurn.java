package io.perennial.recall;

import io.perennial.membership.MemberId;
import java.time.Duration;

/**
 * Says whether a member has drifted away, by the churn rule in force: silent for {@code perennial.recall.silence} (30 days
 * by default) since their last activity of any kind, or since enrolment when there was none.
 */
public interface AssessChurn {

    Verdict assess(MemberId member);

    sealed interface Verdict {
        record Active(Duration silentFor) implements Verdict {}

        record Lapsed(Duration silentFor, Duration allowed) implements Verdict {}

        record UnknownMember() implements Verdict {}
    }
}
