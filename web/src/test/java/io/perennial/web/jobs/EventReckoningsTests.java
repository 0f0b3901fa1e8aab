package io.perennial.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.VerifyLedger.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;

class EventReckoningsTests {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final EventPublicationRegistry registry = mock();

    @Test
    void names_each_listener_once_with_the_oldest_that_waits_for_it() {
        when(registry.findIncompletePublicationsOlderThan(Duration.ofDays(1)))
                .thenReturn(List.of(
                        waiting("messaging.tell", NOON),
                        waiting("messaging.tell", NOON.minusSeconds(60)),
                        waiting("recall.follow", NOON)));

        assertThat(new EventReckonings(registry).faults())
                .containsExactly(
                        new Fault(Breach.EVENT_WAITING, null, "messaging.tell", "2026-11-20T11:59:00Z", ""),
                        new Fault(Breach.EVENT_WAITING, null, "recall.follow", "2026-11-20T12:00:00Z", ""));
    }

    @Test
    void finds_nothing_where_nothing_waits() {
        assertThat(new EventReckonings(registry).faults()).isEmpty();
    }

    private static TargetEventPublication waiting(String listener, Instant since) {
        return TargetEventPublication.of("event", PublicationTargetIdentifier.of(listener), since);
    }
}
