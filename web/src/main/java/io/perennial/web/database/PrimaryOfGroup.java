package io.perennial.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections to whichever server of a group is its primary now.
 *
 * <p><b>How it is designed, and why.</b> The driver takes the first server that answers, whatever its role, so each server is
 * asked itself, over the connection that is to be used: is it the primary, does it see most of the group, does it take writes?
 * No names that servers give each other are needed for that, only the addresses that were configured. The one that was the
 * primary last is asked first, so that a new connection costs one query where nothing has happened. Where there is no primary,
 * the caller is kept waiting through the election, which takes seconds, instead of being refused.
 *
 * <p>A server that was switched off, or cut off from the others, does not say goodbye: whoever waits for its answer would wait
 * for as long as the network lets them. So once a second the primary is asked on a connection that nobody waits on; when it
 * does not say that it is the one and another does, every connection to it is broken off, and whoever waits there goes on at the
 * new one. A primary that is merely slow stays the primary: only the group itself can appoint another.
 */
final class PrimaryOfGroup extends AbstractDataSource implements AutoCloseable {

    /** Opens connections to one server. */
    interface Line {

        Connection open(String server) throws SQLException;

        /** One that gives up soon when nobody answers. */
        Connection openImpatiently(String server) throws SQLException;

        Standpoint ask(Connection connection) throws SQLException;
    }

    private static final Logger log = LoggerFactory.getLogger(PrimaryOfGroup.class);

    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final List<String> servers;
    private final Line line;
    private final Runnable moved;
    private final Map<Connection, String> opened = new WeakHashMap<>();
    private final Thread watch;
    private volatile @Nullable String primary;
    private volatile boolean closed;

    /** @param moved is told when another server has become the primary */
    PrimaryOfGroup(List<String> servers, Line line, Runnable moved) {
        this.servers = List.copyOf(servers);
        this.line = line;
        this.moved = moved;
        watch = Thread.ofPlatform().daemon().name("primary-of-group").unstarted(this::watch);
    }

    PrimaryOfGroup watched() {
        watch.start();
        return this;
    }

    @Override
    public Connection getConnection() throws SQLException {
        SQLException last = null;
        for (var waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plus(PAUSE)) {
            for (var server : lastPrimaryFirst()) {
                try {
                    var connection = primaryAt(server);
                    if (connection != null) {
                        return connection;
                    }
                } catch (SQLException e) {
                    if (isNoMatterOfTime(e)) {
                        throw e;
                    }
                    last = e;
                    log.debug("{} does not answer: {}", server, e.getMessage());
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (closed || Thread.interrupted()) {
                break;
            }
        }
        throw new SQLTransientConnectionException(
                "of " + servers + " none is the primary of a group with a majority", "08001", last);
    }

    /** The pool knows the user already, and so does the line. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private List<String> lastPrimaryFirst() {
        var order = new ArrayList<>(servers);
        var known = primary;
        if (known != null) {
            order.remove(known);
            order.addFirst(known);
        }
        return order;
    }

    private @Nullable Connection primaryAt(String server) throws SQLException {
        var connection = line.open(server);
        var isIt = false;
        try {
            isIt = line.ask(connection).mayBeWorkedOn();
        } finally {
            if (!isIt) {
                connection.close();
            }
        }
        if (!isIt) {
            return null;
        }
        synchronized (opened) {
            opened.put(connection, server);
        }
        goOnAt(server);
        return connection;
    }

    /** A wrong password or a database that is not there is as wrong in a second. */
    private static boolean isNoMatterOfTime(SQLException failed) {
        var state = failed.getSQLState();
        return state != null && (state.startsWith("28") || state.startsWith("42"));
    }

    /** What waits for the old one waits in vain. */
    private void goOnAt(String server) {
        List<Connection> left;
        synchronized (opened) {
            if (server.equals(primary)) {
                return;
            }
            log.info("The primary of the group is {}", server);
            primary = server;
            left = opened.entrySet().stream()
                    .filter(each -> !each.getValue().equals(server))
                    .map(Map.Entry::getKey)
                    .toList();
            left.forEach(opened::remove);
        }
        if (!left.isEmpty()) {
            moved.run();
        }
        for (var connection : left) {
            try {
                // Side by side: an encrypted one still listens for a goodbye, for some seconds.
                connection.abort(breaking -> Thread.ofVirtual().start(breaking));
            } catch (SQLException e) {
                log.debug("Was broken already", e);
            }
        }
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(BEAT.toNanos());
            look();
        }
    }

    /** Goes on at another server when that one has become the primary. */
    void look() {
        var known = primary;
        Predicate<String> isIt = this::saysThatItIs;
        if (known != null && !closed && !isIt.test(known)) {
            servers.stream()
                    .filter(server -> !server.equals(known))
                    .filter(isIt)
                    .findFirst()
                    .ifPresent(this::goOnAt);
        }
    }

    private boolean saysThatItIs(String server) {
        try (var connection = line.openImpatiently(server)) {
            return line.ask(connection).mayBeWorkedOn();
        } catch (SQLException e) {
            log.debug("{} does not answer: {}", server, e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watch);
    }
}
