package io.perennial.web.imports.application;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.EarnPoints;
import io.perennial.web.imports.AdvanceImport;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Tally;
import io.perennial.web.imports.domain.Finding;
import io.perennial.web.imports.domain.Imports;
import io.perennial.web.imports.domain.InvoiceReader;
import io.perennial.web.imports.domain.UnreadableFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
 * <p>How booking survives a kill at any moment, and why it counts right: a chunk is one transaction, in which the members
 * are enrolled, the activities earn, the left-out lines are kept, and the import's own row learns how many findings are
 * dealt with. Reading is deterministic, so that number is all that a later run needs. The row is locked first and must say
 * what this run believes; so of two runs of one file only one gets through, and a chunk whose commit was not answered is
 * found out to be done.
 */
@Component
class AdvancingImport implements AdvanceImport {

    private static final Logger log = LoggerFactory.getLogger(AdvancingImport.class);

    private static final int INVOICES_AT_ONCE = 500;
    /** Keeps a chunk's transaction below half a second where invoices are long. */
    private static final int LINES_AT_ONCE = 4_000;

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration UPLOAD_TAKES = Duration.ofHours(6);
    private static final Duration BYTES_KEPT = Duration.ofDays(30);

    private final Imports imports;
    private final EnrolMembers enrolMembers;
    private final RecogniseMembers recogniseMembers;
    private final ReadActivities readActivities;
    private final EarnPoints earnPoints;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .includes(TransientDataAccessException.class)
            .maxRetries(6)
            .delay(Duration.ofMillis(40))
            .jitter(Duration.ofMillis(20))
            .multiplier(2)
            .build());

    AdvancingImport(
            Imports imports,
            EnrolMembers enrolMembers,
            RecogniseMembers recogniseMembers,
            ReadActivities readActivities,
            EarnPoints earnPoints,
            TransactionOperations transaction,
            Clock clock) {
        this.imports = imports;
        this.enrolMembers = enrolMembers;
        this.recogniseMembers = recogniseMembers;
        this.readActivities = readActivities;
        this.earnPoints = earnPoints;
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
                case UPLOADING, READY, DONE, FAILED, CANCELLED -> Progress.NOTHING_LEFT;
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

    // --- checking ------------------------------------------------------------------------------

    private Progress check(Import file, BooleanSupplier interrupted) {
        var bytes = new Counted(imports.open(file.id()));
        var reader = new InvoiceReader(bytes, file.currency(), file.zone());
        var preview = new PreviewInTheMaking();
        var bookable = new ArrayList<Finding.Invoice>();
        var latest = clock.instant().plus(AHEAD);
        var told = clock.instant();
        for (var found = reader.next(); found.isPresent(); found = reader.next()) {
            switch (found.get()) {
                case Finding.Invoice invoice
                when invoice.happenedAt().isAfter(latest) -> preview.leftOut(invoice, LeftOutReason.DATE_IN_FUTURE);
                case Finding.Invoice invoice -> bookable.add(invoice);
                case Finding.Unbookable invoice -> preview.leftOut(invoice);
                case Finding.Stray stray -> preview.leftOut(stray.leftOut());
            }
            if (bookable.size() == INVOICES_AT_ONCE) {
                compare(file, bookable, preview);
                bookable.clear();
            }
            if (clock.instant().isAfter(told.plusSeconds(1))) {
                told = clock.instant();
                imports.checkedSoFar(file.id(), bytes.count);
                if (interrupted.getAsBoolean()) {
                    return Progress.TO_BE_CONTINUED;
                }
            }
        }
        compare(file, bookable, preview);
        imports.checked(file.id(), preview.finished());
        return Progress.NOTHING_LEFT;
    }

    private void compare(Import file, List<Finding.Invoice> invoices, PreviewInTheMaking preview) {
        if (invoices.isEmpty()) {
            return;
        }
        var references = readActivities.known(
                file.source(), invoices.stream().map(Finding.Invoice::number).toList());
        Set<Identifier> named =
                invoices.stream().map(AdvancingImport::identifier).collect(Collectors.toSet());
        var customers = recogniseMembers.recognise(named).keySet().stream()
                .map(Identifier::value)
                .collect(Collectors.toSet());
        preview.bookable(invoices, references, customers);
    }

    // --- booking -------------------------------------------------------------------------------

    private Progress book(Import file, BooleanSupplier interrupted) {
        var reader = new InvoiceReader(imports.open(file.id()), file.currency(), file.zone());
        for (var passed = 0L; passed < file.findingsDone(); passed++) {
            if (reader.next().isEmpty()) {
                throw new IllegalStateException("import " + file.id() + " has fewer findings than are done");
            }
        }
        var done = file.findingsDone();
        var chunk = new ArrayList<Finding>();
        var lines = 0;
        for (var found = reader.next(); found.isPresent(); found = reader.next()) {
            chunk.add(found.get());
            lines += found.get().lines().size();
            if (chunk.size() == INVOICES_AT_ONCE || lines >= LINES_AT_ONCE) {
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
                var tally = now.tally().plus(book(file, chunk));
                imports.advanced(file.id(), done + chunk.size(), tally);
                return true;
            })));
        } catch (RetryException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private Tally book(Import file, List<Finding> chunk) {
        var tally = new TallyInTheMaking();
        var bookable = new ArrayList<Finding.Invoice>();
        var latest = clock.instant().plus(AHEAD);
        for (var finding : chunk) {
            switch (finding) {
                case Finding.Invoice invoice
                when invoice.happenedAt().isAfter(latest) -> tally.refused(invoice, LeftOutReason.DATE_IN_FUTURE);
                case Finding.Invoice invoice -> bookable.add(invoice);
                case Finding.Unbookable invoice -> tally.unbookable(invoice);
                case Finding.Stray stray -> tally.stray(stray);
            }
        }
        if (!bookable.isEmpty()) {
            var members = enrol(bookable, tally);
            var activities = bookable.stream()
                    .map(invoice -> activity(file, invoice, members))
                    .toList();
            var outcomes = earnPoints.earn(activities);
            for (var i = 0; i < outcomes.size(); i++) {
                judge(bookable.get(i), outcomes.get(i), tally);
            }
        }
        imports.leaveOut(file.id(), tally.leftOut());
        return tally.finished();
    }

    private Map<Identifier, MemberId> enrol(List<Finding.Invoice> invoices, TallyInTheMaking tally) {
        var customers = List.copyOf(invoices.stream()
                .map(AdvancingImport::identifier)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        var enrolled = enrolMembers.enrol(customers.stream()
                .map(customer -> new EnrolMembers.Enrolment(customer, null, "import"))
                .toList());
        var members = new HashMap<Identifier, MemberId>();
        for (var i = 0; i < customers.size(); i++) {
            members.put(customers.get(i), enrolled.get(i).member());
            tally.enrolled(enrolled.get(i).isNew());
        }
        return members;
    }

    private static Identifier identifier(Finding.Invoice invoice) {
        return new Identifier(Identifier.Kind.CUSTOMER_NUMBER, invoice.customer());
    }

    private static Activity activity(Import file, Finding.Invoice invoice, Map<Identifier, MemberId> members) {
        return new Activity(
                Optional.ofNullable(members.get(identifier(invoice))).orElseThrow(),
                invoice.refund() ? ActivityType.REFUND : ActivityType.PURCHASE,
                file.source(),
                invoice.number(),
                invoice.happenedAt(),
                "file",
                null,
                invoice.amount(),
                null,
                invoice.items());
    }

    private static void judge(Finding.Invoice invoice, EarnPoints.Outcome outcome, TallyInTheMaking tally) {
        switch (outcome) {
            case EarnPoints.Outcome.Booked booked -> tally.booked(invoice, booked);
            case EarnPoints.Outcome.Conflict _ -> tally.refused(invoice, LeftOutReason.CONFLICT);
            case EarnPoints.Outcome.MemberClosed _ -> tally.refused(invoice, LeftOutReason.MEMBER_CLOSED);
            case EarnPoints.Outcome.InTheFuture _ -> tally.refused(invoice, LeftOutReason.DATE_IN_FUTURE);
            case EarnPoints.Outcome.UnknownMember _,
                    EarnPoints.Outcome.CurrencyNotConfigured _,
                    EarnPoints.Outcome.UnknownPurchase _,
                    EarnPoints.Outcome.RefundTooLarge _ -> tally.refused(invoice, LeftOutReason.REFUSED);
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
