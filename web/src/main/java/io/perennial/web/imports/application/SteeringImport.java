package io.perennial.web.imports.application;

import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import io.perennial.points.AdjustByFile;
import io.perennial.points.AdjustmentFileId;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.SteerImport;
import io.perennial.web.imports.domain.ImportRuns;
import io.perennial.web.imports.domain.Imports;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SteeringImport implements SteerImport {

    private final Imports imports;
    private final ImportRuns runs;
    private final AdjustByFile adjustByFile;
    private final RecordChange audit;
    private final Clock clock;

    SteeringImport(Imports imports, ImportRuns runs, AdjustByFile adjustByFile, RecordChange audit, Clock clock) {
        this.imports = imports;
        this.runs = runs;
        this.adjustByFile = adjustByFile;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome start(ImportId id, Optional<StaffId> by, boolean attended) {
        var file = imports.lock(id).orElse(null);
        if (file == null) {
            return new Outcome.UnknownImport();
        }
        if (file.status() != ImportStatus.READY) {
            return new Outcome.NotNow(file.status());
        }
        if (file.preset() == Preset.ADJUSTMENTS) {
            var refusal = propose(file, by);
            if (refusal != null) {
                return refusal;
            }
        }
        begin(id, attended);
        record(file, by, "import.started");
        return new Outcome.Done();
    }

    /** @return nothing when it may be booked at once */
    private @Nullable Outcome propose(Import file, Optional<StaffId> by) {
        if (by.isEmpty() || !file.uploadedBy().equals(by)) {
            return new Outcome.NotForYou();
        }
        var preview = Objects.requireNonNull(file.adjustments());
        var proposal = new AdjustByFile.Proposal(
                adjustments(file.id()),
                HexFormat.of().parseHex(file.sha256()),
                Objects.requireNonNull(file.note()),
                Math.toIntExact(preview.lines()),
                preview.given(),
                preview.taken(),
                preview.most());
        return switch (adjustByFile.propose(proposal, by.get())) {
            case AdjustByFile.Outcome.Allowed _ -> null;
            case AdjustByFile.Outcome.WaitsForApproval(var limit) -> {
                imports.waits(file.id());
                record(file, by, "import.proposed");
                yield new Outcome.WaitsForApproval(limit);
            }
            case AdjustByFile.Outcome.Dropped _,
                    AdjustByFile.Outcome.NotForYou _,
                    AdjustByFile.Outcome.NotNow _,
                    AdjustByFile.Outcome.NoteMissing _,
                    AdjustByFile.Outcome.UnknownFile _ ->
                throw new IllegalStateException("a file with a note that nobody has proposed yet");
        };
    }

    @Override
    @Transactional
    public Outcome approve(ImportId id, StaffId by) {
        var file = imports.lock(id).orElse(null);
        if (file == null) {
            return new Outcome.UnknownImport();
        }
        if (file.status() != ImportStatus.WAITING) {
            return new Outcome.NotNow(file.status());
        }
        if (!(adjustByFile.approve(adjustments(id), by) instanceof AdjustByFile.Outcome.Allowed)) {
            return new Outcome.NotForYou();
        }
        begin(id, false);
        record(file, Optional.of(by), "import.started");
        return new Outcome.Done();
    }

    private void begin(ImportId id, boolean attended) {
        imports.forgetLeftOut(id);
        imports.started(id, clock.instant());
        schedule(id, attended);
    }

    private static AdjustmentFileId adjustments(ImportId id) {
        return new AdjustmentFileId(id.value());
    }

    @Override
    @Transactional
    public Outcome cancel(ImportId id, Optional<StaffId> by) {
        var waiting = imports.lock(id).filter(file -> file.status() == ImportStatus.WAITING);
        if (waiting.isPresent()
                && !(adjustByFile.drop(adjustments(id), by.orElseThrow()) instanceof AdjustByFile.Outcome.Dropped)) {
            return new Outcome.NotForYou();
        }
        return steer(
                id,
                by,
                "import.cancelled",
                file -> file.status() == ImportStatus.READY
                        || file.status() == ImportStatus.CHECKING
                        || file.status() == ImportStatus.WAITING,
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
        record(file, by, action);
        return new Outcome.Done();
    }

    private void record(Import file, Optional<StaffId> by, String action) {
        audit.record(new RecordChange.Change(
                by.orElse(null), action, file.preset().subjectKind(), file.id().toString(), null, null));
    }

    private void schedule(ImportId id, boolean attended) {
        if (!attended) {
            runs.add(id);
        }
    }
}
