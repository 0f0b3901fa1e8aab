package io.perennial.trials;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** The application kills itself at each step between store, publish, handle and complete; no event is lost and none counts twice. */
final class Stops implements Trial {

    private static final int BEFORE = 3;
    private static final int AFTER = 2;

    @Override
    public String name() {
        return "stop-at-steps";
    }

    @Override
    public String title() {
        return "stop at every step between store, publish, handle, complete";
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, 2);
        var prizes = Prizes.announce(stage);
        for (var step : StepByStep.Step.values()) {
            shop(shop, BEFORE, random);
            stage.application().ask("stop-at " + step);
            try (var till = shop.new Till()) {
                for (int i = 0; stage.application().isAlive(); i++) {
                    shop.send(shop.ask(shop.purchase(random, Shop.any(random, shop.savers()), Instant.now())), till);
                    if (i > 1_000) {
                        throw new Fault("the step " + step + " was never reached");
                    }
                    Thread.sleep(5);
                }
            }
            stage.tally().killsOfTheApplication.increment();
            stage.recover();
            shop(shop, AFTER, random);
        }
        prizes.settle(shop, random);
    }

    private static void shop(Shop shop, int purchases, RandomGenerator random) {
        try (var till = shop.new Till()) {
            for (int i = 0; i < purchases; i++) {
                for (var people : List.of(shop.savers(), shop.spenders())) {
                    shop.send(shop.ask(shop.purchase(random, Shop.any(random, people), Instant.now())), till);
                }
            }
        }
    }
}
