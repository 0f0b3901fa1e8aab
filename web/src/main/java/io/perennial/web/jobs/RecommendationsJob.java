package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import io.perennial.insights.KeepRecommendations;
import io.perennial.membership.Programme;
import java.time.Clock;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counts every night what goes with what, once in a cluster, and whenever staff ask for it. */
@Configuration(proxyBeanMethods = false)
class RecommendationsJob {

    private static final Logger log = LoggerFactory.getLogger(RecommendationsJob.class);
    private static final String NAME = "count-recommendations";
    private static final LocalTime NIGHT = LocalTime.of(4, 10);

    @Bean
    Task<Void> countRecommendationsTask(KeepRecommendations recommendations, Programme programme) {
        return Tasks.recurring(NAME, new Daily(programme.zone(), NIGHT)).execute((_, _) -> {
            var counted = recommendations.rebuild();
            log.info(
                    "What goes with what was counted: {} pairs of {} products of {} buyers",
                    counted.pairs(),
                    counted.products(),
                    counted.baskets());
        });
    }

    /** The scheduler is absent in an operator's command, which does its work itself. */
    @Bean
    RecommendationRuns recommendationRuns(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        var instance = TaskInstanceId.of(NAME, RecurringTask.INSTANCE);
        return new RecommendationRuns() {
            @Override
            public void begin() {
                if (!areUnderWay()) {
                    scheduler.getObject().reschedule(instance, clock.instant());
                }
            }

            @Override
            public boolean areUnderWay() {
                return scheduler
                        .getObject()
                        .getScheduledExecution(instance)
                        .filter(execution -> execution.isPicked()
                                || !execution.getExecutionTime().isAfter(clock.instant()))
                        .isPresent();
            }
        };
    }
}
