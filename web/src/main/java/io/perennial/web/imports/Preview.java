package io.perennial.web.imports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds, and what starting it would do.
 *
 * @param purchases invoices that would be booked, those known already included; {@code refunds} likewise
 * @param withoutCustomer invoices that name no customer
 * @param otherLeftOut invoices that cannot be booked for other reasons
 * @param knownInvoices among purchases and refunds those whose number this source has told before
 * @param newMembers customers who are no members yet; {@code knownMembers} those who are
 * @param from the earliest moment of an invoice that would be booked, {@code until} the latest; absent without any
 * @param purchased sum of the purchases; {@code refunded} of the refunds, positive
 */
public record Preview(
        long lines,
        long invoices,
        long purchases,
        long refunds,
        long withoutCustomer,
        long otherLeftOut,
        long knownInvoices,
        long newMembers,
        long knownMembers,
        @Nullable Instant from,
        @Nullable Instant until,
        BigDecimal purchased,
        BigDecimal refunded,
        List<LeftOutLines> leftOut) {

    public long linesLeftOut() {
        return leftOut.stream().mapToLong(LeftOutLines::lines).sum();
    }

    public boolean hasSomethingNew() {
        return purchases + refunds > knownInvoices;
    }

    /** @param samples the first ones */
    public record LeftOutLines(LeftOutReason reason, long lines, List<Sample> samples) {}

    public record Sample(long line, String text) {}
}
