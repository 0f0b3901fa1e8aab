package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsAffinityProduct.INSIGHTS_AFFINITY_PRODUCT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsArticle.INSIGHTS_ARTICLE;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsBought.INSIGHTS_BOUGHT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsDue.INSIGHTS_DUE;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsItem.INSIGHTS_ITEM;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsReturned.INSIGHTS_RETURNED;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.MergeParts;
import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.TableField;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a member did. The stream holds figures, articles and the shop's own numbers of receipts, and stays under the id, since
 * the ledger and what was counted rest on it. Only what an article was called may tell who the member was: a mug with a name
 * on it loses that name.
 */
@Component
class JooqActivityBelongings implements Belongings {

    private static final String ACTIVITY = "activity";
    private static final int CHUNK = 500;

    private final DSLContext dsl;
    private final MergeParts parts;
    private final Dues dues;

    JooqActivityBelongings(DSLContext dsl, MergeParts parts, Dues dues) {
        this.parts = parts;
        this.dsl = dsl;
        this.dues = dues;
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

    @Override
    public List<Holding> holdings(MemberId member) {
        return List.of(new Holding(
                "insights.activity",
                dsl.fetchCount(INSIGHTS_ACTIVITY, INSIGHTS_ACTIVITY.MEMBER_ID.eq(member.value()))));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Move move) {
        dues.takeTurn();
        var ids = ids(move.from(), noCondition());
        parts.note(move.merge(), ACTIVITY, ids.stream().map(UUID::toString).toList());
        pass(ids, move.from(), move.to());
    }

    @Override
    public List<Return> returning(Move move) {
        var noted = noted(move);
        var there = noted.size()
                - ids(move.to(), noCondition()).stream().filter(noted::contains).count();
        return List.of(new Return("insights.activity", noted.size() - there, there));
    }

    /** With their purchases go back refunds that were told since. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(Move move) {
        dues.takeTurn();
        var noted = noted(move);
        noted.stream().gather(Gatherers.windowFixed(CHUNK)).forEach(some -> {
            var refunds = ids(move.to(), INSIGHTS_ACTIVITY.REFUND_OF.in(some));
            pass(some, move.to(), move.from());
            pass(refunds, move.to(), move.from());
        });
    }

    private Set<UUID> noted(Move move) {
        return parts.noted(move.merge(), ACTIVITY).stream()
                .map(UUID::fromString)
                .collect(toCollection(LinkedHashSet::new));
    }

    private List<UUID> ids(MemberId member, Condition which) {
        return dsl.select(INSIGHTS_ACTIVITY.ACTIVITY_ID)
                .from(INSIGHTS_ACTIVITY)
                .where(INSIGHTS_ACTIVITY.MEMBER_ID.eq(member.value()), which)
                .fetch(INSIGHTS_ACTIVITY.ACTIVITY_ID);
    }

    private void pass(List<UUID> activities, MemberId from, MemberId to) {
        activities.stream().gather(Gatherers.windowFixed(CHUNK)).forEach(some -> {
            pass(INSIGHTS_ACTIVITY.MEMBER_ID, INSIGHTS_ACTIVITY.ACTIVITY_ID, some, from, to);
            pass(INSIGHTS_ITEM.MEMBER_ID, INSIGHTS_ITEM.ACTIVITY_ID, some, from, to);
            pass(INSIGHTS_BOUGHT.MEMBER_ID, INSIGHTS_BOUGHT.ACTIVITY_ID, some, from, to);
            pass(INSIGHTS_RETURNED.MEMBER_ID, INSIGHTS_RETURNED.ACTIVITY_ID, some, from, to);
            // What was told and not gathered yet.
            dsl.update(INSIGHTS_DUE)
                    .set(INSIGHTS_DUE.MEMBER_ID, to.value())
                    .where(INSIGHTS_DUE.ACTIVITY_ID.in(some))
                    .execute();
        });
    }

    private void pass(
            TableField<? extends Record, UUID> owner,
            TableField<? extends Record, UUID> activity,
            List<UUID> some,
            MemberId from,
            MemberId to) {
        dsl.update(requireNonNull(owner.getTable()))
                .set(owner, to.value())
                .where(owner.eq(from.value()), activity.in(some))
                .execute();
    }

    private static Section section(String name, ResultQuery<? extends Record> query) {
        var rows = query.fetch();
        return new Section(
                name,
                List.of(rows.fields()).stream().map(Field::getName).toList(),
                rows.stream().map(Record::intoList).toList());
    }
}
