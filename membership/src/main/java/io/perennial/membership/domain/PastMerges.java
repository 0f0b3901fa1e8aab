package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.membership.ReadMerges.Merge;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges as pages show them. */
public interface PastMerges {

    Optional<Merge> find(MergeId merge);

    /** Those that wait for a second person, the oldest first. */
    List<Merge> waiting(int most);

    int waitingCount(int most);

    /** The newest first, from behind the one named. */
    List<Merge> before(Optional<MergeId> after, int most);

    Map<MergeId, List<Identifier>> identifiers(Collection<MergeId> merges);

    /** On either side, the newest first. */
    List<Merge> of(MemberId member);
}
