package io.perennial.web.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doCallRealMethod;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.perennial.Perennial;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Programme;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustByFile;
import io.perennial.points.ReadBalance;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.Together;
import io.perennial.web.imports.SteerImport.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** A file of adjustments on its way through the import: looked at, allowed, booked in chunks, stopped and gone on with. */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
class AdjustmentImportTests {

    private static final int MEMBERS = 1_200;
    private static final String HEADING = "member,points,reason,note\n";

    @Autowired
    ReceiveFile receiveFile;

    @Autowired
    SteerImport steerImport;

    @Autowired
    AdvanceImport advanceImport;

    @Autowired
    ReadImports readImports;

    @Autowired
    EnrolMembers enrolMembers;

    @Autowired
    RecogniseMembers recogniseMembers;

    @Autowired
    AppointStaff appointStaff;

    @Autowired
    ReadBalance readBalance;

    @Autowired
    VerifyLedger verifyLedger;

    @Autowired
    Programme programme;

    @MockitoSpyBean
    AdjustByFile adjustByFile;

    /** Nobody runs jobs here but the tests themselves. */
    @MockitoBean
    SchedulerClient scheduler;

    private StaffId support;
    private StaffId finance;

    @BeforeEach
    void there_are_staff_and_members() {
        support = appoint("support", StaffRole.SUPPORT);
        finance = appoint("finance", StaffRole.FINANCE);
        enrolMembers.enrol(IntStream.range(0, MEMBERS)
                .mapToObj(each -> new EnrolMembers.Enrolment(customer(each), null, "import"))
                .toList());
    }

    @Test
    void a_small_file_is_looked_at_and_then_booked_on_ones_own_word() {
        var file =
                checked(HEADING + "M-1,200,goodwill,sorry\nM-2,x,goodwill,\nM-1,-50,correction,\nM-9999,5,goodwill,\n");

        assertThat(file.status()).isEqualTo(ImportStatus.READY);
        assertThat(file.adjustments()).isEqualTo(new AdjustmentPreview(4, 2, 0, 2, 1, 200, 50, 255));
        assertThat(readImports.leftOut(file.id(), 0, 10))
                .containsExactly(
                        new ReadImports.LeftOutLine(3, LeftOutReason.BAD_POINTS, "M-2,x,goodwill,"),
                        new ReadImports.LeftOutLine(5, LeftOutReason.UNKNOWN_MEMBER, "M-9999,5,goodwill,"));
        assertThat(balance(1)).isZero();

        assertThat(steerImport.start(file.id(), Optional.of(finance), false)).isEqualTo(new Outcome.NotForYou());
        assertThat(steerImport.start(file.id(), Optional.of(support), false)).isEqualTo(new Outcome.Done());
        var done = advanced(file.id());

        assertThat(done.status()).isEqualTo(ImportStatus.DONE);
        assertThat(done.tally()).isEqualTo(new Tally(4, 4, 1, 1, 0, 0, 0, 2, 2, 200, 50));
        assertThat(readImports.leftOut(file.id(), 0, 10)).hasSize(2);
        assertThat(balance(1)).isEqualTo(150);
        assertThat(verifyLedger.verify().isSound()).isTrue();
    }

    @Test
    void above_the_limit_the_whole_file_waits_for_a_second_person() {
        var file = checked(many());

        assertThat(steerImport.start(file.id(), Optional.of(support), false))
                .isEqualTo(new Outcome.WaitsForApproval(500));
        assertThat(advanced(file.id()).status()).isEqualTo(ImportStatus.WAITING);
        assertThat(balance(1)).isZero();
        assertThat(steerImport.start(file.id(), Optional.of(support), false))
                .isEqualTo(new Outcome.NotNow(ImportStatus.WAITING));
        assertThat(steerImport.approve(file.id(), support)).isEqualTo(new Outcome.NotForYou());
        assertThat(steerImport.approve(file.id(), appoint("other", StaffRole.SUPPORT)))
                .isEqualTo(new Outcome.NotForYou());

        assertThat(steerImport.approve(file.id(), finance)).isEqualTo(new Outcome.Done());
        assertThat(steerImport.approve(file.id(), finance)).isEqualTo(new Outcome.NotNow(ImportStatus.RUNNING));
        assertThat(advanced(file.id()).tally().purchases()).isEqualTo(MEMBERS);
        assertThat(balance(1)).isEqualTo(5);
    }

    @Test
    void the_same_file_again_changes_nothing() {
        booked(checked(many()));
        var before = verifyLedger.verify().outstanding();

        var again = checked(many());

        assertThat(again.adjustments()).isEqualTo(new AdjustmentPreview(MEMBERS, 0, MEMBERS, 0, 0, 0, 0, 0));
        assertThat(steerImport.start(again.id(), Optional.of(support), false)).isEqualTo(new Outcome.Done());
        var tally = advanced(again.id()).tally();
        assertThat(tally.changedNothing()).isTrue();
        assertThat(tally.repeated()).isEqualTo(MEMBERS);
        assertThat(verifyLedger.verify().outstanding()).isEqualTo(before);
    }

    @Test
    void what_was_left_out_is_booked_when_its_cause_is_mended_and_the_file_comes_again() {
        var text = HEADING + "M-1,20,goodwill,\nNEW-1,30,goodwill,\n";
        booked(checked(text));
        enrolMembers.enrol(List.of(
                new EnrolMembers.Enrolment(new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "NEW-1"), null, "import")));

        var again = booked(checked(text));

        assertThat(again.tally().repeated()).isEqualTo(1);
        assertThat(again.tally().purchases()).isEqualTo(1);
        assertThat(balance(1)).isEqualTo(20);
    }

    @Test
    void a_run_that_is_stopped_goes_on_at_its_chunk() {
        var file = allowed(many());
        assertThat(advanceImport.advance(file.id(), () -> true)).isEqualTo(AdvanceImport.Progress.TO_BE_CONTINUED);
        var stopped = readImports.find(file.id()).orElseThrow();
        assertThat(stopped.status()).isEqualTo(ImportStatus.RUNNING);
        assertThat(stopped.tally().lines()).isEqualTo(500);
        assertThat(stopped.percent()).isEqualTo(41);

        assertThat(advanced(file.id()).tally().purchases()).isEqualTo(MEMBERS);
        assertThat(verifyLedger.verify().outstanding().value()).isEqualTo(5L * MEMBERS);
    }

    @Test
    void a_run_that_fails_for_good_can_be_resumed() {
        var file = allowed(many());
        var calls = new AtomicInteger();
        doAnswer(call -> {
                    if (calls.incrementAndGet() == 2) {
                        throw new IllegalStateException("broken");
                    }
                    return call.callRealMethod();
                })
                .when(adjustByFile)
                .book(any(), any());
        assertThatThrownBy(() -> advanceImport.advance(file.id(), () -> false)).hasMessage("broken");
        advanceImport.giveUp(file.id());
        assertThat(readImports.find(file.id()).orElseThrow().canBeResumed()).isTrue();

        doCallRealMethod().when(adjustByFile).book(any(), any());
        assertThat(steerImport.resume(file.id(), Optional.of(support), false)).isEqualTo(new Outcome.Done());
        assertThat(advanced(file.id()).status()).isEqualTo(ImportStatus.DONE);
        assertThat(verifyLedger.verify().outstanding().value()).isEqualTo(5L * MEMBERS);
    }

    @Test
    void of_two_who_book_one_file_at_once_each_line_gets_through_once() throws Exception {
        var file = allowed(many());

        Together.run(3, _ -> () -> advanceImport.advance(file.id(), () -> false));

        var done = readImports.find(file.id()).orElseThrow();
        assertThat(done.status()).isEqualTo(ImportStatus.DONE);
        assertThat(done.tally().purchases()).isEqualTo(MEMBERS);
        assertThat(verifyLedger.verify().outstanding().value()).isEqualTo(5L * MEMBERS);
        assertThat(verifyLedger.verify().isSound()).isTrue();
    }

    @Test
    void a_file_that_waits_is_dropped_by_who_sent_it_or_by_who_may_approve() {
        var file = checked(many());
        steerImport.start(file.id(), Optional.of(support), false);
        var other = appoint("other", StaffRole.SUPPORT);
        assertThat(steerImport.cancel(file.id(), Optional.of(other))).isEqualTo(new Outcome.NotForYou());
        assertThat(steerImport.cancel(file.id(), Optional.of(support))).isEqualTo(new Outcome.Done());
        assertThat(steerImport.approve(file.id(), finance)).isEqualTo(new Outcome.NotNow(ImportStatus.CANCELLED));
        assertThat(advanced(file.id()).status()).isEqualTo(ImportStatus.CANCELLED);
        assertThat(balance(1)).isZero();
    }

    @Test
    void a_note_is_needed_and_ten_thousand_lines_are_the_most() throws IOException {
        var bytes = new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8));
        assertThat(receiveFile.receive(ReceiveFile.Upload.adjustments("a.csv", " ", programme, support), bytes))
                .isEqualTo(new ReceiveFile.Outcome.NoteMissing());
        var file = checked(HEADING + "M-1,1,goodwill,\n".repeat(10_001));
        assertThat(file.failure()).isEqualTo(new Import.Failure("too-many-lines", "10000"));
        assertThat(readImports.page(Preset.INVOICE_LINES, Optional.empty(), 10).imports())
                .isEmpty();
        assertThat(readImports.page(Preset.ADJUSTMENTS, Optional.empty(), 10).imports())
                .hasSize(1);
    }

    // --- shorthand -----------------------------------------------------------------------------

    private Import checked(String text) {
        try {
            var upload = ReceiveFile.Upload.adjustments("apology.csv", "ticket 4711", programme, support);
            var received = (ReceiveFile.Outcome.Received)
                    receiveFile.receive(upload, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            return advanced(received.id());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Import allowed(String text) {
        var file = checked(text);
        steerImport.start(file.id(), Optional.of(support), false);
        assertThat(steerImport.approve(file.id(), finance)).isEqualTo(new Outcome.Done());
        return file;
    }

    private Import booked(Import file) {
        if (steerImport.start(file.id(), Optional.of(support), false) instanceof Outcome.WaitsForApproval) {
            steerImport.approve(file.id(), finance);
        }
        return advanced(file.id());
    }

    private Import advanced(ImportId id) {
        advanceImport.advance(id, () -> false);
        return readImports.find(id).orElseThrow();
    }

    private static String many() {
        var text = new StringBuilder(HEADING);
        for (var i = 0; i < MEMBERS; i++) {
            text.append("M-").append(i).append(",5,goodwill,\n");
        }
        return text.toString();
    }

    private long balance(int member) {
        return readBalance
                .of(recogniseMembers.recognise(customer(member)).orElseThrow())
                .points()
                .value();
    }

    private static Identifier customer(int number) {
        return new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "M-" + number);
    }

    private StaffId appoint(String login, StaffRole role) {
        return ((AppointStaff.Outcome.Done)
                        appointStaff.appoint(login, login, "correct-horse-battery-9", Set.of(role), Optional.empty()))
                .staff();
    }
}
