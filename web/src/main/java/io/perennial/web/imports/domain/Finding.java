package io.perennial.web.imports.domain;

import io.perennial.insights.Item;
import io.perennial.points.AdjustByFile;
import io.perennial.web.imports.LeftOutReason;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** What reading a file brings to light, one after the other. */
public sealed interface Finding {

    List<SourceLine> lines();

    /**
     * An invoice that can be booked as one activity.
     *
     * @param customer in the normal form of a customer number
     * @param happenedAt its earliest line
     * @param amount Σ quantity × unit price, rounded half up once to the currency's smallest unit; never negative
     */
    record Invoice(
            String number,
            boolean refund,
            String customer,
            Instant happenedAt,
            Money amount,
            List<Item> items,
            List<SourceLine> lines)
            implements Finding {}

    /** An invoice that cannot be booked; every line with its reason. */
    record Unbookable(List<LeftOut> leftOut, boolean withoutCustomer) implements Finding {
        @Override
        public List<SourceLine> lines() {
            return leftOut.stream().map(LeftOut::line).toList();
        }
    }

    /** A line that belongs to no invoice which is still open. */
    record Stray(LeftOut leftOut) implements Finding {
        @Override
        public List<SourceLine> lines() {
            return List.of(leftOut.line());
        }
    }

    /** A line of a file of adjustments. */
    record Adjustment(AdjustByFile.Line adjustment, SourceLine line) implements Finding {
        @Override
        public List<SourceLine> lines() {
            return List.of(line);
        }
    }

    record LeftOut(SourceLine line, LeftOutReason reason) {}
}
