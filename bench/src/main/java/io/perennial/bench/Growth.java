package io.perennial.bench;

import io.perennial.bench.Population.Turn;
import io.perennial.points.ExpirePoints;
import io.perennial.points.ReadStatement;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.rewards.RewardId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes slower as the programme grows: the same application on two databases, one with ten or a hundred times the
 * members, measured in turns. Here the baseline is the small one.
 */
final class Growth {

    private static final int SMALL = 100_000;
    private static final int LARGE = 1_000_000;
    private static final int LARGEST = 10_000_000;
    private static final int TIMES = 10;
    private static final int CLIENTS = 16;
    private static final int MOST_LOTS = 10_000;
    private static final int LINES_COMPARED = 10_000;
    private static final int LINES = 100_000;

    private final Options options;
    private final Server server;
    private final Profile profile;

    Growth(Options options, Server server, Profile profile) {
        this.options = options;
        this.server = server;
        this.profile = profile;
    }

    void measure(Report report) throws Exception {
        if (options.isGiven("members")) {
            measure(report, options.members() / TIMES, options.members());
            return;
        }
        measure(report, SMALL, LARGE);
        if (options.largest()) {
            measure(report, SMALL, LARGEST);
        }
    }

    private void measure(Report report, int few, int many) throws Exception {
        Progress.tell("growth from %,d to %,d members", few, many);
        try (var small = place(few);
                var large = place(many)) {
            report.add(
                    "Growth to %,d members".formatted(many),
                    "÷ the same with %,d".formatted(few),
                    compare(small.stage(options, profile), large.stage(options, profile)));
        }
    }

    private Place place(int members) throws SQLException {
        return Place.with(server, members, options.keep().map(name -> name + "_" + members));
    }

    private List<Finding> compare(Stage small, Stage large) throws Exception {
        small.warmUp();
        large.warmUp();
        var findings = new ArrayList<Finding>();
        var bar = Bar.atLeast(.85, .85);
        findings.add(
                rates("earn, 16 clients", small, EarnThroughThePort.own(small), EarnThroughThePort.own(large), bar));
        findings.add(rates("redeem, 16 clients", small, redeem(small), redeem(large), bar));
        findings.add(rates("newest 50 entries, 16 clients", small, page(small), page(large), bar));
        findings.add(sweep(small, large));
        findings.addAll(chunks(large));
        return findings;
    }

    private Finding rates(String what, Stage stage, Work small, Work large, Bar bar) throws Exception {
        return Finding.ofRates(what, Stage.rates(stage.compare(CLIENTS, small, large)), bar);
    }

    private static Work redeem(Stage stage) {
        var turn = new Turn(stage.population().spenders());
        RewardId reward = RedeemOne.reward(stage.perennial());
        var redeemReward = stage.perennial().port(RedeemReward.class);
        return client -> RedeemOne.redeem(
                turn,
                member -> RedeemOne.redeemed(redeemReward.redeem(new Redeeming(member, reward, Stage.reference()))));
    }

    private static Work page(Stage stage) {
        var statement = stage.perennial().port(ReadStatement.class);
        return client -> statement.page(stage.population().anyone(), Optional.empty(), 50);
    }

    // --- sweeps --------------------------------------------------------------------------------

    private Finding sweep(Stage small, Stage large) throws Exception {
        // Each round takes other members' first lots, and in both databases as many.
        var lots = Math.min(MOST_LOTS, small.population().everyone().size() / (2 * (options.rounds() + 1)));
        microsPerLot(small, lots);
        microsPerLot(large, lots);
        var pairs = Rounds.inTurns(options.rounds(), () -> microsPerLot(small, lots), () -> microsPerLot(large, lots));
        return new Finding(
                "expiry of %,d lots: time per lot".formatted(lots),
                micros(pairs.stream().map(Rounds.Pair::baseline).toList()),
                micros(pairs.stream().map(Rounds.Pair::own).toList()),
                Spread.of(
                        pairs.stream().map(pair -> pair.own() / pair.baseline()).toList()),
                Bar.atMost(1.75, 1.75));
    }

    private static String micros(List<Double> values) {
        return String.format(Locale.ROOT, "%.0f µs", Spread.of(values).median());
    }

    /** Makes so many lots of different members end yesterday, as their members were told in time, and sweeps them. */
    private static double microsPerLot(Stage stage, int lots) throws SQLException {
        var end = "UTC_DATE() - INTERVAL 1 DAY + INTERVAL 16 HOUR";
        stage.raw().inOneCommit(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS bench_due (member_id BINARY(16) PRIMARY KEY)");
                statement.execute("DELETE FROM bench_due");
                statement.execute("INSERT INTO bench_due SELECT m.member_id FROM bench_member m FORCE INDEX"
                        + " (bench_member_mixed) JOIN points_lot l ON l.member_id = m.member_id AND l.seq = 1"
                        + " WHERE l.remaining = l.original ORDER BY m.mixed LIMIT " + lots);
                statement.execute(
                        "UPDATE points_lot l JOIN bench_due d ON d.member_id = l.member_id SET l.expires_at = " + end
                                + " WHERE l.seq = 1");
                statement.execute(
                        "INSERT IGNORE INTO points_notice (member_id, expires_at, shown_at) SELECT member_id, " + end
                                + ", " + end + " - INTERVAL 20 DAY FROM bench_due");
            }
        });
        var begun = System.nanoTime();
        var swept = stage.perennial().port(ExpirePoints.class).expire(Instant.now());
        var nanos = System.nanoTime() - begun;
        if (swept.lots() < lots) {
            throw new IllegalStateException("of " + lots + " lots " + swept.lots() + " expired");
        }
        return nanos / 1e3 / swept.lots();
    }

    // --- a long file ---------------------------------------------------------------------------

    private static List<Finding> chunks(Stage stage) throws IOException {
        var ends = FileImport.timesOfChunks(stage, LINES);
        var perChunk = LINES / (double) (ends.size() - 1);
        var compared = Math.max(1, (int) Math.round(LINES_COMPARED / perChunk));
        var first = ends.get(compared) - ends.getFirst();
        var last = ends.getLast() - ends.get(ends.size() - 1 - compared);
        double longest = 0;
        for (int i = 1; i < ends.size(); i++) {
            longest = Math.max(longest, (double) (ends.get(i) - ends.get(i - 1)));
        }
        var ratio = last / (double) first;
        return List.of(
                new Finding(
                        "import of %,d lines: last 10,000 ÷ first (time)".formatted(LINES),
                        seconds(first),
                        seconds(last),
                        new Spread(ratio, ratio, ratio),
                        Bar.atMost(1.1, 1.1)),
                new Finding(
                        "longest chunk of the import, ms",
                        "",
                        Stage.millis(longest),
                        new Spread(longest / 1e6, longest / 1e6, longest / 1e6),
                        Bar.atMost(500, 500)));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
