package io.perennial.trials;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The server deadlocks, lets everybody wait for a lock, takes no writes or lets all connections wait. Whoever asks is told that
 * it is busy and when to come again, never that something failed inside; when it is over, everything works by itself.
 */
final class Troubles implements Trial {

    private static final int CLIENTS = 32;

    /**
     * Purchases and redemptions wait for each other with few connections; a sixth of all operations are transfers and large
     * batches, which take one each. Of so many clients, more of these than there are connections are soon under way.
     */
    private static final int CROWD = 256;

    private static final int MEMBERS = 8;
    private static final long WAIT_MILLIS = Database.LOCK_WAIT.toMillis() + 800;
    private static final long UNTIL_WELL_MILLIS = 10_000;

    @Override
    public String name() {
        return "troubles";
    }

    @Override
    public String title() {
        return "deadlock, lock time-out, read-only database, pool exhausted";
    }

    @Override
    public Turn turn() {
        return Turn.EACH_RELEASE;
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        during("deadlocks", CLIENTS, stage, random, Sign.DEADLOCKS, Troubles::deadlock);
        during(
                "a lock that nobody gives back",
                CLIENTS,
                stage,
                random,
                Sign.TIMEOUTS,
                (_, shop, _) -> holdLocks(stage, shop));
        during("a read-only database", CLIENTS, stage, random, Sign.BUSY, (_, _, _) -> refuseWrites(stage));
        during("no free connection", CROWD, stage, random, Sign.BUSY, (_, _, _) -> lockTables(stage));
    }

    /** By what a trouble shows that it was one: by the server's own counters, or as a client was told to come again. */
    private enum Sign {
        DEADLOCKS,
        TIMEOUTS,
        BUSY;

        long of(Stage stage, Load load) throws SQLException {
            return this == BUSY
                    ? load.results(Shop.Result.BUSY)
                    : Long.parseLong(stage.database()
                            .ask("SELECT count FROM information_schema.innodb_metrics WHERE name = 'lock_"
                                    + name().toLowerCase(Locale.ROOT) + "'"));
        }
    }

    private static void during(
            String what, int clients, Stage stage, RandomGenerator random, Sign sign, TroubleMaker trouble)
            throws Exception {
        var shop = new Shop(stage, MEMBERS);
        try (var load = new Load(shop, clients, random)) {
            load.pass(100);
            var before = sign.of(stage, load);
            trouble.make(stage, shop, random);
            stage.tally().troubles.increment();
            var done = load.results(Shop.Result.DONE);
            var until = System.currentTimeMillis() + UNTIL_WELL_MILLIS;
            while (load.results(Shop.Result.DONE) < done + clients) {
                if (System.currentTimeMillis() > until) {
                    throw new Fault("not well " + UNTIL_WELL_MILLIS + " ms after " + what);
                }
                Thread.sleep(5);
            }
            if (load.results(Shop.Result.FAILED) > 0) {
                throw new Fault(what + ": " + load.results(Shop.Result.FAILED)
                        + " were told that something failed inside, not when to come again");
            }
            if (sign.of(stage, load) == before) {
                throw new Fault(what + ": nobody felt it");
            }
        }
        shop.judge(random);
    }

    /** Makes it, waits, and ends it. */
    @FunctionalInterface
    interface TroubleMaker {
        void make(Stage stage, Shop shop, RandomGenerator random) throws Exception;
    }

    /** A stranger locks members' rows in the order that the application never takes. */
    private static void deadlock(Stage stage, Shop shop, RandomGenerator random) throws Exception {
        var until = System.nanoTime() + 2_000_000_000L;
        var own = new SplittableRandom(random.nextLong());
        try (var connection = stage.database().connect()) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < until) {
                try {
                    lock(connection, "points_account", Shop.any(own, shop.spenders()));
                    lock(connection, "membership_standing", Shop.any(own, shop.spenders()));
                    lock(connection, "points_account", Shop.any(own, shop.spenders()));
                } catch (SQLException victim) {
                    // it is the stranger's turn to be turned down
                }
                connection.rollback();
            }
        }
    }

    private static void lock(Connection connection, String table, UUID member) throws SQLException {
        try (var select =
                connection.prepareStatement("SELECT member_id FROM " + table + " WHERE member_id = ? FOR UPDATE")) {
            select.setBytes(
                    1,
                    ByteBuffer.allocate(16)
                            .putLong(member.getMostSignificantBits())
                            .putLong(member.getLeastSignificantBits())
                            .array());
            select.executeQuery().close();
        }
    }

    private static void holdLocks(Stage stage, Shop shop) throws Exception {
        try (var connection = stage.database().connect()) {
            connection.setAutoCommit(false);
            for (var people : List.of(shop.savers(), shop.spenders())) {
                for (int i = 0; i < people.size(); i += 2) {
                    for (var patience = 50; patience > 0; patience--) {
                        try {
                            lock(connection, "points_account", people.get(i));
                            break;
                        } catch (SQLException busy) {
                            connection.rollback();
                        }
                    }
                }
            }
            Thread.sleep(WAIT_MILLIS);
            connection.rollback();
        }
    }

    private static void refuseWrites(Stage stage) throws Exception {
        stage.database().execute("SET GLOBAL read_only = ON");
        try {
            Thread.sleep(1_500);
        } finally {
            stage.database().execute("SET GLOBAL read_only = OFF");
        }
    }

    private static void lockTables(Stage stage) throws Exception {
        try (var connection = stage.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("LOCK TABLES points_account WRITE");
            Thread.sleep(WAIT_MILLIS);
            statement.execute("UNLOCK TABLES");
        }
    }
}
