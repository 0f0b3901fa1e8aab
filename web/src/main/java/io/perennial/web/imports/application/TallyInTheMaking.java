package io.perennial.web.imports.application;

import io.perennial.points.EarnPoints;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Tally;
import io.perennial.web.imports.domain.Finding;
import java.util.ArrayList;
import java.util.List;

/** Counts what one chunk does. */
final class TallyInTheMaking {

    private final List<Finding.LeftOut> leftOut = new ArrayList<>();
    private long lines;
    private long purchases;
    private long refunds;
    private long withoutCustomer;
    private long newMembers;
    private long repeated;
    private long refused;
    private long pointsEarned;
    private long pointsTaken;

    void unbookable(Finding.Unbookable invoice) {
        if (invoice.withoutCustomer()) {
            withoutCustomer++;
        } else {
            refused++;
        }
        invoice.leftOut().forEach(this::leaveOut);
    }

    void stray(Finding.Stray stray) {
        leaveOut(stray.leftOut());
    }

    void refused(Finding.Invoice invoice, LeftOutReason reason) {
        refused++;
        invoice.lines().forEach(line -> leaveOut(new Finding.LeftOut(line, reason)));
    }

    /** A line of adjustments. */
    void refused(Finding.LeftOut line) {
        refused++;
        leaveOut(line);
    }

    /** Likewise, booked. */
    void adjusted(long points) {
        lines++;
        if (points > 0) {
            purchases++;
            pointsEarned += points;
        } else {
            refunds++;
            pointsTaken -= points;
        }
    }

    /** Likewise, booked before. */
    void repeated() {
        lines++;
        repeated++;
    }

    void enrolled(boolean isNew) {
        newMembers += isNew ? 1 : 0;
    }

    void booked(Finding.Invoice invoice, EarnPoints.Outcome.Booked booked) {
        lines += invoice.lines().size();
        if (booked.repeated()) {
            repeated++;
        } else if (invoice.refund()) {
            refunds++;
            pointsTaken -= booked.points();
        } else {
            purchases++;
            pointsEarned += booked.points();
        }
    }

    private void leaveOut(Finding.LeftOut line) {
        lines++;
        leftOut.add(line);
    }

    List<Finding.LeftOut> leftOut() {
        return leftOut;
    }

    Tally finished() {
        return new Tally(
                lines,
                purchases + refunds + repeated + withoutCustomer + refused,
                purchases,
                refunds,
                withoutCustomer,
                newMembers,
                repeated,
                refused,
                leftOut.size(),
                pointsEarned,
                pointsTaken);
    }
}
