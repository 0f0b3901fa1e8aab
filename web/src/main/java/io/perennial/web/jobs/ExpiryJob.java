package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.perennial.membership.Programme;
import io.perennial.points.ExpirePoints;
import io.perennial.points.ProlongPoints;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Expires points whose last day is over: every hour, since that day ends at another hour in each programme's zone. Every
 * night, prolongs those of which it has become too late to tell.
 */
@Configuration(proxyBeanMethods = false)
class ExpiryJob {

    private static final LocalTime SOON_AFTER_MIDNIGHT = LocalTime.of(0, 20);
    private static final Logger log = LoggerFactory.getLogger(ExpiryJob.class);

    @Bean
    Task<Void> expirePointsTask(ExpirePoints expirePoints, Clock clock) {
        return Tasks.recurring("expire-points", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> {
                    var sweep = expirePoints.expire(clock.instant());
                    if (sweep.lots() > 0) {
                        log.info("{} points in {} lots expired", sweep.points(), sweep.lots());
                    }
                });
    }

    @Bean
    Task<Void> prolongPointsTask(ProlongPoints prolongPoints, Programme programme, Clock clock) {
        return Tasks.recurring("prolong-points", Schedules.daily(programme.zone(), SOON_AFTER_MIDNIGHT))
                .execute((_, _) -> {
                    var sweep = prolongPoints.prolong(clock.instant());
                    if (sweep.lots() > 0) {
                        log.info(
                                "{} points in {} lots prolonged, since nobody told of their end",
                                sweep.points(),
                                sweep.lots());
                    }
                });
    }
}
