package io.perennial.points.adapter.jooq;

import java.nio.ByteBuffer;
import java.util.UUID;

/** How ids lie in the database, for statements that are run past jOOQ. */
final class Uuids {

    private static final int LENGTH = 16;

    private Uuids() {}

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static UUID of(byte[] bytes) {
        var halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }
}
