package io.perennial.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.testing.OnTestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;

@SpringBootTest(classes = Perennial.class, properties = "db-scheduler.enabled=false")
@OnTestDatabase
@Import(AbandonedEventsTests.Listening.class)
class AbandonedEventsTests {

    private static final Duration AFTER = Duration.ofMinutes(1);

    record Happened(UUID id) {}

    static class Listening {

        private final Queue<Happened> heard = new ConcurrentLinkedQueue<>();

        List<Happened> heard() {
            return List.copyOf(heard);
        }

        @ApplicationModuleListener(id = "test.listening")
        public void on(Happened event) {
            heard.add(event);
        }
    }

    @Autowired
    AbandonedEvents events;

    @Autowired
    EventPublicationRepository registry;

    @Autowired
    IncompleteEventPublications publications;

    @Autowired
    Listening listening;

    @Autowired
    Clock clock;

    @Test
    void what_was_handed_out_again_and_never_began_is_handed_out_once_more() {
        var event = published(Duration.ofMinutes(9), Duration.ofMinutes(5));

        publications.resubmitIncompletePublicationsOlderThan(AFTER);
        assertThat(waiting()).as("the registry alone passes over it").contains(event);

        events.handOutAgain(AFTER);

        Awaitility.await().until(() -> !waiting().contains(event));
        assertThat(listening.heard()).containsOnlyOnce(event);
    }

    @Test
    void what_was_handed_out_again_just_now_may_begin_yet() {
        var justNow = published(Duration.ofMinutes(9), Duration.ofSeconds(20));
        var before = published(Duration.ofMinutes(9), Duration.ofMinutes(5));

        events.handOutAgain(AFTER);

        Awaitility.await().until(() -> !waiting().contains(before));
        assertThat(waiting()).contains(justNow);
        assertThat(listening.heard()).contains(before).doesNotContain(justNow);
    }

    private List<Object> waiting() {
        return registry.findIncompletePublications().stream()
                .<Object>map(EventPublication::getEvent)
                .toList();
    }

    /** An event as an instance leaves it that dies after it has taken it to hand it out again. */
    private Happened published(Duration ago, Duration handedOutAgainAgo) {
        var event = new Happened(UUID.randomUUID());
        var now = clock.instant();
        var publication = registry.create(
                TargetEventPublication.of(event, PublicationTargetIdentifier.of("test.listening"), now.minus(ago)));
        assertThat(registry.markResubmitted(publication.getIdentifier(), now.minus(handedOutAgainAgo)))
                .isTrue();
        return event;
    }
}
