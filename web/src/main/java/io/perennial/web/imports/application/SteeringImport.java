package io.perennial.web.imports.application;

import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.SteerImport;
import io.perennial.web.imports.domain.ImportRuns;
import io.perennial.web.imports.domain.Imports;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SteeringImport implements SteerImport {

    private final Imports imports;
    private final ImportRuns runs;
    private final RecordChange audit;
    private final Clock clock;

    SteeringImport(Imports imports, ImportRuns runs, RecordChange audit, Clock clock) {
        this.imports = imports;
        this.runs = runs;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome start(ImportId id, Optional<StaffId> by, boolean attended) {
        return steer(id, by, "import.started", file -> file.status() == ImportStatus.READY, _ -> {
            imports.started(id, clock.instant());
            schedule(id, attended);
        });
    }

    @Override
    @Transactional
    public Outcome cancel(ImportId id, Optional<StaffId> by) {
        return steer(
                id,
                by,
                "import.cancelled",
                file -> file.status() == ImportStatus.READY || file.status() == ImportStatus.CHECKING,
                _ -> imports.cancelled(id, clock.instant()));
    }

    @Override
    @Transactional
    public Outcome resume(ImportId id, Optional<StaffId> by, boolean attended) {
        return steer(id, by, "import.resumed", Import::canBeResumed, file -> {
            imports.resumed(id, file.startedAt() == null ? ImportStatus.CHECKING : ImportStatus.RUNNING);
            schedule(id, attended);
        });
    }

    private Outcome steer(
            ImportId id, Optional<StaffId> by, String action, Predicate<Import> possible, Consumer<Import> change) {
        var file = imports.lock(id).orElse(null);
        if (file == null) {
            return new Outcome.UnknownImport();
        }
        if (!possible.test(file)) {
            return new Outcome.NotNow(file.status());
        }
        change.accept(file);
        audit.record(new RecordChange.Change(by.orElse(null), action, "import", id.toString(), null, null));
        return new Outcome.Done();
    }

    private void schedule(ImportId id, boolean attended) {
        if (!attended) {
            runs.add(id);
        }
    }
}
