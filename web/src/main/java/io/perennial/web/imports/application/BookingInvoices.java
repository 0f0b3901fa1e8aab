package io.perennial.web.imports.application;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.EarnPoints;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.domain.Finding;
import io.perennial.web.imports.domain.Findings;
import io.perennial.web.imports.domain.Imports;
import io.perennial.web.imports.domain.InvoiceReader;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Invoices become purchases and refunds, and customers whom nobody knows become members. */
@Component
class BookingInvoices implements Purpose {

    private static final int AT_ONCE = 500;
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Imports imports;
    private final EnrolMembers enrolMembers;
    private final RecogniseMembers recogniseMembers;
    private final ReadActivities readActivities;
    private final EarnPoints earnPoints;
    private final Clock clock;

    BookingInvoices(
            Imports imports,
            EnrolMembers enrolMembers,
            RecogniseMembers recogniseMembers,
            ReadActivities readActivities,
            EarnPoints earnPoints,
            Clock clock) {
        this.imports = imports;
        this.enrolMembers = enrolMembers;
        this.recogniseMembers = recogniseMembers;
        this.readActivities = readActivities;
        this.earnPoints = earnPoints;
        this.clock = clock;
    }

    @Override
    public Preset preset() {
        return Preset.INVOICE_LINES;
    }

    @Override
    public Findings read(Import file, InputStream bytes) {
        return new InvoiceReader(bytes, file.currency(), file.zone());
    }

    // --- looking -------------------------------------------------------------------------------

    @Override
    public Look look(Import file) {
        return new InvoiceLook(file, clock.instant().plus(AHEAD));
    }

    private final class InvoiceLook implements Look {

        private final PreviewInTheMaking preview = new PreviewInTheMaking();
        private final List<Finding.Invoice> bookable = new ArrayList<>();
        private final Import file;
        private final Instant latest;

        InvoiceLook(Import file, Instant latest) {
            this.file = file;
            this.latest = latest;
        }

        @Override
        public void at(Finding finding) {
            switch (finding) {
                case Finding.Invoice invoice
                when invoice.happenedAt().isAfter(latest) -> preview.leftOut(invoice, LeftOutReason.DATE_IN_FUTURE);
                case Finding.Invoice invoice -> bookable.add(invoice);
                case Finding.Unbookable invoice -> preview.leftOut(invoice);
                case Finding.Stray stray -> preview.leftOut(stray.leftOut());
                case Finding.Adjustment _ -> throw new IllegalStateException("no invoice is an adjustment");
            }
            if (bookable.size() == AT_ONCE) {
                compare();
            }
        }

        @Override
        public void finish() {
            compare();
            imports.checked(file.id(), preview.finished());
        }

        private void compare() {
            if (bookable.isEmpty()) {
                return;
            }
            var references = readActivities.known(
                    file.source(),
                    bookable.stream().map(Finding.Invoice::number).toList());
            Set<Identifier> named =
                    bookable.stream().map(BookingInvoices::identifier).collect(Collectors.toSet());
            var customers = recogniseMembers.recognise(named).keySet().stream()
                    .map(Identifier::value)
                    .collect(Collectors.toSet());
            preview.bookable(bookable, references, customers);
            bookable.clear();
        }
    }

    // --- booking -------------------------------------------------------------------------------

    @Override
    public TallyInTheMaking book(Import file, List<Finding> chunk) {
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
                case Finding.Adjustment _ -> throw new IllegalStateException("no invoice is an adjustment");
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
        return tally;
    }

    private Map<Identifier, MemberId> enrol(List<Finding.Invoice> invoices, TallyInTheMaking tally) {
        var customers = List.copyOf(invoices.stream()
                .map(BookingInvoices::identifier)
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
}
