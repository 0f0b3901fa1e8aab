package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsAffinity.INSIGHTS_AFFINITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsAffinityBasket.INSIGHTS_AFFINITY_BASKET;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsAffinityProduct.INSIGHTS_AFFINITY_PRODUCT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsAffinityRun.INSIGHTS_AFFINITY_RUN;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsArticle.INSIGHTS_ARTICLE;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsArticleVerdict.INSIGHTS_ARTICLE_VERDICT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsBought.INSIGHTS_BOUGHT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMemberFacts.INSIGHTS_MEMBER_FACTS;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.date;
import static org.jooq.impl.DSL.denseRank;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.when;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Article;
import io.perennial.insights.EditRecommendations.Word;
import io.perennial.insights.KeepRecommendations;
import io.perennial.insights.KeepRecommendations.Counted;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsAffinityProductRecord;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsAffinityRecord;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsAffinityRunRecord;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsArticleVerdictRecord;
import io.perennial.insights.domain.Affinities;
import io.perennial.insights.domain.FeeWords;
import io.perennial.insights.domain.Product;
import io.perennial.insights.domain.Suggesting.Companion;
import io.perennial.insights.domain.Suggesting.Had;
import io.perennial.membership.MemberId;
import io.perennial.membership.Memory;
import io.perennial.membership.Programme;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Repository;

@Repository
class JooqAffinities implements Affinities {

    private static final int CHUNK = 1_000;
    private static final int MOST_LINES = 2_000;

    /** Of one buyer only the newest products: whoever buys everything says nothing of what goes with what. */
    private static final int MOST_IN_A_BASKET = 200;

    private final DSLContext dsl;
    private final Programme programme;
    private final Memory<Optional<Edition>> lately;

    JooqAffinities(DSLContext dsl, Programme programme, RunTransactions transactions, Clock clock) {
        this.dsl = dsl;
        this.programme = programme;
        this.lately = new Memory<>(transactions, clock, this::edition);
    }

    // --- reading --------------------------------------------------------------------------------

    @Override
    public Optional<Edition> lately() {
        return lately.get();
    }

    private Optional<Edition> edition() {
        var r = INSIGHTS_AFFINITY_RUN;
        var v = INSIGHTS_ARTICLE_VERDICT;
        return dsl.select(
                        r.RUN,
                        r.FINISHED_AT,
                        field(selectCount().from(v)),
                        field(select(max(v.SAID_AT)).from(v)))
                .from(r)
                .where(r.FINISHED_AT.isNotNull())
                .orderBy(r.RUN.desc())
                .limit(1)
                .fetchOptional(row -> new Edition(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    @Override
    public Optional<Integer> current() {
        var r = INSIGHTS_AFFINITY_RUN;
        return dsl.select(max(r.RUN))
                .from(r)
                .where(r.FINISHED_AT.isNotNull())
                .fetchOptional()
                .map(row -> row.value1());
    }

    @Override
    public Optional<Counted> counted() {
        var r = INSIGHTS_AFFINITY_RUN;
        return current()
                .flatMap(number -> dsl.selectFrom(r)
                        .where(r.RUN.eq(number))
                        .fetchOptional(row -> new Counted(
                                row.getBeganAt(),
                                Objects.requireNonNull(row.getFinishedAt()),
                                row.getRecentFrom(),
                                row.getBaskets(),
                                row.getOneIn(),
                                dsl.fetchCount(INSIGHTS_AFFINITY_PRODUCT, INSIGHTS_AFFINITY_PRODUCT.RUN.eq(number)),
                                dsl.fetchCount(INSIGHTS_AFFINITY, INSIGHTS_AFFINITY.RUN.eq(number)))));
    }

    @Override
    public List<Had> had(MemberId member, Instant since) {
        var b = INSIGHTS_BOUGHT;
        var a = INSIGHTS_ARTICLE;
        record Seen(Instant lastAt, TreeSet<LocalDate> days) {}
        var seen = new LinkedHashMap<Long, Seen>();
        dsl.select(a.PRODUCT, b.HAPPENED_AT)
                .from(b)
                .join(a)
                .on(a.ARTICLE.eq(b.ARTICLE))
                .where(b.MEMBER_ID.eq(member.value()), b.HAPPENED_AT.ge(since))
                .orderBy(b.HAPPENED_AT.desc(), b.ARTICLE)
                .limit(MOST_LINES)
                .forEach(row -> seen.computeIfAbsent(row.value1(), _ -> new Seen(row.value2(), new TreeSet<>()))
                        .days()
                        .add(LocalDate.ofInstant(row.value2(), programme.zone())));
        return seen.entrySet().stream()
                .map(each -> {
                    var days = each.getValue().days();
                    return new Had(
                            each.getKey(),
                            each.getValue().lastAt(),
                            days.size(),
                            ChronoUnit.DAYS.between(days.first(), days.last()));
                })
                .toList();
    }

    @Override
    public Map<Long, List<Companion>> companions(int run, Collection<Long> products) {
        var a = INSIGHTS_AFFINITY;
        return dsl.selectFrom(a)
                .where(a.RUN.eq(run), a.PRODUCT.in(products))
                .orderBy(a.PRODUCT, a.STRENGTH.desc(), a.OTHER)
                .fetchGroups(
                        row -> row.getProduct(),
                        row -> new Companion(row.getOther(), row.getTogether(), row.getStrength()));
    }

    @Override
    public Map<Long, Product> products(int run, Collection<Long> products) {
        var found = new HashMap<Long, Product>();
        products.stream()
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(some -> described(run)
                        .and(INSIGHTS_AFFINITY_PRODUCT.PRODUCT.in(some))
                        .forEach(row -> found.put(row.get(INSIGHTS_AFFINITY_PRODUCT.PRODUCT), toProduct(row))));
        return found;
    }

    @Override
    public List<Product> popular(int run, Collection<Long> passedOver, int limit) {
        var p = INSIGHTS_AFFINITY_PRODUCT;
        // Passed over are as many as one member bought: they are left out here, not in the query.
        var popular = described(run)
                .and(mayBeShown())
                .and(p.BUYERS.ge((long) KeepRecommendations.FEWEST))
                .orderBy(p.BUYERS.desc(), p.PRODUCT)
                .limit(limit + passedOver.size())
                .fetch(JooqAffinities::toProduct);
        return popular.stream()
                .filter(product -> !passedOver.contains(product.number()))
                .limit(limit)
                .toList();
    }

    @Override
    public long number(String sku) {
        return JooqArticles.product(sku);
    }

    @Override
    public List<Product> find(int run, String words, int limit) {
        var p = INSIGHTS_AFFINITY_PRODUCT;
        var fits = words.isEmpty()
                ? noCondition()
                : p.SKU.startsWithIgnoreCase(words).or(lower(p.NAME).contains(words.toLowerCase(Locale.ROOT)));
        return described(run)
                .and(fits)
                .orderBy(p.BUYERS.desc(), p.PRODUCT)
                .limit(limit)
                .fetch(JooqAffinities::toProduct);
    }

    @Override
    public List<Product> leftOut(int run, int limit) {
        var p = INSIGHTS_AFFINITY_PRODUCT;
        return described(run)
                .and(leftOut())
                .orderBy(p.BUYERS.desc(), p.PRODUCT)
                .limit(limit)
                .fetch(JooqAffinities::toProduct);
    }

    private SelectConditionStep<Record> described(int run) {
        var p = INSIGHTS_AFFINITY_PRODUCT;
        var v = INSIGHTS_ARTICLE_VERDICT;
        return dsl.select(p.fields())
                .select(v.EXCLUDED)
                .from(p)
                .leftJoin(v)
                .on(v.PRODUCT.eq(p.PRODUCT))
                .where(p.RUN.eq(run));
    }

    private static Condition mayBeShown() {
        var v = INSIGHTS_ARTICLE_VERDICT;
        return v.EXCLUDED.eq(false).or(v.EXCLUDED.isNull().and(INSIGHTS_AFFINITY_PRODUCT.FEE.eq(false)));
    }

    private static Condition leftOut() {
        var v = INSIGHTS_ARTICLE_VERDICT;
        return v.EXCLUDED.eq(true).or(v.EXCLUDED.isNull().and(INSIGHTS_AFFINITY_PRODUCT.FEE.eq(true)));
    }

    private static Product toProduct(Record row) {
        var p = row.into(INSIGHTS_AFFINITY_PRODUCT);
        var excluded = row.get(INSIGHTS_ARTICLE_VERDICT.EXCLUDED);
        return new Product(
                p.getProduct(),
                new Article(p.getSku(), p.getName(), p.getCategory()),
                excluded == null ? p.getFee() : excluded,
                p.getBuyers(),
                p.getYearBuyers(),
                p.getAgain(),
                p.getUsualDays());
    }

    // --- what staff said ------------------------------------------------------------------------

    @Override
    public Map<Long, Word> words(Collection<Long> products) {
        var v = INSIGHTS_ARTICLE_VERDICT;
        return dsl.selectFrom(v)
                .where(v.PRODUCT.in(products))
                .fetchMap(
                        row -> row.getProduct(),
                        row -> new Word(
                                row.getExcluded(), row.getReason(), new StaffId(row.getSaidBy()), row.getSaidAt()));
    }

    @Override
    public void say(long product, String sku, Word word) {
        var v = INSIGHTS_ARTICLE_VERDICT;
        dsl.insertInto(v)
                .set(new InsightsArticleVerdictRecord(
                        product, sku, word.excluded(), word.reason(), word.by().value(), word.at()))
                .onDuplicateKeyUpdate()
                .set(v.EXCLUDED, excluded(v.EXCLUDED))
                .set(v.REASON, excluded(v.REASON))
                .set(v.SAID_BY, excluded(v.SAID_BY))
                .set(v.SAID_AT, excluded(v.SAID_AT))
                .execute();
        lately.forget();
    }

    @Override
    public Optional<Article> article(String sku) {
        return Optional.ofNullable(names(List.of(number(sku))).get(number(sku)));
    }

    /** As they were called when they were last bought; a name goes before none. */
    private Map<Long, Article> names(Collection<Long> products) {
        var a = INSIGHTS_ARTICLE;
        var b = INSIGHTS_BOUGHT;
        Field<Instant> lastAt = field(select(max(b.HAPPENED_AT)).from(b).where(b.ARTICLE.eq(a.ARTICLE)));
        var names = new HashMap<Long, Article>();
        dsl.select(a.PRODUCT, a.SKU, a.NAME, a.CATEGORY)
                .from(a)
                .where(a.PRODUCT.in(products))
                .orderBy(a.PRODUCT, field(a.NAME.eq("")), lastAt.desc(), a.ARTICLE)
                .forEach(row -> names.putIfAbsent(row.value1(), new Article(row.value2(), row.value3(), row.value4())));
        return names;
    }

    // --- the run --------------------------------------------------------------------------------

    @Override
    public Optional<Run> lock() {
        var r = INSIGHTS_AFFINITY_RUN;
        return dsl.selectFrom(r)
                .where(r.FINISHED_AT.isNull())
                .orderBy(r.RUN.desc())
                .limit(1)
                .forUpdate()
                .fetchOptional(JooqAffinities::toRun);
    }

    private static Run toRun(InsightsAffinityRunRecord row) {
        return new Run(
                row.getRun(),
                Step.valueOf(row.getStep()),
                row.getBeganAt(),
                row.getRecentFrom(),
                row.getYearFrom(),
                row.getOneIn(),
                row.getMemberTo() == null ? null : new MemberId(row.getMemberTo()),
                row.getProductTo(),
                row.getCollected(),
                row.getBaskets(),
                row.getFinishedAt());
    }

    private static InsightsAffinityRunRecord toRecord(Run run) {
        var memberTo = run.memberTo();
        return new InsightsAffinityRunRecord(
                run.number(),
                run.step().name(),
                run.beganAt(),
                run.recentFrom(),
                run.yearFrom(),
                run.oneIn(),
                memberTo == null ? null : memberTo.value(),
                run.productTo(),
                run.collected(),
                run.baskets(),
                run.finishedAt());
    }

    @Override
    public void begin(Run run) {
        dsl.insertInto(INSIGHTS_AFFINITY_RUN).set(toRecord(run)).execute();
    }

    @Override
    public void store(Run run) {
        dsl.update(INSIGHTS_AFFINITY_RUN)
                .set(toRecord(run))
                .where(INSIGHTS_AFFINITY_RUN.RUN.eq(run.number()))
                .execute();
        lately.forget();
    }

    @Override
    public boolean clear(int limit) {
        var r = INSIGHTS_AFFINITY_RUN;
        var last = current().orElse(0);
        return deleted(INSIGHTS_AFFINITY, INSIGHTS_AFFINITY.RUN.gt(last), limit)
                || deleted(INSIGHTS_AFFINITY_PRODUCT, INSIGHTS_AFFINITY_PRODUCT.RUN.gt(last), limit)
                || deleted(INSIGHTS_AFFINITY_BASKET, noCondition(), limit)
                || deleted(r, r.RUN.gt(last), limit);
    }

    @Override
    public boolean tidy(int run, int limit) {
        var r = INSIGHTS_AFFINITY_RUN;
        return deleted(INSIGHTS_AFFINITY_BASKET, noCondition(), limit)
                || deleted(INSIGHTS_AFFINITY, INSIGHTS_AFFINITY.RUN.lt(run), limit)
                || deleted(INSIGHTS_AFFINITY_PRODUCT, INSIGHTS_AFFINITY_PRODUCT.RUN.lt(run), limit)
                || deleted(r, r.RUN.lt(run), limit);
    }

    private boolean deleted(Table<?> table, Condition which, int limit) {
        return dsl.deleteFrom(table).where(which).limit(limit).execute() == limit;
    }

    // --- counting -------------------------------------------------------------------------------

    @Override
    public long purchases(Instant since, long limit) {
        var a = INSIGHTS_ACTIVITY;
        return dsl.fetchCount(dsl.select(a.HAPPENED_AT)
                .from(a)
                .where(a.TYPE.eq(ActivityType.PURCHASE.code()), a.HAPPENED_AT.ge(since))
                .limit(limit));
    }

    @Override
    public long buyers(Instant since) {
        return dsl.fetchCount(INSIGHTS_MEMBER_FACTS, INSIGHTS_MEMBER_FACTS.LAST_PURCHASE_AT.ge(since));
    }

    @Override
    public List<MemberId> page(Run run, int limit) {
        var f = INSIGHTS_MEMBER_FACTS;
        var after = run.memberTo();
        var drawn = run.oneIn() == 1
                ? noCondition()
                : condition("mod(crc32({0}), {1}) = 0", f.MEMBER_ID, inline(run.oneIn()));
        return dsl.select(f.MEMBER_ID)
                .from(f)
                .where(after == null ? noCondition() : f.MEMBER_ID.gt(after.value()))
                .and(f.LAST_PURCHASE_AT.ge(run.yearFrom()))
                .and(drawn)
                .orderBy(f.MEMBER_ID)
                .limit(limit)
                .fetch(row -> new MemberId(row.value1()));
    }

    @Override
    public void collect(Run run, List<MemberId> members, long base) {
        var b = INSIGHTS_BOUGHT;
        var a = INSIGHTS_ARTICLE;
        var day = date(b.HAPPENED_AT.coerce(Timestamp.class));
        var bought = select(
                        b.MEMBER_ID,
                        a.PRODUCT,
                        max(b.HAPPENED_AT).as("last_at"),
                        countDistinct(day).as("days"),
                        field("datediff({0}, {1})", Integer.class, max(b.HAPPENED_AT), min(b.HAPPENED_AT))
                                .as("span"))
                .from(b)
                .join(a)
                .on(a.ARTICLE.eq(b.ARTICLE))
                .where(b.MEMBER_ID.in(members.stream().map(MemberId::value).toList()))
                .and(b.HAPPENED_AT.ge(run.yearFrom()))
                .and(b.HAPPENED_AT.lt(run.beganAt()))
                .groupBy(b.MEMBER_ID, a.PRODUCT)
                .asTable("bought");
        var member = bought.field(b.MEMBER_ID);
        var product = bought.field(a.PRODUCT);
        var lastAt = bought.field("last_at", b.HAPPENED_AT.getDataType());
        var ranked = select(
                        product,
                        denseRank().over().orderBy(member).as("basket"),
                        when(lastAt.ge(run.recentFrom()), inline(true))
                                .otherwise(inline(false))
                                .as("recent"),
                        bought.field("days", Integer.class),
                        bought.field("span", Integer.class),
                        rowNumber()
                                .over()
                                .partitionBy(member)
                                .orderBy(lastAt.desc(), product)
                                .as("place"))
                .from(bought)
                .asTable("ranked");
        var t = INSIGHTS_AFFINITY_BASKET;
        dsl.insertInto(t, t.PRODUCT, t.BASKET, t.RECENT, t.DAYS, t.SPAN)
                .select(select(
                                ranked.field(a.PRODUCT),
                                ranked.field("basket", Long.class).plus(inline(base)),
                                ranked.field("recent", Boolean.class),
                                ranked.field("days", Integer.class),
                                ranked.field("span", Integer.class))
                        .from(ranked)
                        .where(ranked.field("place", Integer.class).le(inline(MOST_IN_A_BASKET))))
                .execute();
    }

    @Override
    public long baskets() {
        var t = INSIGHTS_AFFINITY_BASKET;
        return dsl.select(countDistinct(t.BASKET))
                .from(t)
                .where(t.RECENT.eq(true))
                .fetchSingle()
                .value1();
    }

    @Override
    public Optional<Long> describe(Run run, int limit) {
        var t = INSIGHTS_AFFINITY_BASKET;
        var after = run.productTo();
        var comesBack = t.DAYS.ge(inline(2));
        var buyers = count(when(t.RECENT.eq(true), inline(1)));
        var again = count(when(comesBack, inline(1)));
        var usual = avg(when(comesBack, t.SPAN.cast(SQLDataType.DOUBLE).div(t.DAYS.minus(1))));
        var rows = dsl.select(t.PRODUCT, buyers, count(), again, usual)
                .from(t)
                .where(after == null ? noCondition() : t.PRODUCT.gt(after))
                .groupBy(t.PRODUCT)
                .orderBy(t.PRODUCT)
                .limit(limit)
                .fetch();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var names = names(rows.getValues(t.PRODUCT));
        var described = new ArrayList<InsightsAffinityProductRecord>();
        for (var row : rows) {
            var article = names.get(row.value1());
            if (article != null) {
                described.add(new InsightsAffinityProductRecord(
                        run.number(),
                        row.value1(),
                        article.sku(),
                        article.name(),
                        article.category(),
                        FeeWords.sounds(article),
                        row.value2().longValue(),
                        row.value3().longValue(),
                        row.value4().longValue(),
                        row.value5() == null
                                ? null
                                : Math.max(
                                        1,
                                        row.value5()
                                                .setScale(0, RoundingMode.HALF_UP)
                                                .intValueExact())));
            }
        }
        if (!described.isEmpty()) {
            dsl.insertInto(INSIGHTS_AFFINITY_PRODUCT).set(described).execute();
        }
        return Optional.of(rows.getLast().value1());
    }

    @Override
    public Map<Long, Long> sought(int run, long fewest) {
        var p = INSIGHTS_AFFINITY_PRODUCT;
        var v = INSIGHTS_ARTICLE_VERDICT;
        return dsl.select(p.PRODUCT, p.BUYERS)
                .from(p)
                .leftJoin(v)
                .on(v.PRODUCT.eq(p.PRODUCT))
                .where(p.RUN.eq(run), p.BUYERS.ge(fewest), mayBeShown())
                .fetchMap(p.PRODUCT, p.BUYERS);
    }

    @Override
    public List<Pair> pairs(Collection<Long> products, long fewest) {
        var one = INSIGHTS_AFFINITY_BASKET.as("one");
        var other = INSIGHTS_AFFINITY_BASKET.as("other");
        return dsl.select(one.PRODUCT, other.PRODUCT, count())
                .from(one)
                .join(other)
                .on(other.BASKET.eq(one.BASKET), other.RECENT.eq(true), other.PRODUCT.ne(one.PRODUCT))
                .where(one.PRODUCT.in(products), one.RECENT.eq(true))
                .groupBy(one.PRODUCT, other.PRODUCT)
                .having(count().ge(Math.toIntExact(fewest)))
                .fetch(row -> new Pair(row.value1(), row.value2(), row.value3()));
    }

    @Override
    public void keep(int run, List<Bond> bonds) {
        bonds.stream()
                .map(bond ->
                        new InsightsAffinityRecord(run, bond.product(), bond.other(), bond.together(), bond.strength()))
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(some -> dsl.insertInto(INSIGHTS_AFFINITY).set(some).execute());
    }
}
