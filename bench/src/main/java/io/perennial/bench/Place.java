package io.perennial.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.perennial.points.VerifyLedger;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A database of the bench's own with the application on it: created, loaded and dropped again, or kept for the next time. */
final class Place implements AutoCloseable {

    private final Server server;
    private final String database;
    private final boolean isKept;
    private final HikariDataSource pool;
    private final HikariDataSource reading;
    private final RunningPerennial perennial;

    private Place(
            Server server,
            String database,
            boolean isKept,
            HikariDataSource pool,
            HikariDataSource reading,
            RunningPerennial perennial) {
        this.server = server;
        this.database = database;
        this.isKept = isKept;
        this.pool = pool;
        this.reading = reading;
        this.perennial = perennial;
    }

    /** @param kept by which name; one that is there already is used as it is */
    static Place with(Server server, int members, Optional<String> kept) throws SQLException {
        var database = "perennial_bench_"
                + kept.orElseGet(() -> ProcessHandle.current().pid() + "_" + members);
        var isNew = !server.has(database);
        if (isNew) {
            server.create(database);
        }
        HikariDataSource pool = null;
        HikariDataSource reading = null;
        RunningPerennial perennial = null;
        try {
            pool = server.pool(database, false);
            reading = server.pool(database, true);
            perennial = RunningPerennial.on(server, database);
            if (isNew) {
                Progress.tell("loading %,d members into %s", members, database);
                new Loading(pool, perennial).load(members);
                Progress.tell("loaded");
            }
            return new Place(server, database, kept.isPresent(), pool, reading, perennial);
        } catch (SQLException | RuntimeException failed) {
            if (perennial != null) {
                perennial.close();
            }
            if (pool != null) {
                pool.close();
            }
            if (reading != null) {
                reading.close();
            }
            if (isNew) {
                server.drop(database);
            }
            throw failed;
        }
    }

    Stage stage(Options options, Profile profile) throws SQLException {
        return new Stage(
                options, server, database, pool, new RawLedger(pool, reading), perennial, Population.of(pool), profile);
    }

    Map<String, Long> census() throws SQLException {
        return Loading.census(pool);
    }

    VerifyLedger.Report verify() {
        Progress.tell("verifying the ledger");
        return perennial.port(VerifyLedger.class).verify();
    }

    @Override
    public void close() throws SQLException {
        perennial.close();
        pool.close();
        reading.close();
        if (!isKept) {
            server.drop(database);
        }
    }
}
