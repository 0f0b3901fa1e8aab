package io.perennial.bench;

import io.perennial.points.EarnPoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** S1: a purchase through the port, with rules, idempotency, reasons and event. */
final class EarnThroughThePort implements Goal {

    private static final int JUDGED_AT = 16;

    @Override
    public String name() {
        return "S1";
    }

    @Override
    public String title() {
        return "earn through the port (rules, idempotency, why, event)";
    }

    @Override
    public List<Finding> measure(Stage stage) throws Exception {
        var findings = new ArrayList<Finding>();
        for (var clients : stage.options().clients()) {
            var pairs = stage.compare(clients, baseline(stage), own(stage));
            findings.add(Finding.ofRates(
                    Stage.clients(clients), Stage.rates(pairs), clients == JUDGED_AT ? Bar.atLeast(.55, .80) : null));
        }
        return findings;
    }

    static Work baseline(Stage stage) {
        return client -> stage.raw().earn(stage.population().anyone(), Stage.reference());
    }

    static Work own(Stage stage) {
        return own(stage, stage.perennial());
    }

    static Work own(Stage stage, RunningPerennial perennial) {
        var earnPoints = perennial.port(EarnPoints.class);
        return client -> {
            var told = Loading.purchase(stage.population().anyone(), Stage.reference(), Instant.now());
            booked(earnPoints.earn(List.of(told)).getFirst());
        };
    }

    static void booked(EarnPoints.Outcome outcome) {
        if (!(outcome instanceof EarnPoints.Outcome.Booked booked) || booked.points() == 0) {
            throw new IllegalStateException("not booked: " + outcome);
        }
    }
}
