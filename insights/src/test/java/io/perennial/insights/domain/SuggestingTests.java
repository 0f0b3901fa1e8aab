package io.perennial.insights.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Article;
import io.perennial.insights.ReadRecommendations.Reason;
import io.perennial.insights.ReadRecommendations.Reason.BoughtTogether;
import io.perennial.insights.ReadRecommendations.Reason.TimeAgain;
import io.perennial.insights.domain.Suggesting.Companion;
import io.perennial.insights.domain.Suggesting.Had;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SuggestingTests {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final long MUG = 1;
    private static final long SAUCER = 2;
    private static final long SPOON = 3;
    private static final long POSTAGE = 4;
    private static final long COFFEE = 5;

    private final Map<Long, Product> products = new HashMap<>(Map.of(
            MUG, product(MUG, "Mug", false, 100, 3, 40),
            SAUCER, product(SAUCER, "Saucer", false, 100, 3, 40),
            SPOON, product(SPOON, "Spoon", false, 100, 3, 40),
            POSTAGE, product(POSTAGE, "Postage", true, 100, 3, 40),
            COFFEE, product(COFFEE, "Coffee", false, 100, 30, 20)));

    @Test
    void what_goes_with_something_they_bought_comes_with_that_as_its_reason() {
        var ranked = suggesting(List.of(daysAgo(MUG, 1)), Map.of(MUG, List.of(new Companion(SAUCER, 37, 90))))
                .ranked(10);
        assertThat(ranked).containsExactly(Map.entry(SAUCER, new BoughtTogether(article(MUG), 37)));
    }

    @Test
    void what_goes_with_two_of_their_things_goes_before_what_goes_with_one_and_names_the_stronger() {
        var companions = Map.of(
                MUG, List.of(new Companion(SAUCER, 37, 90), new Companion(COFFEE, 50, 100)),
                SPOON, List.of(new Companion(SAUCER, 12, 30)));
        var ranked = suggesting(List.of(daysAgo(MUG, 1), daysAgo(SPOON, 1)), companions)
                .ranked(10);
        assertThat(ranked.keySet()).containsExactly(SAUCER, COFFEE);
        assertThat(ranked.get(SAUCER)).isEqualTo(new BoughtTogether(article(MUG), 37));
    }

    @Test
    void what_was_bought_long_ago_counts_less() {
        var companions =
                Map.of(MUG, List.of(new Companion(SAUCER, 37, 90)), SPOON, List.of(new Companion(COFFEE, 12, 50)));
        assertThat(suggesting(List.of(daysAgo(SPOON, 1), daysAgo(MUG, 1)), companions)
                        .ranked(10)
                        .keySet())
                .containsExactly(SAUCER, COFFEE);
        assertThat(suggesting(List.of(daysAgo(SPOON, 1), daysAgo(MUG, 91)), companions)
                        .ranked(10)
                        .keySet())
                .containsExactly(COFFEE, SAUCER);
    }

    @Test
    void what_they_have_and_what_is_left_out_is_not_shown() {
        var companions = Map.of(
                MUG,
                List.of(new Companion(SPOON, 37, 90), new Companion(POSTAGE, 90, 900), new Companion(99, 90, 900)));
        assertThat(suggesting(List.of(daysAgo(MUG, 1), daysAgo(SPOON, 1)), companions)
                        .ranked(10))
                .isEmpty();
    }

    @Test
    void nothing_is_said_because_of_what_is_left_out() {
        var companions = Map.of(POSTAGE, List.of(new Companion(SAUCER, 37, 90)));
        assertThat(suggesting(List.of(daysAgo(POSTAGE, 1)), companions).ranked(10))
                .isEmpty();
    }

    @Test
    void a_thing_bought_again_and_again_comes_back_when_half_its_time_has_passed() {
        assertThat(due(COFFEE, 9)).isEmpty();
        assertThat(due(COFFEE, 10)).containsExactly(Map.entry(COFFEE, new TimeAgain(ago(10), 20)));
        assertThat(due(COFFEE, 60)).hasSize(1);
        assertThat(due(COFFEE, 61)).isEmpty();
        assertThat(due(MUG, 20)).isEmpty();
    }

    @Test
    void their_own_rhythm_goes_before_that_of_others_and_last_week_is_too_soon() {
        var every12Days = new Had(MUG, ago(7), 4, 36);
        assertThat(suggesting(List.of(every12Days), Map.of()).ranked(10))
                .containsExactly(Map.entry(MUG, new TimeAgain(ago(7), 12)));
        assertThat(suggesting(List.of(new Had(MUG, ago(6), 4, 36)), Map.of()).ranked(10))
                .isEmpty();
        assertThat(suggesting(List.of(new Had(MUG, ago(6), 20, 40)), Map.of()).ranked(10))
                .isEmpty();
    }

    @Test
    void of_ten_three_at_most_are_had_already() {
        var had = LongStream.rangeClosed(100, 120)
                .mapToObj(number -> {
                    products.put(number, product(number, "Tea " + number, false, 100, 50, 20));
                    return daysAgo(number, 15);
                })
                .toList();
        assertThat(suggesting(had, Map.of()).ranked(10)).hasSize(3);
        assertThat(suggesting(had, Map.of()).ranked(4)).hasSize(2);
        assertThat(suggesting(had, Map.of()).ranked(1)).hasSize(1);
    }

    @Test
    void no_more_are_given_than_were_asked_for() {
        var companions =
                List.of(new Companion(SAUCER, 37, 90), new Companion(SPOON, 12, 30), new Companion(COFFEE, 9, 9));
        assertThat(suggesting(List.of(daysAgo(MUG, 1)), Map.of(MUG, companions))
                        .ranked(2)
                        .keySet())
                .containsExactly(SAUCER, SPOON);
    }

    @Test
    void the_reason_of_one_product_is_the_one_of_the_list() {
        var suggesting = suggesting(List.of(daysAgo(MUG, 1)), Map.of(MUG, List.of(new Companion(SAUCER, 37, 90))));
        assertThat(suggesting.reason(SAUCER)).isEqualTo(new BoughtTogether(article(MUG), 37));
        assertThat(suggesting.reason(MUG)).isNull();
        assertThat(suggesting.reason(COFFEE)).isNull();
    }

    private Map<Long, Reason> due(long product, int days) {
        return suggesting(List.of(daysAgo(product, days)), Map.of()).ranked(10);
    }

    private Suggesting suggesting(List<Had> had, Map<Long, List<Companion>> companions) {
        return new Suggesting(had, companions, products, NOW);
    }

    private static Had daysAgo(long product, int days) {
        return new Had(product, ago(days), 1, 0);
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private Article article(long product) {
        return products.get(product).article();
    }

    private static Product product(long number, String name, boolean leftOut, long buyers, long again, int usualDays) {
        return new Product(number, new Article("A" + number, name, null), leftOut, buyers, buyers, again, usualDays);
    }
}
