package io.perennial.web.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PrimaryOfGroupTests {

    private static final Standpoint PRIMARY = new Standpoint(3, 3, true, false);
    private static final Standpoint SECONDARY = new Standpoint(3, 3, false, true);

    /** What servers say of themselves; who says nothing is gone. */
    private final Map<String, Standpoint> said = new ConcurrentHashMap<>();

    private final Map<Connection, String> servers = new ConcurrentHashMap<>();
    private final Set<Connection> broken = ConcurrentHashMap.newKeySet();
    private final Set<Connection> closed = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new ArrayList<>();
    private final AtomicInteger moves = new AtomicInteger();
    private final PrimaryOfGroup group =
            new PrimaryOfGroup(List.of("one", "two", "three"), new Faked(), moves::incrementAndGet);

    private final class Faked implements PrimaryOfGroup.Line {

        @Override
        @SuppressWarnings("ReferenceEquality") // a connection equals itself alone
        public Connection open(String server) throws SQLException {
            asked.add(server);
            if (!said.containsKey(server)) {
                throw new SQLTransientConnectionException("refused", "08S01");
            }
            var connection = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        switch (method.getName()) {
                            case "abort" -> broken.add((Connection) proxy);
                            case "close" -> closed.add((Connection) proxy);
                            case "hashCode" -> {
                                return System.identityHashCode(proxy);
                            }
                            case "equals" -> {
                                return proxy == arguments[0];
                            }
                            default -> throw new UnsupportedOperationException(method.getName());
                        }
                        return null;
                    });
            servers.put(connection, server);
            return connection;
        }

        @Override
        public Connection openImpatiently(String server) throws SQLException {
            return open(server);
        }

        @Override
        public Standpoint ask(Connection connection) throws SQLException {
            var answer = said.get(servers.get(connection));
            if (answer == null) {
                throw new SQLTransientConnectionException("gone", "08S01");
            }
            return answer;
        }
    }

    @Test
    void goes_to_the_server_that_says_it_is_the_primary() throws SQLException {
        said.putAll(Map.of("one", SECONDARY, "two", PRIMARY, "three", SECONDARY));
        assertThat(servers.get(group.getConnection())).isEqualTo("two");
        assertThat(closed).hasSize(1);
    }

    @Test
    void asks_the_last_primary_first() throws SQLException {
        said.putAll(Map.of("one", SECONDARY, "two", SECONDARY, "three", PRIMARY));
        group.getConnection();
        asked.clear();
        group.getConnection();
        assertThat(asked).containsExactly("three");
    }

    @Test
    void believes_no_primary_without_a_majority_nor_one_that_still_refuses_writes() {
        assertThat(PRIMARY.mayBeWorkedOn()).isTrue();
        assertThat(SECONDARY.mayBeWorkedOn()).isFalse();
        assertThat(new Standpoint(3, 2, true, false).mayBeWorkedOn()).isTrue();
        assertThat(new Standpoint(3, 1, true, false).mayBeWorkedOn()).isFalse();
        assertThat(new Standpoint(2, 1, true, false).mayBeWorkedOn()).isFalse();
        assertThat(new Standpoint(1, 1, true, false).mayBeWorkedOn()).isTrue();
        assertThat(new Standpoint(3, 3, true, true).mayBeWorkedOn()).isFalse();
    }

    @Test
    void waits_through_an_election() throws Exception {
        said.putAll(Map.of("two", SECONDARY, "three", SECONDARY));
        var waiting = new CountDownLatch(1);
        var election = Thread.ofVirtual().start(() -> {
            try {
                waiting.await();
                said.put("three", PRIMARY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.countDown();
        assertThat(servers.get(group.getConnection())).isEqualTo("three");
        election.join();
    }

    @Test
    void breaks_off_what_waits_for_the_old_primary_once_another_has_taken_over() throws SQLException {
        said.putAll(Map.of("one", PRIMARY, "two", SECONDARY, "three", SECONDARY));
        var first = group.getConnection();
        var second = group.getConnection();
        said.remove("one");

        group.look();
        assertThat(broken).as("nobody has taken over").isEmpty();

        said.put("two", new Standpoint(3, 2, true, false));
        group.look();
        assertThat(broken).containsExactlyInAnyOrder(first, second);
        assertThat(moves).hasValue(1);
        assertThat(servers.get(group.getConnection())).isEqualTo("two");
        assertThat(moves).hasValue(1);
    }

    @Test
    void leaves_a_slow_primary_in_its_place() throws SQLException {
        said.putAll(Map.of("one", PRIMARY, "two", SECONDARY, "three", SECONDARY));
        group.getConnection();
        said.remove("one");
        group.look();
        said.put("one", PRIMARY);
        group.look();
        assertThat(broken).isEmpty();
        assertThat(servers.get(group.getConnection())).isEqualTo("one");
    }

    @Test
    void tells_a_wrong_password_at_once() {
        var strict = new PrimaryOfGroup(
                List.of("one", "two"),
                new PrimaryOfGroup.Line() {
                    @Override
                    public Connection open(String server) throws SQLException {
                        asked.add(server);
                        throw new SQLInvalidAuthorizationSpecException("who are you?", "28000");
                    }

                    @Override
                    public Connection openImpatiently(String server) throws SQLException {
                        return open(server);
                    }

                    @Override
                    public Standpoint ask(Connection connection) {
                        throw new AssertionError("was let in");
                    }
                },
                moves::incrementAndGet);
        assertThatThrownBy(strict::getConnection).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void takes_only_a_url_with_several_servers_for_a_group() {
        assertThat(GroupUrl.of("jdbc:mysql://db:3306/perennial")).isEmpty();
        assertThat(GroupUrl.of("jdbc:mysql:loadbalance://a,b/perennial")).isEmpty();
        assertThat(GroupUrl.of(null)).isEmpty();
        var several = GroupUrl.of("jdbc:mysql://a:3306,b:3307,c/perennial?sslMode=REQUIRED")
                .orElseThrow();
        assertThat(several.servers()).containsExactly("a:3306", "b:3307", "c");
        assertThat(several.at("b:3307")).isEqualTo("jdbc:mysql://b:3307/perennial?sslMode=REQUIRED");
    }

    @Test
    void lies_under_the_pool_of_several_servers_only() {
        try (var single = new HikariDataSource();
                var several = new HikariDataSource()) {
            var underThePool = new UnderThePool();
            single.setJdbcUrl("jdbc:mysql://db/perennial");
            several.setJdbcUrl("jdbc:mysql://a,b,c/perennial");
            underThePool.postProcessBeforeInitialization(single, "single");
            underThePool.postProcessBeforeInitialization(several, "several");
            assertThat(below(single)).isNotNull().isNotInstanceOf(PrimaryOfGroup.class);
            assertThat(below(several)).isInstanceOf(PrimaryOfGroup.class);
            underThePool.postProcessBeforeDestruction(several, "several");
        }
    }

    private static DataSource below(HikariDataSource pool) {
        return ((LateAutoCommit) pool.getDataSource()).getTargetDataSource();
    }

    @Test
    void takes_a_replicas_refusal_for_a_broken_connection_and_nothing_else() {
        var refusals = new RefusalsOfReplicas();
        var refused = new SQLException("read only", "HY000", 1290);
        assertThat(refusals.interceptException(refused))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        told -> assertThat(told.getSQLState()).isEqualTo("08S01"))
                .hasCause(refused);
        var others = new HashSet<Exception>(Set.of(new SQLException("duplicate", "23000", 1062), new Exception("?")));
        others.forEach(each -> assertThat(refusals.interceptException(each)).isSameAs(each));
    }
}
