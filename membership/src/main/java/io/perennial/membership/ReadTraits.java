package io.perennial.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    record Traits(
            MemberId member,
            MemberStatus status,
            Locale locale,
            @Nullable LocalDate birthday,
            Instant enrolledAt) {}
}
