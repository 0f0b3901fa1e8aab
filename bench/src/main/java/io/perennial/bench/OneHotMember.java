package io.perennial.bench;

import io.perennial.points.EarnPoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** S4: everybody earns for the same member. */
final class OneHotMember implements Goal {

    private static final int JUDGED_AT = 16;

    @Override
    public String name() {
        return "S4";
    }

    @Override
    public String title() {
        return "earn for one hot member";
    }

    @Override
    public List<Finding> measure(Stage stage) throws Exception {
        var member = stage.population().everyone().getFirst();
        var earnPoints = stage.perennial().port(EarnPoints.class);
        Work baseline = client -> stage.raw().earn(member, Stage.reference());
        Work own = client -> EarnThroughThePort.booked(earnPoints
                .earn(List.of(Loading.purchase(member, Stage.reference(), Instant.now())))
                .getFirst());
        var findings = new ArrayList<Finding>();
        for (var clients : stage.options().clients()) {
            var pairs = stage.compare(clients, baseline, own);
            findings.add(Finding.ofRates(
                    Stage.clients(clients), Stage.rates(pairs), clients == JUDGED_AT ? Bar.atLeast(.80, 5) : null));
        }
        return findings;
    }
}
