package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import io.perennial.membership.Programme;
import io.perennial.points.CheckLedger;
import java.time.Clock;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Proves the whole ledger every night, when few are about, and whenever staff ask for it. */
@Configuration(proxyBeanMethods = false)
class LedgerCheckJob {

    private static final Logger log = LoggerFactory.getLogger(LedgerCheckJob.class);
    private static final String NAME = "check-ledger";
    private static final LocalTime NIGHT = LocalTime.of(3, 20);

    @Bean
    Task<Void> checkLedgerTask(CheckLedger checkLedger, Programme programme) {
        return Tasks.recurring(NAME, new Daily(programme.zone(), NIGHT)).execute((_, _) -> {
            var report = checkLedger.check().report();
            if (report.isSound()) {
                log.info("The ledger is sound: {} entries of {} members", report.entries(), report.members());
            } else {
                log.error(
                        "The ledger has {} faults; /admin/ledger-check names them",
                        report.faults().size());
            }
        });
    }

    /** The scheduler is absent in an operator's command, which does its work itself. */
    @Bean
    LedgerCheckRuns ledgerCheckRuns(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        var instance = TaskInstanceId.of(NAME, RecurringTask.INSTANCE);
        return new LedgerCheckRuns() {
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
