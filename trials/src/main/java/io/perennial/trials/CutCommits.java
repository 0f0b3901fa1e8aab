package io.perennial.trials;

import java.util.random.RandomGenerator;

/** The connection to the database is cut before, at and after commits. */
final class CutCommits implements Trial {

    private static final int CUTS = 200;
    private static final int CLIENTS = 16;
    private static final int MEMBERS = 16;

    @Override
    public String name() {
        return "cut-commits";
    }

    @Override
    public String title() {
        return "connection cut before and after COMMIT's answer";
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, MEMBERS);
        var before = stage.proxy().done();
        try (var load = new Load(shop, CLIENTS, random)) {
            for (int i = 0; i < CUTS; i++) {
                stage.proxy().order(Shop.any(random, java.util.List.of(CuttingProxy.Cut.values())));
                load.pass(1 + random.nextInt(6));
                while (stage.proxy().left() > 1) {
                    Thread.sleep(1);
                }
            }
            while (stage.proxy().left() > 0) {
                Thread.sleep(1);
            }
            load.pass(20);
        }
        stage.tally().cuts.add(stage.proxy().done() - before);
        shop.judge(random);
    }
}
