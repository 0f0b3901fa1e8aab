package io.perennial.bench;

import io.perennial.bench.Population.Bytes;
import io.perennial.membership.MemberId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A ledger by hand: what plain JDBC can do for the same promise. Earning adds an entry that counts once by its key, a lot and
 * the balance; redeeming never lets a balance, a lot or the stock below zero; an answer means a durable commit. Each statement
 * is prepared once, each operation commits once, rows of a member lie together, the row that all want comes last.
 */
final class RawLedger {

    static final int PRICE = 80;
    static final int REWARD = 1;

    private static final String TABLES = """
        CREATE TABLE raw_account (
          member_id BINARY(16) NOT NULL, balance BIGINT NOT NULL, PRIMARY KEY (member_id));
        CREATE TABLE raw_entry (
          member_id BINARY(16) NOT NULL, entry_id BINARY(16) NOT NULL, kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
          points BIGINT NOT NULL, business_key VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
          why LONGTEXT NOT NULL, happened_at DATETIME(6) NOT NULL, booked_at DATETIME(6) NOT NULL,
          PRIMARY KEY (member_id, entry_id), UNIQUE KEY raw_entry_once (member_id, business_key));
        CREATE TABLE raw_lot (
          member_id BINARY(16) NOT NULL, lot_id BINARY(16) NOT NULL, original BIGINT NOT NULL, remaining BIGINT NOT NULL,
          expires_at DATETIME(6) NOT NULL,
          open_until DATETIME(6) GENERATED ALWAYS AS (CASE WHEN remaining > 0 THEN expires_at END) STORED,
          PRIMARY KEY (member_id, lot_id), KEY raw_lot_open (open_until, member_id),
          KEY raw_lot_open_of_member (member_id, open_until));
        CREATE TABLE raw_allocation (
          member_id BINARY(16) NOT NULL, entry_id BINARY(16) NOT NULL, lot_id BINARY(16) NOT NULL, points BIGINT NOT NULL,
          PRIMARY KEY (member_id, entry_id, lot_id));
        CREATE TABLE raw_redemption (
          member_id BINARY(16) NOT NULL, redemption_id BINARY(16) NOT NULL, reward_id INT NOT NULL,
          code CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
          request_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, redeemed_at DATETIME(6) NOT NULL,
          PRIMARY KEY (member_id, redemption_id), UNIQUE KEY raw_redemption_once (member_id, request_key),
          UNIQUE KEY raw_redemption_code (code));
        CREATE TABLE raw_stock (reward_id INT NOT NULL, remaining BIGINT NOT NULL, PRIMARY KEY (reward_id));
        INSERT INTO raw_stock VALUES (1, 1000000000)\
        """;

    private static final String ENTRY_ID =
            "COALESCE(e.activity_id, UNHEX(SUBSTR(SHA2(CONCAT(e.seq, e.business_key), 256), 1, 32)))";

    /** The same past as the application's. */
    private static final List<String> PAST = List.of(
            "INSERT INTO raw_account SELECT member_id, balance FROM points_account",
            "INSERT INTO raw_entry SELECT member_id, " + ENTRY_ID + ", kind, points, business_key, why, happened_at,"
                    + " booked_at FROM points_entry e",
            "INSERT INTO raw_lot (member_id, lot_id, original, remaining, expires_at)"
                    + " SELECT l.member_id, " + ENTRY_ID + ", original, remaining, expires_at FROM points_lot l"
                    + " JOIN points_entry e ON e.member_id = l.member_id AND e.seq = l.seq");

    private static final String EARN_ENTRY =
            "INSERT INTO raw_entry (member_id, entry_id, kind, points, business_key, why, happened_at, booked_at)"
                    + " VALUES (?, ?, 'EARNED', ?, ?, ?, ?, ?)";
    private static final String EARN_LOT =
            "INSERT INTO raw_lot (member_id, lot_id, original, remaining, expires_at) VALUES (?, ?, ?, ?, ?)";
    private static final String EARN_BALANCE = "INSERT INTO raw_account (member_id, balance) VALUES (?, ?) AS told"
            + " ON DUPLICATE KEY UPDATE balance = raw_account.balance + told.balance";
    static final String WHY = "{\"rule\":\"purchase\",\"amount\":50.00,\"points\":50}";
    static final int POINTS = 50;

    private final DataSource dataSource;
    private final DataSource reading;

    /** @param reading where each statement is a transaction of its own */
    RawLedger(DataSource dataSource, DataSource reading) {
        this.dataSource = dataSource;
        this.reading = reading;
    }

    static void load(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : TABLES.split(";\n")) {
                statement.execute(sql);
            }
            for (var sql : PAST) {
                statement.execute(sql);
                connection.commit();
            }
        }
    }

    void earn(MemberId member, String key) throws SQLException {
        inOneCommit(connection -> earn(connection, member, key));
    }

    private static void earn(Connection connection, MemberId member, String key) throws SQLException {
        var id = Bytes.of(member.value());
        var entryId = Bytes.of(MemberId.next().value());
        var now = LocalDateTime.now(ZoneOffset.UTC);
        try (var entry = connection.prepareStatement(EARN_ENTRY)) {
            set(entry, id, entryId, POINTS, key, WHY, now, now);
            entry.executeUpdate();
        }
        try (var lot = connection.prepareStatement(EARN_LOT)) {
            set(lot, id, entryId, POINTS, POINTS, now.plusMonths(24));
            lot.executeUpdate();
        }
        // Last, so that who waits for another one of the same member waits no longer than they must.
        try (var balance = connection.prepareStatement(EARN_BALANCE)) {
            set(balance, id, POINTS);
            balance.executeUpdate();
        }
    }

    /** @return whether there were points enough */
    boolean redeem(MemberId member, String key) throws SQLException {
        var redeemed = new boolean[1];
        inOneCommit(connection -> redeemed[0] = redeem(connection, member, key));
        return redeemed[0];
    }

    private record Drawn(byte[] lot, long points) {}

    private static boolean redeem(Connection connection, MemberId member, String key) throws SQLException {
        var id = Bytes.of(member.value());
        var now = LocalDateTime.now(ZoneOffset.UTC);
        try (var balance = connection.prepareStatement(
                "UPDATE raw_account SET balance = balance - ? WHERE member_id = ? AND balance >= ?")) {
            set(balance, PRICE, id, PRICE);
            if (balance.executeUpdate() == 0) {
                return false;
            }
        }
        var drawn = new ArrayList<Drawn>();
        try (var lots = connection.prepareStatement("SELECT lot_id, remaining FROM raw_lot WHERE member_id = ? AND"
                + " open_until > ? ORDER BY open_until LIMIT 20")) {
            set(lots, id, now);
            try (var rows = lots.executeQuery()) {
                for (long missing = PRICE; missing > 0 && rows.next(); ) {
                    var points = Math.min(missing, rows.getLong(2));
                    drawn.add(new Drawn(rows.getBytes(1), points));
                    missing -= points;
                }
            }
        }
        try (var lot =
                connection.prepareStatement("UPDATE raw_lot SET remaining = remaining - ? WHERE member_id = ? AND"
                        + " lot_id = ? AND remaining >= ?")) {
            for (var each : drawn) {
                set(lot, each.points(), id, each.lot(), each.points());
                lot.executeUpdate();
            }
        }
        var entryId = MemberId.next().value();
        try (var entry = connection.prepareStatement(
                "INSERT INTO raw_entry (member_id, entry_id, kind, points, business_key, why, happened_at, booked_at)"
                        + " VALUES (?, ?, 'SPENT', ?, ?, ?, ?, ?)")) {
            set(entry, id, Bytes.of(entryId), -PRICE, "spend:" + key, WHY, now, now);
            entry.executeUpdate();
        }
        try (var allocation = connection.prepareStatement(
                "INSERT INTO raw_allocation VALUES (?, ?, ?, ?)" + ", (?, ?, ?, ?)".repeat(drawn.size() - 1))) {
            var values = new ArrayList<Object>();
            for (var each : drawn) {
                values.addAll(List.of(id, Bytes.of(entryId), each.lot(), -each.points()));
            }
            set(allocation, values.toArray());
            allocation.executeUpdate();
        }
        try (var redemption = connection.prepareStatement("INSERT INTO raw_redemption VALUES (?, ?, ?, ?, ?, ?)")) {
            var code = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
            set(redemption, id, Bytes.of(entryId), REWARD, code, key, now);
            redemption.executeUpdate();
        }
        try (var stock = connection.prepareStatement(
                "UPDATE raw_stock SET remaining = remaining - 1 WHERE reward_id = ? AND remaining > 0")) {
            set(stock, REWARD);
            return stock.executeUpdate() == 1;
        }
    }

    long balance(MemberId member) throws SQLException {
        try (var connection = reading.getConnection();
                var asked = connection.prepareStatement("SELECT balance FROM raw_account WHERE member_id = ?")) {
            asked.setBytes(1, Bytes.of(member.value()));
            try (var row = asked.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The newest entries with what an answer to the member needs of them. */
    int page(MemberId member, int limit) throws SQLException {
        try (var connection = reading.getConnection();
                var asked = connection.prepareStatement(
                        "SELECT entry_id, kind, points, business_key, why, happened_at, booked_at FROM raw_entry"
                                + " WHERE member_id = ? ORDER BY entry_id DESC LIMIT ?")) {
            set(asked, Bytes.of(member.value()), limit);
            var read = 0;
            try (var rows = asked.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBytes(1) == null
                            || rows.getString(2).isEmpty()
                            || rows.getString(4).isEmpty()
                            || rows.getString(5).isEmpty()
                            || rows.getObject(6, LocalDateTime.class) == null
                            || rows.getObject(7, LocalDateTime.class) == null) {
                        throw new IllegalStateException("an entry without content");
                    }
                    read++;
                }
            }
            return read;
        }
    }

    /** What happens in one transaction. */
    @FunctionalInterface
    interface Booking {
        void in(Connection connection) throws SQLException;
    }

    void inOneCommit(Booking booking) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            booking.in(connection);
            connection.commit();
        }
    }

    static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Integer number -> statement.setLong(i + 1, number);
                case Long number -> statement.setLong(i + 1, number);
                case String text -> statement.setString(i + 1, text);
                default -> statement.setObject(i + 1, values[i]);
            }
        }
    }
}
