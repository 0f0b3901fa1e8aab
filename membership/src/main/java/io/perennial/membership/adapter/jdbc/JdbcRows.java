package io.perennial.membership.adapter.jdbc;

import com.mysql.cj.jdbc.JdbcConnection;
import io.perennial.membership.WriteRows;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

@Component
class JdbcRows implements WriteRows {

    private static final Pattern PARAMETERS = Pattern.compile("\\(\\?(?:, \\?)*\\)");

    /** Rows of one statement. */
    private static final int MOST = 1_000;

    /** A prepared statement takes ten kilobytes of the server for each row, on each connection. */
    private static final int MOST_PREPARED = 64;

    /** Up to here each number of rows is common enough to have its statement prepared; beyond, the round ones are. */
    private static final int EACH_PREPARED = 16;

    private final JdbcOperations jdbc;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    JdbcRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void write(String one, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            var kind = kinds.computeIfAbsent(one, Kind::of);
            jdbc.execute((ConnectionCallback<Integer>) connection -> {
                if (connection.getAutoCommit()) {
                    throw new IllegalStateException("rows are written in a transaction only, and there is none");
                }
                if (rows.size() <= MOST) {
                    kind.write(rows, connection);
                } else {
                    allOrNone(kind, rows, connection);
                }
                return rows.size();
            });
        }
    }

    /** The server undoes just the statement that it refuses. */
    private static void allOrNone(Kind kind, List<@Nullable Object[]> rows, Connection connection) throws SQLException {
        var before = connection.setSavepoint();
        try {
            for (int from = 0; from < rows.size(); from += MOST) {
                kind.write(rows.subList(from, Math.min(from + MOST, rows.size())), connection);
            }
        } catch (SQLException refused) {
            try {
                connection.rollback(before);
            } catch (SQLException gone) {
                refused.addSuppressed(gone); // after a deadlock nothing is left of the transaction
            }
            throw refused;
        }
    }

    private static boolean isPrepared(int rows) {
        return rows <= EACH_PREPARED || (rows <= MOST_PREPARED && Integer.bitCount(rows) == 1);
    }

    /** @param texts by the number of rows; which thread writes one down does not matter */
    private record Kind(
            String before,
            String parameters,
            String behind,
            @Nullable String[] texts) {

        static Kind of(String one) {
            var found = PARAMETERS.matcher(one);
            if (!found.find()) {
                throw new IllegalArgumentException("no list of parameters in: " + one);
            }
            var kind = new Kind(
                    one.substring(0, found.start()),
                    found.group(),
                    one.substring(found.end()),
                    new String[MOST_PREPARED + 1]);
            if (kind.behind().indexOf('?') >= 0) {
                throw new IllegalArgumentException("parameters behind the row's in: " + one);
            }
            return kind;
        }

        private PreparedStatement statement(int rows, Connection connection) throws SQLException {
            if (!isPrepared(rows)) {
                return connection.unwrap(JdbcConnection.class).clientPrepareStatement(textOf(rows));
            }
            var text = texts[rows];
            if (text == null) {
                text = textOf(rows);
                texts[rows] = text;
            }
            return connection.prepareStatement(text);
        }

        private String textOf(int rows) {
            return before + String.join(", ", Collections.nCopies(rows, parameters)) + behind;
        }

        void write(List<@Nullable Object[]> rows, Connection connection) throws SQLException {
            try (var statement = statement(rows.size(), connection)) {
                var next = 1;
                for (var row : rows) {
                    for (var value : row) {
                        set(statement, next++, value);
                    }
                }
                statement.executeUpdate();
            }
        }

        private static void set(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
            switch (value) {
                case null -> statement.setNull(at, Types.NULL);
                case UUID id -> statement.setBytes(at, bytes(id));
                case Instant moment -> statement.setObject(at, LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
                case Long number -> statement.setLong(at, number);
                case Integer number -> statement.setInt(at, number);
                case String text -> statement.setString(at, text);
                case byte[] bytes -> statement.setBytes(at, bytes);
                default -> statement.setObject(at, value);
            }
        }

        private static byte[] bytes(UUID id) {
            return ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }
    }
}
