package io.perennial.trials;

import java.time.Instant;
import java.util.ArrayList;
import java.util.random.RandomGenerator;

/** Events come 1 to 5 times and out of order, and their listener fails in three of ten; what they bring about comes once. */
final class UnreliableEvents implements Trial {

    private static final int PURCHASES = 600;
    private static final int CLIENTS = 16;
    private static final int MEMBERS = 30;
    private static final int FAILING = 30;

    @Override
    public String name() {
        return "unreliable-events";
    }

    @Override
    public String title() {
        return "events delivered 1–5 times, out of order, listener failing 30 %";
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, MEMBERS);
        var prizes = Prizes.announce(stage);
        var before = delivered(stage);
        stage.application().ask("listeners " + FAILING + " " + random.nextInt(1_000_000));
        var purchases = new ArrayList<Told>();
        for (int i = 0; i < PURCHASES; i++) {
            var member = Shop.any(random, random.nextInt(3) == 0 ? shop.spenders() : shop.savers());
            purchases.add(shop.ask(shop.purchase(random, member, Instant.now())));
        }
        Clients.each(shop, CLIENTS, purchases, (till, told) -> shop.send(told, till));
        stage.application().ask("listeners 0 0");
        prizes.settle(shop, random);
        stage.tally().deliveries.add(delivered(stage) - before);
    }

    private static long delivered(Stage stage) throws java.io.IOException {
        return Long.parseLong(stage.application().ask("delivered").split(" ", 2)[0]);
    }
}
