package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.Identifier;
import io.perennial.membership.KeepOwnMembership;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustByFile.Fate;
import io.perennial.points.AdjustByFile.Line;
import io.perennial.points.AdjustByFile.Outcome;
import io.perennial.points.AdjustByFile.Problem;
import io.perennial.points.AdjustByFile.Proposal;
import io.perennial.points.AdjustByFile.Status;
import io.perennial.testing.Together;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Adjustments of many members by one file, on the real database. */
@PointsTest
class AdjustmentFileTests {

    private static final byte[] BYTES = new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    };
    private static final Fate COUNTS = new Fate.Counts();
    private static final Fate BEFORE = new Fate.CountedBefore();

    @Autowired
    private AdjustByFile adjustByFile;

    @Autowired
    private KeepOwnMembership ownMembership;

    @Autowired
    private ChangeMemberStatus changeMemberStatus;

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
    void a_small_file_is_booked_on_the_word_of_whoever_sends_it_and_once() {
        var people = members.enrol(3);
        var lines = List.of(line(2, 0, 100), line(3, 1, 200), line(4, 0, -30));
        var id = allowed(lines);
        assertThat(balance(people.getFirst())).isZero();

        assertThat(adjustByFile.book(id, lines)).containsExactly(COUNTS, COUNTS, COUNTS);

        assertThat(balance(people.getFirst())).isEqualTo(70);
        assertThat(balance(people.get(1))).isEqualTo(200);
        assertThat(readStatement.entry(people.getFirst(), 1).orElseThrow().why())
                .isInstanceOfSatisfying(
                        Why.Adjusted.class, why -> assertThat(why.note()).isEqualTo("sorry"));
        assertThat(adjustByFile.book(id, lines)).containsExactly(BEFORE, BEFORE, BEFORE);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void the_same_bytes_count_once_whichever_file_they_come_in() {
        var people = members.enrol(2);
        var lines = List.of(line(2, 0, 100), line(3, 1, 200));
        adjustByFile.book(allowed(lines), lines.subList(0, 1));

        var preview = adjustByFile.look(BYTES, lines, support);

        assertThat(preview.fates()).containsExactly(BEFORE, COUNTS);
        assertThat(preview.given()).isEqualTo(200);
        assertThat(preview.most()).isEqualTo(200);
        assertThat(adjustByFile.book(allowed(lines), lines)).containsExactly(BEFORE, COUNTS);
        assertThat(balance(people.getFirst())).isEqualTo(100);
        var others = new byte[32];
        assertThat(adjustByFile.look(others, lines, support).fates()).containsExactly(COUNTS, COUNTS);
    }

    @Test
    void more_than_the_limit_together_waits_for_a_second_person() {
        members.enrol(2);
        var lines = List.of(line(2, 0, 300), line(3, 1, 201));
        var proposal = proposal(lines);

        assertThat(adjustByFile.propose(proposal, support)).isEqualTo(new Outcome.WaitsForApproval(500));
        assertThat(adjustByFile.propose(proposal, support)).isEqualTo(new Outcome.WaitsForApproval(500));
        assertThat(adjustByFile.approve(proposal.id(), support)).isEqualTo(new Outcome.NotForYou());
        assertThat(adjustByFile.approve(proposal.id(), appoint("other", StaffRole.SUPPORT)))
                .isEqualTo(new Outcome.NotForYou());
        assertThatIllegalStateException().isThrownBy(() -> adjustByFile.book(proposal.id(), lines));

        assertThat(adjustByFile.approve(proposal.id(), finance)).isEqualTo(new Outcome.Allowed());
        assertThat(adjustByFile.approve(proposal.id(), finance)).isEqualTo(new Outcome.NotNow(Status.ALLOWED));
        assertThat(adjustByFile.book(proposal.id(), lines)).containsExactly(COUNTS, COUNTS);
        assertThat(adjustByFile.find(proposal.id()).orElseThrow().decidedBy()).contains(finance);
    }

    @Test
    void lines_that_may_be_good_tomorrow_count_for_the_limit_today() {
        members.enrol(1);
        var lines = List.of(line(2, 0, 300), line(3, 7, 201), line(4, 0, 0), line(5, 0, -1_000));

        var preview = adjustByFile.look(BYTES, lines, support);

        assertThat(preview.given()).isEqualTo(300);
        assertThat(preview.taken()).isZero();
        assertThat(preview.members()).isEqualTo(1);
        assertThat(preview.most()).isEqualTo(1_501);
        assertThat(adjustByFile.propose(proposal(lines), support)).isEqualTo(new Outcome.WaitsForApproval(500));
    }

    @Test
    void what_cannot_be_booked_is_left_out_with_its_reason_and_harms_no_other() {
        var people = members.enrol(3);
        changeMemberStatus.change(people.get(2), MemberStatus.CLOSED, "moved away", finance);
        var lines = List.of(
                line(2, 0, 50),
                line(3, 7, 10),
                line(4, 0, 0),
                new Line(5, customer(1), 10, "nonsense", Optional.empty()),
                new Line(6, customer(1), 10, "goodwill", Optional.of("x".repeat(201))),
                line(7, 1, -1),
                line(8, 2, 10),
                line(9, 0, -50));
        var expected = List.of(
                COUNTS,
                leftOut(Problem.UNKNOWN_MEMBER),
                leftOut(Problem.BAD_POINTS),
                leftOut(Problem.UNKNOWN_REASON),
                leftOut(Problem.NOTE_TOO_LONG),
                leftOut(Problem.NOT_ENOUGH),
                leftOut(Problem.MEMBER_CLOSED),
                COUNTS);

        assertThat(adjustByFile.look(BYTES, lines, support).fates()).isEqualTo(expected);
        assertThat(adjustByFile.book(allowed(lines), lines)).isEqualTo(expected);
        assertThat(balance(people.getFirst())).isZero();
    }

    @Test
    void nobody_gives_to_themselves_by_a_file() {
        var people = members.enrol(2);
        ownMembership.link(support, people.getFirst(), finance);
        ownMembership.link(finance, people.get(1), support);
        var lines = List.of(line(2, 0, 400), line(3, 1, 400));

        assertThat(adjustByFile.look(BYTES, lines, support).fates())
                .containsExactly(leftOut(Problem.OWN_ACCOUNT), COUNTS);
        var proposal = proposal(lines);
        adjustByFile.propose(proposal, support);
        adjustByFile.approve(proposal.id(), finance);
        assertThat(adjustByFile.book(proposal.id(), lines))
                .containsExactly(leftOut(Problem.OWN_ACCOUNT), leftOut(Problem.OWN_ACCOUNT));
    }

    @Test
    void a_file_without_a_note_is_refused() {
        var proposal = new Proposal(AdjustmentFileId.next(), BYTES, " ", 1, 5, 0, 5);
        assertThat(adjustByFile.propose(proposal, support)).isEqualTo(new Outcome.NoteMissing());
        assertThat(adjustByFile.find(proposal.id())).isEmpty();
        assertThat(adjustByFile.approve(proposal.id(), finance)).isEqualTo(new Outcome.UnknownFile());
    }

    @Test
    void a_dropped_file_is_never_booked() {
        members.enrol();
        var lines = List.of(line(2, 0, 501));
        var proposal = proposal(lines);
        adjustByFile.propose(proposal, support);

        assertThat(adjustByFile.drop(proposal.id(), appoint("other", StaffRole.SUPPORT)))
                .isEqualTo(new Outcome.NotForYou());
        assertThat(adjustByFile.drop(proposal.id(), support)).isEqualTo(new Outcome.Dropped());
        assertThat(adjustByFile.approve(proposal.id(), finance)).isEqualTo(new Outcome.NotNow(Status.DROPPED));
        assertThatIllegalStateException().isThrownBy(() -> adjustByFile.book(proposal.id(), lines));
    }

    @Test
    void two_who_book_the_same_lines_at_once_book_them_once() throws Exception {
        var people = members.enrol(40);
        var lines = IntStream.range(0, 40)
                .mapToObj(each -> line(each + 2, each, 10))
                .toList();
        var one = allowed(lines);
        var other = allowed(lines);

        Together.run(4, thread -> () -> adjustByFile.book(thread % 2 == 0 ? one : other, lines));

        assertThat(people).allSatisfy(member -> assertThat(balance(member)).isEqualTo(10));
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void a_thousand_lines_cost_a_few_statements_a_chunk() {
        members.enrol(1_000);
        earnPoints.earn(List.of(purchase(members.enrol(), "warm-up", "1.00")));
        var lines = IntStream.range(0, 1_000)
                .mapToObj(each -> line(each + 2, each, 5))
                .toList();
        var proposal = proposal(lines);
        adjustByFile.propose(proposal, support);
        adjustByFile.approve(proposal.id(), finance);
        statements.clear();

        assertThat(adjustByFile.book(proposal.id(), lines)).hasSize(1_000).containsOnly(COUNTS);

        assertThat(statements.all()).hasSizeLessThan(60);
        statements.clear();
        adjustByFile.look(BYTES, lines, support);
        assertThat(statements.all()).hasSizeLessThan(20);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    private AdjustmentFileId allowed(List<Line> lines) {
        var proposal = new Proposal(AdjustmentFileId.next(), BYTES, "ticket 4711", lines.size(), 0, 0, 1);
        assertThat(adjustByFile.propose(proposal, support)).isEqualTo(new Outcome.Allowed());
        return proposal.id();
    }

    private Proposal proposal(List<Line> lines) {
        var preview = adjustByFile.look(BYTES, lines, support);
        return new Proposal(
                AdjustmentFileId.next(),
                BYTES,
                "ticket 4711",
                lines.size(),
                preview.given(),
                preview.taken(),
                preview.most());
    }

    private static Fate leftOut(Problem problem) {
        return new Fate.LeftOut(problem);
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
