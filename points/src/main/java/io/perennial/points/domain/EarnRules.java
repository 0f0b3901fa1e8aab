package io.perennial.points.domain;

import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The earn rules with all their versions. */
public interface EarnRules {

    /** What activities are judged by. It may be two seconds old where another instance published something since. */
    RuleBook book();

    /** The same, but read anew where it does not know one of these, which another instance published since. */
    RuleBook knowing(Collection<Why.Paid> versions);

    /** The version that paid, or did not. */
    default EarnRule version(Why.Paid paid) {
        return knowing(List.of(paid)).version(paid.id(), paid.version());
    }

    /** All versions of one rule, oldest first, none of which changes until the transaction ends. */
    List<Published> lock(RuleId rule);

    /** @return whether there was no such version yet */
    boolean add(EarnRule version, Instant publishedAt, StaffId by);

    /** From then on neither this version of it nor a later one is in force. */
    void retire(RuleId rule, int fromVersion, Instant at);

    /** One version in full, in the form in which the audit trail keeps it. */
    String asJson(EarnRule version);
}
