package io.perennial.web.portal;

import io.perennial.membership.MemberId;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * The greetings that wait for members, one at most for each: on their tier, for {@link #FOR} after they reached it. Who comes by
 * later, or stands elsewhere by then, is not congratulated.
 */
public interface Greetings {

    Duration FOR = Duration.ofDays(60);

    /** The latest tier counts; one that was told before, or an older one, changes nothing. At most a thousand at once. */
    void keep(Collection<Greeting> greetings);

    /** Nothing once it was put away; how old it is, and whether the tier is still theirs, is not looked at. */
    Optional<Greeting> waitingFor(MemberId member);

    void putAway(MemberId member);
}
