package io.perennial.insights.application;

import io.perennial.insights.Article;
import io.perennial.insights.EditRecommendations;
import io.perennial.insights.domain.Affinities;
import io.perennial.insights.domain.Affinity;
import io.perennial.insights.domain.FeeWords;
import io.perennial.insights.domain.Product;
import io.perennial.insights.domain.Suggesting;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class EditingRecommendations implements EditRecommendations {

    private final RunTransactions transactions;
    private final Affinities affinities;
    private final RecordChange changes;
    private final Clock clock;

    EditingRecommendations(RunTransactions transactions, Affinities affinities, RecordChange changes, Clock clock) {
        this.transactions = transactions;
        this.affinities = affinities;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public List<Listed> find(String words, int limit) {
        return affinities
                .current()
                .map(run -> listed(affinities.find(run, words.strip(), limit)))
                .orElse(List.of());
    }

    @Override
    public List<Listed> leftOut(int limit) {
        return affinities
                .current()
                .map(run -> listed(affinities.leftOut(run, limit)))
                .orElse(List.of());
    }

    private List<Listed> listed(List<Product> products) {
        var words = affinities.words(products.stream().map(Product::number).toList());
        return products.stream()
                .map(product -> listed(product, words.get(product.number())))
                .toList();
    }

    private static Listed listed(Product product, @Nullable Word word) {
        return new Listed(product.article(), product.buyers(), standing(product.article(), word));
    }

    private static Standing standing(Article article, @Nullable Word word) {
        if (word != null && word.excluded()) {
            return Standing.EXCLUDED;
        }
        if (FeeWords.sounds(article)) {
            return word == null ? Standing.LIKE_A_FEE : Standing.ADMITTED;
        }
        return Standing.RECOMMENDED;
    }

    @Override
    public Optional<Shown> show(String sku) {
        var number = affinities.number(sku);
        var run = affinities.current();
        var product = run.map(of -> affinities.products(of, List.of(number)).get(number));
        if (product.isEmpty()) {
            // Not bought within the year, or not counted yet: it can be excluded all the same.
            return affinities.article(sku).map(article -> bare(number, article));
        }
        var companions = affinities.companions(run.get(), List.of(number)).getOrDefault(number, List.of());
        var numbers = new ArrayList<Long>();
        companions.forEach(each -> numbers.add(each.other()));
        var others = affinities.products(run.get(), numbers);
        numbers.add(number);
        var words = affinities.words(numbers);
        var all = affinities.counted().orElseThrow().baskets();
        var shown = companions.stream()
                .filter(each -> others.containsKey(each.other()))
                .map(each -> companion(product.get(), each, others, words, all))
                .toList();
        return Optional.of(new Shown(
                listed(product.get(), words.get(number)),
                product.get().yearBuyers(),
                product.get().again(),
                Optional.ofNullable(product.get().usualDays()),
                product.get().isBoughtAgain(),
                shown,
                Optional.ofNullable(words.get(number))));
    }

    private Shown bare(long number, Article article) {
        var word = affinities.words(List.of(number)).get(number);
        return new Shown(
                new Listed(article, 0, standing(article, word)),
                0,
                0,
                Optional.empty(),
                false,
                List.of(),
                Optional.ofNullable(word));
    }

    private static Companion companion(
            Product product, Suggesting.Companion of, Map<Long, Product> others, Map<Long, Word> words, long all) {
        var other = Objects.requireNonNull(others.get(of.other()));
        return new Companion(
                listed(other, words.get(of.other())),
                of.together(),
                of.strength(),
                new Affinity(of.together(), product.buyers(), other.buyers(), all).times());
    }

    @Override
    public Outcome exclude(String sku, String reason, StaffId by) {
        return say(sku, true, reason, by);
    }

    @Override
    public Outcome admit(String sku, String reason, StaffId by) {
        return say(sku, false, reason, by);
    }

    private Outcome say(String sku, boolean excluded, String typed, StaffId by) {
        var reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            return new Outcome.NoReason();
        }
        return transactions.run(() -> {
            var article = affinities.article(sku);
            if (article.isEmpty()) {
                return new Outcome.UnknownArticle();
            }
            var number = affinities.number(sku);
            var before = affinities.words(List.of(number)).get(number);
            var word = new Word(excluded, reason, by, clock.instant());
            affinities.say(number, article.get().sku(), word);
            changes.record(new Change(
                    by,
                    excluded ? "article.excluded" : "article.admitted",
                    "article",
                    article.get().sku(),
                    before == null ? null : json(before),
                    json(word)));
            return new Outcome.Done();
        });
    }

    private static String json(Word word) {
        return AsJson.of(Map.of("excluded", word.excluded(), "reason", word.reason()));
    }
}
