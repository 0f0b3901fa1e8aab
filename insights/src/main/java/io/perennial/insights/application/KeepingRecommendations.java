package io.perennial.insights.application;

import io.perennial.insights.KeepRecommendations;
import io.perennial.insights.domain.Affinities;
import io.perennial.insights.domain.Affinities.Bond;
import io.perennial.insights.domain.Affinities.Pair;
import io.perennial.insights.domain.Affinities.Run;
import io.perennial.insights.domain.Affinities.Step;
import io.perennial.insights.domain.Affinity;
import io.perennial.insights.domain.Dues;
import io.perennial.membership.RunTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class KeepingRecommendations implements KeepRecommendations {

    /** The shortest in which enough was bought: what goes with what changes with the season. */
    private static final List<Duration> WINDOWS =
            List.of(Duration.ofDays(90), Duration.ofDays(180), Duration.ofDays(365));

    private static final Duration YEAR = WINDOWS.getLast();
    private static final long ENOUGH_PURCHASES = 5_000;
    private static final long MOST_BUYERS = 100_000;
    private static final int MOST_COMPANIONS = 20;

    /** A run that was broken off longer ago tells of another day. */
    private static final Duration STALE = Duration.ofHours(20);

    private static final int MEMBERS = 200;
    private static final int PRODUCTS = 500;
    private static final int ROWS = 5_000;

    /** Buyers of the products of one chunk, which is what counting its pairs costs; or one product. */
    private static final long BUYERS = 2_000;

    private final RunTransactions transactions;
    private final Affinities affinities;
    private final Dues dues;
    private final Clock clock;

    KeepingRecommendations(RunTransactions transactions, Affinities affinities, Dues dues, Clock clock) {
        this.transactions = transactions;
        this.affinities = affinities;
        this.dues = dues;
        this.clock = clock;
    }

    @Override
    public Optional<Counted> counted() {
        return affinities.counted();
    }

    @Override
    public Counted rebuild() {
        var run = begin();
        while (run.step() == Step.COLLECT) {
            run = advance(run, this::collect);
        }
        while (run.step() == Step.DESCRIBE) {
            run = advance(run, this::describe);
        }
        if (run.step() == Step.PAIR) {
            pair(run);
        }
        var number = run.number();
        var more = true;
        while (more) {
            more = transactions.runAlone(() -> affinities.tidy(number, ROWS));
        }
        return affinities.counted().orElseThrow();
    }

    // --- the run --------------------------------------------------------------------------------

    /** One begins it, in the turn that everything about facts takes; others join it. */
    private Run begin() {
        var more = true;
        while (more) {
            more = transactions.runAlone(() -> {
                dues.takeTurn();
                return goesOn().isEmpty() && affinities.clear(ROWS);
            });
        }
        return transactions.runAlone(() -> {
            dues.takeTurn();
            var going = goesOn();
            if (going.isPresent()) {
                return going.get();
            }
            var now = clock.instant();
            var run = new Run(
                    affinities.current().orElse(0) + 1,
                    Step.COLLECT,
                    now,
                    now.minus(window(now)),
                    now.minus(YEAR),
                    oneIn(now),
                    null,
                    null,
                    0,
                    0,
                    null);
            affinities.begin(run);
            return run;
        });
    }

    private Optional<Run> goesOn() {
        return affinities
                .lock()
                .filter(run -> run.beganAt().isAfter(clock.instant().minus(STALE)));
    }

    private Duration window(Instant now) {
        return WINDOWS.stream()
                .filter(window -> affinities.purchases(now.minus(window), ENOUGH_PURCHASES) >= ENOUGH_PURCHASES)
                .findFirst()
                .orElse(YEAR);
    }

    private int oneIn(Instant now) {
        return Math.toIntExact(Math.max(1, Math.ceilDiv(affinities.buyers(now.minus(YEAR)), MOST_BUYERS)));
    }

    private interface Work {
        Run on(Run run);
    }

    /** One chunk, unless another one has finished the step in between. */
    private Run advance(Run run, Work work) {
        return transactions.runAlone(() -> {
            var locked = affinities.lock();
            if (locked.isEmpty()) {
                return run.done(clock.instant());
            }
            if (locked.get().step() != run.step()) {
                return locked.get();
            }
            var next = work.on(locked.get());
            affinities.store(next);
            return next;
        });
    }

    private Run collect(Run run) {
        var members = affinities.page(run, MEMBERS);
        if (!members.isEmpty()) {
            affinities.collect(run, members, run.collected());
        }
        return members.size() < MEMBERS
                ? run.at(Step.DESCRIBE, affinities.baskets())
                : run.collected(members.getLast(), members.size());
    }

    private Run describe(Run run) {
        return affinities.describe(run, PRODUCTS).map(run::to).orElseGet(() -> run.at(Step.PAIR, run.baskets()));
    }

    // --- pairs ----------------------------------------------------------------------------------

    private void pair(Run begun) {
        var buyers = new TreeMap<>(affinities.sought(begun.number(), FEWEST));
        var run = begun;
        while (run.step() == Step.PAIR) {
            run = advance(run, before -> {
                var chunk = chunk(buyers, before);
                if (chunk.isEmpty()) {
                    return before.done(clock.instant());
                }
                affinities.keep(before.number(), bonds(affinities.pairs(chunk, FEWEST), buyers, before.baskets()));
                return before.to(chunk.getLast());
            });
        }
    }

    private static List<Long> chunk(TreeMap<Long, Long> buyers, Run run) {
        var to = run.productTo();
        var left = to == null ? buyers : buyers.tailMap(to, false);
        var chunk = new ArrayList<Long>();
        var sum = 0L;
        for (var each : left.entrySet()) {
            sum += each.getValue();
            if (!chunk.isEmpty() && sum > BUYERS) {
                break;
            }
            chunk.add(each.getKey());
        }
        return chunk;
    }

    private static List<Bond> bonds(List<Pair> pairs, Map<Long, Long> buyers, long all) {
        return pairs.stream()
                .filter(pair -> buyers.containsKey(pair.other()))
                .map(pair -> new Bond(
                        pair.product(),
                        pair.other(),
                        pair.together(),
                        affinity(pair, buyers, all).strength()))
                .filter(bond -> bond.strength() > 0)
                .collect(Collectors.groupingBy(Bond::product))
                .values()
                .stream()
                .flatMap(of -> of.stream()
                        .sorted(Comparator.comparingDouble(Bond::strength)
                                .reversed()
                                .thenComparingLong(Bond::other))
                        .limit(MOST_COMPANIONS))
                .toList();
    }

    private static Affinity affinity(Pair pair, Map<Long, Long> buyers, long all) {
        return new Affinity(
                pair.together(), buyers.getOrDefault(pair.product(), 0L), buyers.getOrDefault(pair.other(), 0L), all);
    }
}
