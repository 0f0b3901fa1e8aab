package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsArticle.INSIGHTS_ARTICLE;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsBought.INSIGHTS_BOUGHT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsCutPoint.INSIGHTS_CUT_POINT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsDue.INSIGHTS_DUE;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMemberFacts.INSIGHTS_MEMBER_FACTS;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMemberTag.INSIGHTS_MEMBER_TAG;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsReturned.INSIGHTS_RETURNED;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.hour;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.perennial.insights.ActivityType;
import io.perennial.insights.CutPoints;
import io.perennial.insights.CutPoints.Measure;
import io.perennial.insights.MemberFacts;
import io.perennial.insights.MemberFacts.Expiring;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.adapter.jooq.generated.OneRow;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsCutPointRecord;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsMemberFactsRecord;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsMemberTagRecord;
import io.perennial.insights.domain.Gathered;
import io.perennial.insights.domain.Hours;
import io.perennial.insights.domain.KeptFacts;
import io.perennial.insights.domain.Streamed;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.Region;
import io.perennial.membership.WriteRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.joda.money.CurrencyUnit;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class JooqFacts implements KeptFacts, ReadFacts {

    private static final int CHUNK = 500;

    private final DSLContext dsl;
    private final JooqDues dues;
    private final Programme programme;
    private final WriteRows rows;
    private final String store;

    JooqFacts(DSLContext dsl, JooqDues dues, Programme programme, WriteRows rows) {
        this.dsl = dsl;
        this.dues = dues;
        this.programme = programme;
        this.rows = rows;
        store = OneRow.over(dsl, List.of(INSIGHTS_MEMBER_FACTS.fields())).getSQL();
    }

    // --- what the stream has to say -------------------------------------------------------------

    /** By the hour, of which the usual one is to be told; what else is asked of the same rows is added up here. */
    @Override
    public Map<MemberId, Streamed> streamed(Collection<MemberId> members, Instant now) {
        var a = INSIGHTS_ACTIVITY;
        var r = INSIGHTS_RETURNED;
        var noted = INSIGHTS_DUE.forceIndex("insights_due_activity");
        var stays = a.TYPE.eq(inline(ActivityType.PURCHASE.code()))
                .and(r.WHOLE.isNull().or(r.WHOLE.eq(inline(false))));
        var from = Streamed.habitsFrom(now);
        Field<Integer> hour = hour(new ConditionInSql(programme.zone(), from, now).local());
        var times = count(when(a.HAPPENED_AT.ge(from).and(a.TYPE.ne(inline(ActivityType.REFUND.code()))), inline(1)));
        var last = max(a.HAPPENED_AT);
        var firstBought = min(when(stays, a.HAPPENED_AT));
        var lastBought = max(when(stays, a.HAPPENED_AT));
        var purchases = count(when(stays, inline(1)));
        var spent = sum(when(
                stays.and(a.CURRENCY.eq(inline(programme.usualCurrency()))),
                a.AMOUNT_MINOR.minus(coalesce(r.RETURNED_MINOR, inline(0L)))));
        var streamed = new HashMap<MemberId, Streamed>();
        dsl.select(a.MEMBER_ID, hour, times, last, firstBought, lastBought, purchases, spent)
                .from(a)
                .leftJoin(r)
                .on(r.MEMBER_ID.eq(a.MEMBER_ID), r.ACTIVITY_ID.eq(a.ACTIVITY_ID))
                .leftJoin(noted)
                .on(INSIGHTS_DUE.ACTIVITY_ID.eq(a.ACTIVITY_ID))
                .where(a.MEMBER_ID.in(values(members)), INSIGHTS_DUE.DUE_ID.isNull())
                .groupBy(a.MEMBER_ID, hour)
                .forEach(row -> {
                    var then = new Streamed(
                            row.value4(),
                            row.value5(),
                            row.value6(),
                            row.value7(),
                            row.value8() == null ? 0 : row.value8().longValueExact(),
                            Hours.NONE.and(row.value2(), row.value3()));
                    streamed.merge(new MemberId(row.value1()), then, Streamed::and);
                });
        return streamed;
    }

    /** Of several the first by name. */
    @Override
    public Map<MemberId, String> favourites(Collection<MemberId> members) {
        var b = INSIGHTS_BOUGHT;
        var c = INSIGHTS_ARTICLE;
        var pieces = sum(b.PIECES);
        var favourites = new HashMap<MemberId, String>();
        dsl.select(b.MEMBER_ID, c.CATEGORY, pieces)
                .from(b)
                .join(c)
                .on(c.ARTICLE.eq(b.ARTICLE))
                .where(b.MEMBER_ID.in(values(members)), c.CATEGORY.isNotNull())
                .groupBy(b.MEMBER_ID, c.CATEGORY)
                .orderBy(b.MEMBER_ID, pieces.desc(), c.CATEGORY)
                .forEach(row -> favourites.putIfAbsent(new MemberId(row.value1()), row.value2()));
        return favourites;
    }

    // --- a row for each member ------------------------------------------------------------------

    @Override
    public void forget(Collection<MemberId> members) {
        var ids = values(members);
        dsl.deleteFrom(INSIGHTS_MEMBER_FACTS)
                .where(INSIGHTS_MEMBER_FACTS.MEMBER_ID.in(ids))
                .execute();
        dsl.deleteFrom(INSIGHTS_MEMBER_TAG)
                .where(INSIGHTS_MEMBER_TAG.MEMBER_ID.in(ids))
                .execute();
    }

    @Override
    public Map<MemberId, Gathered> lock(Collection<MemberId> members) {
        var f = INSIGHTS_MEMBER_FACTS;
        return dsl.selectFrom(f)
                .where(f.MEMBER_ID.in(values(members)))
                .forUpdate()
                .fetchMap(
                        row -> new MemberId(row.getMemberId()),
                        row -> new Gathered(toFacts(row, Set.of()), Hours.of(row.getHours()), row.getCountedAt()));
    }

    @Override
    public void store(List<Gathered> gathered) {
        bringForward(gathered);
        gathered.stream()
                .map(Gathered::facts)
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(this::storeTags);
    }

    @Override
    public void bringForward(List<Gathered> gathered) {
        rows.write(store, gathered.stream().map(JooqFacts::toRow).toList());
    }

    /** Only what differs is written: most members whose facts are gathered have the tags that they had. */
    private void storeTags(List<MemberFacts> facts) {
        var t = INSIGHTS_MEMBER_TAG;
        var before = tags(facts.stream().map(each -> each.member().value()).toList());
        var gone = new ArrayList<org.jooq.Condition>();
        var added = new ArrayList<InsightsMemberTagRecord>();
        for (var each : facts) {
            var had = before.getOrDefault(each.member().value(), Set.of());
            each.tags().stream()
                    .filter(tag -> !had.contains(tag))
                    .sorted()
                    .forEach(tag ->
                            added.add(new InsightsMemberTagRecord(each.member().value(), tag)));
            var lost = had.stream().filter(tag -> !each.tags().contains(tag)).toList();
            if (!lost.isEmpty()) {
                gone.add(t.MEMBER_ID.eq(each.member().value()).and(t.TAG.in(lost)));
            }
        }
        if (!gone.isEmpty()) {
            dsl.deleteFrom(t).where(or(gone)).execute();
        }
        if (!added.isEmpty()) {
            dsl.insertInto(t).set(added).execute();
        }
    }

    private Map<UUID, Set<String>> tags(Collection<UUID> members) {
        var t = INSIGHTS_MEMBER_TAG;
        return dsl
                .select(t.MEMBER_ID, t.TAG)
                .from(t)
                .where(t.MEMBER_ID.in(members))
                .fetch()
                .intoGroups(row -> row.value1(), row -> row.value2())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    }

    @Override
    public Optional<MemberFacts> find(MemberId member) {
        return dsl.selectFrom(INSIGHTS_MEMBER_FACTS)
                .where(INSIGHTS_MEMBER_FACTS.MEMBER_ID.eq(member.value()))
                .fetchOptional()
                .map(row -> toFacts(row, tags(List.of(member.value())).getOrDefault(member.value(), Set.of())));
    }

    @Override
    public List<MemberId> page(Optional<MemberId> after, int limit) {
        var f = INSIGHTS_MEMBER_FACTS;
        return dsl.select(f.MEMBER_ID)
                .from(f)
                .where(after.map(last -> f.MEMBER_ID.gt(last.value())).orElse(noCondition()))
                .orderBy(f.MEMBER_ID)
                .limit(limit)
                .fetch(row -> new MemberId(row.value1()));
    }

    @Override
    public long total() {
        return dsl.fetchCount(INSIGHTS_MEMBER_FACTS);
    }

    @Override
    public long waiting() {
        return dues.waiting();
    }

    // --- cut points -----------------------------------------------------------------------------

    @Override
    public CutPoints cutPoints() {
        var c = INSIGHTS_CUT_POINT;
        var rows = dsl.selectFrom(c)
                .where(c.SET_AT.eq(select(max(c.SET_AT)).from(c)))
                .orderBy(c.MEASURE, c.SCORE)
                .fetch();
        if (rows.isEmpty()) {
            var decimals = CurrencyUnit.of(programme.usualCurrency()).getDecimalPlaces();
            return CutPoints.beforeAny(Math.toIntExact(Math.round(Math.pow(10, decimals))));
        }
        var above = new EnumMap<Measure, List<Long>>(Measure.class);
        rows.forEach(row -> above.computeIfAbsent(Measure.valueOf(row.getMeasure()), measure -> new ArrayList<>())
                .add(row.getAbove()));
        return new CutPoints(rows.getFirst().getSetAt(), above);
    }

    @Override
    public void setCutPoints(CutPoints cuts) {
        var rows = new ArrayList<InsightsCutPointRecord>();
        cuts.above().forEach((measure, values) -> {
            var score = 2;
            for (var above : values) {
                rows.add(new InsightsCutPointRecord(cuts.setAt(), measure.name(), score++, above));
            }
        });
        dsl.insertInto(INSIGHTS_CUT_POINT).set(rows).execute();
    }

    @Override
    public long buyers() {
        return dsl.fetchCount(INSIGHTS_MEMBER_FACTS, INSIGHTS_MEMBER_FACTS.LAST_PURCHASE_AT.isNotNull());
    }

    /** Walks along the key of the measure: this is asked a dozen times a month. */
    @Override
    public long valueAt(Measure measure, long place, Instant now) {
        var f = INSIGHTS_MEMBER_FACTS;
        return switch (measure) {
            case RECENCY ->
                CutPoints.recency(
                        dsl.select(f.LAST_PURCHASE_AT)
                                .from(f)
                                .where(f.LAST_PURCHASE_AT.isNotNull())
                                .orderBy(f.LAST_PURCHASE_AT)
                                .limit(1)
                                .offset(place)
                                .fetchSingle()
                                .value1(),
                        now);
            case FREQUENCY -> value(f.PURCHASES, place);
            case MONEY -> value(f.SPENT_MINOR, place);
        };
    }

    /** Who bought nothing comes first, with 0; a purchase of which nothing was paid counts among them. */
    private long value(Field<Long> field, long place) {
        var f = INSIGHTS_MEMBER_FACTS;
        return dsl.select(field)
                .from(f)
                .where(f.LAST_PURCHASE_AT.isNotNull())
                .orderBy(field)
                .limit(1)
                .offset(place)
                .fetchSingle()
                .value1();
    }

    // --- rows -----------------------------------------------------------------------------------

    private static List<UUID> values(Collection<MemberId> members) {
        return members.stream().map(MemberId::value).toList();
    }

    private static @Nullable Object[] toRow(Gathered gathered) {
        var facts = gathered.facts();
        var birthday = facts.birthday();
        var expiring = facts.expiring();
        return new @Nullable Object[] {
            facts.member().value(),
            facts.status().name(),
            facts.tier(),
            facts.growth(),
            facts.missing(),
            facts.enrolledAt(),
            facts.language(),
            birthday,
            birthday == null ? null : birthday.getMonthValue() * 100 + birthday.getDayOfMonth(),
            facts.balance(),
            expiring == null ? null : expiring.at(),
            expiring == null ? null : expiring.points(),
            facts.lastActivityAt(),
            facts.firstPurchaseAt(),
            facts.lastPurchaseAt(),
            facts.purchases(),
            facts.spentMinor(),
            facts.favouriteCategory(),
            facts.usualHour(),
            facts.region() == null ? null : facts.region().code(),
            facts.interests().stream().map(Interest::name).sorted().collect(Collectors.joining(",")),
            Agreements.agreed(facts.agreed()),
            Agreements.reach(facts.reachable()),
            (int) (facts.member().value().getLeastSignificantBits() & 0xFF),
            gathered.hours().bytes(),
            gathered.countedAt()
        };
    }

    private static MemberFacts toFacts(InsightsMemberFactsRecord row, Set<String> tags) {
        return new MemberFacts(
                new MemberId(row.getMemberId()),
                MemberStatus.valueOf(row.getStatus()),
                row.getTierCode(),
                row.getGrowth(),
                row.getMissing(),
                row.getEnrolledAt(),
                row.getLanguage(),
                row.getBirthday(),
                row.getBalance(),
                expiring(row),
                row.getLastActivityAt(),
                row.getFirstPurchaseAt(),
                row.getLastPurchaseAt(),
                row.getPurchases(),
                row.getSpentMinor(),
                row.getFavouriteCategory(),
                row.getUsualHour(),
                row.getRegion() == null ? null : new Region(row.getRegion()),
                Arrays.stream(row.getInterests().split(","))
                        .filter(word -> !word.isEmpty())
                        .map(Interest::valueOf)
                        .collect(Collectors.toSet()),
                tags,
                Agreements.consents(row.getAgreed()),
                Agreements.channels(row.getReach()));
    }

    private static @Nullable Expiring expiring(InsightsMemberFactsRecord row) {
        return row.getExpiringAt() == null ? null : new Expiring(row.getExpiringAt(), row.getExpiringPoints());
    }
}
