package io.perennial.insights.domain;

import io.perennial.insights.Activity;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The stream: every activity that was ever told, each once. */
public interface Activities {

    /** Those of the keys under which something was told; the others are absent. */
    Map<BusinessKey, Told> told(Collection<BusinessKey> keys);

    /** What was told under these keys, with its items. */
    Map<BusinessKey, Activity> contents(Collection<BusinessKey> keys);

    /**
     * Adds all of them or none.
     *
     * @param entries in the order of their keys
     * @return whether they were added; not when someone else has told one of them since {@link #told} was asked
     */
    boolean addAll(List<Entry> entries);
}
