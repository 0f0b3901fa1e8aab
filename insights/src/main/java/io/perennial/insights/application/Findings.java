package io.perennial.insights.application;

import io.perennial.insights.domain.Affinities;
import io.perennial.insights.domain.Affinities.Edition;
import io.perennial.insights.domain.Product;
import io.perennial.insights.domain.Suggesting.Companion;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a run found out about products, kept as it is asked for: members buy the same things, and a run that is finished does
 * not change. Another run, or another word of staff, is another edition and begins anew.
 */
@Component
class Findings {

    /** Some megabytes at most. */
    private static final int MOST_PRODUCTS = 10_000;

    private static final int MOST_POPULAR = 100;

    private final Affinities affinities;
    private volatile @Nullable OfRun kept;

    Findings(Affinities affinities) {
        this.affinities = affinities;
    }

    OfRun of(Edition edition) {
        var ofRun = kept;
        if (ofRun == null || !ofRun.edition.equals(edition)) {
            ofRun = new OfRun(edition);
            kept = ofRun;
        }
        return ofRun;
    }

    final class OfRun {

        private final Edition edition;
        private final Map<Long, List<Companion>> companions = newestOf();
        private final Map<Long, Optional<Product>> products = newestOf();
        private volatile @Nullable List<Product> popular;

        private OfRun(Edition edition) {
            this.edition = edition;
        }

        Map<Long, List<Companion>> companions(Collection<Long> of) {
            return kept(companions, of, missing -> {
                var found = affinities.companions(edition.run(), missing);
                var all = new HashMap<Long, List<Companion>>();
                missing.forEach(product -> all.put(product, found.getOrDefault(product, List.of())));
                return all;
            });
        }

        Map<Long, Product> products(Collection<Long> these) {
            var found = new HashMap<Long, Product>();
            kept(products, these, missing -> {
                        var read = affinities.products(edition.run(), missing);
                        var all = new HashMap<Long, Optional<Product>>();
                        missing.forEach(product -> all.put(product, Optional.ofNullable(read.get(product))));
                        return all;
                    })
                    .forEach((number, product) -> product.ifPresent(known -> found.put(number, known)));
            return found;
        }

        /** As {@link Affinities#popular}; whoever had nearly all that is popular is looked up on their own. */
        List<Product> popular(Set<Long> passedOver, int limit) {
            var all = popular;
            if (all == null) {
                all = affinities.popular(edition.run(), Set.of(), MOST_POPULAR);
                popular = all;
            }
            var left = all.stream()
                    .filter(product -> !passedOver.contains(product.number()))
                    .limit(limit)
                    .toList();
            return left.size() == limit || all.size() < MOST_POPULAR
                    ? left
                    : affinities.popular(edition.run(), passedOver, limit);
        }
    }

    private static <V> Map<Long, V> kept(
            Map<Long, V> kept, Collection<Long> wanted, Function<List<Long>, Map<Long, V>> read) {
        var found = new HashMap<Long, V>();
        synchronized (kept) {
            for (var each : wanted) {
                var known = kept.get(each);
                if (known != null) {
                    found.put(each, known);
                }
            }
        }
        var missing = wanted.stream()
                .filter(each -> !found.containsKey(each))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            var anew = read.apply(missing);
            synchronized (kept) {
                kept.putAll(anew);
            }
            found.putAll(anew);
        }
        return found;
    }

    private static <V> Map<Long, V> newestOf() {
        return new LinkedHashMap<>(16, .75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
                return size() > MOST_PRODUCTS;
            }
        };
    }
}
