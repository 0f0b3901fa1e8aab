package io.perennial.web.imports.application;

import io.perennial.web.imports.AdvanceImport;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.domain.Finding;
import io.perennial.web.imports.domain.Imports;
import io.perennial.web.imports.domain.UnreadableFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads a file twice: once for the preview, once to book it.
 *
 * <p>How booking survives a kill at any moment, and why it counts right: a chunk is one transaction, in which its findings
 * are booked, the left-out lines are kept, and the import's own row learns how many findings are dealt with. Reading is deterministic, so that number is all that a later run needs. The row is locked first and must say
 * what this run believes; so of two runs of one file only one gets through, and a chunk whose commit was not answered is
 * found out to be done.
 */
@Component
class AdvancingImport implements AdvanceImport {

    private static final Logger log = LoggerFactory.getLogger(AdvancingImport.class);

    private static final int FINDINGS_AT_ONCE = 500;
    /** Keeps a chunk's transaction below half a second where invoices are long. */
    private static final int LINES_AT_ONCE = 4_000;

    private static final Duration UPLOAD_TAKES = Duration.ofHours(6);
    private static final Duration BYTES_KEPT = Duration.ofDays(30);

    private final Imports imports;
    private final Map<Preset, Purpose> purposes;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .includes(TransientDataAccessException.class)
            .maxRetries(6)
            .delay(Duration.ofMillis(40))
            .jitter(Duration.ofMillis(20))
            .multiplier(2)
            .build());

    AdvancingImport(Imports imports, List<Purpose> purposes, TransactionOperations transaction, Clock clock) {
        this.imports = imports;
        this.purposes = purposes.stream().collect(Collectors.toMap(Purpose::preset, Function.identity()));
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Progress advance(ImportId id, BooleanSupplier interrupted) {
        var found = imports.find(id);
        if (found.isEmpty()) {
            return Progress.NOTHING_LEFT;
        }
        var file = found.get();
        try {
            return switch (file.status()) {
                case CHECKING -> check(file, interrupted);
                case RUNNING -> book(file, interrupted);
                case UPLOADING, READY, WAITING, DONE, FAILED, CANCELLED -> Progress.NOTHING_LEFT;
            };
        } catch (UnreadableFile unreadable) {
            var code = unreadable.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
            log.info("Import {} cannot be read: {} {}", id, code, unreadable.detail());
            imports.failed(id, new Import.Failure(code, unreadable.detail()), clock.instant());
            return Progress.NOTHING_LEFT;
        }
    }

    @Override
    public void giveUp(ImportId id) {
        imports.failed(id, new Import.Failure(Import.Failure.STOPPED, ""), clock.instant());
    }

    @Override
    public void tidyUp() {
        imports.abandoned(clock.instant().minus(UPLOAD_TAKES)).forEach(imports::remove);
        imports.withBytesToForget(clock.instant().minus(BYTES_KEPT)).forEach(imports::forgetBytes);
    }

    private Purpose purpose(Import file) {
        return Objects.requireNonNull(purposes.get(file.preset()));
    }

    // --- checking ------------------------------------------------------------------------------

    private Progress check(Import file, BooleanSupplier interrupted) {
        var bytes = new Counted(imports.open(file.id()));
        var findings = purpose(file).read(file, bytes);
        var look = purpose(file).look(file);
        var told = clock.instant();
        for (var found = findings.next(); found.isPresent(); found = findings.next()) {
            look.at(found.get());
            if (clock.instant().isAfter(told.plusSeconds(1))) {
                told = clock.instant();
                imports.checkedSoFar(file.id(), bytes.count);
                if (interrupted.getAsBoolean()) {
                    return Progress.TO_BE_CONTINUED;
                }
            }
        }
        look.finish();
        return Progress.NOTHING_LEFT;
    }

    // --- booking -------------------------------------------------------------------------------

    private Progress book(Import file, BooleanSupplier interrupted) {
        var findings = purpose(file).read(file, imports.open(file.id()));
        for (var passed = 0L; passed < file.findingsDone(); passed++) {
            if (findings.next().isEmpty()) {
                throw new IllegalStateException("import " + file.id() + " has fewer findings than are done");
            }
        }
        var done = file.findingsDone();
        var chunk = new ArrayList<Finding>();
        var lines = 0;
        for (var found = findings.next(); found.isPresent(); found = findings.next()) {
            chunk.add(found.get());
            lines += found.get().lines().size();
            if (chunk.size() == FINDINGS_AT_ONCE || lines >= LINES_AT_ONCE) {
                if (!book(file, done, chunk)) {
                    return Progress.NOTHING_LEFT;
                }
                done += chunk.size();
                chunk.clear();
                lines = 0;
                if (interrupted.getAsBoolean()) {
                    return Progress.TO_BE_CONTINUED;
                }
            }
        }
        if (book(file, done, chunk)) {
            imports.done(file.id(), clock.instant());
        }
        return Progress.NOTHING_LEFT;
    }

    /** @return whether the chunk is booked and this run may go on */
    private boolean book(Import file, long done, List<Finding> chunk) {
        try {
            return Boolean.TRUE.equals(retry.execute(() -> transaction.execute(_ -> {
                var now = imports.lock(file.id()).orElse(null);
                if (now == null || now.status() != ImportStatus.RUNNING) {
                    return false;
                }
                if (now.findingsDone() == done + chunk.size()) {
                    return true; // committed before, and the answer was lost
                }
                if (now.findingsDone() != done) {
                    log.info("Import {} is being booked by another process", file.id());
                    return false;
                }
                var tally = purpose(file).book(file, chunk);
                imports.leaveOut(file.id(), tally.leftOut());
                imports.advanced(file.id(), done + chunk.size(), now.tally().plus(tally.finished()));
                return true;
            })));
        } catch (RetryException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    /** How much of the file, as it was sent, has been read. */
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
