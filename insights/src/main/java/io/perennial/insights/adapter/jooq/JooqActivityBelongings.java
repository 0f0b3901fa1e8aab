package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsAffinityProduct.INSIGHTS_AFFINITY_PRODUCT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsArticle.INSIGHTS_ARTICLE;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsBought.INSIGHTS_BOUGHT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsItem.INSIGHTS_ITEM;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.springframework.stereotype.Component;

/**
 * What a member did. The stream holds figures, articles and the shop's own numbers of receipts, and stays under the id, since
 * the ledger and what was counted rest on it. Only what an article was called may tell who the member was: a mug with a name
 * on it loses that name.
 */
@Component
class JooqActivityBelongings implements Belongings {

    private final DSLContext dsl;

    JooqActivityBelongings(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Section> exported(MemberId member) {
        return List.of(
                section(
                        "insights.activities",
                        dsl.select(
                                        INSIGHTS_ACTIVITY.ACTIVITY_ID,
                                        INSIGHTS_ACTIVITY.TYPE,
                                        INSIGHTS_ACTIVITY.SOURCE,
                                        INSIGHTS_ACTIVITY.REFERENCE,
                                        INSIGHTS_ACTIVITY.HAPPENED_AT,
                                        INSIGHTS_ACTIVITY.CHANNEL,
                                        INSIGHTS_ACTIVITY.STORE,
                                        INSIGHTS_ACTIVITY.CURRENCY,
                                        INSIGHTS_ACTIVITY.AMOUNT_MINOR)
                                .from(INSIGHTS_ACTIVITY)
                                .where(INSIGHTS_ACTIVITY.MEMBER_ID.eq(member.value()))
                                .orderBy(INSIGHTS_ACTIVITY.HAPPENED_AT, INSIGHTS_ACTIVITY.ACTIVITY_ID)),
                section(
                        "insights.items",
                        dsl.select(
                                        INSIGHTS_ITEM.ACTIVITY_ID,
                                        INSIGHTS_ITEM.LINE,
                                        INSIGHTS_ITEM.SKU,
                                        INSIGHTS_ITEM.NAME,
                                        INSIGHTS_ITEM.CATEGORY,
                                        INSIGHTS_ITEM.QUANTITY,
                                        INSIGHTS_ITEM.UNIT_PRICE)
                                .from(INSIGHTS_ITEM)
                                .where(INSIGHTS_ITEM.MEMBER_ID.eq(member.value()))
                                .orderBy(INSIGHTS_ITEM.ACTIVITY_ID, INSIGHTS_ITEM.LINE)));
    }

    @Override
    public void erased(Erasure erasure) {
        var member = erasure.member().value();
        var i = INSIGHTS_ITEM;
        var named = dsl.selectDistinct(i.NAME).from(i).where(i.MEMBER_ID.eq(member)).fetch(i.NAME).stream()
                .filter(erasure::isNamedIn)
                .toList();
        if (named.isEmpty()) {
            return;
        }
        dsl.update(i)
                .set(i.NAME, "")
                .where(i.MEMBER_ID.eq(member), i.NAME.in(named))
                .execute();
        var alone = boughtByNobodyElse(member, named);
        if (!alone.isEmpty()) {
            var a = INSIGHTS_ARTICLE;
            dsl.update(a).set(a.NAME, "").where(a.ARTICLE.in(alone.keySet())).execute();
            var p = INSIGHTS_AFFINITY_PRODUCT;
            dsl.update(p)
                    .set(p.NAME, "")
                    .where(p.PRODUCT.in(alone.values()), p.NAME.in(named))
                    .execute();
        }
    }

    /** What others bought too, is called so for everyone. */
    private Map<Long, Long> boughtByNobodyElse(UUID member, List<String> named) {
        var a = INSIGHTS_ARTICLE;
        var b = INSIGHTS_BOUGHT.as("others");
        return dsl.select(a.ARTICLE, a.PRODUCT)
                .from(a)
                .where(a.NAME.in(named))
                .and(a.ARTICLE.in(select(INSIGHTS_BOUGHT.ARTICLE)
                        .from(INSIGHTS_BOUGHT)
                        .where(INSIGHTS_BOUGHT.MEMBER_ID.eq(member))))
                .andNotExists(selectOne().from(b).where(b.ARTICLE.eq(a.ARTICLE), b.MEMBER_ID.ne(member)))
                .fetchMap(a.ARTICLE, a.PRODUCT);
    }

    private static Section section(String name, ResultQuery<? extends Record> query) {
        var rows = query.fetch();
        return new Section(
                name,
                List.of(rows.fields()).stream().map(Field::getName).toList(),
                rows.stream().map(Record::intoList).toList());
    }
}
