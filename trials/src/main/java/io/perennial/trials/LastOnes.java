package io.perennial.trials;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** 64 threads at once want one member's last points, or the last piece of a reward. */
final class LastOnes implements Trial {

    private static final int ROUNDS = 100;
    private static final int CLIENTS = 64;
    private static final long PRICE = 10;
    private static final BigDecimal FORTUNE = BigDecimal.valueOf(5_000);

    @Override
    public String name() {
        return "last-ones";
    }

    @Override
    public String title() {
        return "64 threads for one member's last points, for the last piece";
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, CLIENTS);
        buy(shop, shop.spenders(), FORTUNE);
        var plenty = stage.reward(PRICE, 1_000_000);
        var other = stage.reward(PRICE, 1);
        var tills = new ArrayList<Shop.Till>();
        for (int i = 0; i < CLIENTS; i++) {
            tills.add(shop.new Till());
        }
        try {
            for (int round = 0; round < ROUNDS; round++) {
                var poor = shop.savers().get(round % CLIENTS);
                var affordable = 1 + random.nextInt(4);
                buy(shop, List.of(poor), BigDecimal.valueOf(PRICE * affordable));
                race(shop, tills, affordable, "points", _ -> redemption(poor, plenty, other));

                var last = stage.reward(PRICE, 1);
                race(
                        shop,
                        tills,
                        1,
                        "piece",
                        client -> redemption(shop.spenders().get(client), last, other));
                if (shop.left(last) != 0) {
                    throw new Fault("the last piece was redeemed, and " + shop.left(last) + " are left");
                }
            }
        } finally {
            tills.forEach(Shop.Till::close);
        }
        shop.judge(random);
    }

    private static Operation redemption(UUID member, String reward, String other) {
        return new Operation.Redemption(member, reward, other, PRICE, Shop.newKey());
    }

    private static void buy(Shop shop, List<UUID> members, BigDecimal yuan) {
        var purchases = members.stream()
                .map(member -> new Operation.Purchase(
                        member, Shop.newKey(), Instant.now().minusSeconds(86_400), yuan))
                .toList();
        try (var till = shop.new Till()) {
            if (shop.send(shop.ask(new Operation.Batch(purchases)), till) != Shop.Result.DONE) {
                throw new Fault("no points were earned");
            }
        }
    }

    private static void race(
            Shop shop, List<Shop.Till> tills, int winners, String prize, IntFunction<Operation> operations)
            throws InterruptedException {
        var start = new CyclicBarrier(CLIENTS);
        var won = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int client = 0; client < CLIENTS; client++) {
            var told = new Told(operations.apply(client));
            var till = tills.get(client);
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
                    return;
                }
                var result = shop.send(told, till);
                for (; result.compareTo(Shop.Result.REFUSED) > 0; result = shop.send(told, till)) {
                    Thread.onSpinWait();
                }
                if (result == Shop.Result.DONE) {
                    won.incrementAndGet();
                    shop.keep(told);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        if (won.get() != winners) {
            throw new Fault(won + " of " + CLIENTS + " got the last " + prize + ", which was there for " + winners);
        }
    }
}
