package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsArticle.INSIGHTS_ARTICLE;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsBought.INSIGHTS_BOUGHT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsReturned.INSIGHTS_RETURNED;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.or;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsArticleRecord;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsBoughtRecord;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsReturnedRecord;
import io.perennial.insights.domain.Kept;
import io.perennial.insights.domain.Purchases;
import io.perennial.membership.MemberId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqPurchases implements Purchases {

    private static final int CHUNK = 1_000;

    private final DSLContext dsl;
    private final JooqActivities activities;
    private final JooqDeeds deeds;

    JooqPurchases(DSLContext dsl, JooqActivities activities, JooqDeeds deeds) {
        this.dsl = dsl;
        this.activities = activities;
        this.deeds = deeds;
    }

    @Override
    public void note(Collection<Recorded> told) {
        var purchases = new HashMap<ActivityId, Recorded>();
        var refunded = new HashMap<ActivityId, MemberId>();
        told.forEach(recorded -> {
            if (recorded.type().equals(ActivityType.PURCHASE)) {
                purchases.put(recorded.id(), recorded);
            } else if (recorded.refundOf() != null) {
                refunded.put(recorded.refundOf(), recorded.member());
            }
        });
        if (!refunded.isEmpty()) {
            delete(refunded);
            purchases.putAll(activities.byId(refunded));
        }
        write(purchases.values());
    }

    @Override
    public void renew(Collection<MemberId> members) {
        var ids = members.stream().map(MemberId::value).toList();
        dsl.deleteFrom(INSIGHTS_BOUGHT).where(INSIGHTS_BOUGHT.MEMBER_ID.in(ids)).execute();
        dsl.deleteFrom(INSIGHTS_RETURNED)
                .where(INSIGHTS_RETURNED.MEMBER_ID.in(ids))
                .execute();
        dsl
                .selectFrom(INSIGHTS_ACTIVITY)
                .where(INSIGHTS_ACTIVITY.MEMBER_ID.in(ids))
                .and(INSIGHTS_ACTIVITY.TYPE.eq(ActivityType.PURCHASE.code()))
                .fetch(JooqActivities::toRecorded)
                .stream()
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(this::write);
    }

    private void delete(Map<ActivityId, MemberId> purchases) {
        purchases.entrySet().stream()
                .map(each -> INSIGHTS_BOUGHT
                        .MEMBER_ID
                        .eq(each.getValue().value())
                        .and(INSIGHTS_BOUGHT.ACTIVITY_ID.eq(each.getKey().value())))
                .gather(Gatherers.windowFixed(100))
                .forEach(these ->
                        dsl.deleteFrom(INSIGHTS_BOUGHT).where(or(these)).execute());
    }

    private void write(Collection<Recorded> purchases) {
        if (purchases.isEmpty()) {
            return;
        }
        var owners = new HashMap<ActivityId, MemberId>();
        purchases.forEach(each -> owners.put(each.id(), each.member()));
        var returned = new ArrayList<InsightsReturnedRecord>();
        var refunded = activities.refundedOf(owners);
        for (var purchase : purchases) {
            var money = refunded.get(purchase.id());
            var paid = purchase.amount();
            if (money != null && paid != null) {
                returned.add(new InsightsReturnedRecord(
                        purchase.member().value(),
                        purchase.id().value(),
                        paid.minus(Kept.amount(paid, money)).getAmountMinorLong(),
                        Kept.nothing(paid, money)));
            }
        }
        store(returned);
        var articles = new TreeMap<Long, InsightsArticleRecord>();
        var bought = new ArrayList<InsightsBoughtRecord>();
        deeds.of(purchases, refunded, true).forEach((id, deed) -> {
            var line = 0;
            for (var item : deed.items()) {
                var article = JooqArticles.number(item);
                articles.put(
                        article,
                        new InsightsArticleRecord(
                                article, item.sku(), item.name(), item.category(), JooqArticles.product(item.sku())));
                var amount = deed.amount();
                bought.add(new InsightsBoughtRecord(
                        article,
                        deed.happenedAt(),
                        deed.member().value(),
                        id.value(),
                        line++,
                        item.quantity(),
                        amount == null ? "" : amount.getCurrencyUnit().getCode(),
                        deed.minorOf(item)));
            }
        });
        articles.values().stream()
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(some -> dsl.insertInto(INSIGHTS_ARTICLE)
                        .set(some)
                        .onDuplicateKeyIgnore()
                        .execute());
        bought.sort(Comparator.comparing(InsightsBoughtRecord::getArticle)
                .thenComparing(InsightsBoughtRecord::getHappenedAt));
        bought.stream()
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(some -> dsl.insertInto(INSIGHTS_BOUGHT)
                        .set(some)
                        .onDuplicateKeyUpdate()
                        .set(INSIGHTS_BOUGHT.PIECES, excluded(INSIGHTS_BOUGHT.PIECES))
                        .set(INSIGHTS_BOUGHT.PAID_MINOR, excluded(INSIGHTS_BOUGHT.PAID_MINOR))
                        .execute());
    }

    private void store(List<InsightsReturnedRecord> returned) {
        returned.stream()
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(some -> dsl.insertInto(INSIGHTS_RETURNED)
                        .set(some)
                        .onDuplicateKeyUpdate()
                        .set(INSIGHTS_RETURNED.RETURNED_MINOR, excluded(INSIGHTS_RETURNED.RETURNED_MINOR))
                        .set(INSIGHTS_RETURNED.WHOLE, excluded(INSIGHTS_RETURNED.WHOLE))
                        .execute());
    }
}
