package io.perennial.web.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import io.perennial.membership.Programme;
import io.perennial.points.CheckLedger;
import io.perennial.points.ReadLedgerChecks.Check;
import java.time.Clock;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Proves every night, when few are about, what changed in the ledger and a share of the rest; and the whole of it whenever staff
 * ask. Either is done by one instance; where it dies, another goes on with the night, or begins the whole again.
 */
@Configuration(proxyBeanMethods = false)
class LedgerCheckJob {

    private static final Logger log = LoggerFactory.getLogger(LedgerCheckJob.class);
    private static final LocalTime NIGHT = LocalTime.of(3, 20);
    private static final TaskDescriptor<Void> WHOLE = TaskDescriptor.of("check-whole-ledger");

    @Bean
    Task<Void> checkLedgerTask(CheckLedger checkLedger, Programme programme) {
        return Tasks.recurring("check-ledger", new Daily(programme.zone(), NIGHT))
                .execute((_, _) -> tell(checkLedger.tonight()));
    }

    @Bean
    Task<Void> checkWholeLedgerTask(CheckLedger checkLedger) {
        return Tasks.oneTime(WHOLE).execute((_, _) -> tell(checkLedger.whole()));
    }

    private static void tell(Check check) {
        var report = check.report();
        if (report.isSound()) {
            log.info(
                    "The ledger is sound: {} entries of {} members looked at, {} of them because they had changed",
                    report.entries(),
                    report.members(),
                    check.changed());
        } else {
            log.error(
                    "The ledger has {} faults; /admin/ledger-check names them",
                    report.faults().size());
        }
    }

    /** The scheduler is absent in an operator's command, which does its work itself. */
    @Bean
    LedgerCheckRuns ledgerCheckRuns(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        var whole = TaskInstanceId.of(WHOLE.getTaskName(), "asked-for");
        return new LedgerCheckRuns() {
            @Override
            public void begin() {
                scheduler
                        .getObject()
                        .scheduleIfNotExists(WHOLE.instance(whole.getId()).scheduledTo(clock.instant()));
            }

            @Override
            public boolean areUnderWay() {
                return scheduler.getObject().getScheduledExecution(whole).isPresent();
            }
        };
    }
}
