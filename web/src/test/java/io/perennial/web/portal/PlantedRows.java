package io.perennial.web.portal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/** Puts rows into any table, for tests that ask of every table what became of what was in it. */
final class PlantedRows {

    private final DSLContext dsl;

    PlantedRows(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** A row with these values; what else it must have is made up. */
    void put(String table, Map<String, ?> values) {
        var columns = new ArrayList<String>();
        var bound = new ArrayList<Object>();
        for (var column : dsl.fetch(
                "select column_name, data_type, is_nullable from information_schema.columns"
                        + " where table_schema = database() and table_name = ? order by ordinal_position",
                table)) {
            var name = column.get(0, String.class);
            if (values.containsKey(name)) {
                columns.add(name);
                bound.add(values.get(name));
            } else if (column.get(2, String.class).equals("NO")) {
                columns.add(name);
                bound.add(madeUp(column.get(1, String.class)));
            }
        }
        var marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        dsl.execute(
                "insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks + ")",
                bound.toArray());
    }

    private static Object madeUp(String type) {
        return switch (type) {
            case "binary" -> bytes(UUID.randomUUID());
            case "varbinary", "blob", "mediumblob" -> bytes(UUID.randomUUID());
            case "char", "varchar", "text", "longtext" ->
                UUID.randomUUID().toString().substring(24);
            case "date", "datetime" -> "2026-11-01";
            default -> 1;
        };
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
