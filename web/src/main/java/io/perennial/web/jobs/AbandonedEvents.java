package io.perennial.web.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.EventPublication.Status;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.stereotype.Component;

/** Events whose listener failed, or whose instance died before the listener was done. */
@Component
public class AbandonedEvents {

    private final IncompleteEventPublications publications;
    private final EventPublicationRepository registry;
    private final Clock clock;

    AbandonedEvents(IncompleteEventPublications publications, EventPublicationRepository registry, Clock clock) {
        this.publications = publications;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Hands them out again; to be asked by one instance at a time.
     *
     * @param after how long nothing was heard of an event: longer than any listener takes
     */
    public void handOutAgain(Duration after) {
        giveUpWhatNeverBegan(after);
        publications.resubmitIncompletePublicationsOlderThan(after);
    }

    /**
     * The registry passes over what it has handed out again once, until its listener begins. Where the instance died before
     * that, or had no connection to note it, it would do so for ever.
     */
    private void giveUpWhatNeverBegan(Duration after) {
        var before = clock.instant().minus(after);
        registry.findByStatus(Status.RESUBMITTED).stream()
                .filter(publication -> handedOutAgain(publication).isBefore(before))
                .map(EventPublication::getIdentifier)
                .forEach(registry::markFailed);
    }

    private static Instant handedOutAgain(EventPublication publication) {
        var moment = publication.getLastResubmissionDate();
        return moment == null ? publication.getPublicationDate() : moment;
    }
}
