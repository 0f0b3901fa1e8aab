package io.perennial.bench;

import io.perennial.bench.Rounds.Pair;
import io.perennial.points.PointsEarned;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.events.ApplicationModuleListener;

/**
 * S6: three more listeners are told of each purchase, durably and once it is stored, against the application as it is. Two
 * applications run on the same database; at the end every purchase must have been told to each of the three.
 */
final class EarnWithListeners implements Goal {

    private static final int CLIENTS = 16;
    private static final int PATIENCE_SECONDS = 120;

    /** How many purchases each listener was told of. */
    static final class Told {
        final List<LongAdder> purchases = List.of(new LongAdder(), new LongAdder(), new LongAdder());

        private void by(int listener, PointsEarned event) {
            purchases.get(listener).add(event.earnings().size());
        }
    }

    /** What the second application has beside the first. */
    static class ThreeListeners {

        @Bean
        Told told() {
            return new Told();
        }

        @Bean
        First first(Told told) {
            return new First(told);
        }

        @Bean
        Second second(Told told) {
            return new Second(told);
        }

        @Bean
        Third third(Told told) {
            return new Third(told);
        }
    }

    static class First {
        private final Told told;

        First(Told told) {
            this.told = told;
        }

        @ApplicationModuleListener(id = "bench.first")
        void on(PointsEarned event) {
            told.by(0, event);
        }
    }

    static class Second {
        private final Told told;

        Second(Told told) {
            this.told = told;
        }

        @ApplicationModuleListener(id = "bench.second")
        void on(PointsEarned event) {
            told.by(1, event);
        }
    }

    static class Third {
        private final Told told;

        Third(Told told) {
            this.told = told;
        }

        @ApplicationModuleListener(id = "bench.third")
        void on(PointsEarned event) {
            told.by(2, event);
        }
    }

    @Override
    public String name() {
        return "S6";
    }

    @Override
    public String title() {
        return "earn with three listeners, each handling each event once, ÷ without";
    }

    @Override
    public List<Finding> measure(Stage stage) throws Exception {
        try (var other = RunningPerennial.on(stage.server(), stage.database(), ThreeListeners.class)) {
            var counted = new LongAdder();
            var earning = EarnThroughThePort.own(stage, other);
            Work with = client -> {
                earning.once(client);
                counted.increment();
            };
            Clients.work(CLIENTS, stage.options().time(), EarnThroughThePort.own(stage));
            Clients.work(CLIENTS, stage.options().time(), with);
            var told = other.port(Told.class);
            // What is still to be handed over after the last answer belongs to the work, so each round waits for it.
            var pairs = Rounds.inTurns(
                    stage.options().rounds(),
                    () -> handedOver(stage, EarnThroughThePort.own(stage), null, counted),
                    () -> handedOver(stage, with, told, counted));
            var findings = new ArrayList<Finding>();
            findings.add(Finding.ofRates(
                    Stage.clients(CLIENTS) + ", until the answer",
                    pairs.stream()
                            .map(pair -> new Pair<>(
                                    pair.baseline().answered(), pair.own().answered()))
                            .toList(),
                    Bar.atLeast(.50, .80)));
            findings.add(Finding.ofRates(
                    Stage.clients(CLIENTS) + ", until all is handed over",
                    pairs.stream()
                            .map(pair -> new Pair<>(
                                    pair.baseline().handedOver(), pair.own().handedOver()))
                            .toList(),
                    null));
            return findings;
        }
    }

    private record Rates(double answered, double handedOver) {}

    private static Rates handedOver(Stage stage, Work work, @Nullable Told told, LongAdder counted) throws Exception {
        var begun = System.nanoTime();
        var tally = Clients.work(CLIENTS, stage.options().time(), work);
        var until = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (told != null && told.purchases.stream().anyMatch(each -> each.sum() < counted.sum())) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("told " + told.purchases + " of " + counted + " purchases");
            }
            Thread.sleep(2);
        }
        if (told != null && told.purchases.stream().anyMatch(each -> each.sum() != counted.sum())) {
            throw new IllegalStateException("told " + told.purchases + ", not " + counted + " purchases");
        }
        return new Rates(tally.perSecond(), tally.done() / ((System.nanoTime() - begun) / 1e9));
    }
}
