package io.perennial.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many threads that begin at the same moment. */
public final class Together {

    private Together() {}

    /** What each of them answered; a failure of one is a failure of all. */
    public static <T> List<T> run(int threads, IntFunction<Callable<T>> task)
            throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(threads);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var answers = new ArrayList<Future<T>>();
            for (var i = 0; i < threads; i++) {
                var mine = task.apply(i);
                answers.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return mine.call();
                }));
            }
            var results = new ArrayList<T>();
            for (var answer : answers) {
                results.add(answer.get());
            }
            return results;
        }
    }

    public static <T> List<T> run(int threads, Callable<T> task) throws InterruptedException, ExecutionException {
        return run(threads, _ -> task);
    }
}
