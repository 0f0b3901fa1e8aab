package io.perennial.membership.application;

import io.perennial.membership.Ceremony;
import io.perennial.membership.KeyHolder.Door;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.SignInByPasskey;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.PasskeyCeremonies;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SigningInByPasskey implements SignInByPasskey {

    private final PasskeyCeremonies ceremonies;
    private final Members members;

    SigningInByPasskey(PasskeyCeremonies ceremonies, Members members) {
        this.ceremonies = ceremonies;
        this.members = members;
    }

    @Override
    public Ceremony begin(String origin) {
        return ceremonies.toUse(List.of(), true, origin);
    }

    @Override
    @Transactional
    public Outcome confirm(String challenge, String answer, String origin) {
        var holder = ceremonies
                .used(List.of(), true, challenge, answer, origin)
                .map(key -> key.holder())
                .filter(found -> found.door() == Door.MEMBER);
        if (holder.isEmpty()) {
            return new Outcome.Refused();
        }
        var member = new MemberId(holder.get().id());
        var status = members.status(member);
        if (status.isEmpty()) {
            return new Outcome.Refused();
        }
        return status.get() == MemberStatus.CLOSED ? new Outcome.Closed() : new Outcome.SignedIn(member);
    }
}
