package io.perennial.membership;

import io.perennial.membership.domain.CodeMessages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what would have gone out. */
public final class RecordedCodeMessages implements CodeMessages {

    private record Message(Identifier recipient, String code) {}

    private final List<Message> sent = new CopyOnWriteArrayList<>();

    @Override
    public void send(Identifier recipient, String code, Duration validFor) {
        sent.add(new Message(recipient, code));
    }

    List<String> codesFor(Identifier recipient) {
        return sent.stream()
                .filter(message -> message.recipient().equals(recipient))
                .map(Message::code)
                .toList();
    }

    String lastFor(Identifier recipient) {
        return codesFor(recipient).getLast();
    }

    void clear() {
        sent.clear();
    }
}
