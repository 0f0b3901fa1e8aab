package io.perennial.web.imports.application;

import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Preview;
import io.perennial.web.imports.domain.Finding;
import io.perennial.web.imports.domain.SeenNumbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what a file holds; its size does not depend on the file's. */
final class PreviewInTheMaking {

    private static final int SAMPLES = 3;

    private final SeenNumbers customers = new SeenNumbers();
    private final Map<LeftOutReason, Long> counts = new EnumMap<>(LeftOutReason.class);
    private final Map<LeftOutReason, List<Preview.Sample>> samples = new EnumMap<>(LeftOutReason.class);
    private long lines;
    private long purchases;
    private long refunds;
    private long withoutCustomer;
    private long otherLeftOut;
    private long knownInvoices;
    private long newMembers;
    private long knownMembers;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private BigDecimal purchased = BigDecimal.ZERO;
    private BigDecimal refunded = BigDecimal.ZERO;

    void leftOut(Finding.Unbookable finding) {
        if (finding.withoutCustomer()) {
            withoutCustomer++;
        } else {
            otherLeftOut++;
        }
        finding.leftOut().forEach(this::leftOut);
    }

    void leftOut(Finding.LeftOut line) {
        lines++;
        counts.merge(line.reason(), 1L, Long::sum);
        var some = samples.computeIfAbsent(line.reason(), _ -> new ArrayList<>());
        if (some.size() < SAMPLES) {
            some.add(new Preview.Sample(line.line().number(), line.line().text()));
        }
    }

    void leftOut(Finding.Invoice invoice, LeftOutReason reason) {
        otherLeftOut++;
        invoice.lines().forEach(line -> leftOut(new Finding.LeftOut(line, reason)));
    }

    /** @param knownReferences those that the source has told; {@code knownCustomers} those who are members */
    void bookable(List<Finding.Invoice> invoices, Set<String> knownReferences, Set<String> knownCustomers) {
        for (var invoice : invoices) {
            lines += invoice.lines().size();
            if (invoice.refund()) {
                refunds++;
                refunded = refunded.add(invoice.amount().getAmount());
            } else {
                purchases++;
                purchased = purchased.add(invoice.amount().getAmount());
            }
            if (knownReferences.contains(invoice.number())) {
                knownInvoices++;
            }
            if (customers.add(invoice.customer())) {
                if (knownCustomers.contains(invoice.customer())) {
                    knownMembers++;
                } else {
                    newMembers++;
                }
            }
            var at = invoice.happenedAt();
            from = from == null || at.isBefore(from) ? at : from;
            until = until == null || at.isAfter(until) ? at : until;
        }
    }

    Preview finished() {
        return new Preview(
                lines,
                purchases + refunds + withoutCustomer + otherLeftOut,
                purchases,
                refunds,
                withoutCustomer,
                otherLeftOut,
                knownInvoices,
                newMembers,
                knownMembers,
                from,
                until,
                purchased,
                refunded,
                counts.entrySet().stream()
                        .map(each -> new Preview.LeftOutLines(
                                each.getKey(),
                                each.getValue(),
                                List.copyOf(samples.getOrDefault(each.getKey(), List.of()))))
                        .toList());
    }
}
