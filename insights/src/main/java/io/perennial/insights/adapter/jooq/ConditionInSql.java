package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsItem.INSIGHTS_ITEM;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.day;
import static org.jooq.impl.DSL.extract;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.hour;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.isoDayOfWeek;
import static org.jooq.impl.DSL.localDateTimeAdd;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.minute;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.second;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.perennial.insights.Condition;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Trait;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A condition as the database can judge it. What it cannot know, it lets pass or not, as it was asked for: all activities
 * that perhaps fit, or only those that certainly do. Texts are compared by their bytes, because a collation sees fewer
 * differences than the predicate does.
 */
final class ConditionInSql {

    /** Which side to err on where the stream alone cannot tell. */
    enum Erring {
        PERHAPS,
        CERTAINLY;

        private Erring opposite() {
            return this == PERHAPS ? CERTAINLY : PERHAPS;
        }

        private org.jooq.Condition unknown() {
            return this == PERHAPS ? trueCondition() : falseCondition();
        }
    }

    private static final int USUAL_DECIMALS = 2;

    private final ZoneId zone;
    private final Instant from;
    private final Instant until;

    /**
     * @param from of the period in which activities are looked for, by which the zone's changes of time are told
     * @param until exclusive
     */
    ConditionInSql(ZoneId zone, Instant from, Instant until) {
        this.zone = zone;
        this.from = from;
        this.until = until;
    }

    /** On {@code insights_activity}; conditions on items hold for one of its items, together with all the others. */
    org.jooq.Condition of(Condition condition, Erring erring) {
        var tree = tree(condition, erring);
        return condition.asks().contains(Ask.ITEMS)
                ? DSL.exists(selectOne()
                        .from(INSIGHTS_ITEM)
                        .where(
                                INSIGHTS_ITEM.MEMBER_ID.eq(INSIGHTS_ACTIVITY.MEMBER_ID),
                                INSIGHTS_ITEM.ACTIVITY_ID.eq(INSIGHTS_ACTIVITY.ACTIVITY_ID),
                                tree))
                : tree;
    }

    /**
     * A leaf that the stream itself can tell, on {@code insights_activity}, but not on items.
     *
     * @param paid what counts as the amount
     */
    org.jooq.Condition exactly(Condition.OnActivity leaf, Field<Long> paid) {
        return leaf instanceof Condition.AmountBetween between ? amount(between, paid) : tree(leaf, Erring.CERTAINLY);
    }

    private org.jooq.Condition tree(Condition condition, Erring erring) {
        return switch (condition) {
            case Condition.All(var parts) -> parts.isEmpty() ? trueCondition() : DSL.and(trees(parts, erring));
            case Condition.Any(var parts) -> or(trees(parts, erring));
            case Condition.Not(var part) -> DSL.not(tree(part, erring.opposite()));
            case Condition.AmountBetween between -> amount(between, INSIGHTS_ACTIVITY.AMOUNT_MINOR);
            case Condition.CurrencyIn(var codes) -> among(INSIGHTS_ACTIVITY.CURRENCY, codes);
            case Condition.ChannelIn(var channels) -> among(INSIGHTS_ACTIVITY.CHANNEL, channels);
            case Condition.StoreIn(var stores) -> amongBytes(INSIGHTS_ACTIVITY.STORE, stores);
            case Condition.ArticleIn(var numbers) -> amongBytes(INSIGHTS_ITEM.SKU, numbers);
            case Condition.CategoryIn(var categories) -> amongBytes(INSIGHTS_ITEM.CATEGORY, categories);
            case Condition.ItemNamed(var words) ->
                or(words.stream().map(word -> named(word, erring)).toList());
            case Condition.WeekdayIn(var days) ->
                isoDayOfWeek(local()).in(days.stream().map(DayOfWeek::getValue).toList());
            case Condition.DayOfMonthIn(var days) -> dayOfMonth(days);
            case Condition.TimeBetween(var start, var end) -> time(start, end);
            case Condition.TierIn _,
                    Condition.FirstPurchase _,
                    Condition.BirthdayMonth _,
                    Condition.InShare _,
                    Condition.SegmentIn _,
                    Trait _ -> erring.unknown();
        };
    }

    private List<org.jooq.Condition> trees(List<Condition> parts, Erring erring) {
        return parts.stream().map(part -> tree(part, erring)).toList();
    }

    /** Amounts are kept in the smallest unit of their currency, and not all currencies have hundredths. */
    private static org.jooq.Condition amount(Condition.AmountBetween between, Field<Long> minor) {
        var condition = minor.isNotNull();
        if (between.from() != null) {
            condition = condition.and(minor.ge(minor(between.from())));
        }
        if (between.below() != null) {
            condition = condition.and(minor.lt(minor(between.below())));
        }
        return condition;
    }

    private static Field<Long> minor(BigDecimal major) {
        var unusual = new TreeMap<Integer, List<String>>();
        for (var currency : CurrencyUnit.registeredCurrencies()) {
            if (currency.getDecimalPlaces() != USUAL_DECIMALS) {
                unusual.computeIfAbsent(currency.getDecimalPlaces(), decimals -> new ArrayList<>())
                        .add(currency.getCode());
            }
        }
        return minor(major, unusual);
    }

    private static Field<Long> minor(BigDecimal major, SortedMap<Integer, List<String>> unusual) {
        var first = unusual.firstEntry();
        if (first == null) {
            return val(minor(major, USUAL_DECIMALS));
        }
        var choice =
                case_().when(INSIGHTS_ACTIVITY.CURRENCY.in(first.getValue()), inline(minor(major, first.getKey())));
        for (var each : unusual.tailMap(first.getKey() + 1).entrySet()) {
            choice = choice.when(INSIGHTS_ACTIVITY.CURRENCY.in(each.getValue()), inline(minor(major, each.getKey())));
        }
        return choice.otherwise(inline(minor(major, USUAL_DECIMALS)));
    }

    /** Of whole units, at least 99.5 are at least 100, and fewer than 99.5 are fewer than 100. */
    private static long minor(BigDecimal major, int decimals) {
        return major.movePointRight(decimals).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private static org.jooq.Condition among(Field<String> field, Collection<String> wanted) {
        return field.isNotNull().and(field.in(wanted));
    }

    static org.jooq.Condition amongBytes(Field<String> field, Collection<String> wanted) {
        return field.isNotNull()
                .and(bytes(field).in(wanted.stream().map(ConditionInSql::bytes).toList()));
    }

    private static Field<byte[]> bytes(Field<String> field) {
        return field.cast(SQLDataType.VARBINARY);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The predicate makes names small as Java does, which no database does for every letter: it finds perhaps more by its own
     * idea of letters, and certainly those where there is nothing but ASCII to make small, or nothing at all.
     */
    private static org.jooq.Condition named(String word, Erring erring) {
        var name = INSIGHTS_ITEM.NAME;
        if (erring == Erring.PERHAPS) {
            var ascii = word.chars().allMatch(letter -> letter < 128);
            return ascii
                    ? name.likeIgnoreCase("%" + escaped(word) + "%", '!')
                            .or(isAscii(name).not())
                    : isAscii(name).not();
        }
        return position(bytes(name), word).or(isAscii(name).and(position(bytes(lower(name)), word)));
    }

    private static String escaped(String word) {
        return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static org.jooq.Condition isAscii(Field<String> name) {
        return DSL.octetLength(name).eq(DSL.charLength(name));
    }

    private static org.jooq.Condition position(Field<byte[]> text, String word) {
        return field("locate({0}, {1})", SQLDataType.INTEGER, val(bytes(word)), text)
                .gt(0);
    }

    private org.jooq.Condition dayOfMonth(Collection<Integer> days) {
        var local = local();
        var condition = day(local).in(days);
        return days.contains(31)
                ? condition.or(day(localDateTimeAdd(local, 1, DatePart.DAY)).eq(1))
                : condition;
    }

    private org.jooq.Condition time(LocalTime start, LocalTime end) {
        var local = local();
        var micros = hour(local)
                .mul(3_600)
                .plus(minute(local).mul(60))
                .plus(second(local))
                .cast(SQLDataType.BIGINT)
                .mul(1_000_000L)
                .plus(extract(local, DatePart.MICROSECOND));
        var notBefore = micros.ge(micros(start));
        var before = micros.lt(micros(end));
        return start.isBefore(end) ? notBefore.and(before) : notBefore.or(before);
    }

    /** Activities are kept to the microsecond, so a finer bound lies before the next one. */
    private static long micros(LocalTime time) {
        return Math.ceilDiv(time.toNanoOfDay(), 1_000L);
    }

    /** In the programme's zone. Servers know no zones unless someone taught them, so its offsets are named. */
    Field<LocalDateTime> local() {
        var happened = INSIGHTS_ACTIVITY.HAPPENED_AT.coerce(SQLDataType.LOCALDATETIME(6));
        var rules = zone.getRules();
        var offset = rules.getOffset(from).getTotalSeconds();
        var next = rules.nextTransition(from);
        if (next == null || !next.getInstant().isBefore(until)) {
            return localDateTimeAdd(happened, inline(offset), DatePart.SECOND);
        }
        var choice = case_().when(INSIGHTS_ACTIVITY.HAPPENED_AT.lt(next.getInstant()), inline(offset));
        while (true) {
            offset = next.getOffsetAfter().getTotalSeconds();
            next = rules.nextTransition(next.getInstant());
            if (next == null || !next.getInstant().isBefore(until)) {
                return localDateTimeAdd(happened, choice.otherwise(inline(offset)), DatePart.SECOND);
            }
            choice = choice.when(INSIGHTS_ACTIVITY.HAPPENED_AT.lt(next.getInstant()), inline(offset));
        }
    }
}
