package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsBought.INSIGHTS_BOUGHT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMemberFacts.INSIGHTS_MEMBER_FACTS;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMemberTag.INSIGHTS_MEMBER_TAG;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsReturned.INSIGHTS_RETURNED;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsSegmentStay.INSIGHTS_SEGMENT_STAY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.CutPoints;
import io.perennial.insights.CutPoints.Measure;
import io.perennial.insights.Trait;
import io.perennial.insights.Trait.Did;
import io.perennial.membership.ReadConsents.Agreed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A condition about members as the database judges it, on {@code insights_member_facts}: of all of them, or of some, to whom
 * everything that looks into the stream is then kept. No leaf is ever unknown, so that its opposite is just that.
 */
final class MembersInSql {

    private static final Instant LONG_AGO = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant FAR_AWAY = Instant.parse("2200-01-01T00:00:00Z");
    private static final int ASCII_HEX_DIGITS = 8;

    private final JooqArticles articles;
    private final CutPoints cuts;
    private final Instant now;
    private final ZoneId zone;
    private final Whom whom;

    MembersInSql(JooqArticles articles, CutPoints cuts, Instant now, ZoneId zone, Whom whom) {
        this.articles = articles;
        this.cuts = cuts;
        this.now = now;
        this.zone = zone;
        this.whom = whom;
    }

    /** Of whom alone it is asked. */
    interface Whom {

        /** The table, of these members alone or of all. */
        Table<?> in(Table<?> table, Field<UUID> member);

        org.jooq.Condition where(Field<UUID> member);
    }

    static final Whom EVERYONE = new Whom() {
        @Override
        public Table<?> in(Table<?> table, Field<UUID> member) {
            return table;
        }

        @Override
        public org.jooq.Condition where(Field<UUID> member) {
            return noCondition();
        }
    };

    /** A few hundred, by whose keys everything is found. */
    static Whom these(Collection<UUID> members) {
        return new Whom() {
            @Override
            public Table<?> in(Table<?> table, Field<UUID> member) {
                return table;
            }

            @Override
            public org.jooq.Condition where(Field<UUID> member) {
                return member.in(members);
            }
        };
    }

    /** Those with one of the first values of the sample: they are found first, and then by their keys what they did. */
    static Whom sample(int values) {
        var some = INSIGHTS_MEMBER_FACTS.as("some");
        return new Whom() {
            @Override
            public Table<?> in(Table<?> table, Field<UUID> member) {
                return some.straightJoin(table).on(member.eq(some.MEMBER_ID));
            }

            @Override
            public org.jooq.Condition where(Field<UUID> member) {
                return some.SAMPLE.lt(inline(values));
            }
        };
    }

    org.jooq.Condition of(Condition condition) {
        var f = INSIGHTS_MEMBER_FACTS;
        return switch (condition) {
            case Condition.All(var parts) ->
                parts.isEmpty()
                        ? trueCondition()
                        : DSL.and(parts.stream().map(this::of).toList());
            case Condition.Any(var parts) -> or(parts.stream().map(this::of).toList());
            case Condition.Not(var part) -> DSL.not(of(part));
            case Condition.TierIn(var codes) -> f.TIER_CODE.in(codes);
            case Condition.BirthdayMonth _ -> birthdayMonth();
            case Condition.InShare share -> share(share);
            case Condition.SegmentIn(var codes) ->
                DSL.exists(selectOne()
                        .from(INSIGHTS_SEGMENT_STAY)
                        .where(
                                INSIGHTS_SEGMENT_STAY.SEGMENT.in(codes),
                                INSIGHTS_SEGMENT_STAY.OPEN_MEMBER.eq(f.MEMBER_ID)));
            case Trait leaf -> onMember(leaf);
            case Condition.OnActivity _ -> falseCondition();
        };
    }

    private org.jooq.Condition onMember(Trait leaf) {
        var f = INSIGHTS_MEMBER_FACTS;
        return switch (leaf) {
            case Trait.LanguageIn(var languages) -> f.LANGUAGE.in(languages);
            case Trait.TagIn(var tags) ->
                f.MEMBER_ID.in(select(INSIGHTS_MEMBER_TAG.MEMBER_ID)
                        .from(whom.in(INSIGHTS_MEMBER_TAG, INSIGHTS_MEMBER_TAG.MEMBER_ID))
                        .where(INSIGHTS_MEMBER_TAG.TAG.in(tags), whom.where(INSIGHTS_MEMBER_TAG.MEMBER_ID)));
            case Trait.RegionIn(var regions) -> region(regions);
            case Trait.InterestIn(var interests) ->
                or(interests.stream()
                        .map(interest -> field(
                                        "find_in_set({0}, {1})", SQLDataType.INTEGER, val(interest.name()), f.INTERESTS)
                                .gt(0))
                        .toList());
            case Trait.AgreedTo(var purpose, var channel) ->
                f.AGREED
                        .bitAnd(inline(Agreements.bit(new Agreed(purpose, channel))))
                        .ne(inline(0));
            case Trait.StatusIn(var statuses) ->
                f.STATUS.in(statuses.stream().map(Enum::name).toList());
            case Trait.EnrolledWithin(var days) -> f.ENROLLED_AT.gt(ago(days));
            case Trait.SeenWithin(var days) -> f.LAST_ACTIVITY_AT.isNotNull().and(f.LAST_ACTIVITY_AT.gt(ago(days)));
            case Trait.BalanceBetween(var from, var below) -> between(f.BALANCE, from, below);
            case Trait.GrowthBetween(var from, var below) -> between(f.GROWTH, from, below);
            case Trait.NearNextTier(var missing) -> f.MISSING.isNotNull().and(f.MISSING.le(missing));
            case Trait.PointsExpiringWithin(var days, var least) ->
                f.EXPIRING_AT
                        .isNotNull()
                        .and(f.EXPIRING_AT.lt(now.plus(Duration.ofDays(days))))
                        .and(f.EXPIRING_POINTS.ge(least));
            case Trait.BirthdayWithin(var days) -> birthdayWithin(days);
            case Trait.FavouriteCategoryIn(var categories) ->
                ConditionInSql.amongBytes(f.FAVOURITE_CATEGORY, categories);
            case Trait.Rfm rfm -> rfm(rfm);
            case Did did -> did(did);
        };
    }

    /** Provinces begin with their country. */
    private static org.jooq.Condition region(Collection<String> regions) {
        var told = INSIGHTS_MEMBER_FACTS.REGION;
        return told.isNotNull().and(told.in(regions).or(DSL.left(told, 2).in(regions)));
    }

    private Instant ago(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private static org.jooq.Condition between(Field<Long> field, @Nullable Long from, @Nullable Long below) {
        return (from == null ? noCondition() : field.ge(from)).and(below == null ? noCondition() : field.lt(below));
    }

    // --- birthdays ------------------------------------------------------------------------------

    private org.jooq.Condition birthdayMonth() {
        var day = INSIGHTS_MEMBER_FACTS.BIRTH_DAY;
        var month = LocalDate.ofInstant(now, zone).getMonthValue() * 100;
        return day.isNotNull().and(day.ge(month)).and(day.lt(month + 100));
    }

    private org.jooq.Condition birthdayWithin(int days) {
        var day = INSIGHTS_MEMBER_FACTS.BIRTH_DAY;
        var today = LocalDate.ofInstant(now, zone);
        var last = today.plusDays(days - 1L);
        var first = number(today);
        var end = number(last);
        // The 29th is celebrated on the 28th in years without one.
        var until = end == 228 && !last.isLeapYear() ? 229 : end;
        return day.isNotNull()
                .and(
                        last.getYear() == today.getYear()
                                ? day.ge(first).and(day.le(until))
                                : day.ge(first).or(day.le(until)));
    }

    static int number(LocalDate day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    // --- scores ---------------------------------------------------------------------------------

    private org.jooq.Condition rfm(Trait.Rfm rfm) {
        var bought = INSIGHTS_MEMBER_FACTS.LAST_PURCHASE_AT.isNotNull();
        var from = cuts.aboveFor(rfm.measure(), rfm.from());
        var beyond = rfm.to() == CutPoints.SCORES ? null : cuts.aboveFor(rfm.measure(), rfm.to() + 1);
        return bought.and(from == null ? noCondition() : passes(rfm.measure(), from))
                .and(beyond == null ? noCondition() : DSL.not(passes(rfm.measure(), beyond)));
    }

    private org.jooq.Condition passes(Measure measure, long cut) {
        var f = INSIGHTS_MEMBER_FACTS;
        return switch (measure) {
            case RECENCY -> f.LAST_PURCHASE_AT.gt(now.plusSeconds(cut));
            case FREQUENCY -> f.PURCHASES.gt(cut);
            case MONEY -> f.SPENT_MINOR.gt(cut);
        };
    }

    // --- shares ---------------------------------------------------------------------------------

    /** As {@link io.perennial.insights.Judgement} draws it: the first 32 bits of a hash. */
    private static org.jooq.Condition share(Condition.InShare share) {
        var place = field(
                "cast(conv(substr(sha2(concat({0}, ':', {1}), 256), 1, {2}), 16, 10) as unsigned)",
                SQLDataType.BIGINT,
                val(share.seed()),
                written(INSIGHTS_MEMBER_FACTS.MEMBER_ID),
                inline(ASCII_HEX_DIGITS));
        return place.mul(inline(1_000L)).lt(inline(share.perMille() * (1L << 32)));
    }

    private static Field<String> written(Field<UUID> id) {
        return field(
                "lower(concat_ws('-', substr(hex({0}), 1, 8), substr(hex({0}), 9, 4), substr(hex({0}), 13, 4),"
                        + " substr(hex({0}), 17, 4), substr(hex({0}), 21)))",
                SQLDataType.VARCHAR, id);
    }

    // --- what they did --------------------------------------------------------------------------

    private org.jooq.Condition did(Did did) {
        var from = did.from();
        var below = did.below();
        if (from == null) {
            return INSIGHTS_MEMBER_FACTS.MEMBER_ID.notIn(who(did, Objects.requireNonNull(below), null));
        }
        var shortcut = shortcut(did);
        return shortcut.orElseGet(() -> INSIGHTS_MEMBER_FACTS.MEMBER_ID.in(who(did, from, below)));
    }

    /** How much was bought in all, and when last, is known of everyone. */
    private Optional<org.jooq.Condition> shortcut(Did did) {
        var from = did.from();
        var below = did.below();
        var plain = did.type().equals(ActivityType.PURCHASE)
                && did.measure() == Did.Measure.TIMES
                && did.such().leaves().findAny().isEmpty();
        if (!plain || from == null) {
            return Optional.empty();
        }
        var f = INSIGHTS_MEMBER_FACTS;
        if (did.window().equals(Trait.Window.EVER)) {
            return Optional.of(
                    between(f.PURCHASES, from.longValueExact(), below == null ? null : below.longValueExact()));
        }
        return from.compareTo(BigDecimal.ONE) == 0
                        && below == null
                        && did.window().until() == null
                ? did.window()
                        .beginning(now, zone)
                        .map(beginning -> f.LAST_PURCHASE_AT.isNotNull().and(f.LAST_PURCHASE_AT.ge(beginning)))
                : Optional.empty();
    }

    /** Members who did it, to begin with where it is one of several conditions; nothing when it is told by a member's facts. */
    Optional<Select<Record1<UUID>>> doers(Did did) {
        var from = did.from();
        return from == null || shortcut(did).isPresent() ? Optional.empty() : Optional.of(who(did, from, did.below()));
    }

    private Select<Record1<UUID>> who(Did did, BigDecimal from, @Nullable BigDecimal below) {
        return did.such().asks().contains(Condition.Ask.ITEMS) ? bought(did, from, below) : done(did, from, below);
    }

    private Select<Record1<UUID>> done(Did did, BigDecimal from, @Nullable BigDecimal below) {
        var a = INSIGHTS_ACTIVITY;
        var r = INSIGHTS_RETURNED;
        var isPurchase = did.type().equals(ActivityType.PURCHASE);
        Field<Long> paid = isPurchase ? a.AMOUNT_MINOR.minus(coalesce(r.RETURNED_MINOR, inline(0L))) : a.AMOUNT_MINOR;
        var where = a.TYPE.eq(did.activity())
                .and(window(did, a.HAPPENED_AT))
                .and(whom.where(a.MEMBER_ID))
                .and(isPurchase ? r.WHOLE.isNull().or(r.WHOLE.eq(inline(false))) : noCondition())
                .and(such(did.such(), paid))
                .and(did.currency() == null ? noCondition() : a.CURRENCY.eq(did.currency()));
        var those = whom.in(a, a.MEMBER_ID);
        var source =
                isPurchase ? those.leftJoin(r).on(r.MEMBER_ID.eq(a.MEMBER_ID), r.ACTIVITY_ID.eq(a.ACTIVITY_ID)) : those;
        var much = did.measure() == Did.Measure.TIMES ? count().cast(SQLDataType.DECIMAL) : sum(paid);
        return grouped(did, from, below, select(a.MEMBER_ID).from(source).where(where), a.MEMBER_ID, much);
    }

    private Select<Record1<UUID>> bought(Did did, BigDecimal from, @Nullable BigDecimal below) {
        var b = INSIGHTS_BOUGHT;
        var a = INSIGHTS_ACTIVITY;
        var r = INSIGHTS_RETURNED;
        var paid = a.AMOUNT_MINOR.minus(coalesce(r.RETURNED_MINOR, inline(0L)));
        var where = window(did, b.HAPPENED_AT)
                .and(whom.where(b.MEMBER_ID))
                .and(such(did.such(), paid))
                .and(did.currency() == null ? noCondition() : b.CURRENCY.eq(did.currency()));
        var those = whom.in(b, b.MEMBER_ID);
        var source = isOnItems(did.such())
                ? those
                : those.join(a)
                        .on(a.MEMBER_ID.eq(b.MEMBER_ID), a.ACTIVITY_ID.eq(b.ACTIVITY_ID))
                        .leftJoin(r)
                        .on(r.MEMBER_ID.eq(b.MEMBER_ID), r.ACTIVITY_ID.eq(b.ACTIVITY_ID));
        var much = did.measure() == Did.Measure.TIMES
                ? countDistinct(b.ACTIVITY_ID).cast(SQLDataType.DECIMAL)
                : sum(b.PAID_MINOR);
        return grouped(did, from, below, select(b.MEMBER_ID).from(source).where(where), b.MEMBER_ID, much);
    }

    /**
     * Grouped even where once is enough: otherwise MySQL makes a join of it, and forgets the range of the key. Sorted rather than
     * put into a table of groups, of which there may be half a million.
     */
    private static Select<Record1<UUID>> grouped(
            Did did,
            BigDecimal from,
            @Nullable BigDecimal below,
            SelectConditionStep<Record1<UUID>> those,
            Field<UUID> member,
            Field<BigDecimal> much) {
        those.getQuery().addHint("SQL_BIG_RESULT");
        return those.groupBy(member)
                .having(much.ge(inline(units(did, from)))
                        .and(below == null ? noCondition() : much.lt(inline(units(did, below)))));
    }

    /** Times, or the smallest units of the currency; of whole units, at least 99.5 are at least 100. */
    private static BigDecimal units(Did did, BigDecimal bound) {
        return did.currency() == null
                ? bound
                : bound.movePointRight(CurrencyUnit.of(did.currency()).getDecimalPlaces())
                        .setScale(0, RoundingMode.CEILING);
    }

    private org.jooq.Condition window(Did did, Field<Instant> happenedAt) {
        return did.window()
                .beginning(now, zone)
                .<org.jooq.Condition>map(happenedAt::ge)
                .orElse(noCondition())
                .and(did.window()
                        .end(zone)
                        .<org.jooq.Condition>map(happenedAt::lt)
                        .orElse(noCondition()));
    }

    /** Whatever asks of items alone becomes a list of articles. */
    private org.jooq.Condition such(Condition condition, Field<Long> paid) {
        if (condition.asks().contains(Condition.Ask.ITEMS) && isOnItems(condition)) {
            var fitting = articles.fitting(condition);
            return fitting.isEmpty()
                    ? falseCondition()
                    : INSIGHTS_BOUGHT.ARTICLE.in(
                            fitting.stream().map(DSL::inline).toList());
        }
        return switch (condition) {
            case Condition.All(var parts) ->
                parts.isEmpty()
                        ? trueCondition()
                        : DSL.and(parts.stream().map(part -> such(part, paid)).toList());
            case Condition.Any(var parts) ->
                or(parts.stream().map(part -> such(part, paid)).toList());
            case Condition.Not(var part) -> DSL.not(such(part, paid));
            case Condition.OnActivity leaf -> new ConditionInSql(zone, LONG_AGO, FAR_AWAY).exactly(leaf, paid);
            default -> throw new IllegalArgumentException("not about an activity");
        };
    }

    private static boolean isOnItems(Condition condition) {
        return condition.leaves().allMatch(Condition.OnItems.class::isInstance);
    }

    // --- what time alone changes ----------------------------------------------------------------

    /** Leaves that may change although nothing happens. */
    static List<Condition> timed(Condition condition) {
        return condition
                .leaves()
                .filter(leaf -> switch (leaf) {
                    case Condition.BirthdayMonth _,
                            Trait.EnrolledWithin _,
                            Trait.SeenWithin _,
                            Trait.PointsExpiringWithin _,
                            Trait.BirthdayWithin _ -> true;
                    case Trait.Rfm rfm -> rfm.measure() == Measure.RECENCY;
                    case Did did -> did.window().lastDays() != null;
                    default -> false;
                })
                .toList();
    }
}
