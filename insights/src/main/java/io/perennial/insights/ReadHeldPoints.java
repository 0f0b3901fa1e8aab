package io.perennial.insights;

import io.perennial.insights.MemberFacts.Expiring;
import io.perennial.membership.MemberId;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the floor above what members hold: points answers it. Where nobody does, members hold nothing. */
public interface ReadHeldPoints {

    /** Members without any points may be absent. A fixed number of statements for a thousand members. */
    Map<MemberId, Held> of(Collection<MemberId> members);

    /** @param expiring the points that expire next */
    record Held(long balance, @Nullable Expiring expiring) {

        public static final Held NOTHING = new Held(0, null);
    }
}
