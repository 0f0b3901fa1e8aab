package io.perennial.web.adapter.scheduler;

import com.fasterxml.uuid.Generators;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.domain.ImportRuns;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

@Component
class SchedulerImportRuns implements ImportRuns {

    /** Nothing in an operator's command, which does its work itself. */
    private final ObjectProvider<SchedulerClient> scheduler;

    private final Clock clock;

    SchedulerImportRuns(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void add(ImportId id) {
        // Each run has a name of its own: the one before may be finished and not yet be forgotten.
        var name = id + ":" + Generators.timeBasedEpochGenerator().generate();
        scheduler.getObject().scheduleIfNotExists(ImportTask.TASK.instance(name).scheduledTo(clock.instant()));
    }
}
