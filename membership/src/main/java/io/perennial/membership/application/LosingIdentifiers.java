package io.perennial.membership.application;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.IdentifiersChanged;
import io.perennial.membership.KeepIdentifiers.Lost;
import io.perennial.membership.MemberId;
import io.perennial.membership.domain.Identities;
import io.perennial.membership.domain.Identities.Held;
import io.perennial.membership.domain.Passwords;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes from a member what is somebody else's now, and whatever hung on it; in the transaction of its caller. */
@Component
class LosingIdentifiers {

    private final Identities identities;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LosingIdentifiers(Identities identities, Passwords passwords, ApplicationEventPublisher events, Clock clock) {
        this.identities = identities;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody else proved it: the former owner is to be told. */
    void toAnother(Held held) {
        var now = clock.instant();
        remove(held.member(), held.identifier(), identities.of(held.member()));
        identities.lose(
                held.member(),
                new Lost(held.identifier().kind(), held.identifier().masked(), now));
        events.publishEvent(new IdentifiersChanged(held.member(), now));
    }

    /** With the last address goes the password, which nobody could use any more. */
    void remove(MemberId member, Identifier identifier, List<Held> all) {
        identities.remove(member, identifier);
        var lastAddress = identifier.kind() == Kind.EMAIL
                && all.stream()
                        .filter(held -> held.identifier().kind() == Kind.EMAIL)
                        .allMatch(held -> held.identifier().equals(identifier));
        if (lastAddress) {
            passwords.remove(member);
        }
    }
}
