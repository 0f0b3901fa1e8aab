package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.perennial.points.SettleTransfers;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Carries transfers through that were left on their way. */
@Configuration(proxyBeanMethods = false)
class TransfersJob {

    private static final Logger log = LoggerFactory.getLogger(TransfersJob.class);

    /** Longer than any second half takes, so that it is not done twice at once. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    @Bean
    Task<Void> settleTransfersTask(SettleTransfers settleTransfers, Clock clock) {
        return Tasks.recurring("settle-transfers", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> {
                    var settled = settleTransfers.settle(clock.instant().minus(ABANDONED));
                    if (settled > 0) {
                        log.info("{} transfers that had been left on their way were carried through", settled);
                    }
                });
    }
}
