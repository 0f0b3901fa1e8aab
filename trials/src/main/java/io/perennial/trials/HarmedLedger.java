package io.perennial.trials;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whoever can reach the database changes one value of one row of the ledger, by one or by one bit, or takes a row away: the
 * verification names the member every time. Then the row is put back.
 */
final class HarmedLedger implements Trial {

    private static final int HARMS = 100;
    private static final long NANOS = 40_000_000_000L;
    private static final int OPERATIONS = 150;

    /** Tables in which each row is a member's, and the column that says whose. */
    private static final Map<String, String> TABLES = Map.of(
            "points_account", "member_id",
            "points_entry", "member_id",
            "points_lot", "member_id",
            "points_allocation", "member_id",
            "points_transfer", "sender_id");

    /**
     * Columns that say nothing about how many points there are, and stand nowhere else: when something ends or was done, who
     * did it and by which key.
     */
    private static final Set<String> SAYS_NOTHING_OF_POINTS = Set.of(
            "points_account.merge_id",
            "points_account.absorbs",
            "points_lot.expires_at",
            "points_transfer.by_member",
            "points_transfer.business_key",
            "points_transfer.returned_for",
            "points_transfer.sent_at",
            "points_transfer.changed_at",
            "points_transfer.undo_until");

    private record Column(String name, boolean isKey) {}

    @Override
    public String name() {
        return "harmed-ledger";
    }

    @Override
    public String title() {
        return "one bit, row or lot changed by SQL";
    }

    @Override
    public Turn turn() {
        return Turn.EACH_RELEASE;
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, 6);
        try (var till = shop.new Till()) {
            for (int i = 0; i < OPERATIONS; i++) {
                shop.send(shop.anything(random), till);
            }
        }
        shop.judge(random);
        var survived = new ArrayList<String>();
        try (var connection = stage.database().connect()) {
            var until = System.nanoTime() + NANOS;
            for (int harm = 0; harm < HARMS && System.nanoTime() < until; harm++) {
                harm(stage, connection, random, survived);
            }
        }
        stage.verify();
        if (!survived.isEmpty()) {
            throw new Fault("changed in the database, and not found: " + survived);
        }
    }

    private static void harm(Stage stage, Connection connection, RandomGenerator random, List<String> survived)
            throws Exception {
        var table = Shop.any(random, TABLES.keySet().stream().sorted().toList());
        var columns = columns(connection, table);
        var row = anyRow(connection, table, columns);
        if (row == null) {
            return;
        }
        var harmed = new LinkedHashMap<>(row);
        var what = table + " loses a row";
        var isLost = random.nextInt(6) == 0;
        if (!isLost) {
            var column = Shop.any(random, columns).name();
            if (SAYS_NOTHING_OF_POINTS.contains(table + "." + column)) {
                return;
            }
            harmed.put(column, changed(row.get(column), random));
            what = table + "." + column + " from " + told(row.get(column)) + " to " + told(harmed.get(column));
        }
        try {
            replace(connection, table, columns, row, isLost ? null : harmed);
        } catch (SQLException constraint) {
            return; // the database itself does not let it happen
        }
        try {
            var found = stage.application().ask("verify");
            stage.tally().harms.increment();
            var owner = member(row.get(TABLES.get(table)));
            if (!found.contains(owner) && !found.contains(member(row.getOrDefault("receiver_id", null)))) {
                survived.add(what + " of " + owner + ": " + found);
            }
        } finally {
            replace(connection, table, columns, isLost ? null : harmed, row);
        }
    }

    private static List<Column> columns(Connection connection, String table) throws SQLException {
        try (var asked = connection.prepareStatement("SELECT column_name, column_key FROM information_schema.columns"
                + " WHERE table_schema = DATABASE() AND table_name = ? AND extra NOT LIKE '%GENERATED'"
                + " ORDER BY ordinal_position")) {
            asked.setString(1, table);
            var columns = new ArrayList<Column>();
            try (var rows = asked.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getString(2).equals("PRI")));
                }
            }
            return columns;
        }
    }

    private static @Nullable Map<String, @Nullable Object> anyRow(
            Connection connection, String table, List<Column> columns) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT " + names(columns) + " FROM " + table + " ORDER BY RAND() LIMIT 1")) {
            if (!rows.next()) {
                return null;
            }
            var row = new LinkedHashMap<String, @Nullable Object>();
            for (int i = 1; i <= columns.size(); i++) {
                var type = rows.getMetaData().getColumnType(i);
                row.put(
                        columns.get(i - 1).name(),
                        type == Types.TIMESTAMP
                                ? rows.getObject(i, LocalDateTime.class)
                                : type == Types.CHAR || type == Types.VARCHAR || type == Types.LONGVARCHAR
                                        ? rows.getString(i)
                                        : rows.getObject(i));
            }
            return row;
        }
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static @Nullable Object changed(@Nullable Object value, RandomGenerator random) {
        return switch (value) {
            case null -> 1;
            case Number number -> number.longValue() + (random.nextBoolean() ? 1 : -1);
            case Boolean is -> !is;
            case LocalDateTime at -> at.plusSeconds(1);
            case String text ->
                text.isEmpty() ? "x" : text.substring(0, text.length() - 1) + (text.endsWith("x") ? "y" : "x");
            case byte[] bytes -> {
                var other = bytes.clone();
                other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
                yield other;
            }
            default -> throw new IllegalStateException("of " + value.getClass());
        };
    }

    /** One row for another, whatever its key is. */
    private static void replace(
            Connection connection,
            String table,
            List<Column> columns,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (before != null) {
                var keys = columns.stream().filter(Column::isKey).toList();
                try (var delete = connection.prepareStatement("DELETE FROM " + table + " WHERE "
                        + keys.stream().map(key -> key.name() + " = ?").collect(Collectors.joining(" AND ")))) {
                    for (int i = 0; i < keys.size(); i++) {
                        delete.setObject(i + 1, before.get(keys.get(i).name()));
                    }
                    delete.executeUpdate();
                }
            }
            if (after != null) {
                try (var insert = connection.prepareStatement("INSERT INTO " + table + " (" + names(columns)
                        + ") VALUES (" + columns.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")")) {
                    for (int i = 0; i < columns.size(); i++) {
                        insert.setObject(i + 1, after.get(columns.get(i).name()));
                    }
                    insert.executeUpdate();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String member(@Nullable Object id) {
        if (!(id instanceof byte[] bytes)) {
            return "nobody";
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    private static String told(@Nullable Object value) {
        return value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
