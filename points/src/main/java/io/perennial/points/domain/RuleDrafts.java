package io.perennial.points.domain;

import io.perennial.points.ReadDrafts.Draft;
import io.perennial.points.RuleId;
import java.util.Optional;

/** Rules that are being written. */
public interface RuleDrafts {

    /** The draft, which does not change until the transaction ends. */
    Optional<Draft> lock(RuleId rule);

    /** @return whether there was none yet */
    boolean add(Draft draft);

    /** Takes the place of the one that was locked. */
    void replace(Draft draft);

    void remove(RuleId rule);
}
