package io.perennial.membership.domain;

import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadConsents.Agreed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log of what members agreed to, with what holds of it now; to be added to under the lock of the member. */
public interface Consents {

    Log log(MemberId member);

    /** @param lines the next ones, in order */
    void add(MemberId member, List<ConsentLine> lines);

    /** @param last nothing when the member never said anything */
    record Log(Optional<ConsentLine> last, Map<Agreed, Said> now) {

        public Optional<Said> said(ConsentPurpose purpose, ConsentChannel channel) {
            return Optional.ofNullable(now.get(new Agreed(purpose, channel)));
        }
    }

    record Said(boolean given, int version) {}
}
