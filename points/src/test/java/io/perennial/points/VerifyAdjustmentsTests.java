package io.perennial.points;

import static io.perennial.points.Corruption.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustByFile.Line;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.testing.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What staff asked for against what was booked, on the real database. */
@PointsTest
class VerifyAdjustmentsTests {

    /** The first half of the hash that the file has here. */
    private static final String BYTES = "0".repeat(32);

    @Autowired
    private AdjustPoints adjustPoints;

    @Autowired
    private AdjustByFile adjustByFile;

    @Autowired
    private AppointStaff appointStaff;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Corruption corruption;

    @Autowired
    private Members members;

    private MemberId anna;
    private MemberId ben;
    private AdjustmentId adjustment;
    private AdjustmentFileId file;

    /** Anna was given 50 and 10 of growth; a file gave her 7 and Ben 8. */
    @BeforeEach
    void adjustments() {
        var people = members.enrol(2);
        anna = people.getFirst();
        ben = people.getLast();
        var staff = appoint();
        adjustment = AdjustmentId.next();
        assertThat(adjustPoints.propose(proposal(), staff)).isInstanceOf(AdjustPoints.Outcome.Booked.class);
        file = AdjustmentFileId.next();
        var lines = List.of(line(2, 0, 7), line(3, 1, 8));
        adjustByFile.propose(new AdjustByFile.Proposal(file, new byte[32], "ticket 4711", 2, 15, 0, 15), staff);
        assertThat(adjustByFile.book(file, lines)).containsOnly(new AdjustByFile.Fate.Counts());
    }

    @Test
    void names_an_adjustment_that_asked_for_something_else() {
        corruption.names(
                "UPDATE points_adjustment SET points = 500",
                fault(Breach.ADJUSTMENT, anna, adjustment, "50 / 10", "500 / 10"));
    }

    @Test
    void names_an_adjustment_that_was_not_booked() {
        corruption.names(
                "UPDATE points_adjustment SET status = 'PROPOSED'",
                fault(Breach.ADJUSTMENT_MISSING, anna, adjustment, 1, null));
    }

    @Test
    void names_an_adjustment_without_an_entry() {
        TestDatabase.get().dsl().execute("DELETE FROM points_entry WHERE business_key LIKE 'adjust:%'");

        assertThat(verifyLedger.verify().faults()).contains(fault(Breach.ADJUSTMENT, anna, adjustment, 0, "50 / 10"));
    }

    @Test
    void names_lines_of_a_file_that_nobody_allowed() {
        corruption.names(
                "UPDATE points_adjustment_file SET status = 'PROPOSED'",
                fault(Breach.ADJUSTMENT_MISSING, anna, BYTES + ":2", 2, null),
                fault(Breach.ADJUSTMENT_MISSING, ben, BYTES + ":3", 1, null));
    }

    @Test
    void names_a_file_with_more_entries_than_lines() {
        corruption.names(
                "UPDATE points_adjustment_file SET line_count = 1", fault(Breach.ADJUSTMENT_FILE, null, file, 2, 1));
    }

    private AdjustPoints.Proposal proposal() {
        return new AdjustPoints.Proposal(
                adjustment,
                anna,
                50,
                10,
                "goodwill",
                Optional.empty(),
                Optional.of("ticket"),
                Optional.empty(),
                List.of());
    }

    private static Line line(int number, int customer, long points) {
        return new Line(
                number,
                new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C-" + customer),
                points,
                "goodwill",
                Optional.empty());
    }

    private StaffId appoint() {
        var outcome = appointStaff.appoint(
                "support", "Support", "correct-horse-battery-9", Set.of(StaffRole.SUPPORT), Optional.empty());
        if (outcome instanceof AppointStaff.Outcome.Done(var staff)) {
            return staff;
        }
        throw new AssertionError(outcome.toString());
    }
}
