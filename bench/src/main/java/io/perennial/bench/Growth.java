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
    private static final int CLIENTS = 16;
    private static final int LOTS = 10_000;
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

    /** Sizes to compare with the small one. */
    List<Integer> sizes() {
        return options.largest() ? List.of(1_000_000, 10_000_000) : List.of(1_000_000);
    }

    void measure(Report report) throws Exception {
        for (var size : sizes()) {
            try (var small = place(SMALL);
                    var large = place(size)) {
                Progress.tell("growth to %,d members", size);
                report.add(
                        "Growth to %,d members".formatted(size),
                        "÷ the same with %,d".formatted(SMALL),
                        compare(small.stage(options, profile), large.stage(options, profile)));
            }
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
        findings.add(rates("earn, 16 clients", small, EarnThroughThePort.own(small), EarnThroughThePort.own(large), bar));
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
        return client -> RedeemOne.redeem(turn, member -> RedeemOne.redeemed(
                redeemReward.redeem(new Redeeming(member, reward, Stage.reference()))));
    }

    private static Work page(Stage stage) {
        var statement = stage.perennial().port(ReadStatement.class);
        return client -> statement.page(stage.population().anyone(), Optional.empty(), 50);
    }

    // --- sweeps --------------------------------------------------------------------------------

    private Finding sweep(Stage small, Stage large) throws Exception {
        microsPerLot(small);
        microsPerLot(large);
        var pairs = Rounds.inTurns(options.rounds(), () -> microsPerLot(small), () -> microsPerLot(large));
        return new Finding(
                "expiry of %,d lots: time per lot".formatted(LOTS),
                micros(pairs.stream().map(Rounds.Pair::baseline).toList()),
                micros(pairs.stream().map(Rounds.Pair::own).toList()),
                Spread.of(pairs.stream().map(pair -> pair.own() / pair.baseline()).toList()),
                Bar.atMost(1.75, 1.75));
    }

    private static String micros(List<Double> values) {
        return String.format(Locale.ROOT, "%.0f µs", Spread.of(values).median());
    }

    /** Makes so many lots of different members end yesterday, as their members were told in time, and sweeps them. */
    private static double microsPerLot(Stage stage) throws SQLException {
        var end = "UTC_DATE() - INTERVAL 1 DAY + INTERVAL 16 HOUR";
        stage.raw().inOneCommit(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS bench_due (member_id BINARY(16) PRIMARY KEY)");
                statement.execute("DELETE FROM bench_due");
                statement.execute("INSERT INTO bench_due SELECT member_id FROM (SELECT member_id FROM bench_member WHERE"
                        + " mixed > RANDOM_BYTES(1) ORDER BY mixed LIMIT " + 4 * LOTS + ") some WHERE member_id IN"
                        + " (SELECT member_id FROM points_lot l WHERE l.member_id = some.member_id AND l.seq = 1 AND"
                        + " l.remaining = l.original) LIMIT " + LOTS);
                statement.execute("UPDATE points_lot l JOIN bench_due d ON d.member_id = l.member_id SET l.expires_at = "
                        + end + " WHERE l.seq = 1");
                statement.execute("INSERT IGNORE INTO points_notice (member_id, expires_at, shown_at) SELECT member_id, "
                        + end + ", " + end + " - INTERVAL 20 DAY FROM bench_due");
            }
        });
        var begun = System.nanoTime();
        var swept = stage.perennial().port(ExpirePoints.class).expire(Instant.now());
        var nanos = System.nanoTime() - begun;
        if (swept.lots() == 0) {
            throw new IllegalStateException("no lot expired");
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
            longest = Math.max(longest, ends.get(i) - ends.get(i - 1));
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
