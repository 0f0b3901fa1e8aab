package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.perennial.points.ExpirePoints;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Expires points whose last day is over: every hour, since that day ends at another hour in each programme's zone. */
@Configuration(proxyBeanMethods = false)
class ExpiryJob {

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
}
