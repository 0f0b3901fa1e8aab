package io.perennial.points;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The earn rules. */
public interface ReadRules {

    /** The newest version of each rule that has not been retired, by name. */
    List<Published> current();

    /**
     * Every version of every rule, retired ones too, in the order in which they were published. Kept in memory: it may be two
     * seconds old where another instance published something since.
     */
    List<Published> all();

    /** All versions of one rule, newest first. */
    List<Published> history(RuleId rule);

    Optional<Published> find(RuleId rule);

    /** The newest version of each of these, retired or not; unknown ones are absent. One statement. */
    Map<RuleId, Published> newest(Collection<RuleId> rules);

    /** @param retiredAt from when it no longer pays */
    record Published(EarnRule rule, Instant publishedAt, Optional<Instant> retiredAt) {}
}
