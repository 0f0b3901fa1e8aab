package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands abandoned events out again. */
@Configuration(proxyBeanMethods = false)
class EventsJob {

    @Bean
    Task<Void> resubmitEventsTask(AbandonedEvents events, EventHandOver handOver) {
        return Tasks.recurring("resubmit-events", FixedDelay.of(handOver.abandonedAfter()))
                .execute((_, _) -> events.handOutAgain(handOver.abandonedAfter()));
    }
}
