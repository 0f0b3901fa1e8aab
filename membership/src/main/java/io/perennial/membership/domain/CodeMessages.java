package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import java.time.Duration;

/** Messages that carry a one-time code to a phone or an e-mail address. */
public interface CodeMessages {

    /** @throws RuntimeException when the message could not be handed over; its text must not contain the code */
    void send(Identifier recipient, String code, Duration validFor);
}
