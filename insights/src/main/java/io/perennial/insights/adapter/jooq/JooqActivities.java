package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsItem.INSIGHTS_ITEM;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.sum;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.adapter.jooq.generated.OneRow;
import io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsActivityRecord;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsItemRecord;
import io.perennial.insights.domain.Activities;
import io.perennial.insights.domain.BusinessKey;
import io.perennial.insights.domain.Entry;
import io.perennial.insights.domain.Fingerprint;
import io.perennial.insights.domain.Told;
import io.perennial.membership.MemberId;
import io.perennial.membership.WriteRows;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

@Component
class JooqActivities implements Activities, ReadActivities {

    private static final int CHUNK = 1_000;

    private final DSLContext dsl;
    private final WriteRows rows;
    private final String insertActivity;
    private final String insertItem;

    JooqActivities(DSLContext dsl, WriteRows rows) {
        this.dsl = dsl;
        this.rows = rows;
        insertActivity = OneRow.into(dsl, INSIGHTS_ACTIVITY).getSQL();
        insertItem = OneRow.into(dsl, INSIGHTS_ITEM).getSQL();
    }

    @Override
    public Map<BusinessKey, Told> told(Collection<BusinessKey> keys) {
        var activity = INSIGHTS_ACTIVITY;
        return dsl.select(
                        activity.SOURCE,
                        activity.REFERENCE,
                        activity.ACTIVITY_ID,
                        activity.MEMBER_ID,
                        activity.TYPE,
                        activity.BODY_HASH)
                .from(activity)
                .where(under(keys))
                .fetchMap(
                        row -> new BusinessKey(row.value1(), row.value2()),
                        row -> new Told(
                                new ActivityId(row.value3()),
                                new MemberId(row.value4()),
                                new ActivityType(row.value5()),
                                Fingerprint.of(row.value6())));
    }

    @Override
    public Map<BusinessKey, Activity> contents(Collection<BusinessKey> keys) {
        var activity = INSIGHTS_ACTIVITY;
        var item = INSIGHTS_ITEM;
        var items = dsl.select(item.fields())
                .from(activity)
                .join(item)
                .on(item.MEMBER_ID.eq(activity.MEMBER_ID), item.ACTIVITY_ID.eq(activity.ACTIVITY_ID))
                .where(under(keys))
                .orderBy(item.MEMBER_ID, item.ACTIVITY_ID, item.LINE)
                .fetchGroups(row -> row.get(item.ACTIVITY_ID), row -> toItem(row.into(item)));
        return dsl.selectFrom(activity)
                .where(under(keys))
                .fetchMap(
                        row -> new BusinessKey(row.getSource(), row.getReference()),
                        row -> toActivity(row, items.getOrDefault(row.getActivityId(), List.of())));
    }

    /**
     * Plain rows whose refusal is caught. IGNORE would swallow broken constraints too; ON DUPLICATE KEY UPDATE cannot tell
     * new rows from old ones, because the driver asks for found rows.
     */
    @Override
    public boolean addAll(List<Entry> entries) {
        try {
            rows.write(
                    insertActivity, entries.stream().map(JooqActivities::toRow).toList());
        } catch (DuplicateKeyException _) {
            return false;
        }
        rows.write(
                insertItem, entries.stream().flatMap(JooqActivities::toItemRows).toList());
        return true;
    }

    @Override
    public Set<String> known(String source, Collection<String> references) {
        var activity = INSIGHTS_ACTIVITY;
        var known = new HashSet<String>();
        possible(source, references)
                .forEach(some -> known.addAll(dsl.select(activity.REFERENCE)
                        .from(activity)
                        .where(activity.SOURCE.eq(source), activity.REFERENCE.in(some))
                        .fetchSet(activity.REFERENCE)));
        return known;
    }

    @Override
    public Map<String, Recorded> byReference(String source, Collection<String> references) {
        var activity = INSIGHTS_ACTIVITY;
        var recorded = new HashMap<String, Recorded>();
        possible(source, references)
                .forEach(some -> recorded.putAll(dsl.selectFrom(activity)
                        .where(activity.SOURCE.eq(source), activity.REFERENCE.in(some))
                        .fetchMap(activity.REFERENCE, JooqActivities::toRecorded)));
        return recorded;
    }

    @Override
    public Map<ActivityId, Recorded> byId(MemberId member, Collection<ActivityId> ids) {
        var activity = INSIGHTS_ACTIVITY;
        var recorded = new HashMap<ActivityId, Recorded>();
        ids.stream()
                .map(ActivityId::value)
                .distinct()
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(some -> recorded.putAll(dsl.selectFrom(activity)
                        .where(activity.MEMBER_ID.eq(member.value()), activity.ACTIVITY_ID.in(some))
                        .fetchMap(row -> new ActivityId(row.getActivityId()), JooqActivities::toRecorded)));
        return recorded;
    }

    @Override
    public Map<ActivityId, Recorded> byId(Map<ActivityId, MemberId> activities) {
        var activity = INSIGHTS_ACTIVITY;
        var recorded = new HashMap<ActivityId, Recorded>();
        pairs(activity, activities)
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(these -> recorded.putAll(dsl.selectFrom(activity)
                        .where(or(these))
                        .fetchMap(row -> new ActivityId(row.getActivityId()), JooqActivities::toRecorded)));
        return recorded;
    }

    /** Asked for one by one, because MariaDB finds no index for a list of pairs. */
    private static Stream<Condition> pairs(InsightsActivity activity, Map<ActivityId, MemberId> activities) {
        return activities.entrySet().stream()
                .map(each -> activity.MEMBER_ID
                        .eq(each.getValue().value())
                        .and(activity.ACTIVITY_ID.eq(each.getKey().value())));
    }

    @Override
    public List<Item> items(MemberId member, ActivityId id) {
        var item = INSIGHTS_ITEM;
        return dsl.selectFrom(item)
                .where(item.MEMBER_ID.eq(member.value()), item.ACTIVITY_ID.eq(id.value()))
                .orderBy(item.LINE)
                .fetch(JooqActivities::toItem);
    }

    @Override
    public Map<ActivityId, List<Item>> items(Map<ActivityId, MemberId> activities) {
        var item = INSIGHTS_ITEM;
        var items = new HashMap<ActivityId, List<Item>>();
        // Pairs are asked for one by one, because MariaDB finds no index for a list of them; and after a bulk load
        // MySQL takes the
        // table for small and compares each row with each pair, a hundred times as slow, unless it is told the key.
        activities.entrySet().stream()
                .map(each -> item.MEMBER_ID
                        .eq(each.getValue().value())
                        .and(item.ACTIVITY_ID.eq(each.getKey().value())))
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(these -> items.putAll(dsl.selectFrom(item.forceIndex("PRIMARY"))
                        .where(or(these))
                        .orderBy(item.MEMBER_ID, item.ACTIVITY_ID, item.LINE)
                        .fetchGroups(row -> new ActivityId(row.getActivityId()), JooqActivities::toItem)));
        return items;
    }

    @Override
    public Map<MemberId, Instant> firstPurchases(Collection<MemberId> members, Collection<ActivityId> except) {
        var activity = INSIGHTS_ACTIVITY;
        var first = min(activity.HAPPENED_AT);
        return dsl.select(activity.MEMBER_ID, first)
                .from(activity)
                .where(
                        activity.MEMBER_ID.in(
                                members.stream().map(MemberId::value).toList()),
                        activity.TYPE.eq(ActivityType.PURCHASE.code()),
                        except.isEmpty()
                                ? DSL.noCondition()
                                : activity.ACTIVITY_ID.notIn(
                                        except.stream().map(ActivityId::value).toList()))
                .groupBy(activity.MEMBER_ID)
                .fetchMap(row -> new MemberId(row.value1()), row -> row.value2());
    }

    @Override
    public Map<ActivityId, Money> refundedOf(MemberId member, Collection<ActivityId> purchases) {
        return refundedOf(purchases.stream().distinct().collect(toMap(Function.identity(), id -> member)));
    }

    @Override
    public Map<ActivityId, Money> refundedOf(Map<ActivityId, MemberId> purchases) {
        var refund = INSIGHTS_ACTIVITY.as("refund");
        var refunded = new HashMap<ActivityId, Money>();
        purchases.entrySet().stream()
                .map(each -> refund.MEMBER_ID
                        .eq(each.getValue().value())
                        .and(refund.REFUND_OF.eq(each.getKey().value())))
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(these -> refunded.putAll(refundedOf(refund, or(these))));
        return refunded;
    }

    /** By the refunds, which are few, and not by all that their members did, as servers would. */
    private Map<ActivityId, Money> refundedOf(InsightsActivity refund, Condition these) {
        var purchase = INSIGHTS_ACTIVITY.as("purchase");
        return dsl.select(purchase.ACTIVITY_ID, purchase.CURRENCY, sum(refund.AMOUNT_MINOR))
                .from(refund.forceIndex("insights_activity_refunds"))
                .join(purchase)
                .on(
                        purchase.MEMBER_ID.eq(refund.MEMBER_ID),
                        purchase.ACTIVITY_ID.eq(refund.REFUND_OF),
                        purchase.CURRENCY.eq(refund.CURRENCY))
                .where(these)
                .groupBy(purchase.ACTIVITY_ID, purchase.CURRENCY)
                .fetchMap(
                        row -> new ActivityId(row.value1()),
                        row -> Money.ofMinor(
                                CurrencyUnit.of(row.value2()), row.value3().longValueExact()));
    }

    @Override
    public Map<ActivityId, List<Item>> itemsRefundedOf(Map<ActivityId, MemberId> purchases) {
        var refund = INSIGHTS_ACTIVITY;
        var item = INSIGHTS_ITEM;
        var refunded = new HashMap<ActivityId, List<Item>>();
        purchases.entrySet().stream()
                .map(each -> refund.MEMBER_ID
                        .eq(each.getValue().value())
                        .and(refund.REFUND_OF.eq(each.getKey().value())))
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(these -> dsl.select(refund.REFUND_OF)
                        .select(item.fields())
                        .from(refund)
                        .join(item)
                        .on(item.MEMBER_ID.eq(refund.MEMBER_ID), item.ACTIVITY_ID.eq(refund.ACTIVITY_ID))
                        .where(or(these))
                        .forEach(row -> refunded.computeIfAbsent(
                                        new ActivityId(row.get(refund.REFUND_OF)), id -> new ArrayList<>())
                                .add(toItem(row.into(item)))));
        return refunded;
    }

    @Override
    public Page timeline(MemberId member, Optional<Cursor> before, int limit) {
        var activity = INSIGHTS_ACTIVITY;
        var rows = dsl.selectFrom(activity)
                .where(activity.MEMBER_ID.eq(member.value()))
                // Not (happened_at, activity_id) < (?, ?): for that MySQL reads the member's whole key.
                .and(before.map(cursor -> activity.HAPPENED_AT
                                .le(cursor.happenedAt())
                                .and(activity.HAPPENED_AT
                                        .lt(cursor.happenedAt())
                                        .or(activity.ACTIVITY_ID.lt(cursor.id().value()))))
                        .orElseGet(DSL::noCondition))
                .orderBy(activity.HAPPENED_AT.desc(), activity.ACTIVITY_ID.desc())
                .limit(limit + 1L)
                .fetch(JooqActivities::toRecorded);
        var hasMore = rows.size() > limit;
        return new Page(List.copyOf(hasMore ? rows.subList(0, limit) : rows), hasMore);
    }

    @Override
    public Optional<Instant> lastActivityAt(MemberId member) {
        var activity = INSIGHTS_ACTIVITY;
        return dsl.select(max(activity.HAPPENED_AT))
                .from(activity)
                .where(activity.MEMBER_ID.eq(member.value()))
                .fetchOptional(0, Instant.class);
    }

    private static Condition under(Collection<BusinessKey> keys) {
        return or(
                keys.stream()
                        .collect(groupingBy(BusinessKey::source, mapping(BusinessKey::reference, toSet())))
                        .entrySet()
                        .stream()
                        .map(told -> INSIGHTS_ACTIVITY
                                .SOURCE
                                .eq(told.getKey())
                                .and(INSIGHTS_ACTIVITY.REFERENCE.in(told.getValue())))
                        .toList());
    }

    /** Others than ASCII can never have been told, and comparing the column to them would keep the server from its index. */
    private static Stream<List<String>> possible(String source, Collection<String> references) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(source)
                ? references.stream()
                        .filter(StandardCharsets.US_ASCII.newEncoder()::canEncode)
                        .distinct()
                        .gather(Gatherers.windowFixed(CHUNK))
                : Stream.of();
    }

    private static @Nullable Object[] toRow(Entry entry) {
        var activity = entry.activity();
        var amount = activity.amount();
        var refunded = entry.refunded();
        return new @Nullable Object[] {
            activity.member().value(),
            entry.id().value(),
            activity.type().code(),
            activity.source(),
            activity.reference(),
            activity.happenedAt(),
            entry.recordedAt(),
            activity.channel(),
            activity.store(),
            amount == null ? null : amount.getCurrencyUnit().getCode(),
            amount == null ? null : amount.getAmountMinorLong(),
            refunded == null ? null : refunded.value(),
            activity.refundOf(),
            entry.fingerprint().bytes()
        };
    }

    private static Stream<@Nullable Object[]> toItemRows(Entry entry) {
        var items = entry.activity().items();
        return IntStream.range(0, items.size()).mapToObj(line -> {
            var item = items.get(line);
            return new @Nullable Object[] {
                entry.activity().member().value(),
                entry.id().value(),
                line + 1,
                item.sku(),
                item.name(),
                item.category(),
                item.quantity(),
                item.unitPrice()
            };
        });
    }

    private static Activity toActivity(InsightsActivityRecord row, List<Item> items) {
        return new Activity(
                new MemberId(row.getMemberId()),
                new ActivityType(row.getType()),
                row.getSource(),
                row.getReference(),
                row.getHappenedAt(),
                row.getChannel(),
                row.getStore(),
                amount(row),
                row.getRefundOfReference(),
                items);
    }

    private static Item toItem(InsightsItemRecord row) {
        return new Item(row.getSku(), row.getName(), row.getCategory(), row.getQuantity(), row.getUnitPrice());
    }

    static Recorded toRecorded(InsightsActivityRecord row) {
        return new Recorded(
                new ActivityId(row.getActivityId()),
                new MemberId(row.getMemberId()),
                new ActivityType(row.getType()),
                row.getSource(),
                row.getReference(),
                row.getHappenedAt(),
                row.getRecordedAt(),
                row.getChannel(),
                row.getStore(),
                amount(row),
                row.getRefundOf() == null ? null : new ActivityId(row.getRefundOf()));
    }

    private static @Nullable Money amount(InsightsActivityRecord row) {
        return row.getAmountMinor() == null
                ? null
                : Money.ofMinor(CurrencyUnit.of(row.getCurrency()), row.getAmountMinor());
    }
}
