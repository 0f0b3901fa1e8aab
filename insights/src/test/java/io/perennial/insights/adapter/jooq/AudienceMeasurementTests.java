package io.perennial.insights.adapter.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.CountAudience.Audience;
import io.perennial.insights.CutPoints;
import io.perennial.insights.CutPoints.Measure;
import io.perennial.insights.Segment;
import io.perennial.insights.Trait;
import io.perennial.insights.Trait.Did;
import io.perennial.insights.Trait.Window;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.adapter.jdbc.TestRows;
import io.perennial.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a live count takes on as many members as {@code perennial.members} says, a million unless said otherwise, and what
 * a sweep costs. Only when asked for. {@code perennial.measure.url} names a migrated database with nothing in it, or one that
 * was filled here before; otherwise it is the tests' own.
 *
 * <p>Of the members 35 in 100 never did anything, 45 did one to four things, and 20 ten to twenty; more of it lately than long
 * ago. Seven in ten are purchases of one to three articles out of 5,000, some of which sell well, and one in 33 is a mug.
 */
@EnabledIfSystemProperty(named = "perennial.measure", matches = "true")
class AudienceMeasurementTests {

    private static final Logger log = LoggerFactory.getLogger(AudienceMeasurementTests.class);
    private static final long MEMBERS = Long.getLong("perennial.members", 1_000_000);
    private static final long SLOWEST = Long.getLong("perennial.slowest", 1_000);
    private static final long AT_ONCE = 50_000;
    private static final String NUMBERS = """
            WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 999),
            k AS (SELECT {0} + a.i * 1000 + b.i AS k FROM n a JOIN n b WHERE a.i < 50),
            t AS (SELECT k, CRC32(CONCAT(k, 'n')) AS h FROM k),
            who AS (SELECT k, CASE WHEN h % 100 < 35 THEN 0 WHEN h % 100 < 80 THEN 1 + h DIV 100 % 4
              ELSE 10 + h DIV 100 % 11 END AS times FROM t),
            done AS (SELECT k, i, CRC32(CONCAT(k, '-', i)) AS h, TIMESTAMP(UTC_DATE())
              - INTERVAL FLOOR(POW(CRC32(CONCAT(k, '-', i, 'h')) / 4294967296, 2) * 1095 * 86400) SECOND AS at
              FROM who JOIN n ON n.i < who.times WHERE n.i < 20)
            """;

    private final DSLContext dsl = dsl();
    private final Programme programme = new Programme(ZoneId.of("Asia/Shanghai"), List.of("CNY"));
    private final JooqFacts facts = new JooqFacts(
            dsl,
            new JooqDues(dsl, TestRows.alone(TestDatabase.get().dataSource())),
            programme,
            TestRows.alone(TestDatabase.get().dataSource()));
    private final JooqAudiences audiences = new JooqAudiences(dsl, new JooqArticles(dsl), facts, programme);

    private static DSLContext dsl() {
        var url = System.getProperty("perennial.measure.url", "");
        if (url.isEmpty()) {
            return TestDatabase.get().dsl();
        }
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(System.getProperty("perennial.measure.user", "root"));
        pool.setPassword(System.getProperty("perennial.measure.password", ""));
        pool.addDataSourceProperty("connectionTimeZone", "UTC");
        pool.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
        var version = DSL.using(pool, SQLDialect.MYSQL)
                .fetchSingle("SELECT VERSION()")
                .get(0, String.class);
        log.info("Measured on {}", version);
        return DSL.using(
                pool,
                version.contains("MariaDB") ? SQLDialect.MARIADB : SQLDialect.MYSQL,
                new Settings().withRenderGroupConcatMaxLenSessionVariable(false));
    }

    @Test
    void a_million_members() {
        if (facts.total() == 0) {
            load();
        }
        setCutPoints();
        var slowest = 0L;
        for (var each : asked().entrySet()) {
            slowest = Math.max(slowest, count(each.getKey(), each.getValue()));
        }
        log.info("The slowest count took {} ms", slowest);
        assertThat(slowest).isLessThan(SLOWEST);
    }

    /** What somebody at the form waits for: the best of three, after one that warms up. */
    private long count(String what, Condition condition) {
        var best = Long.MAX_VALUE;
        var answer = live(condition);
        for (var run = 0; run < 3; run++) {
            var began = System.nanoTime();
            answer = live(condition);
            best = Math.min(best, millisSince(began));
        }
        var began = System.nanoTime();
        var exactly = audiences
                .count(condition, Instant.now(), Duration.ofMinutes(2))
                .orElseThrow()
                .members();
        log.info(
                "{}: {} in {} ms; exactly {} in {} ms",
                what,
                answer.map(counted -> (counted.about() ? "about " : "exactly ") + counted.members())
                        .orElse("nothing"),
                best,
                exactly,
                millisSince(began));
        return best;
    }

    private Optional<Audience> live(Condition condition) {
        var now = Instant.now();
        return audiences
                .count(condition, now, CountAudience.EXACTLY)
                .or(() -> audiences.estimate(condition, now, CountAudience.ABOUT));
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Test
    void a_thousand_changed_members_among_a_million() {
        if (facts.total() == 0) {
            load();
        }
        setCutPoints();
        var segments = asked().entrySet().stream()
                .map(each -> new Segment(
                        "s-" + Integer.toHexString(each.getKey().hashCode()),
                        1,
                        Segment.Kind.DYNAMIC,
                        new BilingualText("段", "S"),
                        each.getValue()))
                .toList();
        var some = dsl.fetch("SELECT member_id FROM insights_member_facts WHERE sample = 7 LIMIT 1000")
                .map(row -> new MemberId(toUuid(row.get(0, byte[].class))));
        measured(
                segments.size() + " segments for 1,000 members",
                () -> audiences.fitting(some, segments, Instant.now()).size());
        var now = Instant.now();
        for (var segment : segments) {
            measured(
                    "ten minutes gone by for " + segment.condition().getClass().getSimpleName() + segment.code(),
                    () -> audiences
                            .crossed(segment.condition(), now.minus(Duration.ofMinutes(10)), now)
                            .size());
        }
    }

    private static void measured(String what, Supplier<Integer> work) {
        var warm = work.get();
        var began = System.nanoTime();
        var found = work.get();
        assertThat(found).isEqualTo(warm);
        log.info("{}: {} in {} ms", what, found, millisSince(began));
    }

    private static UUID toUuid(byte[] bytes) {
        var both = ByteBuffer.wrap(bytes);
        return new UUID(both.getLong(), both.getLong());
    }

    private void setCutPoints() {
        var now = Instant.now();
        var buyers = facts.buyers();
        var above = new EnumMap<Measure, List<Long>>(Measure.class);
        for (var measure : Measure.values()) {
            above.put(
                    measure,
                    LongStream.range(1, CutPoints.SCORES)
                            .mapToObj(fifth -> facts.valueAt(measure, buyers * fifth / CutPoints.SCORES - 1, now))
                            .toList());
        }
        facts.setCutPoints(new CutPoints(now, above));
    }

    // --- what is asked --------------------------------------------------------------------------

    private static Map<String, Condition> asked() {
        var asked = new LinkedHashMap<String, Condition>();
        asked.put("high value", all(new Trait.Rfm(Measure.MONEY, 5, 5), new Trait.Rfm(Measure.FREQUENCY, 4, 5)));
        asked.put("active", all(new Trait.SeenWithin(30)));
        asked.put("cooling", all(not(new Trait.SeenWithin(30)), new Trait.SeenWithin(90)));
        asked.put("asleep", all(not(new Trait.SeenWithin(90)), not(new Trait.EnrolledWithin(90))));
        asked.put("newcomers", all(new Trait.EnrolledWithin(30)));
        asked.put("birthday this month", all(new Condition.BirthdayMonth()));
        asked.put("close to the next tier", all(new Trait.NearNextTier(100)));
        asked.put("points about to expire", all(new Trait.PointsExpiringWithin(30, 100)));
        var mugs = new Condition.ItemNamed(words("mug"));
        var mugsTwice = did(mugs, Window.last(90), 2);
        var mugsLately = did(mugs, Window.last(30), 1);
        var byEmail = new Trait.AgreedTo(ConsentPurpose.OFFERS, ConsentChannel.EMAIL);
        var vip = new Condition.TierIn(words("vip"));
        asked.put("agreed to e-mail", byEmail);
        asked.put("tagged regular", new Trait.TagIn(words("regular")));
        asked.put("lives in China", new Trait.RegionIn(words("CN")));
        asked.put("bought mugs twice in 90 days", mugsTwice);
        asked.put(
                "bought mugs twice in 90 days, not in the last 30, VIP, agreed to e-mail",
                all(mugsTwice, not(mugsLately), vip, byEmail));
        asked.put("bought mugs ever", did(mugs, Window.EVER, 1));
        asked.put("bought anything in 30 days", did(Condition.none(), Window.last(30), 1));
        asked.put("bought anything three times in 90 days", did(Condition.none(), Window.last(90), 3));
        asked.put("bought anything three times in two years", did(Condition.none(), Window.last(730), 3));
        asked.put("bought anything five times ever", did(Condition.none(), Window.EVER, 5));
        asked.put("did not buy anything in two years", not(did(Condition.none(), Window.last(730), 1)));
        asked.put("spent 200 in 90 days", spent(90, "200"));
        asked.put("spent 1,000 in two years", spent(730, "1000"));
        var active = new Condition.SegmentIn(words("active"));
        asked.put("in the segment active, VIP", all(active, vip));
        asked.put(
                "not active, not new, tagged regular",
                all(not(active), not(new Condition.SegmentIn(words("newcomers"))), new Trait.TagIn(words("regular"))));
        asked.put(
                "twelve leaves",
                all(
                        byEmail,
                        new Condition.Any(List.of(
                                all(vip, new Condition.Any(List.of(mugsTwice, spent(365, "500")))),
                                all(
                                        new Condition.TierIn(words("black")),
                                        not(mugsLately),
                                        not(new Trait.SeenWithin(7))),
                                new Trait.TagIn(words("regular", "coffee")))),
                        not(new Condition.SegmentIn(words("newcomers"))),
                        new Trait.StatusIn(Set.of(MemberStatus.ACTIVE)),
                        new Condition.Any(List.of(
                                new Trait.RegionIn(words("CN-31", "CN-11")), new Trait.LanguageIn(words("en")))),
                        new Trait.BalanceBetween(100L, null)));
        return asked;
    }

    private static TreeSet<String> words(String... words) {
        return new TreeSet<>(List.of(words));
    }

    private static Condition not(Condition part) {
        return new Condition.Not(part);
    }

    private static Condition all(Condition... parts) {
        return new Condition.All(List.of(parts));
    }

    private static Did did(Condition such, Window window, int times) {
        return new Did("purchase", such, window, Did.Measure.TIMES, null, BigDecimal.valueOf(times), null);
    }

    private static Did spent(int days, String amount) {
        return new Did(
                "purchase",
                Condition.none(),
                Window.last(days),
                Did.Measure.AMOUNT,
                "CNY",
                new BigDecimal(amount),
                null);
    }

    // --- who is asked ---------------------------------------------------------------------------

    private void load() {
        var began = System.nanoTime();
        dsl.execute("INSERT INTO insights_article (article, product, sku, name, category)" + numbers(0)
                + " SELECT k, k, CONCAT('A', k), CONCAT(IF(k % 33 = 7, 'Mug ', 'Thing '), k), CONCAT('c', k % 20)"
                + " FROM k WHERE k < 5000");
        LongStream.iterate(0, from -> from < MEMBERS, from -> from + AT_ONCE).forEach(from -> {
            activities(from);
            bought(from);
            members(from);
            log.info("{} members after {} s", from + AT_ONCE, millisSince(began) / 1_000);
        });
        dsl.execute("INSERT INTO insights_segment_stay (member_id, segment, entered_at, version) SELECT member_id,"
                + " 'active', last_activity_at, 1 FROM insights_member_facts"
                + " WHERE last_activity_at > UTC_TIMESTAMP() - INTERVAL 30 DAY");
        dsl.execute("INSERT INTO insights_segment_stay (member_id, segment, entered_at, version) SELECT member_id,"
                + " 'newcomers', enrolled_at, 1 FROM insights_member_facts"
                + " WHERE enrolled_at > UTC_TIMESTAMP() - INTERVAL 30 DAY");
        dsl.fetch("ANALYZE TABLE insights_member_facts, insights_activity, insights_bought, insights_member_tag,"
                + " insights_segment_stay, insights_article");
    }

    private static String numbers(long from) {
        return NUMBERS.replace("{0}", Long.toString(from));
    }

    private static String id(String number) {
        return "UNHEX(LPAD(HEX(" + number + "), 32, '0'))";
    }

    private void activities(long from) {
        dsl.execute("INSERT INTO insights_activity (member_id, activity_id, type, source, reference, happened_at,"
                + " recorded_at, channel, currency, amount_minor, body_hash) " + numbers(from) + " SELECT " + id("k")
                + ", "
                + id("k * 32 + i") + """
                , IF(h % 10 < 7, 'purchase', 'check-in'), 'shop', CONCAT('P', k, '-', i), at, UTC_TIMESTAMP(6), 'web',
                  IF(h % 10 < 7, 'CNY', NULL), IF(h % 10 < 7, 500 + h DIV 10 % 30000, NULL), REPEAT('0', 32) FROM done
                """);
    }

    private void bought(long from) {
        dsl.execute("INSERT INTO insights_bought (article, happened_at, member_id, activity_id, line, pieces, currency,"
                + " paid_minor) " + numbers(from)
                + " SELECT FLOOR(POW(CRC32(CONCAT(k, '-', i, 'i', l.line)) / 4294967296, 2) * 5000), at, " + id("k")
                + ", "
                + id("k * 32 + i") + """
                , l.line, 1, 'CNY', 1000
                  FROM done JOIN (SELECT 0 AS line UNION ALL SELECT 1 UNION ALL SELECT 2) l ON l.line <= h DIV 1000 % 3
                  WHERE h % 10 < 7
                """);
    }

    private void members(long from) {
        dsl.execute("INSERT INTO insights_member_facts (member_id, status, tier_code, growth, missing, enrolled_at,"
                + " language, birthday, birth_day, balance, expiring_at, expiring_points, last_activity_at,"
                + " first_purchase_at, last_purchase_at, purchases, spent_minor, favourite_category, usual_hour, region,"
                + " interests, agreed, reach, sample, hours, counted_at) " + numbers(from) + " SELECT " + id("k") + """
                , IF(h DIV 7 % 50 = 0, 'FROZEN', 'ACTIVE'),
                  ELT(1 + (CRC32(CONCAT(k, 'v')) % 100 > 80) + (CRC32(CONCAT(k, 'v')) % 100 > 97), 'member', 'vip', 'black'),
                  CRC32(CONCAT(k, 'g')) % 12000, IF(CRC32(CONCAT(k, 'v')) % 100 > 97, NULL, 1 + CRC32(CONCAT(k, 'm')) % 5000),
                  UTC_TIMESTAMP(6) - INTERVAL CRC32(CONCAT(k, 'e')) % (1600 * 86400) SECOND, IF(k % 3 = 0, 'en', 'zh'),
                  DATE('1960-01-01') + INTERVAL CRC32(CONCAT(k, 'b')) % 16000 DAY, 101 + CRC32(CONCAT(k, 'b')) % 12 * 100 + k % 28,
                  CRC32(CONCAT(k, 'p')) % 3000, IF(k % 2 = 0, UTC_TIMESTAMP(6) + INTERVAL CRC32(CONCAT(k, 'x')) % 730 DAY, NULL),
                  IF(k % 2 = 0, 1 + CRC32(CONCAT(k, 'y')) % 900, NULL), s.last, s.first_bought, s.last_bought,
                  COALESCE(s.buys, 0), COALESCE(s.spent, 0), IF(s.buys > 0, CONCAT('c', k % 20), NULL), k % 24,
                  ELT(1 + k % 5, 'CN-31', 'CN-11', 'CN-44', 'GB', NULL), ELT(1 + k % 4, '', 'HOME', 'HOME,KITCHEN', 'BOOKS'),
                  256 | (CRC32(CONCAT(k, 'c')) & 255), (CRC32(CONCAT(k, 'c')) & 15) & (CRC32(CONCAT(k, 'd')) | 3),
                  CRC32(CONCAT(k, 'sample')) & 255, '', UTC_TIMESTAMP(6)
                  FROM t LEFT JOIN (SELECT member_id, MAX(happened_at) AS last,
                    MIN(IF(type = 'purchase', happened_at, NULL)) AS first_bought,
                    MAX(IF(type = 'purchase', happened_at, NULL)) AS last_bought, SUM(type = 'purchase') AS buys,
                    SUM(amount_minor) AS spent FROM insights_activity WHERE member_id >=\s"""
                + id(Long.toString(from))
                + " AND member_id < " + id(Long.toString(from + AT_ONCE)) + " GROUP BY member_id) s ON s.member_id = "
                + id("k"));
        dsl.execute("INSERT INTO insights_member_tag (member_id, tag) " + numbers(from) + " SELECT " + id("k") + """
                , ELT(1 + h DIV 13 % 20, 'regular', 'regular', 'regular', 'regular', 'coffee', 'coffee', 'tasting', 'event')
                  FROM t WHERE h DIV 13 % 20 < 8
                """);
    }
}
