package io.perennial.web.jobs;

import io.perennial.points.Reckonings;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.VerifyLedger.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.stereotype.Component;

/** Events that a listener has not handled although they were handed out again and again for a day. */
@Component
class EventReckonings implements Reckonings {

    private static final Duration LONG = Duration.ofDays(1);

    private final EventPublicationRegistry publications;

    EventReckonings(EventPublicationRegistry publications) {
        this.publications = publications;
    }

    @Override
    public List<Fault> faults() {
        var oldest = new TreeMap<String, Instant>();
        publications
                .findIncompletePublicationsOlderThan(LONG)
                .forEach(waiting -> oldest.merge(
                        waiting.getTargetIdentifier().getValue(),
                        waiting.getPublicationDate(),
                        (one, other) -> one.isBefore(other) ? one : other));
        return oldest.entrySet().stream()
                .map(each -> new Fault(
                        Breach.EVENT_WAITING,
                        null,
                        each.getKey(),
                        each.getValue().toString(),
                        ""))
                .toList();
    }
}
