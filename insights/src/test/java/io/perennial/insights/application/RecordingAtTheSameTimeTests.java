package io.perennial.insights.application;

import static io.perennial.insights.Stories.BEN;
import static io.perennial.insights.Stories.purchase;
import static io.perennial.insights.Stories.yuan;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perennial.insights.Activity;
import io.perennial.insights.RecordActivity;
import io.perennial.insights.RecordActivity.Recorded;
import io.perennial.testing.OnTestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
class RecordingAtTheSameTimeTests {

    @Autowired
    private RecordActivity record;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DSLContext dsl;

    /** A number of its own each time: where a deleted row of the same key still lies, even two inserts may deadlock. */
    @RepeatedTest(5)
    void gives_one_new_to_fifty_who_tell_the_same_activity(RepetitionInfo repetition) throws Exception {
        var told = purchase("F" + repetition.getCurrentRepetition()).activity();
        var answers = together(Collections.<Callable<Recorded>>nCopies(50, () -> tell(told)));

        assertThat(answers).filteredOn(Recorded.New.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Recorded.Repeated.class::isInstance).hasSize(49);
        assertThat(answers)
                .extracting(Recorded::id)
                .containsOnly(answers.getFirst().id());
        assertThat(rows("insights_activity")).isEqualTo(1);
        assertThat(rows("insights_item")).isEqualTo(2);
    }

    @Test
    void gives_one_new_and_conflicts_to_fifty_who_tell_it_differently() throws Exception {
        var answers = together(IntStream.range(0, 50)
                .<Callable<Recorded>>mapToObj(fen ->
                        () -> tell(purchase("D1").worth(yuan("1." + (10 + fen))).activity()))
                .toList());

        assertThat(answers).filteredOn(Recorded.New.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Recorded.Conflict.class::isInstance)
                .hasSize(49)
                .allSatisfy(answer ->
                        assertThat(((Recorded.Conflict) answer).differsIn()).containsExactly("amount"));
        assertThat(rows("insights_activity")).isEqualTo(1);
    }

    @Test
    void waits_for_a_first_teller_and_repeats_after_its_commit() throws Exception {
        assertThat(secondAnswerWhenTheFirst(false)).isInstanceOf(Recorded.Repeated.class);
        assertThat(rows("insights_activity")).isEqualTo(1);
    }

    @Test
    void waits_for_a_first_teller_and_is_new_after_its_rollback() throws Exception {
        assertThat(secondAnswerWhenTheFirst(true)).isInstanceOf(Recorded.New.class);
        assertThat(rows("insights_activity")).isEqualTo(1);
    }

    private Recorded secondAnswerWhenTheFirst(boolean rollsBack) throws Exception {
        var told = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> transaction.execute(status -> {
                var answer = record.record(List.of(purchase("A1").activity())).getFirst();
                told.countDown();
                awaitLatch(mayEnd);
                if (rollsBack) {
                    status.setRollbackOnly();
                }
                return answer;
            }));
            assertThat(told.await(30, SECONDS)).isTrue();
            var second = threads.submit(() -> tell(purchase("A1").activity()));
            try {
                awaitWaiting();
            } finally {
                mayEnd.countDown();
            }
            assertThat(first.get()).isInstanceOf(Recorded.New.class);
            return second.get();
        }
    }

    @Test
    void does_the_rest_of_a_batch_when_a_part_was_told_meanwhile() throws Exception {
        var told = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> transaction.execute(status -> {
                var answers = record.record(List.of(
                        purchase("A2").activity(), purchase("A4").of(BEN).activity()));
                told.countDown();
                awaitLatch(mayEnd);
                return answers;
            }));
            assertThat(told.await(30, SECONDS)).isTrue();
            var second = threads.submit(() -> transaction.execute(status -> record.record(List.of(
                    purchase("A1").activity(),
                    purchase("A2").activity(),
                    purchase("A3").activity(),
                    purchase("A4").activity(),
                    purchase("A5").activity()))));
            try {
                awaitWaiting();
            } finally {
                mayEnd.countDown();
            }

            var ids = first.get().stream().map(Recorded::id).toList();
            var answers = second.get();
            assertThat(answers.get(0)).isInstanceOf(Recorded.New.class);
            assertThat(answers.get(1)).isEqualTo(new Recorded.Repeated(ids.get(0)));
            assertThat(answers.get(2)).isInstanceOf(Recorded.New.class);
            assertThat(answers.get(3)).isEqualTo(new Recorded.Conflict(ids.get(1), List.of("member")));
            assertThat(answers.get(4)).isInstanceOf(Recorded.New.class);
        }
        assertThat(rows("insights_activity")).isEqualTo(5);
        assertThat(rows("insights_item")).isEqualTo(10);
    }

    @RepeatedTest(5)
    void records_overlapping_batches_in_any_order_once() throws Exception {
        var random = new Random(7);
        var retries = new AtomicInteger();
        var answers = together(IntStream.range(0, 4)
                .<Callable<List<Recorded>>>mapToObj(teller -> {
                    var batch = IntStream.range(teller * 100, teller * 100 + 500)
                            .mapToObj(number -> purchase("A" + number).activity())
                            .collect(toCollection(ArrayList::new));
                    Collections.shuffle(batch, random);
                    return () -> tellRetrying(batch, retries);
                })
                .toList());

        var all = answers.stream().flatMap(List::stream).toList();
        assertThat(all).noneMatch(Recorded.Conflict.class::isInstance);
        assertThat(all).filteredOn(Recorded.New.class::isInstance).hasSize(800);
        assertThat(all.stream().map(Recorded::id).distinct()).hasSize(800);
        assertThat(rows("insights_activity")).isEqualTo(800);
        assertThat(rows("insights_item")).isEqualTo(1_600);
        assertThat(retries).as("deadlocks, which the order of keys makes rare").hasValueLessThan(10);
    }

    /** What every caller with a transaction of its own does. */
    private List<Recorded> tellRetrying(List<Activity> batch, AtomicInteger retries) {
        while (true) {
            try {
                return transaction.execute(status -> record.record(batch));
            } catch (ConcurrencyFailureException e) {
                if (retries.incrementAndGet() > 100) {
                    throw e;
                }
            }
        }
    }

    private Recorded tell(Activity activity) {
        return transaction.execute(status -> record.record(List.of(activity)).getFirst());
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        var start = new CyclicBarrier(calls.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (var call : calls) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            var answers = new ArrayList<T>();
            for (var answer : running) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not by information_schema.innodb_trx: its answer stays the old one for as long as it is asked often. */
    private void awaitWaiting() {
        await().until(() -> dsl.fetchSingle("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'")
                        .get(1, Integer.class)
                > 0);
    }

    private int rows(String table) {
        return dsl.fetchCount(org.jooq.impl.DSL.table(table));
    }
}
