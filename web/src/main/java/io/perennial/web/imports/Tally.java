package io.perennial.web.imports;

/**
 * What a run has done so far.
 *
 * @param lines read, left-out ones included
 * @param invoices dealt with, left-out ones included
 * @param purchases booked now, or of adjustments the lines that gave; {@code refunds} likewise, or those that took
 * @param withoutCustomer invoices that name no customer
 * @param newMembers enrolled by this run
 * @param repeated invoices that were counted before, so that nothing changed
 * @param refused invoices that were left out for another reason than a missing customer
 * @param pointsTaken positive
 */
public record Tally(
        long lines,
        long invoices,
        long purchases,
        long refunds,
        long withoutCustomer,
        long newMembers,
        long repeated,
        long refused,
        long linesLeftOut,
        long pointsEarned,
        long pointsTaken) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Tally plus(Tally more) {
        return new Tally(
                lines + more.lines,
                invoices + more.invoices,
                purchases + more.purchases,
                refunds + more.refunds,
                withoutCustomer + more.withoutCustomer,
                newMembers + more.newMembers,
                repeated + more.repeated,
                refused + more.refused,
                linesLeftOut + more.linesLeftOut,
                pointsEarned + more.pointsEarned,
                pointsTaken + more.pointsTaken);
    }

    /** Whether anything at all was booked. */
    public boolean changedNothing() {
        return purchases == 0 && refunds == 0;
    }
}
