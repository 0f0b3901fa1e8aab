package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import java.time.Duration;

/** Messages that carry a one-time code to a phone. */
public interface CodeMessages {

    /** @throws RuntimeException when the message could not be handed over; its text must not contain the code */
    void send(Identifier phone, String code, Duration validFor);
}
