package io.perennial.trials;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/** Clients who ask for anything, one thing after another, and now and then again for what was asked before, until stopped. */
final class Load implements AutoCloseable {

    private static final int AGAIN = 30;

    private final Shop shop;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final Map<Shop.Result, LongAdder> results = new EnumMap<>(Shop.Result.class);
    private final List<Thread> threads = new ArrayList<>();

    Load(Shop shop, int clients, RandomGenerator random) {
        this.shop = shop;
        for (var result : Shop.Result.values()) {
            results.put(result, new LongAdder());
        }
        for (int i = 0; i < clients; i++) {
            var own = new SplittableRandom(random.nextLong());
            threads.add(Thread.ofVirtual().start(() -> work(own)));
        }
    }

    private void work(RandomGenerator random) {
        var earlier = new ArrayList<Told>();
        try (var till = shop.new Till()) {
            while (!stopped.get()) {
                var told = !earlier.isEmpty() && random.nextInt(100) < AGAIN
                        ? Shop.any(random, earlier)
                        : shop.anything(random);
                earlier.add(told);
                var result = shop.send(told, till);
                Objects.requireNonNull(results.get(result)).increment();
                sent.incrementAndGet();
                while (result == Shop.Result.UNHEARD && !stopped.get()) {
                    Thread.sleep(100);
                    result = shop.send(told, till);
                }
                if (result.compareTo(Shop.Result.REFUSED) > 0) {
                    Thread.sleep(10);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets so many more requests pass. */
    void pass(long requests) throws InterruptedException {
        var until = sent.get() + requests;
        while (sent.get() < until) {
            Thread.sleep(1);
        }
    }

    long results(Shop.Result result) {
        return Objects.requireNonNull(results.get(result)).sum();
    }

    @Override
    public void close() throws InterruptedException {
        stopped.set(true);
        for (var thread : threads) {
            thread.join();
        }
    }
}
