package io.perennial.web.adapter.scheduler;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.perennial.web.imports.AdvanceImport;
import io.perennial.web.imports.AdvanceImport.Progress;
import io.perennial.web.imports.ImportId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Checks or books a file. When its instance dies the heartbeat stops, and another takes it up; when the instance is shut
 * down it stops at the next chunk and waits to be taken up.
 */
@Configuration(proxyBeanMethods = false)
class ImportTask {

    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("import");

    private static final Logger log = LoggerFactory.getLogger(ImportTask.class);
    private static final int MOST_FAILURES = 10;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    @Bean
    Task<Void> taskOfImports(AdvanceImport advanceImport) {
        return Tasks.custom(TASK)
                .onDeadExecutionRevive()
                .onFailure((failed, operations) -> tryAgain(advanceImport, failed, operations))
                .execute((instance, context) -> {
                    var state = context.getSchedulerState();
                    var progress = advanceImport.advance(
                            importOf(instance.getId()),
                            () -> state.isShuttingDown()
                                    || Thread.currentThread().isInterrupted());
                    return progress == Progress.NOTHING_LEFT
                            ? new CompletionHandler.OnCompleteRemove<>()
                            : (done, operations) -> operations.reschedule(done, done.getTimeDone());
                });
    }

    private static void tryAgain(
            AdvanceImport advanceImport, ExecutionComplete failed, ExecutionOperations<Void> operations) {
        var id = importOf(failed.getExecution().taskInstance.getId());
        var failures = failed.getExecution().consecutiveFailures + 1;
        var cause = failed.getCause().orElse(null);
        if (failures < MOST_FAILURES) {
            log.warn("Import {} failed for the {}. time and will be tried again", id, failures, cause);
            var wait = Duration.ofSeconds(1L << Math.min(failures, 10));
            operations.reschedule(
                    failed, failed.getTimeDone().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
        } else {
            log.error("Import {} failed {} times and is given up", id, failures, cause);
            advanceImport.giveUp(id);
            operations.stop();
        }
    }

    private static ImportId importOf(String instance) {
        return ImportId.of(instance.substring(0, instance.indexOf(':')));
    }
}
