package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.IncompleteEventPublications;

/** Hands events out again whose listener failed, or whose instance died before it was done. */
@Configuration(proxyBeanMethods = false)
class EventsJob {

    @Bean
    Task<Void> resubmitEventsTask(IncompleteEventPublications publications, EventHandOver handOver) {
        return Tasks.recurring("resubmit-events", FixedDelay.of(handOver.abandonedAfter()))
                .execute((_, _) -> publications.resubmitIncompletePublicationsOlderThan(handOver.abandonedAfter()));
    }
}
