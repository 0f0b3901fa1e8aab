package io.perennial.membership;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tags members have, and which there are. */
public interface ReadTags {

    /** Members without any are absent. One statement. */
    Map<MemberId, Set<Tag>> of(Collection<MemberId> members);

    default Set<Tag> of(MemberId member) {
        return of(List.of(member)).getOrDefault(member, Set.of());
    }

    /** All tags that somebody has, the most used first; kept, not counted. */
    List<Use> inUse();

    record Use(Tag tag, long members) {}
}
