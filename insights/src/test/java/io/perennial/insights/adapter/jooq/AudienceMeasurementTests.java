package io.perennial.insights.adapter.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.insights.Condition.Did;
import io.perennial.insights.Condition.Window;
import io.perennial.insights.CountAudience;
import io.perennial.insights.CutPoints;
import io.perennial.insights.KeepFacts;
import io.perennial.membership.MemberStatus;
import io.perennial.testing.OnTestDatabase;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** How long a live count takes, on as many members as {@code perennial.members} says. Only when asked for. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
@EnabledIfSystemProperty(named = "perennial.measure", matches = "true")
class AudienceMeasurementTests {

    private static final Logger log = LoggerFactory.getLogger(AudienceMeasurementTests.class);
    private static final long MEMBERS = Long.getLong("perennial.members", 1_000_000);
    private static final int ACTIVITIES_EACH = 5;
    private static final long AT_ONCE = 100_000;
    private static final String NUMBERS = """
            WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 999),
            k AS (SELECT {0} + a.i * 1000 + b.i AS k FROM n a JOIN n b WHERE a.i < 100)
            """;

    @Autowired
    private DSLContext dsl;

    @Autowired
    private CountAudience counting;

    @Autowired
    private KeepFacts keepFacts;

    @Test
    void a_million_members() {
        load();
        keepFacts.setCutPoints();
        var slowest = 0L;
        for (var each : asked().entrySet()) {
            counting.count(each.getValue());
            var best = Long.MAX_VALUE;
            var members = 0L;
            for (var run = 0; run < 3; run++) {
                var began = System.nanoTime();
                members = counting.count(each.getValue()).members();
                best = Math.min(best, (System.nanoTime() - began) / 1_000_000);
            }
            log.info("{}: {} members in {} ms", each.getKey(), members, best);
            slowest = Math.max(slowest, best);
        }
        log.info("the slowest took {} ms", slowest);
        assertThat(slowest).isPositive();
    }

    private static Map<String, Condition> asked() {
        var asked = new LinkedHashMap<String, Condition>();
        asked.put(
                "high value",
                all(
                        new Condition.Rfm(CutPoints.Measure.MONEY, 5, 5),
                        new Condition.Rfm(CutPoints.Measure.FREQUENCY, 4, 5)));
        asked.put("active", new Condition.SeenWithin(30));
        asked.put("cooling", all(new Condition.Not(new Condition.SeenWithin(30)), new Condition.SeenWithin(90)));
        asked.put(
                "asleep",
                all(
                        new Condition.Not(new Condition.SeenWithin(90)),
                        new Condition.Not(new Condition.EnrolledWithin(90))));
        asked.put("newcomers", new Condition.EnrolledWithin(30));
        asked.put("birthday this month", new Condition.BirthdayMonth());
        asked.put("close to the next tier", new Condition.NearNextTier(100));
        asked.put("points about to expire", new Condition.PointsExpiringWithin(30, 100));
        var mugs = new Condition.ItemNamed(new TreeSet<>(Set.of("mug")));
        asked.put("bought mugs twice in 90 days", did(mugs, Window.last(90), 2));
        asked.put(
                "bought mugs twice in 90 days, not in the last 30, VIP, active account",
                all(
                        did(mugs, Window.last(90), 2),
                        new Condition.Not(did(mugs, Window.last(30), 1)),
                        new Condition.TierIn(new TreeSet<>(Set.of("vip"))),
                        new Condition.StatusIn(Set.of(MemberStatus.ACTIVE))));
        asked.put("bought mugs ever", did(mugs, Window.EVER, 1));
        asked.put("bought anything in 30 days", did(Condition.NONE, Window.last(30), 1));
        asked.put("bought anything three times in 90 days", did(Condition.NONE, Window.last(90), 3));
        asked.put("bought anything five times ever", did(Condition.NONE, Window.EVER, 5));
        asked.put(
                "spent 200 in 90 days",
                new Did(
                        "purchase",
                        Condition.NONE,
                        Window.last(90),
                        Did.Measure.AMOUNT,
                        "CNY",
                        new BigDecimal("200"),
                        null));
        return asked;
    }

    private static Condition all(Condition... parts) {
        return new Condition.All(List.of(parts));
    }

    private static Did did(Condition such, Window window, int times) {
        return new Did("purchase", such, window, Did.Measure.TIMES, null, BigDecimal.valueOf(times), null);
    }

    /** Some do much and most do little, some articles sell well, and more happened lately than long ago. */
    private void load() {
        var began = System.nanoTime();
        dsl.execute("INSERT INTO insights_article (article, sku, name, category) " + NUMBERS.replace("{0}", "0")
                + " SELECT k, CONCAT('A', k), CONCAT(IF(k % 100 = 37, 'Mug ', 'Thing '), k), CONCAT('c', k % 20)"
                + " FROM k WHERE k < 5000");
        LongStream.iterate(0, from -> from < MEMBERS, from -> from + AT_ONCE).forEach(this::members);
        log.info("members after {} s", (System.nanoTime() - began) / 1_000_000_000);
        LongStream.iterate(0, from -> from < MEMBERS * ACTIVITIES_EACH, from -> from + AT_ONCE)
                .forEach(this::activities);
        log.info("activities after {} s", (System.nanoTime() - began) / 1_000_000_000);
        LongStream.iterate(0, from -> from < MEMBERS * ACTIVITIES_EACH, from -> from + AT_ONCE)
                .forEach(this::items);
        dsl.execute("ANALYZE TABLE insights_member_facts, insights_activity, insights_bought");
        log.info("loaded after {} s", (System.nanoTime() - began) / 1_000_000_000);
    }

    private void members(long from) {
        dsl.execute("INSERT INTO insights_member_facts (member_id, status, tier_code, growth, missing, enrolled_at,"
                + " language, birthday, birth_day, balance, expiring_at, expiring_points, last_activity_at,"
                + " first_purchase_at, last_purchase_at, purchases, spent_minor, favourite_category, usual_hour) "
                + NUMBERS.replace("{0}", Long.toString(from))
                + """
                SELECT UNHEX(LPAD(HEX(k), 32, '0')), IF(k % 50 = 0, 'FROZEN', 'ACTIVE'),
                  ELT(1 + (CRC32(k) % 100 > 80) + (CRC32(k) % 100 > 97), 'member', 'vip', 'black'), CRC32(k) % 12000,
                  CRC32(CONCAT(k, 'm')) % 5000, UTC_TIMESTAMP(6) - INTERVAL CRC32(CONCAT(k, 'e')) % 1600 DAY,
                  IF(k % 3 = 0, 'en', 'zh'), '1990-01-01', 100 * (1 + CRC32(CONCAT(k, 'b')) % 12) + 1 + k % 28,
                  CRC32(CONCAT(k, 'p')) % 3000, UTC_TIMESTAMP(6) + INTERVAL CRC32(CONCAT(k, 'x')) % 730 DAY,
                  CRC32(CONCAT(k, 'y')) % 900,
                  UTC_TIMESTAMP(6) - INTERVAL FLOOR(POW(CRC32(CONCAT(k, 'l')) / 4294967296, 2) * 1095 * 86400) SECOND,
                  NULL,
                  IF(k % 10 < 8, UTC_TIMESTAMP(6)
                    - INTERVAL FLOOR(POW(CRC32(CONCAT(k, 'l')) / 4294967296, 2) * 1095 * 86400) SECOND, NULL),
                  IF(k % 10 < 8, 1 + FLOOR(POW(CRC32(CONCAT(k, 'n')) / 4294967296, 4) * 40), 0),
                  IF(k % 10 < 8, FLOOR(POW(CRC32(CONCAT(k, 's')) / 4294967296, 3) * 3000000), 0),
                  CONCAT('c', k % 20), k % 24
                FROM k
                """);
    }

    /** The same numbers give the same purchase here and there. */
    private static final String OF_PURCHASE = """
            UNHEX(LPAD(HEX(FLOOR(POW(CRC32(k) / 4294967296, 2) * {1})), 32, '0')),
            """;

    private static final String WHEN_IT_WAS = """
            TIMESTAMP(UTC_DATE()) - INTERVAL FLOOR(POW(CRC32(CONCAT(k, 'h')) / 4294967296, 2) * 1095 * 86400) SECOND
            """;

    private void activities(long from) {
        dsl.execute("INSERT INTO insights_activity (member_id, activity_id, type, source, reference, happened_at,"
                + " recorded_at, channel, currency, amount_minor, body_hash) "
                + NUMBERS.replace("{0}", Long.toString(from))
                + "SELECT " + OF_PURCHASE.replace("{1}", Long.toString(MEMBERS))
                + " UNHEX(LPAD(HEX(k), 32, '0')), IF(k % 5 < 3, 'purchase', 'check-in'), 'shop', CONCAT('P', k), "
                + WHEN_IT_WAS + ", UTC_TIMESTAMP(6), 'web', IF(k % 5 < 3, 'CNY', NULL),"
                + " IF(k % 5 < 3, CRC32(CONCAT(k, 'a')) % 30000, NULL), REPEAT('0', 32) FROM k");
    }

    private void items(long from) {
        for (var line = 0; line < 2; line++) {
            dsl.execute("INSERT INTO insights_bought (article, happened_at, member_id, activity_id, line, pieces,"
                    + " currency, paid_minor) "
                    + NUMBERS.replace("{0}", Long.toString(from))
                    + "SELECT FLOOR(POW(CRC32(CONCAT(k, 'i', " + line + ")) / 4294967296, 2) * 5000), " + WHEN_IT_WAS
                    + ", " + OF_PURCHASE.replace("{1}", Long.toString(MEMBERS))
                    + " UNHEX(LPAD(HEX(k), 32, '0')), " + line + ", 1, 'CNY', 1000 FROM k WHERE k % 5 < 3");
        }
    }
}
