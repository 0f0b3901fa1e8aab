package io.perennial.membership.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.MemberId;
import io.perennial.membership.WriteRows;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@ExtendWith(OnTestDatabase.Reset.class)
class JdbcRowsTests {

    private static final String ONE = "insert into rows_test (id, number) values (?, ?)";

    private Connection connection;
    private JdbcTemplate jdbc;
    private WriteRows rows;

    @BeforeEach
    void opensATransaction() throws SQLException {
        connection = TestDatabase.get().dataSource().getConnection();
        jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        jdbc.execute(
                "create temporary table rows_test (id int primary key, number int not null, text varchar(20) character"
                        + " set utf8mb4, member binary(16), at datetime(6), day date, truth boolean, price decimal(13, 4), bytes"
                        + " varbinary(8), big bigint) engine = innodb");
        connection.setAutoCommit(false);
        rows = TestRows.on(connection);
    }

    @AfterEach
    void leavesNothing() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        jdbc.execute("drop temporary table rows_test");
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 16, 17, 32, 63, 64, 65, 1_000, 1_001, 2_500})
    void writes_each_of_any_number_of_rows_once(int number) {
        rows.write(ONE, numbered(0, number));

        assertThat(written()).isEqualTo(IntStream.range(0, number).boxed().toList());
    }

    @Test
    void without_a_transaction_nothing_is_written() throws SQLException {
        connection.setAutoCommit(true);

        assertThatThrownBy(() -> rows.write(ONE, numbered(0, 2))).isInstanceOf(IllegalStateException.class);

        connection.setAutoCommit(false);
        assertThat(written()).isEmpty();
    }

    @Test
    void what_stands_behind_the_list_applies_to_each_row() {
        var upsert = ONE + " on duplicate key update number = values(number) + 1";
        rows.write(upsert, numbered(0, 80));

        rows.write(upsert, numbered(0, 81));

        assertThat(jdbc.queryForList("select number - id from rows_test order by id", Integer.class))
                .hasSize(81)
                .endsWith(1, 0)
                .startsWith(1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 1_000, 1_001, 2_100})
    void when_one_is_refused_none_is_written_and_the_transaction_goes_on(int refused) {
        rows.write(ONE, numbered(5_000, 5_001));
        var told = new ArrayList<>(numbered(0, 2_100));
        told.set(refused - 1, new @Nullable Object[] {5_000, 1});

        assertThatThrownBy(() -> rows.write(ONE, told)).isInstanceOf(DuplicateKeyException.class);

        rows.write(ONE, numbered(6_000, 6_001));
        assertThat(written()).containsExactly(5_000, 6_000);
    }

    /** By a prepared statement, and by one with the values in it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 100})
    void keeps_each_sort_of_value_as_it_is(int number) {
        var member = MemberId.next().value();
        var at = Instant.parse("2039-02-28T23:59:59.123456Z");
        var day = LocalDate.of(2028, 2, 29);
        var bytes = new byte[] {0, -1, 39, 92};

        var all = new ArrayList<@Nullable Object[]>();
        all.add(new @Nullable Object[] {
            1, 2, "a'b\\c 积分 🎁", member, at, day, true, new BigDecimal("12.3456"), bytes, Long.MAX_VALUE
        });
        for (int id = 2; id <= number; id++) {
            all.add(new @Nullable Object[] {id, 2, null, null, null, null, null, null, null, null});
        }

        rows.write(
                "insert into rows_test (id, number, text, member, at, day, truth, price, bytes, big) values"
                        + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                all);

        var first = jdbc.queryForMap("select text, hex(member) as member, cast(at as char) as at, cast(day as char) as"
                + " day, truth, price, bytes, big from rows_test where id = 1");
        assertThat(first)
                .containsEntry("text", "a'b\\c 积分 🎁")
                .containsEntry("member", member.toString().replace("-", "").toUpperCase(Locale.ROOT))
                .containsEntry("at", "2039-02-28 23:59:59.123456")
                .containsEntry("day", "2028-02-29")
                .containsEntry("truth", true)
                .containsEntry("price", new BigDecimal("12.3456"))
                .containsEntry("bytes", bytes)
                .containsEntry("big", Long.MAX_VALUE);
        assertThat(jdbc.queryForMap(
                                "select text, member, at, day, truth, price, bytes, big from rows_test where id = 2")
                        .values())
                .containsOnlyNulls();
    }

    @Test
    void a_statement_must_have_one_list_of_parameters_and_none_behind_it() {
        for (var statement :
                List.of("insert into rows_test values (1, 2)", ONE + " on duplicate key update number = ?")) {
            assertThatThrownBy(() -> rows.write(statement, numbered(0, 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<@Nullable Object[]> numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new @Nullable Object[] {number, number})
                .toList();
    }

    private List<Integer> written() {
        var ids = jdbc.queryForList("select id from rows_test order by id", Integer.class);
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        return ids;
    }
}
