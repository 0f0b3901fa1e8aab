package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.SettleSegments;
import io.perennial.membership.LadderPublished;
import io.perennial.membership.Programme;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * Keeps what is known of members, and who belongs to which segment: every few seconds for those of whom something changed and
 * for segments that were published, every ten minutes for those whom time alone moves. What parts the scores is drawn anew every four weeks.
 */
@Configuration(proxyBeanMethods = false)
class SegmentsJob {

    private static final Logger log = LoggerFactory.getLogger(SegmentsJob.class);
    private static final LocalTime NIGHT = LocalTime.of(2, 40);
    private static final Duration LASTING = Duration.ofDays(28);
    private static final TaskDescriptor<Void> REBUILD = TaskDescriptor.of("rebuild-facts");

    @Bean
    Task<Void> gatherFactsTask(KeepFacts facts) {
        return Tasks.recurring("gather-facts", FixedDelay.of(Duration.ofSeconds(3)))
                .execute((_, _) -> facts.gather());
    }

    @Bean
    Task<Void> settleSegmentsTask(SettleSegments segments) {
        return Tasks.recurring("settle-segments", FixedDelay.of(Duration.ofSeconds(5)))
                .execute((_, _) -> told("settled", segments.publishedOnes()));
    }

    @Bean
    Task<Void> sweepSegmentsTask(SettleSegments segments) {
        return Tasks.recurring("sweep-segments", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> told("swept", segments.overTime()));
    }

    @Bean
    Task<Void> countReachableTask(SettleSegments segments) {
        return Tasks.recurring("count-reachable", FixedDelay.of(Duration.ofSeconds(15)))
                .execute((_, _) -> segments.reachable());
    }

    @Bean
    Task<Void> setCutPointsTask(KeepFacts facts, ReadFacts known, Programme programme, Clock clock) {
        return Tasks.recurring("set-cut-points", Schedules.daily(programme.zone(), NIGHT))
                .execute((_, _) -> {
                    if (known.cutPoints().setAt().isBefore(clock.instant().minus(LASTING))) {
                        facts.setCutPoints();
                    }
                });
    }

    @Bean
    Task<Void> rebuildFactsTask(KeepFacts facts) {
        return Tasks.oneTime(REBUILD)
                .execute((_, _) -> log.info("The facts of {} members were gathered anew", facts.rebuild(done -> {})));
    }

    private static void told(String what, SettleSegments.Settled settled) {
        if (settled.judged() > 0) {
            log.info("Segments {}: {} judgements, {} moves", what, settled.judged(), settled.moved());
        }
    }

    /** Another ladder changes for everyone how far the next tier is. */
    @Bean
    RebuildOnLadderPublished rebuildOnLadderPublished(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        return new RebuildOnLadderPublished(scheduler, clock);
    }

    static final class RebuildOnLadderPublished {

        private final ObjectProvider<SchedulerClient> scheduler;
        private final Clock clock;

        RebuildOnLadderPublished(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
            this.scheduler = scheduler;
            this.clock = clock;
        }

        @EventListener
        void on(LadderPublished event) {
            scheduler.ifAvailable(client -> client.scheduleIfNotExists(
                    REBUILD.instance("ladder-" + event.version()).scheduledTo(clock.instant())));
        }
    }
}
