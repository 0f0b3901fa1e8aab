package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.perennial.points.ReleasePoints;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Releases points that have waited: every five minutes, since people look for them on the day they were promised. */
@Configuration(proxyBeanMethods = false)
class ReleaseJob {

    private static final Logger log = LoggerFactory.getLogger(ReleaseJob.class);

    @Bean
    Task<Void> releasePointsTask(ReleasePoints releasePoints, Clock clock) {
        return Tasks.recurring("release-points", FixedDelay.of(Duration.ofMinutes(5)))
                .execute((_, _) -> {
                    var sweep = releasePoints.release(clock.instant());
                    if (sweep.parts() > 0) {
                        log.info("{} points in {} parts became available", sweep.points(), sweep.parts());
                    }
                });
    }
}
