package io.perennial.bench;

import io.perennial.bench.Rounds.Pair;
import java.util.ArrayList;
import java.util.List;

/** S8: how long the slowest hundredth of all purchases takes. */
final class TailOfEarn implements Goal {

    private static final int CLIENTS = 16;

    @Override
    public String name() {
        return "S8";
    }

    @Override
    public String title() {
        return "tail of earn: p99, own ÷ baseline";
    }

    @Override
    public List<Finding> measure(Stage stage) throws Exception {
        var pairs = stage.compare(CLIENTS, EarnThroughThePort.baseline(stage), EarnThroughThePort.own(stage));
        var findings = new ArrayList<Finding>();
        for (double share : List.of(.50, .95, .99)) {
            var times = pairs.stream()
                    .map(pair -> new Pair<>((double) pair.baseline().latencies().at(share), (double)
                            pair.own().latencies().at(share)))
                    .toList();
            findings.add(new Finding(
                    "p%.0f, %s".formatted(100 * share, Stage.clients(CLIENTS)),
                    Stage.millis(Spread.of(times.stream().map(Pair::baseline).toList())
                            .median()),
                    Stage.millis(
                            Spread.of(times.stream().map(Pair::own).toList()).median()),
                    Spread.of(times.stream()
                            .map(pair -> pair.own() / pair.baseline())
                            .toList()),
                    share == .99 ? Bar.atMost(3, 1.5) : null));
        }
        return findings;
    }
}
