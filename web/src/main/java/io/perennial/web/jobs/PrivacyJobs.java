package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.perennial.membership.EraseMember;
import io.perennial.membership.ForgetLookUps;
import io.perennial.membership.PrepareExports;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What members asked of their data: handed out within seconds, erased on the day, and never by two instances at once. */
@Configuration(proxyBeanMethods = false)
class PrivacyJobs {

    private static final Logger log = LoggerFactory.getLogger(PrivacyJobs.class);
    private static final int AT_ONCE = 100;

    @Bean
    Task<Void> prepareExportsTask(PrepareExports exports) {
        return Tasks.recurring("prepare-exports", FixedDelay.of(Duration.ofSeconds(5)))
                .execute((_, _) -> {
                    while (exports.prepareNext()) {
                        log.info("An export is ready");
                    }
                });
    }

    @Bean
    Task<Void> forgetExportsTask(PrepareExports exports) {
        return Tasks.recurring("forget-exports", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> {
                    while (exports.forgetOld() > 0) {
                        log.info("Exports whose week is over were deleted");
                    }
                });
    }

    @Bean
    Task<Void> eraseMembersTask(EraseMember eraseMember) {
        return Tasks.recurring("erase-members", FixedDelay.of(Duration.ofSeconds(30)))
                .execute((_, _) -> {
                    while (eraseMember.eraseDue(AT_ONCE) > 0) {
                        log.debug("Looking whether more are due");
                    }
                });
    }

    @Bean
    Task<Void> forgetLookUpsTask(ForgetLookUps lookUps) {
        return Tasks.recurring("forget-look-ups", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> {
                    while (lookUps.forgetOld() > 0) {
                        log.info("Look-ups whose time is over were deleted");
                    }
                });
    }
}
