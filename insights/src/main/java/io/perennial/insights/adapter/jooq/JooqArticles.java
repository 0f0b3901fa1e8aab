package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsArticle.INSIGHTS_ARTICLE;

import io.perennial.insights.Article;
import io.perennial.insights.Condition;
import io.perennial.insights.Item;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/**
 * Every article that was ever bought. Words are looked for here, by the predicate itself, and what was bought is found by the
 * numbers of the articles: that is exact in every language, and a shop has some ten thousand articles and many million lines.
 */
@Repository
class JooqArticles {

    private final DSLContext dsl;

    /** Articles are only ever added, so as many as there were are the same ones. */
    private volatile Map<Long, Item> known = Map.of();

    JooqArticles(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** The same for the same article number, name and category. */
    static long number(Item item) {
        var category = item.category();
        return number(item.sku() + '\0' + item.name() + '\0' + (category == null ? "" : category + '\0'));
    }

    /** The same for the same article number, whatever the article is called. */
    static long product(String sku) {
        return number(Article.comparable(sku));
    }

    private static long number(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Numbers of the articles that a condition on items takes. */
    List<Long> fitting(Condition condition) {
        return all().entrySet().stream()
                .filter(article -> fits(condition, article.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean fits(Condition condition, Item item) {
        return switch (condition) {
            case Condition.All all -> all.parts().stream().allMatch(part -> fits(part, item));
            case Condition.Any any -> any.parts().stream().anyMatch(part -> fits(part, item));
            case Condition.Not not -> !fits(not.part(), item);
            case Condition.OnItems onItems -> onItems.accepts(item);
            default -> throw new IllegalArgumentException("only conditions on items");
        };
    }

    private Map<Long, Item> all() {
        var before = known;
        var number = dsl.fetchCount(INSIGHTS_ARTICLE);
        if (before.size() == number) {
            return before;
        }
        var now = dsl.selectFrom(INSIGHTS_ARTICLE)
                .fetchMap(
                        row -> row.getArticle(),
                        row -> new Item(row.getSku(), row.getName(), row.getCategory(), 1, BigDecimal.ZERO));
        known = now;
        return now;
    }
}
