package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsItem.INSIGHTS_ITEM;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.springframework.stereotype.Component;

/**
 * What a member did. The stream holds figures, articles and the shop's own numbers of receipts, and stays under the id, since
 * the ledger and what was counted rest on it; nothing in it tells who the member was.
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
        // Nothing of it names anybody.
    }

    private static Section section(String name, ResultQuery<? extends Record> query) {
        var rows = query.fetch();
        return new Section(
                name,
                List.of(rows.fields()).stream().map(Field::getName).toList(),
                rows.stream().map(Record::intoList).toList());
    }
}
