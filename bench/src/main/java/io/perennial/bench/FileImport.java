package io.perennial.bench;

import io.perennial.bench.Population.Bytes;
import io.perennial.bench.Rounds.Pair;
import io.perennial.membership.MemberId;
import io.perennial.web.imports.AdvanceImport;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.ReceiveFile.Upload;
import io.perennial.web.imports.SteerImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * S5: a file of purchases by members who are known, a line each. The baseline puts the rows into a temporary table, 10,000 at a
 * time, and books them by three set statements and one commit; it reads no file, knows no rules and finds no members. Ours is
 * timed while it books, which includes reading the file; the line below has the upload and the preview in it too.
 */
final class FileImport implements Goal {

    private static final int ROWS_AT_ONCE = 10_000;
    private static final int ROWS_OF_A_STATEMENT = 1_000;
    private static final String TELL = "INSERT INTO raw_told VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final List<String> BOOK = List.of(
            "INSERT INTO raw_entry SELECT member_id, entry_id, 'EARNED', points, business_key, why, at, at FROM"
                    + " raw_told",
            "INSERT INTO raw_lot (member_id, lot_id, original, remaining, expires_at)"
                    + " SELECT member_id, entry_id, points, points, expires_at FROM raw_told",
            "INSERT INTO raw_account SELECT * FROM (SELECT member_id, SUM(points) AS points FROM raw_told GROUP BY"
                    + " member_id ORDER BY member_id) AS told ON DUPLICATE KEY UPDATE balance = raw_account.balance +"
                    + " told.points",
            "TRUNCATE raw_told");

    @Override
    public String name() {
        return "S5";
    }

    @Override
    public String title() {
        return "file import, rows a second";
    }

    /** @param whole with upload and preview */
    private record Booked(double booking, double whole) {}

    @Override
    public List<Finding> measure(Stage stage) throws Exception {
        var rows = stage.options().lines();
        bookByHand(stage, rows);
        bookFile(stage, rows);
        var pairs =
                Rounds.inTurns(stage.options().rounds(), () -> bookByHand(stage, rows), () -> bookFile(stage, rows));
        var single = new ArrayList<Pair<Double>>();
        for (var pair : pairs) {
            var alone = Clients.work(1, stage.options().time(), EarnThroughThePort.own(stage));
            single.add(new Pair<>(alone.perSecond(), pair.own().booking()));
        }
        return List.of(
                Finding.ofRates(
                        "booking %,d lines".formatted(rows),
                        pairs.stream()
                                .map(pair -> new Pair<>(
                                        pair.baseline().booking(), pair.own().booking()))
                                .toList(),
                        Bar.atLeast(.40, .70)),
                Finding.ofRates(
                        "with upload and preview",
                        pairs.stream()
                                .map(pair -> new Pair<>(
                                        pair.baseline().whole(), pair.own().whole()))
                                .toList(),
                        null),
                Finding.ofRates("÷ own single earn, 1 client", single, Bar.atLeast(5, 5)));
    }

    // --- by hand -------------------------------------------------------------------------------

    private static Booked bookByHand(Stage stage, int rows) throws SQLException {
        var people = new ArrayList<MemberId>();
        for (int i = 0; i < rows; i++) {
            people.add(stage.population().anyone());
        }
        var begun = System.nanoTime();
        try (var connection = stage.dataSource().getConnection()) {
            try (var statement = connection.createStatement()) {
                statement.execute("""
                    CREATE TEMPORARY TABLE IF NOT EXISTS raw_told (
                      member_id BINARY(16) NOT NULL, entry_id BINARY(16) NOT NULL, points BIGINT NOT NULL,
                      business_key VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, why LONGTEXT NOT NULL,
                      at DATETIME(6) NOT NULL, expires_at DATETIME(6) NOT NULL, PRIMARY KEY (member_id, entry_id))\
                    """);
            }
            for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
                book(connection, people.subList(from, Math.min(from + ROWS_AT_ONCE, rows)));
                connection.commit();
            }
        }
        var rate = rows / ((System.nanoTime() - begun) / 1e9);
        return new Booked(rate, rate);
    }

    private static void book(Connection connection, List<MemberId> people) throws SQLException {
        var now = LocalDateTime.now(ZoneOffset.UTC);
        for (int from = 0; from < people.size(); from += ROWS_OF_A_STATEMENT) {
            try (var tell = connection.prepareStatement(TELL)) {
                for (var member : people.subList(from, Math.min(from + ROWS_OF_A_STATEMENT, people.size()))) {
                    RawLedger.set(
                            tell,
                            Bytes.of(member.value()),
                            Bytes.of(MemberId.next().value()),
                            RawLedger.POINTS,
                            Stage.reference(),
                            RawLedger.WHY,
                            now,
                            now.plusMonths(24));
                    tell.addBatch();
                }
                tell.executeBatch(); // which the driver makes one statement of
            }
        }
        try (var statement = connection.createStatement()) {
            for (var sql : BOOK) {
                statement.execute(sql);
            }
        }
    }

    // --- as a file -----------------------------------------------------------------------------

    private static Booked bookFile(Stage stage, int rows) throws Exception {
        var file = Files.createTempFile("bench", ".csv");
        try {
            write(file, stage, rows);
            var perennial = stage.perennial();
            var advance = perennial.port(AdvanceImport.class);
            var begun = System.nanoTime();
            var id = receive(perennial, file);
            advance.advance(id, () -> false);
            var checked = System.nanoTime();
            perennial.port(SteerImport.class).start(id, Optional.empty(), true);
            stage.profile().during(() -> advance.advance(id, () -> false));
            var done = System.nanoTime();
            if (requireDone(perennial, id) != rows) {
                throw new IllegalStateException("not all lines were booked");
            }
            return new Booked(rows / ((done - checked) / 1e9), rows / ((done - begun) / 1e9));
        } finally {
            Files.delete(file);
        }
    }

    /** When booking began and when each chunk of it was stored, by {@link System#nanoTime()}. */
    static List<Long> timesOfChunks(Stage stage, int rows) throws IOException {
        var file = Files.createTempFile("bench", ".csv");
        try {
            write(file, stage, rows);
            var perennial = stage.perennial();
            var advance = perennial.port(AdvanceImport.class);
            var id = receive(perennial, file);
            advance.advance(id, () -> false);
            perennial.port(SteerImport.class).start(id, Optional.empty(), true);
            var times = new ArrayList<Long>();
            times.add(System.nanoTime());
            advance.advance(id, () -> {
                times.add(System.nanoTime());
                return false;
            });
            requireDone(perennial, id);
            return times;
        } finally {
            Files.delete(file);
        }
    }

    static ImportId receive(RunningPerennial perennial, Path file) throws IOException {
        var upload = Upload.invoices("bench.csv", "bench", "CNY", "UTC", Optional.empty(), true);
        try (var bytes = Files.newInputStream(file)) {
            return switch (perennial.port(ReceiveFile.class).receive(upload, bytes)) {
                case ReceiveFile.Outcome.Received received -> received.id();
                case ReceiveFile.Outcome other -> throw new IllegalStateException("not received: " + other);
            };
        }
    }

    /** @return how many purchases were booked */
    static long requireDone(RunningPerennial perennial, ImportId id) {
        var result = perennial.port(ReadImports.class).find(id).orElseThrow();
        if (result.status() != ImportStatus.DONE) {
            throw new IllegalStateException("the file was not booked: " + result);
        }
        return result.tally().purchases();
    }

    static void write(Path file, Stage stage, int rows) throws IOException {
        var members = stage.population().everyone().size();
        var date = LocalDateTime.now(ZoneOffset.UTC).minusDays(1).toLocalDate();
        try (var text = Files.newBufferedWriter(file)) {
            text.write("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n");
            for (int i = 0; i < rows; i++) {
                text.write(Stage.reference() + ",85123A,Tea set,1," + date + " 10:15:00,50.00,"
                        + Loading.customer(1 + ThreadLocalRandom.current().nextInt(members)) + "\n");
            }
        }
    }
}
