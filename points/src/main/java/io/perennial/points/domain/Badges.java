package io.perennial.points.domain;

import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import java.time.Instant;
import java.util.Optional;

/** The badges that there are to earn. */
public interface Badges {

    /** Nobody else changes it until the transaction ends. */
    Optional<Stored> lock(BadgeId badge);

    record Stored(Badge badge, boolean retired) {}

    /** @return whether it was added; it may be there already */
    boolean add(Badge badge, Instant at);

    void change(Badge badge);

    void retire(BadgeId badge, Instant at);

    String asJson(Badge badge);
}
