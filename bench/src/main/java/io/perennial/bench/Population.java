package io.perennial.bench;

import io.perennial.membership.MemberId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * The members of a loaded database.
 *
 * @param spenders those with so many lots that redeeming takes from two, in no order
 * @param collector the one with more entries than anybody else
 */
record Population(List<MemberId> everyone, List<MemberId> spenders, MemberId collector) {

    static final int LOTS_OF_A_SPENDER = 4;

    static Population of(DataSource dataSource) throws SQLException {
        var everyone = new ArrayList<MemberId>();
        var spenders = new ArrayList<MemberId>();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT member_id, entries FROM bench_member ORDER BY mixed")) {
            while (rows.next()) {
                var member = new MemberId(Bytes.toUuid(rows.getBytes(1)));
                everyone.add(member);
                if (rows.getInt(2) >= LOTS_OF_A_SPENDER) {
                    spenders.add(member);
                }
            }
        }
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT member_id FROM membership_identifier WHERE kind ="
                        + " 'CUSTOMER_NUMBER' AND value = '" + Loading.COLLECTOR + "'")) {
            rows.next();
            return new Population(
                    List.copyOf(everyone), List.copyOf(spenders), new MemberId(Bytes.toUuid(rows.getBytes(1))));
        }
    }

    MemberId anyone() {
        return everyone.get(ThreadLocalRandom.current().nextInt(everyone.size()));
    }

    /** Hands spenders out one after another and, at the end, from the start again. */
    static final class Turn {

        private final List<MemberId> members;
        private final AtomicInteger next = new AtomicInteger();

        Turn(List<MemberId> members) {
            this.members = members;
        }

        MemberId next() {
            return members.get(Math.floorMod(next.getAndIncrement(), members.size()));
        }
    }

    /** How a UUID lies in a column. */
    static final class Bytes {

        private Bytes() {}

        static UUID toUuid(byte[] bytes) {
            var buffer = java.nio.ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        }

        static byte[] of(UUID uuid) {
            return java.nio.ByteBuffer.allocate(16)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
    }
}
