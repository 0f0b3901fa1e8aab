package io.perennial.trials;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Missions whose prizes are what events bring about: for so many purchases, once. Who has won what follows from the purchases
 * alone, so that an event lost or counted twice shows in a balance.
 */
final class Prizes {

    private static final int MISSIONS = 4;

    private record Announced(String mission, int purchases, long points) {}

    private final Stage stage;
    private final Instant since;
    private final List<Announced> announced;

    private Prizes(Stage stage, Instant since, List<Announced> announced) {
        this.stage = stage;
        this.since = since;
        this.announced = announced;
    }

    static Prizes announce(Stage stage) throws IOException {
        var announced = new ArrayList<Announced>();
        for (int i = 1; i <= MISSIONS; i++) {
            var purchases = i * 3;
            var points = 1_000L + i;
            announced.add(
                    new Announced(stage.application().ask("mission " + purchases + " " + points), purchases, points));
        }
        return new Prizes(stage, Instant.now(), announced);
    }

    /** From now on purchases count that happen from now on. */
    Instant since() {
        return since;
    }

    /** Lets every event reach its listener, and judges. */
    void settle(Shop shop, RandomGenerator random) throws Exception {
        shop.settle();
        stage.handOutEvents();
        var purchases = new HashMap<UUID, Integer>();
        for (var told : shop.all()) {
            if (told.isAcknowledged()) {
                count(told.operation(), purchases);
            }
        }
        purchases.forEach((member, number) -> {
            for (var each : announced) {
                if (number >= each.purchases()) {
                    shop.expect(member, each.points());
                }
            }
        });
        for (var each : announced) {
            stage.application().ask("retire " + each.mission());
        }
        shop.judge(random);
    }

    private void count(Operation operation, Map<UUID, Integer> purchases) {
        switch (operation) {
            case Operation.Purchase purchase -> {
                if (!purchase.at().isBefore(since)) {
                    purchases.merge(purchase.member(), 1, Integer::sum);
                }
            }
            case Operation.Batch batch -> batch.purchases().forEach(each -> count(each, purchases));
            default -> {}
        }
    }
}
