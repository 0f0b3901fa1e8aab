package io.perennial.membership;

import io.perennial.membership.domain.CodeMessages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what would have gone out. */
public final class RecordedCodeMessages implements CodeMessages {

    private record Message(Identifier phone, String code) {}

    private final List<Message> sent = new CopyOnWriteArrayList<>();

    @Override
    public void send(Identifier phone, String code, Duration validFor) {
        sent.add(new Message(phone, code));
    }

    List<String> codesFor(Identifier phone) {
        return sent.stream()
                .filter(message -> message.phone().equals(phone))
                .map(Message::code)
                .toList();
    }

    String lastFor(Identifier phone) {
        return codesFor(phone).getLast();
    }

    void clear() {
        sent.clear();
    }
}
