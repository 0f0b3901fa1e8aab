package io.perennial.web.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.Perennial;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints;
import io.perennial.points.SealLedger;
import io.perennial.testing.EmbeddedDatabase;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * As the page on backups says: sealed, dumped while members go on earning, restored elsewhere, and held against the seal. The dump
 * is made by the server's own program: the embedded one's, or the {@code PERENNIAL_TEST_MYSQL_PROGRAMS} (a folder with
 * {@code mysqldump} and {@code mysql}) of a server of your own.
 */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
@ExtendWith(OutputCaptureExtension.class)
class BackupTests {

    private static final int PEOPLE = 40;

    @TempDir
    Path folder;

    @Autowired
    EnrolMembers enrolMembers;

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    SealLedger sealLedger;

    @Autowired
    Clock clock;

    @Test
    void a_backup_made_under_load_is_restored_whole_and_damage_to_it_is_named(CapturedOutput output) throws Exception {
        var programs = Programs.find();
        assumeTrue(programs != null, "no program to dump with; see PERENNIAL_TEST_MYSQL_PROGRAMS");
        var people = enrolled();
        people.forEach(this::earn);
        var isOver = new AtomicBoolean();
        var shop = Thread.ofVirtual().start(() -> {
            for (var i = 0; !isOver.get(); i++) {
                earn(people.get(i % PEOPLE));
            }
        });
        var seal = folder.resolve("ledger.seal");
        assertThat(run(here(), "seal", seal.toString())).isEqualTo(ExitCode.DONE);
        var dump = folder.resolve("backup.sql");
        programs.dump(here(), dump);
        isOver.set(true);
        shop.join();
        earn(people.getFirst()); // after the dump: not in it

        var elsewhere = elsewhere();
        try {
            programs.restore(elsewhere, dump);
            assertThat(run(elsewhere, "verify", "--seal=" + seal)).isEqualTo(ExitCode.DONE);
            assertThat(output.getOut()).contains("All 40 accounts have the ", "The ledger is sound");

            var restored = DSL.using(
                    elsewhere.get("spring.datasource.url").toString(),
                    elsewhere.get("spring.datasource.username").toString(),
                    elsewhere.get("spring.datasource.password").toString());
            var victim = people.get(3);

            // Somebody makes one entry more worth, and its lot and the balance with it.
            restored.execute(
                    "UPDATE points_entry SET points = points + 5, balance_after = balance_after + 5"
                            + " WHERE member_id = ? AND seq = 1",
                    bytes(victim));
            assertThat(run(elsewhere, "verify")).isEqualTo(ExitCode.UNSOUND);
            assertThat(output.getOut()).contains("FAULT " + victim + ": ");
            restored.execute(
                    "UPDATE points_entry SET points = points - 5, balance_after = balance_after - 5"
                            + " WHERE member_id = ? AND seq = 1",
                    bytes(victim));

            // An account is lost without a trace: the ledger is sound, and only the seal knows.
            var lost = people.get(7);
            for (var table : List.of("points_allocation", "points_lot", "points_entry", "points_account")) {
                restored.execute("DELETE FROM " + table + " WHERE member_id = ?", bytes(lost));
            }
            assertThat(run(elsewhere, "verify", "--seal=" + seal)).isEqualTo(ExitCode.UNSOUND);
            assertThat(output.getOut())
                    .contains("FAULT " + lost + ": entry ", "is not there", "Of 40 accounts sealed at ", "1 are not");
        } finally {
            TestDatabase.get().dsl().execute("DROP DATABASE " + RESTORED);
        }
    }

    @Test
    void half_a_seal_is_none() throws IOException {
        enrolled().forEach(this::earn);
        var seal = folder.resolve("ledger.seal");
        SealFile.write(seal, clock.instant(), sealLedger);
        var lines = Files.readAllLines(seal);
        assertThat(lines).hasSize(PEOPLE + 2);
        assertThat(SealFile.hold(seal, sealLedger, this::mustNotBe).marks()).isEqualTo(PEOPLE);

        Files.write(seal, lines.subList(0, PEOPLE));
        assertThatThrownBy(() -> SealFile.hold(seal, sealLedger, this::mustNotBe))
                .isInstanceOf(SealFile.NotASeal.class)
                .hasMessage("it breaks off");
        var shorter = new ArrayList<>(lines);
        shorter.remove(5);
        Files.write(seal, shorter);
        assertThatThrownBy(() -> SealFile.hold(seal, sealLedger, this::mustNotBe))
                .hasMessage("it was changed, or is not whole");
        Files.writeString(seal, "nothing of the kind\n");
        assertThatThrownBy(() -> SealFile.hold(seal, sealLedger, this::mustNotBe))
                .hasMessage("it does not begin like a seal");
    }

    private void mustNotBe(SealLedger.Unborne unborne) {
        throw new AssertionError(unborne);
    }

    // --- two databases ------------------------------------------------------------------------------

    private static final String RESTORED =
            "perennial_restored_" + ProcessHandle.current().pid();

    private static HashMap<String, Object> here() {
        return new HashMap<>(TestDatabase.get().properties());
    }

    private static HashMap<String, Object> elsewhere() {
        var dsl = TestDatabase.get().dsl();
        dsl.execute("CREATE DATABASE " + RESTORED + " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
        var elsewhere = here();
        elsewhere.computeIfPresent(
                "spring.datasource.url",
                (_, url) -> url.toString().replaceFirst("/[^/?]+(\\?|$)", "/" + RESTORED + "$1"));
        return elsewhere;
    }

    private static int run(HashMap<String, Object> database, String... arguments) {
        return CommandLine.run(database, arguments);
    }

    private static byte[] bytes(MemberId member) {
        return java.nio.ByteBuffer.allocate(16)
                .putLong(member.value().getMostSignificantBits())
                .putLong(member.value().getLeastSignificantBits())
                .array();
    }

    private List<MemberId> enrolled() {
        return enrolMembers
                .enrol(IntStream.range(0, PEOPLE)
                        .mapToObj(number -> new EnrolMembers.Enrolment(
                                new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "B-" + number), null, "till"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
    }

    private void earn(MemberId member) {
        var outcome = earnPoints
                .earn(List.of(new Activity(
                        member,
                        ActivityType.PURCHASE,
                        "till",
                        UUID.randomUUID().toString(),
                        clock.instant(),
                        "pos",
                        null,
                        Money.of(CurrencyUnit.of("CNY"), 20),
                        null,
                        List.of())))
                .getFirst();
        assertThat(outcome).isInstanceOf(EarnPoints.Outcome.Booked.class);
    }

    /** What comes with a server to copy it. */
    private record Programs(String dump, String client, List<String> options) {

        static @org.jspecify.annotations.Nullable Programs find() throws IOException {
            var named = System.getenv("PERENNIAL_TEST_MYSQL_PROGRAMS");
            if (named != null) {
                return new Programs(named + "/mysqldump", named + "/mysql", List.of());
            }
            if (TestDatabase.get().dsl().dialect() != org.jooq.SQLDialect.MARIADB) {
                return null;
            }
            var programs = EmbeddedDatabase.programs();
            return new Programs(
                    programs.resolve("bin/mariadb-dump").toString(),
                    programs.resolve("bin/mariadb").toString(),
                    List.of("--skip-ssl"));
        }

        void dump(HashMap<String, Object> database, Path to) throws Exception {
            var command = command(dump, database);
            command.addAll(
                    List.of("--single-transaction", "--quick", "--hex-blob", "--no-tablespaces", name(database)));
            run(new ProcessBuilder(command).redirectOutput(to.toFile()));
        }

        void restore(HashMap<String, Object> database, Path from) throws Exception {
            var command = command(client, database);
            command.add(name(database));
            run(new ProcessBuilder(command).redirectInput(from.toFile()));
        }

        private ArrayList<String> command(String program, HashMap<String, Object> database) {
            var url = java.net.URI.create(
                    database.get("spring.datasource.url").toString().substring("jdbc:".length()));
            var command = new ArrayList<>(List.of(
                    program,
                    "--no-defaults",
                    "--protocol=tcp",
                    "--host=" + url.getHost(),
                    "--port=" + url.getPort(),
                    "--user=" + database.get("spring.datasource.username"),
                    "--password=" + database.get("spring.datasource.password")));
            command.addAll(options);
            return command;
        }

        private static String name(HashMap<String, Object> database) {
            return java.net
                    .URI
                    .create(database.get("spring.datasource.url").toString().substring("jdbc:".length()))
                    .getPath()
                    .substring(1);
        }

        private static void run(ProcessBuilder builder) throws Exception {
            var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            assertThat(process.waitFor()).as(builder.command().getFirst()).isZero();
        }
    }
}
