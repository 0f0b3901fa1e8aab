package io.perennial.web.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;

import io.perennial.Perennial;
import io.perennial.membership.FindMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.EarnPoints;
import io.perennial.points.ReadBalance;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
class ImportTests {

    private static final String HEADING = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n";
    private static final int INVOICES = 2_400;

    @Autowired
    ReceiveFile receiveFile;

    @Autowired
    SteerImport steerImport;

    @Autowired
    AdvanceImport advanceImport;

    @Autowired
    ReadImports readImports;

    @Autowired
    ReadBalance readBalance;

    @Autowired
    RecogniseMembers recogniseMembers;

    @Autowired
    FindMembers findMembers;

    @Autowired
    VerifyLedger verifyLedger;

    @MockitoSpyBean
    EarnPoints earnPoints;

    @Test
    void previews_before_anything_is_booked() {
        var file = checked(someInvoices());

        assertThat(file.status()).isEqualTo(ImportStatus.READY);
        var preview = file.preview();
        assertThat(preview.invoices()).isEqualTo(INVOICES);
        assertThat(preview.refunds()).isEqualTo(INVOICES / 10);
        assertThat(preview.withoutCustomer()).isEqualTo(INVOICES / 10);
        assertThat(preview.otherLeftOut()).isEqualTo(INVOICES / 10);
        assertThat(preview.purchases()).isEqualTo(INVOICES * 7 / 10);
        assertThat(preview.newMembers()).isEqualTo(53);
        assertThat(preview.knownInvoices()).isZero();
        assertThat(preview.leftOut()).extracting("reason").contains(LeftOutReason.NO_CUSTOMER, LeftOutReason.BAD_PRICE);
        assertThat(findMembers.total()).isZero();
    }

    @Test
    void books_what_the_preview_promised() {
        var file = run(checked(someInvoices()));

        assertThat(file.status()).isEqualTo(ImportStatus.DONE);
        var tally = file.tally();
        assertThat(tally.lines()).isEqualTo(file.preview().lines());
        assertThat(tally.invoices()).isEqualTo(INVOICES);
        assertThat(tally.purchases()).isEqualTo(file.preview().purchases());
        assertThat(tally.refunds()).isEqualTo(file.preview().refunds());
        assertThat(tally.newMembers()).isEqualTo(53);
        assertThat(tally.linesLeftOut()).isEqualTo(file.preview().linesLeftOut());
        assertThat(findMembers.total()).isEqualTo(53);
        assertThat(verifyLedger.verify().isSound()).isTrue();
        assertThat(verifyLedger.verify().outstanding().value()).isEqualTo(tally.pointsEarned() - tally.pointsTaken());
        assertThat(readImports.leftOut(file.id(), 0, 10_000)).hasSize((int) tally.linesLeftOut());
    }

    @Test
    void a_second_upload_of_the_same_file_changes_nothing() {
        var first = run(checked(someInvoices()));
        var before = verifyLedger.verify();

        var again = checked(someInvoices());
        assertThat(again.preview().knownInvoices())
                .isEqualTo(again.preview().purchases() + again.preview().refunds());
        assertThat(again.preview().hasSomethingNew()).isFalse();
        assertThat(readImports.sameAs(again)).map(Import::id).contains(first.id());

        again = run(again);
        assertThat(again.tally().changedNothing()).isTrue();
        assertThat(again.tally().repeated())
                .isEqualTo(first.tally().purchases() + first.tally().refunds());
        assertThat(again.tally().newMembers()).isZero();
        assertThat(verifyLedger.verify()).isEqualTo(before);
    }

    @Test
    void goes_on_exactly_where_it_was_killed() {
        var undisturbed = run(checked(someInvoices())).tally();
        TestDatabase.get().reset();
        var calls = new AtomicInteger();
        doAnswer(call -> {
                    if (calls.incrementAndGet() % 2 == 0) {
                        call.callRealMethod(); // booked, and then the process dies before the commit
                        throw new IllegalStateException("killed");
                    }
                    return call.callRealMethod();
                })
                .when(earnPoints)
                .earn(any());
        var file = checked(someInvoices());
        steerImport.start(file.id(), Optional.empty(), true);
        for (var i = 0; i < 20 && readImports.find(file.id()).orElseThrow().status() == ImportStatus.RUNNING; i++) {
            try {
                advanceImport.advance(file.id(), () -> false);
            } catch (IllegalStateException killed) {
                assertThat(killed).hasMessage("killed");
            }
        }
        var done = readImports.find(file.id()).orElseThrow();
        assertThat(done.status()).isEqualTo(ImportStatus.DONE);
        assertThat(calls.get()).isGreaterThan(4);
        assertThat(done.tally()).isEqualTo(undisturbed);
        assertThat(readImports.leftOut(done.id(), 0, 10_000)).hasSize((int) undisturbed.linesLeftOut());
        assertThat(verifyLedger.verify().isSound()).isTrue();
    }

    @Test
    void stops_between_chunks_when_it_is_asked_to_and_goes_on_later() {
        var file = checked(someInvoices());
        steerImport.start(file.id(), Optional.empty(), true);
        assertThat(advanceImport.advance(file.id(), () -> true)).isEqualTo(AdvanceImport.Progress.TO_BE_CONTINUED);
        var halfway = readImports.find(file.id()).orElseThrow();
        assertThat(halfway.tally().invoices()).isBetween(1L, INVOICES - 1L);
        assertThat(halfway.percent()).isBetween(1, 99);
        assertThat(advanceImport.advance(file.id(), () -> false)).isEqualTo(AdvanceImport.Progress.NOTHING_LEFT);
        assertThat(readImports.find(file.id()).orElseThrow().tally().invoices()).isEqualTo(INVOICES);
    }

    @Test
    void of_two_processes_that_book_one_file_only_one_gets_through() throws Exception {
        var file = checked(someInvoices());
        steerImport.start(file.id(), Optional.empty(), true);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var runs = new ArrayList<java.util.concurrent.Future<?>>();
            for (var i = 0; i < 4; i++) {
                runs.add(threads.submit(() -> advanceImport.advance(file.id(), () -> false)));
            }
            for (var each : runs) {
                each.get();
            }
        }
        var done = readImports.find(file.id()).orElseThrow();
        assertThat(done.status()).isEqualTo(ImportStatus.DONE);
        assertThat(done.tally().invoices()).isEqualTo(INVOICES);
        assertThat(done.tally().repeated()).isZero();
        assertThat(verifyLedger.verify().isSound()).isTrue();
    }

    @Test
    void a_deadlock_is_tried_again_and_a_lasting_fault_can_be_resumed() {
        var file = checked(someInvoices());
        steerImport.start(file.id(), Optional.empty(), true);
        doThrow(new CannotAcquireLockException("deadlock"))
                .doCallRealMethod()
                .when(earnPoints)
                .earn(any());
        advanceImport.advance(file.id(), () -> true);
        assertThat(readImports.find(file.id()).orElseThrow().tally().purchases())
                .isPositive();

        doThrow(new IllegalStateException("broken")).when(earnPoints).earn(any());
        assertThatThrownBy(() -> advanceImport.advance(file.id(), () -> false)).hasMessage("broken");
        advanceImport.giveUp(file.id());
        assertThat(readImports.find(file.id()).orElseThrow().canBeResumed()).isTrue();

        org.mockito.Mockito.doCallRealMethod().when(earnPoints).earn(any());
        assertThat(steerImport.resume(file.id(), Optional.empty(), true)).isInstanceOf(SteerImport.Outcome.Done.class);
        advanceImport.advance(file.id(), () -> false);
        assertThat(readImports.find(file.id()).orElseThrow().status()).isEqualTo(ImportStatus.DONE);
    }

    @Test
    void an_invoice_told_before_with_another_content_is_left_out_with_its_reason() {
        run(checked(HEADING + "1,a,,1,2024-05-01 10:00,10,7\n"));
        var file = run(checked(HEADING + "1,a,,1,2024-05-01 10:00,99,7\n2,a,,1,2024-05-01 10:00,5,7\n"));
        assertThat(file.tally().refused()).isEqualTo(1);
        assertThat(file.tally().purchases()).isEqualTo(1);
        assertThat(readImports.leftOut(file.id(), 0, 10))
                .singleElement()
                .satisfies(line -> assertThat(line.reason()).isEqualTo(LeftOutReason.CONFLICT));
        assertThat(balanceOf("7")).isEqualTo(15);
    }

    @Test
    void what_lies_in_the_future_is_left_out() {
        var file = run(checked(HEADING + "1,a,,1,2999-05-01 10:00,10,7\n"));
        assertThat(file.preview().otherLeftOut()).isEqualTo(1);
        assertThat(file.tally().refused()).isEqualTo(1);
        assertThat(readImports.leftOut(file.id(), 0, 10).getFirst().reason()).isEqualTo(LeftOutReason.DATE_IN_FUTURE);
        assertThat(findMembers.total()).isZero();
    }

    @Test
    void a_file_that_cannot_be_read_says_why_and_books_nothing() {
        var file = checked((HEADING + "1,caf\u00e9,,1,2024-05-01 10:00,10,7\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file.status()).isEqualTo(ImportStatus.FAILED);
        assertThat(file.failure()).isEqualTo(new Import.Failure("wrong-encoding", "2"));
        assertThat(file.canBeResumed()).isFalse();
        assertThat(steerImport.start(file.id(), Optional.empty(), true))
                .isEqualTo(new SteerImport.Outcome.NotNow(ImportStatus.FAILED));
    }

    @Test
    void a_cancelled_file_stays_cancelled() {
        var file = checked(HEADING + "1,a,,1,2024-05-01 10:00,10,7\n");
        assertThat(steerImport.cancel(file.id(), Optional.empty())).isInstanceOf(SteerImport.Outcome.Done.class);
        assertThat(steerImport.start(file.id(), Optional.empty(), true))
                .isEqualTo(new SteerImport.Outcome.NotNow(ImportStatus.CANCELLED));
        assertThat(steerImport.start(ImportId.next(), Optional.empty(), true))
                .isInstanceOf(SteerImport.Outcome.UnknownImport.class);
        advanceImport.advance(file.id(), () -> false);
        assertThat(readImports.find(file.id()).orElseThrow().tally().invoices()).isZero();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing_behind() {
        @SuppressWarnings("InputStreamSlowMultibyteRead")
        var broken = new InputStream() {
            private int left = 3 << 20;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("connection reset");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> receiveFile.receive(upload("invoices"), broken))
                .isInstanceOf(IOException.class);
        assertThat(readImports.page(Preset.INVOICE_LINES, Optional.empty(), 10).imports())
                .isEmpty();
    }

    @Test
    void refuses_what_is_too_large_and_what_makes_no_sense() throws IOException {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return length;
            }
        };
        assertThat(receiveFile.receive(upload("invoices"), endless)).isInstanceOf(ReceiveFile.Outcome.TooLarge.class);
        assertThat(readImports.page(Preset.INVOICE_LINES, Optional.empty(), 10).imports())
                .isEmpty();
        var nothing = InputStream.nullInputStream();
        assertThat(receiveFile.receive(upload("invoices"), nothing)).isInstanceOf(ReceiveFile.Outcome.Empty.class);
        assertThat(receiveFile.receive(upload("Till 7"), nothing)).isInstanceOf(ReceiveFile.Outcome.BadSource.class);
        assertThat(receiveFile.receive(
                        ReceiveFile.Upload.invoices("f", "s", "XXX", "UTC", Optional.empty(), true), nothing))
                .isInstanceOf(ReceiveFile.Outcome.CurrencyNotConfigured.class);
        assertThat(receiveFile.receive(
                        ReceiveFile.Upload.invoices("f", "s", "GBP", "Mars/Olympus", Optional.empty(), true), nothing))
                .isInstanceOf(ReceiveFile.Outcome.UnknownZone.class);
    }

    // --- shorthand -----------------------------------------------------------------------------

    private long balanceOf(String customer) {
        var member = recogniseMembers
                .recognise(new Identifier(Identifier.Kind.CUSTOMER_NUMBER, customer))
                .orElseThrow();
        return readBalance.of(member).points().value();
    }

    private Import checked(String text) {
        return checked(text.getBytes(StandardCharsets.UTF_8));
    }

    private Import checked(byte[] bytes) {
        try {
            var received = (ReceiveFile.Outcome.Received)
                    receiveFile.receive(upload("invoices"), new ByteArrayInputStream(bytes));
            advanceImport.advance(received.id(), () -> false);
            return readImports.find(received.id()).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Import run(Import file) {
        assertThat(steerImport.start(file.id(), Optional.empty(), true)).isInstanceOf(SteerImport.Outcome.Done.class);
        assertThat(steerImport.start(file.id(), Optional.empty(), true)).isInstanceOf(SteerImport.Outcome.NotNow.class);
        advanceImport.advance(file.id(), () -> false);
        return readImports.find(file.id()).orElseThrow();
    }

    private static ReceiveFile.Upload upload(String source) {
        return ReceiveFile.Upload.invoices(
                "C:\\fakepath\\invoices.csv", source, "GBP", "Europe/London", Optional.empty(), true);
    }

    /** Of ten invoices seven are purchases, one a refund, one has no customer, one a bad line. */
    private static String someInvoices() {
        var text = new StringBuilder(HEADING);
        List<String> lines = new ArrayList<>();
        for (var i = 0; i < INVOICES; i++) {
            var number = i % 10 == 7 ? "C" + i : "I" + i;
            var quantity = i % 10 == 7 ? -1 : 2;
            var customer = i % 10 == 8 ? "" : Integer.toString(1_000 + i % 53);
            for (var line = 0; line < 3; line++) {
                var price = i % 10 == 9 && line == 1 ? "free" : "3.%02d".formatted(i % 100);
                lines.add("%s,sku-%d,\"name, %d\",%d,2024-05-%02d 10:%02d:00,%s,%s"
                        .formatted(number, line, i, quantity, 1 + i % 28, line, price, customer));
            }
        }
        // Neighbours change places, as they do in real files.
        for (var i = 2; i + 4 < lines.size(); i += 30) {
            lines.add(i + 3, lines.remove(i));
        }
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
