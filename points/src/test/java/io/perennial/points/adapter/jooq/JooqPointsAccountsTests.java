package io.perennial.points.adapter.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.adapter.jdbc.TestRows;
import io.perennial.points.Points;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTestDatabase.Reset.class)
class JooqPointsAccountsTests extends PointsAccountsContract {

    private final JooqPointsAccounts accounts = new JooqPointsAccounts(
            TestDatabase.get().dsl(), TestRows.alone(TestDatabase.get().dataSource()));
    private final JooqLedgerEntries entries = new JooqLedgerEntries(
            TestDatabase.get().dsl(),
            new JooqEarnRules(TestDatabase.get().dsl(), Clock.systemUTC()),
            new JooqCarriages(TestDatabase.get().dsl()));

    @Override
    PointsAccounts accounts() {
        return accounts;
    }

    @Override
    LedgerEntries entries() {
        return entries;
    }

    @Test
    void whoever_comes_second_waits_for_the_lock_and_sees_what_the_first_one_did() throws Exception {
        store(ANNA, account -> List.of(earn(account, 10, LATER)));
        var locked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first = CompletableFuture.runAsync(() -> TestDatabase.get().dsl().transaction(transaction -> {
            var mine = new JooqPointsAccounts(
                    transaction.dsl(), transaction.dsl().connectionResult(connection -> TestRows.on(connection)));
            var account = mine.lock(Set.of(ANNA, BEN)).get(ANNA);
            locked.countDown();
            goOn.await();
            mine.store(List.of(earn(account, 5, LATER)));
        }));
        locked.await();

        var second = CompletableFuture.supplyAsync(
                () -> accounts.lock(Set.of(ANNA)).get(ANNA).balance());

        assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        goOn.countDown();
        first.get(10, TimeUnit.SECONDS);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(Points.of(15));
    }

    @Test
    void the_database_itself_refuses_what_is_below_zero() {
        store(ANNA, account -> List.of(earn(account, 10, LATER)));
        var dsl = TestDatabase.get().dsl();

        for (var sql : List.of(
                "UPDATE points_account SET balance = -1",
                "UPDATE points_lot SET remaining = -1",
                "UPDATE points_lot SET remaining = 11",
                "UPDATE points_entry SET balance_after = -1")) {
            assertThatThrownBy(() -> dsl.execute(sql)).isInstanceOf(DataAccessException.class);
        }
        assertThat(dsl.fetchCount(DSL.table("points_lot"))).isEqualTo(1);
    }
}
