package io.perennial.points.domain;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.BadgeId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Who has which badge. */
public interface EarnedBadges {

    /** Each once for ever: who has it keeps the one they have. */
    void add(Collection<Earned> earned);

    record Earned(MemberId member, BadgeId badge, Instant at, BilingualText forWhat) {}

    /** Those of the badges that exist and are not retired. */
    Set<BadgeId> available(Collection<BadgeId> badges);
}
