package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.IncompleteEventPublications;

/** Hands events out again whose listener failed, or whose instance died before it was done. */
@Configuration(proxyBeanMethods = false)
class EventsJob {

    /** Longer than any listener takes, so that none is called while it is still at work. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    @Bean
    Task<Void> resubmitEventsTask(IncompleteEventPublications publications) {
        return Tasks.recurring("resubmit-events", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> publications.resubmitIncompletePublicationsOlderThan(ABANDONED));
    }
}
