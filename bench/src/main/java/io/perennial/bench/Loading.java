package io.perennial.bench;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Fills a migrated database with members who have a past.
 *
 * <p>How it is designed, and why: one member is enrolled and makes one purchase through the ports. Everybody else is made of
 * that member's rows by the database itself, a table at a time, with ids, times, sums and hashes of their own. So the rows
 * are what the application writes, whatever columns they have, a million members take minutes, and {@code VerifyLedger} has
 * to find nothing. Seven of ten members have one purchase, two have four, one has twelve; each purchase is an entry, a lot, an
 * activity and a piece of growth. One member more, the collector, has checked in some 51,000 times, through the port.
 */
final class Loading {

    static final String COLLECTOR = "bench-collector";
    static final int ENTRIES_OF_THE_COLLECTOR = 51_000;

    private static final String PATTERN = "bench-pattern";
    private static final int AT_ONCE = 20_000;
    private static final int MOST_ENTRIES = 12;

    /** The text that an entry's hash is made of, from the pattern p, the entry e and the one before. */
    private static final String HASH = """
        UNHEX(SHA2(CONCAT('perennial-entry-1',
          '\\nmember=', BIN_TO_UUID(e.member_id), '\\nsequence=', e.seq, '\\nkind=', p.kind,
          '\\npoints=', p.points, '\\npending=', p.pending, '\\ngrowth=', p.growth,
          '\\nbalanceAfter=', p.points * e.seq, '\\nowedAfter=', p.owed_after,
          '\\nkey=', 'activity:', BIN_TO_UUID(e.activity_id), ':', BIN_TO_UUID(p.rule_id),
          '\\nactivity=', BIN_TO_UUID(e.activity_id), '\\nrule=', BIN_TO_UUID(p.rule_id), ':', p.rule_version,
          '\\nreverses=', '\\nhappenedAt=', DATE_FORMAT(e.at, '%Y-%m-%dT%H:%i:%s.%fZ'),
          '\\nbookedAt=', DATE_FORMAT(e.at, '%Y-%m-%dT%H:%i:%s.%fZ'), '\\nwhy=', SHA2(p.why, 256),
          '\\nprevious=', LOWER(HEX(COALESCE(before_it.hash, UNHEX(REPEAT('0', 64))))), '\\n'), 256))\
        """;

    private final DataSource dataSource;
    private final RunningPerennial perennial;

    Loading(DataSource dataSource, RunningPerennial perennial) {
        this.dataSource = dataSource;
        this.perennial = perennial;
    }

    void load(int members) throws SQLException {
        var pattern = enrol(PATTERN);
        earn(List.of(purchase(pattern, "pattern", Instant.now().truncatedTo(ChronoUnit.SECONDS))));
        try (var connection = dataSource.getConnection()) {
            withoutBinaryLog(connection);
            prepare(connection, members);
            for (int from = 1; from <= members; from += AT_ONCE) {
                loadChunk(connection, pattern, from, Math.min(from + AT_ONCE, members + 1));
                connection.commit();
            }
            try (var statement = connection.createStatement()) {
                statement.execute("DROP TABLE bench_digit");
            }
        }
        checkIn(enrol(COLLECTOR));
        try (var connection = dataSource.getConnection()) {
            withoutBinaryLog(connection);
            RawLedger.load(connection);
        }
        analyse();
    }

    private MemberId enrol(String number) {
        return perennial
                .port(EnrolMembers.class)
                .enrol(List.of(new Enrolment(new Identifier(Identifier.Kind.CUSTOMER_NUMBER, number), null, "bench")))
                .getFirst()
                .member();
    }

    /** The number by which a shop's files know a loaded member. */
    static String customer(int number) {
        return "bench-" + number;
    }

    private void earn(List<Activity> activities) {
        for (var outcome : perennial.port(EarnPoints.class).earn(activities)) {
            if (!(outcome instanceof EarnPoints.Outcome.Booked)) {
                throw new IllegalStateException("refused: " + outcome);
            }
        }
    }

    static Activity purchase(MemberId member, String reference, Instant at) {
        return new Activity(
                member,
                ActivityType.PURCHASE,
                "bench",
                reference,
                at,
                "pos",
                null,
                Money.of(CurrencyUnit.of("CNY"), 50),
                null,
                List.of());
    }

    private void checkIn(MemberId member) {
        var since = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(400, ChronoUnit.DAYS);
        for (int from = 0; from < ENTRIES_OF_THE_COLLECTOR; from += EarnPoints.MOST_AT_ONCE) {
            earn(IntStream.range(from, from + EarnPoints.MOST_AT_ONCE)
                    .mapToObj(number -> new Activity(
                            member,
                            new ActivityType("check-in"),
                            "bench",
                            "check-in-" + number,
                            since.plusSeconds(600L * number),
                            "app",
                            null,
                            null,
                            null,
                            List.of()))
                    .toList());
        }
    }

    /** What is loaded can be loaded again; where we may, it need not go to replicas. */
    private static void withoutBinaryLog(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
        } catch (SQLException notAllowed) {
            connection.rollback();
        }
    }

    /** Who there is to be: ids in the order of joining, as the application makes them. */
    private static void prepare(Connection connection, int members) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bench_digit (digit INT NOT NULL PRIMARY KEY)");
            statement.execute("INSERT INTO bench_digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
            statement.execute("""
                CREATE TABLE bench_member (
                  number INT NOT NULL PRIMARY KEY, member_id BINARY(16) NOT NULL, entries INT NOT NULL,
                  joined DATETIME(6) NOT NULL, mixed BINARY(8) NOT NULL, KEY bench_member_mixed (mixed))\
                """);
            statement.execute("""
                CREATE TEMPORARY TABLE bench_entry (
                  member_id BINARY(16) NOT NULL, seq BIGINT NOT NULL, number INT NOT NULL,
                  activity_id BINARY(16) NOT NULL, at DATETIME(6) NOT NULL, PRIMARY KEY (member_id, seq))\
                """);
        }
        try (var insert = connection.prepareStatement("""
            INSERT INTO bench_member
            SELECT number, UNHEX(CONCAT(LPAD(HEX(CAST(UNIX_TIMESTAMP(joined) * 1000 AS UNSIGNED)), 12, '0'), '7',
                     SUBSTR(hash, 1, 3), '8', SUBSTR(hash, 4, 15))),
                   CASE WHEN number %% 10 < 7 THEN 1 WHEN number %% 10 < 9 THEN %d ELSE %d END, joined,
                   UNHEX(SUBSTR(hash, 20, 16))
            FROM (SELECT number, SHA2(number, 256) hash,
                    TIMESTAMP(UTC_DATE()) - INTERVAL 600 DAY + INTERVAL (number * (300 * 86400 / ?)) SECOND joined
                  FROM (SELECT 1 + a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit + 10000 * e.digit
                          + 100000 * f.digit + 1000000 * g.digit number
                        FROM bench_digit a, bench_digit b, bench_digit c, bench_digit d, bench_digit e,
                          bench_digit f, bench_digit g
                        WHERE g.digit <= ? AND f.digit <= ?) numbers
                  WHERE number <= ?) people\
            """.formatted(Population.LOTS_OF_A_SPENDER, MOST_ENTRIES))) {
            insert.setInt(1, members);
            insert.setInt(2, Math.min(9, members / 1_000_000));
            insert.setInt(3, Math.min(9, members / 100_000));
            insert.setInt(4, members);
            insert.execute();
        }
        connection.commit();
    }

    private static void loadChunk(Connection connection, MemberId pattern, int from, int below) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DELETE FROM bench_entry");
            statement.execute("""
                INSERT INTO bench_entry
                SELECT member_id, seq, number,
                  UNHEX(CONCAT(LPAD(HEX(CAST(UNIX_TIMESTAMP(at) * 1000 AS UNSIGNED)), 12, '0'), '7',
                    SUBSTR(hash, 1, 3), '8', SUBSTR(hash, 4, 15))), at
                FROM (SELECT m.member_id, m.number, 1 + d.digit + 10 * t.digit seq,
                        m.joined + INTERVAL 15 * (1 + d.digit + 10 * t.digit) DAY at,
                        SHA2(CONCAT(m.number, '-', 1 + d.digit + 10 * t.digit), 256) hash
                      FROM bench_member m, bench_digit d, bench_digit t
                      WHERE m.number >= %d AND m.number < %d AND t.digit < 2
                        AND 1 + d.digit + 10 * t.digit <= m.entries) made
                """.formatted(from, below));
        }
        var range = "m.number >= %d AND m.number < %d".formatted(from, below);
        var ofMembers = "bench_member m JOIN %s p ON p.member_id = ? WHERE " + range + " ORDER BY m.number";
        var ofEntries = "bench_entry e JOIN %s p ON p.member_id = ? ORDER BY e.member_id, e.seq";
        copy(
                connection,
                "membership_member",
                pattern,
                ofMembers,
                Map.of("member_id", "m.member_id", "enrolled_at", "m.joined"));
        copy(
                connection,
                "membership_identifier",
                pattern,
                ofMembers,
                Map.of("member_id", "m.member_id", "value", "CONCAT('bench-', m.number)", "added_at", "m.joined"));
        copy(
                connection,
                "membership_standing",
                pattern,
                ofMembers,
                Map.of(
                        "member_id", "m.member_id",
                        "growth", "p.growth * m.entries",
                        "tier_since", "m.joined",
                        "last_seq", "p.last_seq * m.entries"));
        copy(
                connection,
                "membership_growth",
                pattern,
                ofEntries,
                Map.of(
                        "member_id", "e.member_id",
                        "seq", "e.seq",
                        "growth_after", "p.amount * e.seq",
                        "business_key", "CONCAT('activity:', BIN_TO_UUID(e.activity_id))",
                        "happened_at", "e.at",
                        "booked_at", "e.at"));
        copy(
                connection,
                "insights_activity",
                pattern,
                ofEntries,
                Map.of(
                        "member_id", "e.member_id",
                        "activity_id", "e.activity_id",
                        "reference", "CONCAT('loaded-', e.number, '-', e.seq)",
                        "happened_at", "e.at",
                        "recorded_at", "e.at"));
        for (int sequence = 1; sequence <= MOST_ENTRIES; sequence++) {
            copy(
                    connection,
                    "points_entry",
                    pattern,
                    "bench_entry e JOIN %s p ON p.member_id = ? LEFT JOIN points_entry before_it"
                            + " ON before_it.member_id = e.member_id AND before_it.seq = e.seq - 1 WHERE e.seq = "
                            + sequence + " ORDER BY e.member_id",
                    Map.of(
                            "member_id", "e.member_id",
                            "seq", "e.seq",
                            "balance_after", "p.points * e.seq",
                            "business_key",
                                    "CONCAT('activity:', BIN_TO_UUID(e.activity_id), ':', BIN_TO_UUID(p.rule_id))",
                            "activity_id", "e.activity_id",
                            "happened_at", "e.at",
                            "booked_at", "e.at",
                            "hash", HASH));
        }
        copy(
                connection,
                "points_lot",
                pattern,
                ofEntries,
                Map.of(
                        "member_id", "e.member_id",
                        "seq", "e.seq",
                        "expires_at", "TIMESTAMP(LAST_DAY(e.at + INTERVAL 24 MONTH)) + INTERVAL 16 HOUR"));
        copy(
                connection,
                "points_account",
                pattern,
                "bench_member m JOIN %s p ON p.member_id = ? JOIN points_entry e ON e.member_id = m.member_id AND e.seq"
                        + " = m.entries WHERE " + range + " ORDER BY m.number",
                Map.of(
                        "member_id", "m.member_id",
                        "balance", "e.balance_after",
                        "last_seq", "e.seq",
                        "head", "e.hash"));
    }

    /** The pattern's row of a table with other values in some columns, for each row of what is joined to it. */
    private static void copy(
            Connection connection, String table, MemberId pattern, String from, Map<String, String> others)
            throws SQLException {
        var columns = columns(connection, table);
        for (var column : others.keySet()) {
            if (!columns.contains(column)) {
                throw new IllegalStateException("table " + table + " has no column " + column);
            }
        }
        var values = columns.stream()
                .map(column -> others.getOrDefault(column, "p." + column))
                .collect(Collectors.joining(", "));
        try (var insert = connection.prepareStatement("INSERT INTO " + table + " (" + String.join(", ", columns)
                + ") SELECT " + values + " FROM " + from.formatted(table))) {
            insert.setBytes(1, Population.Bytes.of(pattern.value()));
            insert.execute();
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?"
                        + " AND extra NOT LIKE '%GENERATED' ORDER BY ordinal_position")) {
            asked.setString(1, table);
            try (var rows = asked.executeQuery()) {
                var columns = new ArrayList<String>();
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
                return columns;
            }
        }
    }

    /** The server learns how large the tables have become; else its first plans are those for empty ones. */
    private void analyse() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows =
                    statement.executeQuery("SELECT table_name FROM information_schema.tables WHERE table_schema ="
                            + " DATABASE() AND table_type = 'BASE TABLE'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            statement.execute("ANALYZE LOCAL TABLE " + String.join(", ", tables));
        }
    }

    /** How many have how much, for the reader of the result. */
    static Map<String, Long> census(DataSource dataSource) throws SQLException {
        var census = new LinkedHashMap<String, Long>();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT entries, COUNT(*) FROM bench_member GROUP BY entries ORDER BY entries")) {
            while (rows.next()) {
                census.put(rows.getString(1), rows.getLong(2));
            }
        }
        return census;
    }
}
