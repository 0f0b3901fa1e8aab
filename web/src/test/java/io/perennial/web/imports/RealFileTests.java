package io.perennial.web.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.membership.FindMembers;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** A year of a real gift shop, 541,909 lines, where that file is at hand: UCI "Online Retail" (D. Chen, 2015, CC BY 4.0). */
@Tag("real-file")
@EnabledIf("isAtHand")
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
@org.springframework.context.annotation.Import(ReplayOfARealYear.class)
class RealFileTests {

    private static final Logger log = LoggerFactory.getLogger(RealFileTests.class);
    private static final Path FILE = Path.of("../../shared/data/online-retail.csv.gz");

    @Autowired
    ReceiveFile receiveFile;

    @Autowired
    SteerImport steerImport;

    @Autowired
    AdvanceImport advanceImport;

    @Autowired
    ReadImports readImports;

    @Autowired
    FindMembers findMembers;

    @Autowired
    VerifyLedger verifyLedger;

    @Autowired
    ReplayOfARealYear replay;

    static boolean isAtHand() {
        return Files.exists(FILE);
    }

    @Test
    void a_year_of_a_real_shop_comes_out_to_the_last_point() throws IOException {
        var began = System.nanoTime();
        var file = checked();
        var checkedAfter = Duration.ofNanos(System.nanoTime() - began);

        var preview = file.preview();
        assertThat(preview.lines()).isEqualTo(541_909);
        assertThat(preview.invoices()).isEqualTo(25_900);
        assertThat(preview.purchases()).isEqualTo(18_536);
        assertThat(preview.refunds()).isEqualTo(3_654);
        assertThat(preview.withoutCustomer()).isEqualTo(3_710);
        assertThat(preview.otherLeftOut()).isZero();
        assertThat(preview.newMembers()).isEqualTo(4_372);
        assertThat(preview.linesLeftOut()).isEqualTo(135_080);

        began = System.nanoTime();
        file = run(file);
        var bookedAfter = Duration.ofNanos(System.nanoTime() - began);
        log.info("The real file was checked in {} and booked in {}", checkedAfter, bookedAfter);

        assertThat(file.status()).isEqualTo(ImportStatus.DONE);
        var tally = file.tally();
        assertThat(tally.invoices()).isEqualTo(25_900);
        assertThat(tally.purchases()).isEqualTo(18_536);
        assertThat(tally.refunds()).isEqualTo(3_654);
        assertThat(tally.withoutCustomer()).isEqualTo(3_710);
        assertThat(tally.refused()).isZero();
        assertThat(tally.newMembers()).isEqualTo(4_372);
        assertThat(tally.pointsEarned()).isEqualTo(8_902_670);
        assertThat(findMembers.total()).isEqualTo(4_372);

        var ledger = verifyLedger.verify();
        assertThat(ledger.faults()).isEmpty();
        assertThat(ledger.members()).isEqualTo(4_372);
        assertThat(ledger.outstanding().value()).isEqualTo(tally.pointsEarned() - tally.pointsTaken());

        var again = run(checked());
        assertThat(again.tally().changedNothing()).isTrue();
        assertThat(again.tally().repeated()).isEqualTo(18_536 + 3_654);
        assertThat(verifyLedger.verify()).isEqualTo(ledger);

        // The year is lived once more, as long as the import took; what rules pay is the same Java on every server.
        if (TestDatabase.get().dsl().dialect() == SQLDialect.MARIADB) {
            replay.agreesWithWhatPublishingPays();
            assertThat(verifyLedger.verify().faults()).isEmpty();
        }
    }

    private Import checked() throws IOException {
        try (var bytes = Files.newInputStream(FILE)) {
            var upload = ReceiveFile.Upload.invoices(
                    "online-retail.csv.gz", "invoices", "GBP", "Europe/London", Optional.empty(), true);
            var id = ((ReceiveFile.Outcome.Received) receiveFile.receive(upload, bytes)).id();
            advanceImport.advance(id, () -> false);
            return readImports.find(id).orElseThrow();
        }
    }

    private Import run(Import file) {
        steerImport.start(file.id(), Optional.empty(), true);
        advanceImport.advance(file.id(), () -> false);
        return readImports.find(file.id()).orElseThrow();
    }
}
