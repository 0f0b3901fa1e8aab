package io.perennial.points;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The earn rules. */
public interface ReadRules {

    /** Of each rule that has not been retired the version that stands, by name. */
    List<Published> current();

    /**
     * Every version of every rule, retired ones too, in the order in which they were published. Kept in memory: it may be two
     * seconds old where another instance published something since.
     */
    List<Published> all();

    /** All versions of one rule, newest first. */
    List<Published> history(RuleId rule);

    /** The version that stands: the newest one for everyone; one that is being tried where there is none but that. */
    Optional<Published> find(RuleId rule);

    /** @param retiredAt from when it no longer pays: the rule was retired, or its trial withdrawn */
    record Published(EarnRule rule, Instant publishedAt, Optional<Instant> retiredAt) {}
}
