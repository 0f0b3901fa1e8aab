package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.perennial.web.imports.AdvanceImport;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets the bytes of files that are long done with, and uploads that never ended. */
@Configuration(proxyBeanMethods = false)
class ImportsJob {

    @Bean
    Task<Void> tidyImportsTask(AdvanceImport imports) {
        return Tasks.recurring("tidy-imports", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> imports.tidyUp());
    }
}
