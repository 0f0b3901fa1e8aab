package io.perennial.membership;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Leads from members who were merged to those whom they are now, and back. One statement for any number. */
public interface FollowMembers {

    /**
     * Who these members are by now, at the end of all merges; those who were not merged are absent. A list of ids that are
     * still their own costs one statement and answers with nothing.
     */
    Map<MemberId, MemberId> survivors(Collection<MemberId> members);

    /** Members who are this one by now, whatever the way; in the order in which they were merged. */
    List<MemberId> mergedInto(MemberId survivor);

    /** Who this member is by now: they themselves, unless they were merged. */
    default MemberId survivor(MemberId member) {
        return survivors(List.of(member)).getOrDefault(member, member);
    }
}
