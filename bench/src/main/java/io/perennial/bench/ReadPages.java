package io.perennial.bench;

import io.perennial.points.ReadBalance;
import io.perennial.points.ReadStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S7: the balance, the newest page of the statement, and whether the thousandth page costs what the first does. */
final class ReadPages implements Goal {

    private static final int LINES = 50;
    private static final int FAR = 1_000;
    private static final int JUDGED_AT = 16;

    @Override
    public String name() {
        return "S7";
    }

    @Override
    public String title() {
        return "balance and statement page; page 1,000 against page 1";
    }

    @Override
    public List<Finding> measure(Stage stage) throws Exception {
        var balances = stage.perennial().port(ReadBalance.class);
        var statement = stage.perennial().port(ReadStatement.class);
        var people = stage.population();
        var findings = new ArrayList<Finding>();
        // Reading is seen by the compiler here for the first time.
        Clients.work(JUDGED_AT, stage.options().warmUp(), client -> {
            balances.of(List.of(people.anyone()));
            statement.page(people.collector(), Optional.empty(), LINES);
        });
        for (var clients : stage.options().clients()) {
            var bar = clients == JUDGED_AT ? Bar.atLeast(.60, .80) : null;
            findings.add(Finding.ofRates(
                    "balance, " + Stage.clients(clients),
                    Stage.rates(stage.compare(
                            clients,
                            client -> stage.raw().balance(people.anyone()),
                            client -> balances.of(List.of(people.anyone())))),
                    bar));
            findings.add(Finding.ofRates(
                    "newest 50 entries, " + Stage.clients(clients),
                    Stage.rates(stage.compare(
                            clients,
                            client -> read(stage.raw().page(people.collector(), LINES)),
                            client -> read(statement
                                    .page(people.collector(), Optional.empty(), LINES)
                                    .lines()
                                    .size()))),
                    bar));
        }
        var newest = statement
                .page(people.collector(), Optional.empty(), 1)
                .lines()
                .getFirst()
                .sequence();
        var far = Optional.of(newest - (long) (FAR - 1) * LINES + 1);
        var pairs = stage.compare(
                1,
                client -> read(statement
                        .page(people.collector(), Optional.empty(), LINES)
                        .lines()
                        .size()),
                client -> read(
                        statement.page(people.collector(), far, LINES).lines().size()));
        var times = pairs.stream()
                .map(pair -> pair.baseline().perSecond() / pair.own().perSecond())
                .toList();
        findings.add(new Finding(
                "page 1,000 (time, as a multiple of page 1's)",
                Stage.millis(1e9
                        / Spread.of(pairs.stream()
                                        .map(pair -> pair.baseline().perSecond())
                                        .toList())
                                .median()),
                Stage.millis(1e9
                        / Spread.of(pairs.stream()
                                        .map(pair -> pair.own().perSecond())
                                        .toList())
                                .median()),
                Spread.of(times),
                Bar.atMost(1.2, 1.2)));
        return findings;
    }

    private static void read(int lines) {
        if (lines != LINES) {
            throw new IllegalStateException("a page has " + lines + " lines");
        }
    }
}
