package io.perennial.trials;

import java.util.random.RandomGenerator;

/** kill -9 at random instants while 16 clients ask for anything; what was killed is started again, and everything compared. */
record Kill(Victim victim, int times) implements Trial {

    enum Victim {
        APPLICATION,
        DATABASE,
        BOTH
    }

    private static final int CLIENTS = 16;
    private static final int MEMBERS = 12;

    @Override
    public String name() {
        return switch (victim) {
            case APPLICATION -> "kill-application";
            case DATABASE -> "kill-database";
            case BOTH -> "kill-both";
        };
    }

    @Override
    public String title() {
        return switch (victim) {
            case APPLICATION -> "kill -9 the application at random instants under mixed load";
            case DATABASE -> "kill -9 the database likewise";
            case BOTH -> "kill -9 both at once";
        };
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, MEMBERS);
        try (var load = new Load(shop, CLIENTS, random)) {
            for (int i = 0; i < times; i++) {
                load.pass(50 + random.nextInt(250));
                Thread.sleep(random.nextInt(30));
                if (victim != Victim.APPLICATION) {
                    stage.killDatabase();
                }
                if (victim != Victim.DATABASE) {
                    stage.killApplication();
                }
                stage.recover();
            }
            load.pass(50);
        }
        shop.judge(random);
    }
}
