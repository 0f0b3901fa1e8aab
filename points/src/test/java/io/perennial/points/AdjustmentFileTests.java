package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustByFile.Line;
import io.perennial.points.AdjustByFile.Outcome;
import io.perennial.points.AdjustByFile.Problem;
import io.perennial.points.AdjustByFile.Received;
import io.perennial.points.AdjustByFile.Status;
import io.perennial.points.AdjustByFile.Upload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Adjustments of many members by one file, on the real database. */
@PointsTest
class AdjustmentFileTests {

    @Autowired
    private AdjustByFile adjustByFile;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private AppointStaff appointStaff;

    @Autowired
    private Members members;

    @Autowired
    private Statements statements;

    private StaffId support;
    private StaffId finance;

    @BeforeEach
    void there_is_staff() {
        support = appoint("support", StaffRole.SUPPORT);
        finance = appoint("finance", StaffRole.FINANCE);
    }

    @Test
    void a_small_file_is_booked_by_whoever_sends_it_and_once() {
        var people = members.enrol(3);
        var id = kept(upload(1, line(2, 0, 100), line(3, 1, 200), line(4, 0, -30)));
        assertThat(balance(people.getFirst())).isZero();

        assertThat(adjustByFile.start(id, support)).isEqualTo(new Outcome.Booked(3));

        assertThat(balance(people.getFirst())).isEqualTo(70);
        assertThat(balance(people.get(1))).isEqualTo(200);
        assertThat(readStatement.entry(people.getFirst(), 1).orElseThrow().why())
                .isInstanceOfSatisfying(
                        Why.Adjusted.class, why -> assertThat(why.note()).isEqualTo("sorry"));
        assertThat(adjustByFile.start(id, support)).isEqualTo(new Outcome.NotNow(Status.BOOKED));
        assertThat(adjustByFile.receive(upload(1, line(2, 0, 100)), finance)).isEqualTo(new Received.SentBefore(id));
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void more_than_the_limit_together_waits_for_a_second_person() {
        var people = members.enrol(2);
        var id = kept(upload(1, line(2, 0, 300), line(3, 1, 201)));

        assertThat(adjustByFile.start(id, support)).isEqualTo(new Outcome.WaitsForApproval(500));
        assertThat(adjustByFile.start(id, support)).isEqualTo(new Outcome.NotForYou());
        assertThat(adjustByFile.start(id, appoint("other", StaffRole.SUPPORT))).isEqualTo(new Outcome.NotForYou());
        assertThat(balance(people.getFirst())).isZero();
        assertThat(adjustByFile.start(id, finance)).isEqualTo(new Outcome.Booked(2));

        assertThat(balance(people.getFirst())).isEqualTo(300);
    }

    @Test
    void what_cannot_be_booked_is_left_out_with_its_reason_and_harms_no_other() {
        members.enrol(2);
        var id = kept(upload(
                1,
                line(2, 0, 50),
                line(3, 7, 10),
                line(4, 0, 0),
                new Line(5, customer(1), 10, "nonsense", Optional.empty()),
                new Line(6, customer(1), 10, "goodwill", Optional.of("x".repeat(201))),
                line(7, 1, -1)));

        adjustByFile.start(id, support);

        var file = adjustByFile.find(id).orElseThrow();
        assertThat(file.booked()).isEqualTo(1);
        assertThat(file.leftOut())
                .extracting(AdjustByFile.LeftOut::number, AdjustByFile.LeftOut::problem)
                .containsExactly(
                        tuple(3, Problem.UNKNOWN_MEMBER),
                        tuple(4, Problem.BAD_POINTS),
                        tuple(5, Problem.UNKNOWN_REASON),
                        tuple(6, Problem.NOTE_TOO_LONG),
                        tuple(7, Problem.NOT_ENOUGH));
    }

    @Test
    void a_file_without_anything_to_book_or_without_a_note_is_refused() {
        assertThat(adjustByFile.receive(upload(1, line(2, 9, 5)), support)).isInstanceOf(Received.NothingInIt.class);
        var named = upload(1, line(2, 0, 5));
        assertThat(adjustByFile.receive(
                        new Upload(named.fileName(), named.sha256(), " ", named.lines(), List.of()), support))
                .isEqualTo(new Received.NoteMissing());
    }

    @Test
    void a_dropped_file_is_never_booked() {
        members.enrol();
        var id = kept(upload(1, line(2, 0, 50)));

        assertThat(adjustByFile.drop(id, appoint("other", StaffRole.SUPPORT))).isEqualTo(new Outcome.NotForYou());
        assertThat(adjustByFile.drop(id, support)).isEqualTo(new Outcome.Dropped());
        assertThat(adjustByFile.start(id, support)).isEqualTo(new Outcome.NotNow(Status.DROPPED));
    }

    @Test
    void a_thousand_lines_cost_a_few_statements_a_chunk() {
        members.enrol(1_000);
        earnPoints.earn(List.of(purchase(members.enrol(), "warm-up", "1.00")));
        var lines = new ArrayList<Line>();
        for (int i = 0; i < 1_000; i++) {
            lines.add(line(i + 2, i, 5));
        }
        var id = kept(upload(1, lines.toArray(Line[]::new)));
        adjustByFile.start(id, support);
        statements.clear();

        adjustByFile.start(id, finance);

        assertThat(adjustByFile.find(id).orElseThrow().booked()).isEqualTo(1_000);
        assertThat(statements.all()).hasSizeLessThan(60);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    private AdjustmentFileId kept(Upload upload) {
        return adjustByFile.receive(upload, support) instanceof Received.Kept(var id) ? id : missing();
    }

    private static AdjustmentFileId missing() {
        throw new AssertionError("the file was not kept");
    }

    private static Upload upload(int bytes, Line... lines) {
        var sha256 = new byte[32];
        sha256[0] = (byte) bytes;
        return new Upload("apology.csv", sha256, "ticket 4711", Arrays.asList(lines), List.of());
    }

    private static Line line(int number, int customer, long points) {
        return new Line(number, customer(customer), points, "goodwill", Optional.of("sorry"));
    }

    private static Identifier customer(int number) {
        return new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C-" + number);
    }

    private long balance(MemberId member) {
        return readBalance.of(member).points().value();
    }

    private StaffId appoint(String login, StaffRole role) {
        var outcome = appointStaff.appoint(login, login, "correct-horse-battery-9", Set.of(role), Optional.empty());
        if (outcome instanceof AppointStaff.Outcome.Done(var staff)) {
            return staff;
        }
        throw new AssertionError(outcome.toString());
    }
}
