package io.perennial.web.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.perennial.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateAutoCommitTests {

    private final Connection below = mock(Connection.class);
    private Connection connection;

    @BeforeEach
    void a_connection() throws SQLException {
        given(below.getAutoCommit()).willReturn(true);
        connection = LateAutoCommit.of(below);
    }

    private void transaction() throws SQLException {
        connection.setAutoCommit(false);
        connection.prepareStatement("INSERT");
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Test
    void one_transaction_after_the_other_is_told_once() throws SQLException {
        for (int i = 0; i < 10; i++) {
            transaction();
        }
        then(below).should(times(1)).setAutoCommit(false);
        then(below).should(never()).setAutoCommit(true);
        then(below).should(times(10)).commit();
    }

    @Test
    void whoever_holds_it_sees_what_they_asked_for() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        connection.setAutoCommit(false);
        assertThat(connection.getAutoCommit()).isFalse();
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void a_statement_without_a_transaction_commits_by_itself() throws SQLException {
        transaction();
        connection.prepareStatement("SELECT");
        connection.createStatement();
        var order = inOrder(below);
        order.verify(below).commit();
        order.verify(below).setAutoCommit(true);
        order.verify(below).prepareStatement("SELECT");
        order.verify(below).createStatement();
        then(below).should(times(1)).setAutoCommit(true);
    }

    @Test
    void an_open_transaction_is_ended_at_once() throws SQLException {
        connection.setAutoCommit(false);
        connection.prepareStatement("INSERT");
        connection.setAutoCommit(true);
        then(below).should().setAutoCommit(true);
    }

    @Test
    void a_commit_that_failed_leaves_it_open() throws SQLException {
        var refused = new SQLException("deadlock");
        willThrow(refused).given(below).commit();
        connection.setAutoCommit(false);
        connection.prepareStatement("INSERT");
        assertThatThrownBy(connection::commit).isSameAs(refused);
        connection.setAutoCommit(true);
        then(below).should().setAutoCommit(true);
    }

    @Test
    void what_could_not_be_told_is_told_again() throws SQLException {
        willThrow(new SQLException("gone")).willDoNothing().given(below).setAutoCommit(false);
        assertThatThrownBy(() -> connection.setAutoCommit(false)).isInstanceOf(SQLException.class);
        connection.setAutoCommit(false);
        then(below).should(times(2)).setAutoCommit(false);
    }

    @Test
    void a_real_server_sees_no_transaction_left_open() throws SQLException {
        try (var real = TestDatabase.get().dataSource().getConnection()) {
            var late = LateAutoCommit.of(real);
            late.setAutoCommit(false);
            assertThat(autoCommits(late)).isFalse();
            late.commit();
            late.setAutoCommit(true);
            assertThat(autoCommits(real)).as("put off").isFalse();
            real.rollback();
            assertThat(autoCommits(late)).as("asked for by somebody").isTrue();
        }
    }

    private static boolean autoCommits(Connection connection) {
        return DSL.using(connection, SQLDialect.MYSQL)
                .fetchSingle("SELECT @@autocommit")
                .get(0, Boolean.class);
    }
}
