package io.perennial.trials;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** Work that many clients share. */
final class Clients {

    private Clients() {}

    @FunctionalInterface
    interface Work<T> {
        void on(Shop.Till till, T item) throws Exception;
    }

    /** Each item once, so many at a time. */
    static <T> void each(Shop shop, int clients, Collection<T> items, Work<? super T> work)
            throws InterruptedException {
        var queue = new ConcurrentLinkedQueue<>(items);
        var failed = new AtomicReference<Exception>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try (var till = shop.new Till()) {
                    for (var item = queue.poll(); item != null && failed.get() == null; item = queue.poll()) {
                        work.on(till, item);
                    }
                } catch (Exception e) {
                    failed.compareAndSet(null, e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        if (failed.get() instanceof RuntimeException fault) {
            throw fault;
        }
        if (failed.get() != null) {
            throw new Fault("a client failed", failed.get());
        }
    }
}
