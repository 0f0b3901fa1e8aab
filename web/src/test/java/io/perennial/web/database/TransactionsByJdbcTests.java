package io.perennial.web.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionsByJdbcTests {

    private final SQLException lost = new SQLRecoverableException("Communications link failure", "08S01");

    private final Connection connection = mock(Connection.class);
    private TransactionTemplate transaction;

    @BeforeEach
    void one_connection() throws SQLException {
        var dataSource = mock(DataSource.class);
        given(dataSource.getConnection()).willReturn(connection);
        transaction = new TransactionTemplate(new TransactionsByJdbc(dataSource));
    }

    @Test
    void a_commit_without_an_answer_is_told_as_that() throws SQLException {
        willThrow(lost).given(connection).commit();
        assertThatThrownBy(this::commit).isInstanceOf(CommitOutcomeUnknown.class);
    }

    @Test
    void a_commit_that_the_server_refused_is_not() throws SQLException {
        willThrow(new SQLException("Duplicate entry", "23000", 1062))
                .given(connection)
                .commit();
        assertThatThrownBy(this::commit)
                .isInstanceOf(DataAccessException.class)
                .isNotInstanceOf(CommitOutcomeUnknown.class);
    }

    @Test
    void why_it_failed_is_told_though_the_connection_is_gone() throws SQLException {
        willThrow(new SQLException("Connection is closed")).given(connection).rollback();
        given(connection.isClosed()).willReturn(true);
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    throw new DataIntegrityViolationException("why it failed");
                }))
                .hasMessage("why it failed");
    }

    @Test
    void a_rollback_that_fails_on_a_living_connection_is_told() throws SQLException {
        willThrow(new SQLException("no")).given(connection).rollback();
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    throw new DataIntegrityViolationException("why it failed");
                }))
                .isInstanceOfAny(DataAccessException.class, TransactionSystemException.class)
                .hasMessageNotContaining("why it failed");
    }

    private void commit() {
        transaction.executeWithoutResult(_ -> {});
    }
}
