package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.perennial.membership.Programme;
import io.perennial.membership.SettleTiers;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Evaluates the tiers whose day has come, once a night in the whole cluster: periods end at midnight in the programme's zone. */
@Configuration(proxyBeanMethods = false)
class TiersJob {

    private static final LocalTime SOON_AFTER_MIDNIGHT = LocalTime.of(0, 10);
    private static final Logger log = LoggerFactory.getLogger(TiersJob.class);

    @Bean
    Task<Void> settleTiersTask(SettleTiers settleTiers, Programme programme) {
        return Tasks.recurring("settle-tiers", Schedules.daily(programme.zone(), SOON_AFTER_MIDNIGHT))
                .execute((_, _) -> {
                    var sweep = settleTiers.settle();
                    if (!sweep.equals(SettleTiers.Sweep.NOTHING)) {
                        log.info(
                                "Tiers: {} renewed, {} in grace, {} prolonged, {} one step down, {} placed",
                                sweep.renewed(),
                                sweep.inGrace(),
                                sweep.prolonged(),
                                sweep.fallen(),
                                sweep.placed());
                    }
                });
    }
}
