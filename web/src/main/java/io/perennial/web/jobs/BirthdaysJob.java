package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.perennial.membership.GrantBirthdays;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives birthday packs: every hour, since somewhere a birthday begins. */
@Configuration(proxyBeanMethods = false)
class BirthdaysJob {

    private static final Logger log = LoggerFactory.getLogger(BirthdaysJob.class);

    @Bean
    Task<Void> grantBirthdaysTask(GrantBirthdays grantBirthdays) {
        return Tasks.recurring("grant-birthdays", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> {
                    var given = grantBirthdays.grant();
                    if (given > 0) {
                        log.info("{} birthday packs were given", given);
                    }
                });
    }
}
