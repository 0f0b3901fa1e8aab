package io.perennial.web.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith({OnTestDatabase.Reset.class, OutputCaptureExtension.class})
class CommandsTests {

    private static final String INVOICES = """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID
            1,a,Cup,2,2024-05-01 10:00,10.50,7
            C2,a,Cup,-1,2024-05-02 10:00,10.50,7
            3,a,Cup,1,2024-05-03 10:00,10.50,
            """;

    @TempDir
    Path directory;

    @Test
    void are_known_by_their_first_word() {
        assertThat(CommandLine.isAskedFor("verify")).isTrue();
        assertThat(CommandLine.isAskedFor("--server.port=9090")).isFalse();
        assertThat(CommandLine.isAskedFor()).isFalse();
    }

    @Test
    void a_file_is_imported_once_and_the_ledger_verified(CapturedOutput output) throws IOException {
        var file = Files.writeString(directory.resolve("invoices.csv"), INVOICES);

        assertThat(run("import", file.toString(), "--currency=GBP", "--zone=Europe/London", "--check"))
                .isZero();
        assertThat(output.getOut())
                .contains("3 lines, 3 invoices: 1 purchases, 1 refunds, 1 without a customer")
                .doesNotContain("Done");

        assertThat(run("import", file.toString(), "--currency=GBP", "--zone=Europe/London"))
                .isZero();
        assertThat(output.getOut())
                .contains(
                        "Done: 1 purchases and 1 refunds booked", "21 points earned, 10 taken back; 1 lines left out");

        assertThat(run("import", file.toString(), "--currency=GBP", "--zone=Europe/London"))
                .isZero();
        assertThat(output.getOut()).contains("Nothing changed: all 2 were already counted.");

        assertThat(run("verify")).isZero();
        assertThat(output.getOut()).contains("11 points outstanding", "The ledger is sound");

        TestDatabase.get().dsl().execute("UPDATE points_account SET balance = balance + 1");
        assertThat(run("verify")).isEqualTo(ExitCode.UNSOUND);
        assertThat(output.getOut()).contains("FAULT ", ": The balance is 12, but the entries come to 11");
    }

    @Test
    void a_file_that_makes_no_sense_is_refused_in_a_sentence(CapturedOutput output) throws IOException {
        var file = Files.writeString(directory.resolve("other.csv"), "a,b,c\n1,2,3\n");
        assertThat(run("import", file.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.getErr()).contains("InvoiceNo, StockCode, Quantity");
        assertThat(run("import", directory.resolve("none.csv").toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(run("import")).isEqualTo(ExitCode.USAGE);
        assertThat(output.getErr()).contains("Usage: import FILE");
    }

    @Test
    void the_first_admin_is_appointed(CapturedOutput output) {
        assertThat(run("staff", "create-admin", "root.admin")).isZero();
        assertThat(output.getOut()).contains("Password, shown this once: ");
        assertThat(run("staff", "create-admin", "root.admin")).isEqualTo(ExitCode.REFUSED);
        var in = System.in;
        try {
            System.setIn(new ByteArrayInputStream("a long enough secret\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(run("staff", "create-admin", "second.admin", "--password-stdin"))
                    .isZero();
        } finally {
            System.setIn(in);
        }
        assertThat(output.getOut()).doesNotContain("a long enough secret");
        assertThat(run("staff", "dismiss", "second.admin")).isEqualTo(ExitCode.USAGE);
    }

    private static int run(String... arguments) {
        return CommandLine.run(new HashMap<>(TestDatabase.get().properties()), arguments);
    }
}
