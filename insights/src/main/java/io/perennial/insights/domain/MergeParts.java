package io.perennial.insights.domain;

import io.perennial.membership.MergeId;
import java.util.Collection;
import java.util.List;

/** What merges of members moved, so that undoing one gives back just that. */
public interface MergeParts {

    void note(MergeId merge, String what, Collection<String> items);

    List<String> noted(MergeId merge, String what);
}
