package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.testing.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ConvoyTests {

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstIsAtWork = new CountDownLatch(1);
    private final CompletableFuture<Void> firstMayEnd = new CompletableFuture<>();

    @Test
    void a_request_that_is_alone_is_worked_off_at_once_by_its_own_thread() {
        var threads = new ArrayList<Thread>();
        var convoy = new Convoy<Integer, Integer>(1, 10, Duration.ZERO, requests -> {
            threads.add(Thread.currentThread());
            return requests;
        });

        assertThat(convoy.ask(7)).isEqualTo(7);
        assertThat(convoy.ask(8)).isEqualTo(8);
        assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void those_who_arrive_while_one_works_go_together_and_each_gets_its_own_answer() throws Exception {
        var convoy = new Convoy<>(1, 10, Duration.ZERO, this::doubledOnceTheFirstMayEnd);

        assertThat(answersOf(convoy, 5)).containsExactly(0, 2, 4, 6, 8);
        assertThat(batches).hasSize(2);
        assertThat(batches.getFirst()).containsExactly(0);
        assertThat(batches.getLast()).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void takes_no_more_along_than_a_batch_may_have() throws Exception {
        var convoy = new Convoy<>(1, 3, Duration.ZERO, this::doubledOnceTheFirstMayEnd);

        answersOf(convoy, 8);

        assertThat(batches).extracting(List::size).containsExactly(1, 3, 3, 1);
    }

    @Test
    void waits_for_as_many_as_went_together_last_time() throws Exception {
        var convoy = new Convoy<>(1, 10, Duration.ofMinutes(1), this::doubledOnceTheFirstMayEnd);
        answersOf(convoy, 5);

        assertThat(Together.run(4, thread -> () -> convoy.ask(thread))).containsExactly(0, 2, 4, 6);

        assertThat(batches).extracting(List::size).containsExactly(1, 4, 4);
    }

    @Test
    void loses_its_patience_once_when_nobody_comes() throws Exception {
        var convoy = new Convoy<>(1, 10, Duration.ofMillis(1), this::doubledOnceTheFirstMayEnd);
        answersOf(convoy, 5);

        assertThat(convoy.ask(7)).isEqualTo(14);
        assertThat(convoy.ask(8)).isEqualTo(16);

        assertThat(batches).extracting(List::size).containsExactly(1, 4, 1, 1);
    }

    @Test
    void one_that_cannot_be_done_harms_no_other() throws Exception {
        var convoy = new Convoy<Integer, Integer>(1, 10, Duration.ZERO, requests -> {
            var answers = doubledOnceTheFirstMayEnd(requests);
            if (requests.contains(3)) {
                throw new IllegalArgumentException("3 cannot be done");
            }
            return answers;
        });

        var answers = begin(convoy, 5);

        assertThat(answers.get(1).get()).isEqualTo(2);
        assertThat(answers.get(2).get()).isEqualTo(4);
        assertThat(answers.get(4).get()).isEqualTo(8);
        assertThatThrownBy(() -> answers.get(3).get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("3 cannot be done");
        assertThat(convoy.ask(9)).as("the lane is free again").isEqualTo(18);
    }

    @Test
    void an_interrupted_caller_gets_its_answer_and_stays_interrupted() throws Exception {
        var convoy = new Convoy<>(1, 10, Duration.ZERO, this::doubledOnceTheFirstMayEnd);
        try (var threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
            var _ = threads.submit(() -> convoy.ask(0));
            firstIsAtWork.await();
            var interrupted = threads.submit(() -> {
                Thread.currentThread().interrupt();
                return List.of(convoy.ask(1), Thread.currentThread().isInterrupted());
            });
            firstMayEnd.complete(null);

            assertThat(interrupted.get()).isEqualTo(List.of(2, true));
        }
    }

    @RepeatedTest(5)
    @SuppressWarnings("ThreadPriorityCheck") // a hint that mixes the threads more; nothing hangs on it
    void loses_and_mixes_up_nobody_in_a_crowd_and_keeps_its_lanes() throws Exception {
        var working = new AtomicInteger();
        var mostAtOnce = new AtomicInteger();
        var all = new CyclicBarrier(3);
        var convoy = new Convoy<Integer, Integer>(3, 4, Duration.ZERO, requests -> {
            mostAtOnce.accumulateAndGet(working.incrementAndGet(), Math::max);
            try {
                assertThat(requests).hasSizeBetween(1, 4);
                if (requests.contains(-1)) {
                    all.await(10, TimeUnit.SECONDS);
                }
                Thread.yield();
                if (requests.stream().anyMatch(request -> request % 97 == 0)) {
                    throw new IllegalArgumentException("poison");
                }
                return requests.stream().map(request -> request * 2).toList();
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            } finally {
                working.decrementAndGet();
            }
        });

        var answers = Together.run(64, thread -> () -> {
            var random = new Random(thread);
            for (int i = 0; i < 500; i++) {
                var request = random.nextInt(100_000);
                try {
                    assertThat(convoy.ask(request)).isEqualTo(request * 2);
                    assertThat(request % 97).isNotZero();
                } catch (IllegalArgumentException e) {
                    assertThat(request % 97).isZero();
                }
            }
            return true;
        });

        assertThat(answers).hasSize(64);
        assertThat(mostAtOnce.get()).isLessThanOrEqualTo(3);
        assertThat(Together.run(3, () -> convoy.ask(-1))).containsOnly(-2);
    }

    private List<Integer> doubledOnceTheFirstMayEnd(List<Integer> requests) {
        batches.add(requests);
        if (requests.contains(0)) {
            firstIsAtWork.countDown();
            firstMayEnd.join();
        }
        return requests.stream().map(request -> request * 2).toList();
    }

    private List<Integer> answersOf(Convoy<Integer, Integer> convoy, int requests) throws Exception {
        var answers = new ArrayList<Integer>();
        for (var answer : begin(convoy, requests)) {
            answers.add(answer.get());
        }
        return answers;
    }

    /** The first is at work until all others stand in line. */
    private List<Future<Integer>> begin(Convoy<Integer, Integer> convoy, int requests) throws InterruptedException {
        var answers = new ArrayList<Future<Integer>>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < requests; i++) {
            int request = i;
            var answer = new CompletableFuture<Integer>();
            answers.add(answer);
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    answer.complete(convoy.ask(request));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }));
            if (i == 0) {
                firstIsAtWork.await();
            }
        }
        for (var thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        firstMayEnd.complete(null);
        return answers;
    }
}
