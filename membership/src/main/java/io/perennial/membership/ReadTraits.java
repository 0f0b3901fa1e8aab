package io.perennial.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What membership knows of members, by the thousand, for those who gather facts about them. */
public interface ReadTraits {

    /** Those among the ids who are members and were not merged into others. One statement. */
    Map<MemberId, Traits> of(Collection<MemberId> members);

    /**
     * All members, a page at a time, by their ids.
     *
     * @param after the last one of the page before
     * @return fewer than {@code limit} only at the end
     */
    List<MemberId> page(Optional<MemberId> after, int limit);

    /**
     * By which channels something can arrive at each of these members: a phone for text messages, an account there for the
     * others. Whether they agreed to it is another matter. Members without any may be absent. One statement.
     */
    Map<MemberId, Set<ConsentChannel>> channels(Collection<MemberId> members);

    record Traits(
            MemberId member,
            MemberStatus status,
            Locale locale,
            @Nullable LocalDate birthday,
            Instant enrolledAt,
            @Nullable Region region,
            Set<Interest> interests) {}
}
