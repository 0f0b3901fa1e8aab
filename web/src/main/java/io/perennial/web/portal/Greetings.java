package io.perennial.web.portal;

import io.perennial.membership.MemberId;
import java.util.Collection;
import java.util.Optional;

/** The greetings that wait for members, one at most for each. */
public interface Greetings {

    /** The latest tier counts; one that was told before, or an older one, changes nothing. At most a thousand at once. */
    void keep(Collection<Greeting> greetings);

    /** Nothing once it was put away. */
    Optional<Greeting> waitingFor(MemberId member);

    void putAway(MemberId member);
}
