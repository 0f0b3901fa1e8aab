package io.perennial.trials.group;

import io.perennial.trials.MysqlPrograms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Three servers on this machine, one of them the primary. */
final class Group implements AutoCloseable {

    static final int SIZE = 3;
    private static final int PATIENCE = 600;

    private final List<Member> members;

    private Group(List<Member> members) {
        this.members = members;
    }

    static Group form(MysqlPrograms programs, Path directory) throws IOException, InterruptedException, SQLException {
        var ports = freePorts(2 * SIZE);
        var talkPorts = ports.subList(SIZE, 2 * SIZE);
        var members = new ArrayList<Member>();
        for (var i = 0; i < SIZE; i++) {
            members.add(new Member(
                    i + 1, programs, directory.resolve("server" + (i + 1)), ports.get(i), talkPorts.get(i), talkPorts));
        }
        var group = new Group(List.copyOf(members));
        Runtime.getRuntime().addShutdownHook(new Thread(group::killAll));
        try {
            // One is set up without a log and copied, so that all begin with the same history: none.
            var first = members.getFirst();
            first.initialise();
            Files.delete(first.data().resolve("auto.cnf"));
            for (var other : members.subList(1, SIZE)) {
                copy(first.data(), other.data());
            }
            for (var member : members) {
                member.start();
                member.join(member == first);
            }
            group.awaitAll();
            try (var connection = first.connect();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE perennial CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
            }
        } catch (IOException | InterruptedException | SQLException | RuntimeException failed) {
            group.close();
            throw failed;
        }
        return group;
    }

    /** What the application is configured with. */
    String url() {
        return "jdbc:mysql://" + members.stream().map(Member::address).collect(Collectors.joining(",")) + "/perennial";
    }

    String version() throws SQLException, InterruptedException {
        try (var connection = primary().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT VERSION(), @@innodb_flush_log_at_trx_commit, @@sync_binlog")) {
            row.next();
            return "MySQL %s, innodb_flush_log_at_trx_commit=%d, sync_binlog=%d"
                    .formatted(row.getString(1), row.getInt(2), row.getInt(3));
        }
    }

    Member primary() throws InterruptedException {
        for (var tries = 0; tries < PATIENCE; tries++) {
            for (var member : members) {
                if (roles(member).getOrDefault(member.address(), "").equals("ONLINE PRIMARY")) {
                    return member;
                }
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("there is no primary");
    }

    private Member anotherThan(Member one) {
        return members.stream().filter(each -> each != one).findFirst().orElseThrow();
    }

    /** Until all are online again, and each of them says so: one that was frozen still believes what it saw before. */
    void awaitAll() throws InterruptedException {
        for (var tries = 0; tries < PATIENCE; tries++) {
            if (members.stream()
                    .allMatch(member -> roles(member).values().stream()
                                    .filter(role -> role.startsWith("ONLINE"))
                                    .count()
                            == SIZE)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the group is not complete");
    }

    /** As another one sees it. */
    boolean isOnline(Member member) {
        return roles(anotherThan(member)).getOrDefault(member.address(), "").startsWith("ONLINE");
    }

    /** Hands the primary's part to another, as before maintenance. */
    void handOver(Member from) throws SQLException {
        try (var connection = from.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT member_id FROM performance_schema.replication_group_members WHERE member_role ="
                                + " 'SECONDARY' AND member_state = 'ONLINE' ORDER BY member_port LIMIT 1")) {
            row.next();
            statement.execute("SELECT group_replication_set_as_primary('" + row.getString(1) + "')");
        }
    }

    /** State and role of each, as this one sees them; empty when it does not answer. */
    private static Map<String, String> roles(Member member) {
        var roles = new TreeMap<String, String>();
        try (var connection = member.connectImpatiently();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT CONCAT(member_host, ':', member_port), member_state, member_role"
                                + " FROM performance_schema.replication_group_members")) {
            while (rows.next()) {
                roles.put(rows.getString(1), rows.getString(2) + " " + rows.getString(3));
            }
        } catch (SQLException e) {
            return Map.of();
        }
        return roles;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Files.isDirectory(file) ? copy : copy.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private void killAll() {
        members.forEach(Member::killAtOnce);
    }

    @Override
    public void close() throws InterruptedException {
        for (var member : members) {
            member.stop();
        }
    }
}
