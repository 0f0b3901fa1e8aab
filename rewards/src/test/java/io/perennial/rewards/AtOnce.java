package io.perennial.rewards;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The same thing done by many at the same moment. */
public final class AtOnce {

    public static <T> List<T> by(int many, IntFunction<T> doing) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, many)
                    .mapToObj(number -> threads.submit((Callable<T>) () -> {
                        start.await();
                        return doing.apply(number);
                    }))
                    .toList();
            start.countDown();
            var done = new ArrayList<T>();
            for (Future<T> each : running) {
                done.add(each.get());
            }
            return done;
        }
    }

    private AtOnce() {}
}
