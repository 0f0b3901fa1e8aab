package io.perennial.trials;

import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Every request is sent 1 to 20 times, shuffled, by 32 threads, and the application is killed in the middle. */
final class SentAgain implements Trial {

    private static final int REQUESTS = 20_000;
    private static final int MOST = 20;
    private static final int CLIENTS = 32;
    private static final int MEMBERS = 40;

    @Override
    public String name() {
        return "sent-again";
    }

    @Override
    public String title() {
        return "every request sent 1–20 times, shuffled, 32 threads, across restarts";
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, MEMBERS);
        var deck = new ArrayList<Told>();
        while (deck.size() < REQUESTS) {
            var told = shop.anything(random);
            deck.addAll(Collections.nCopies(1 + random.nextInt(MOST), told));
        }
        for (var told : shop.all()) { // the purchases behind refunds
            if (told.operation() instanceof Operation.Purchase) {
                deck.add(told);
            }
        }
        Collections.shuffle(deck, new java.util.Random(random.nextLong()));
        var dealt = new AtomicInteger();
        var killAt = REQUESTS / 4 + random.nextInt(REQUESTS / 2);
        var killer = Thread.ofVirtual().unstarted(() -> killOnce(stage, dealt, killAt));
        killer.start();
        Clients.each(shop, CLIENTS, deck, (till, told) -> {
            dealt.incrementAndGet();
            while (shop.send(told, till) == Shop.Result.UNHEARD) {
                Thread.sleep(100);
            }
        });
        killer.join();
        stage.recover();
        shop.judge(random);
    }

    private static void killOnce(Stage stage, AtomicInteger dealt, int at) {
        try {
            while (dealt.get() < at) {
                Thread.sleep(1);
            }
            stage.killApplication();
            stage.recover();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.io.IOException e) {
            throw new Fault("it did not start again", e);
        }
    }
}
