package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The badges, and who has which. */
public interface ReadBadges {

    /** All badges, retired ones last, with how many members have each. */
    List<Listed> all();

    Optional<Badge> find(BadgeId badge);

    /** What the member has earned, newest first; also badges that are no longer given. */
    List<Earned> of(MemberId member);

    record Listed(Badge badge, boolean retired, long members) {}

    /** @param forWhat the mission or streak that brought it */
    record Earned(Badge badge, Instant at, BilingualText forWhat) {}
}
