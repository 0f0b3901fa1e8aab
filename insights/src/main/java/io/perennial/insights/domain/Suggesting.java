package io.perennial.insights.domain;

import io.perennial.insights.ReadRecommendations.Reason;
import io.perennial.insights.ReadRecommendations.Reason.BoughtTogether;
import io.perennial.insights.ReadRecommendations.Reason.TimeAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks products for one member. A product that goes with something they bought counts by how strongly it does, halved for
 * every 90 days that have passed since; what goes with several of their things counts for each. The reason is the one that
 * counted most. Before these come a few that the member buys again and again.
 */
public final class Suggesting {

    /** As many of the newest products are asked what goes with them. */
    public static final int MOST_ASKED = 50;

    private static final int AGAIN_OF_TEN = 3;
    private static final int HALVED_AFTER_DAYS = 90;
    private static final Duration SOON = Duration.ofDays(7);

    private final Map<Long, Had> had;
    private final Map<Long, List<Companion>> companions;
    private final Map<Long, Product> products;
    private final Instant now;

    /**
     * @param had what the member bought within a year, the newest first
     * @param companions of the newest of them
     * @param products all of both; what is missing is not shown
     */
    public Suggesting(List<Had> had, Map<Long, List<Companion>> companions, Map<Long, Product> products, Instant now) {
        this.had =
                had.stream().collect(Collectors.toMap(Had::product, each -> each, (one, _) -> one, LinkedHashMap::new));
        this.companions = companions;
        this.products = products;
        this.now = now;
    }

    /** @param days on which it was bought; {@code span} the days from the first to the last of them */
    public record Had(long product, Instant lastAt, int days, long span) {}

    /** @param together members who bought both */
    public record Companion(long other, long together, double strength) {}

    public boolean has(long product) {
        return had.containsKey(product);
    }

    /** Products in the order of their worth to the member; of ten at most three that are due again, and these come first. */
    public Map<Long, Reason> ranked(int limit) {
        var ranked = new LinkedHashMap<Long, Reason>();
        due().limit(Math.ceilDiv((long) limit * AGAIN_OF_TEN, 10))
                .forEach(each -> ranked.put(each.product(), each.reason()));
        scored().limit(Math.max(0, limit - ranked.size())).forEach(each -> ranked.put(each.product(), each.reason()));
        return ranked;
    }

    /** Why this product suits the member; nothing when nothing speaks for it. */
    public @Nullable Reason reason(long product) {
        return Stream.concat(due(), scored())
                .filter(each -> each.product() == product)
                .findFirst()
                .map(Suited::reason)
                .orElse(null);
    }

    private record Suited(long product, double worth, Reason reason) {

        private static final Comparator<Suited> BEST_FIRST =
                Comparator.comparingDouble(Suited::worth).reversed().thenComparingLong(Suited::product);
    }

    // --- what goes with what they have ----------------------------------------------------------

    private record Score(double sum, double best, Had with, Companion companion) {

        Score plus(Score other) {
            var stronger = other.best > best ? other : this;
            return new Score(sum + other.sum, stronger.best, stronger.with, stronger.companion);
        }
    }

    private Stream<Suited> scored() {
        var scores = new HashMap<Long, Score>();
        had.values().stream()
                .limit(MOST_ASKED)
                .filter(each -> mayBeNamed(each.product()))
                .forEach(each -> {
                    var weight = Math.pow(.5, daysSince(each.lastAt()) / HALVED_AFTER_DAYS);
                    for (var companion : companions.getOrDefault(each.product(), List.of())) {
                        if (!has(companion.other()) && mayBeNamed(companion.other())) {
                            var part = weight * companion.strength();
                            scores.merge(companion.other(), new Score(part, part, each, companion), Score::plus);
                        }
                    }
                });
        return scores.entrySet().stream()
                .map(each -> new Suited(each.getKey(), each.getValue().sum(), together(each.getValue())))
                .sorted(Suited.BEST_FIRST);
    }

    private BoughtTogether together(Score score) {
        var with = Objects.requireNonNull(products.get(score.with().product()));
        return new BoughtTogether(with.article(), score.companion().together());
    }

    private boolean mayBeNamed(long product) {
        var found = products.get(product);
        return found != null && !found.leftOut();
    }

    private double daysSince(Instant moment) {
        return Math.max(0, Duration.between(moment, now).toSeconds() / 86_400.0);
    }

    // --- what they buy again and again ----------------------------------------------------------

    /** Once half the usual time has passed; what was bought on most days first. Who waits three times as long has stopped. */
    private Stream<Suited> due() {
        var due = new ArrayList<Suited>();
        for (var each : had.values()) {
            if (!mayBeNamed(each.product())) {
                continue;
            }
            var usual = usualDays(each);
            if (usual == null || Duration.between(each.lastAt(), now).compareTo(SOON) < 0) {
                continue;
            }
            var share = daysSince(each.lastAt()) / usual;
            if (share >= .5 && share <= 3) {
                due.add(new Suited(each.product(), each.days(), new TimeAgain(each.lastAt(), usual)));
            }
        }
        return due.stream().sorted(Suited.BEST_FIRST);
    }

    /** Their own rhythm, or that of the many who come back for it. */
    private @Nullable Integer usualDays(Had each) {
        if (each.days() >= 2 && each.span() > 0) {
            return Math.toIntExact(Math.max(1, Math.round((double) each.span() / (each.days() - 1))));
        }
        var product = products.get(each.product());
        return product != null && product.isBoughtAgain() ? product.usualDays() : null;
    }
}
