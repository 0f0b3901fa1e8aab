package io.perennial.insights.adapter.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.Trait;
import io.perennial.insights.Trait.Did;
import io.perennial.insights.Trait.Window;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Programme;
import io.perennial.membership.adapter.jdbc.TestRows;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What counts and sweeps read, by the server's own counters: on two thousand members as on a million, it follows those who come
 * into question, never the length of the stream.
 */
@ExtendWith(OnTestDatabase.Reset.class)
class AudienceScansTests {

    private static final int MEMBERS = 2_000;
    private static final int ACTIVITIES = 20_000;
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Condition mugsTwice = did(new Condition.ItemNamed(words("mug")), Window.last(90), 2);
    private final Condition mugsLately = did(new Condition.ItemNamed(words("mug")), Window.last(30), 1);

    @BeforeEach
    void a_stream_that_is_ten_times_as_long_as_there_are_members() {
        var dsl = TestDatabase.get().dsl();
        var numbers = "WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 199),"
                + " k AS (SELECT a.i * 200 + b.i AS k FROM n a JOIN n b)";
        dsl.execute(
                "INSERT INTO insights_article (article, product, sku, name, category) " + numbers
                        + " SELECT k, k, CONCAT('A', k), CONCAT(IF(k % 50 = 7, 'Mug ', 'Thing '), k), 'c' FROM k WHERE k < 500");
        dsl.execute(
                "INSERT INTO insights_member_facts (member_id, status, tier_code, growth, enrolled_at, language, balance,"
                        + " last_activity_at, last_purchase_at, purchases, spent_minor, interests, agreed, reach, sample, hours,"
                        + " counted_at) "
                        + numbers
                        + " SELECT UNHEX(LPAD(HEX(k), 32, '0')), 'ACTIVE', IF(k % 5 = 0, 'vip', 'member'), 0,"
                        + " TIMESTAMP'2026-11-22 04:00:00' - INTERVAL k HOUR, 'zh', 0, TIMESTAMP'2026-11-22 04:00:00' - INTERVAL k HOUR,"
                        + " TIMESTAMP'2026-11-22 04:00:00' - INTERVAL k HOUR, 10, 1000, '', k % 2, k % 2, k % 256, '', TIMESTAMP'2026-11-22 04:00:00' FROM k WHERE k < "
                        + MEMBERS);
        dsl.execute(
                "INSERT INTO insights_activity (member_id, activity_id, type, source, reference, happened_at, recorded_at,"
                        + " channel, currency, amount_minor, body_hash) " + numbers
                        + " SELECT UNHEX(LPAD(HEX(k % " + MEMBERS
                        + "), 32, '0')), UNHEX(LPAD(HEX(k), 32, '0')), 'purchase', 's', k,"
                        + " TIMESTAMP'2026-11-22 04:00:00' - INTERVAL k * 78 MINUTE, TIMESTAMP'2026-11-22 04:00:00', 'web', 'CNY', 1000, REPEAT('0', 32)"
                        + " FROM k WHERE k < " + ACTIVITIES);
        dsl.execute("INSERT INTO insights_bought (article, happened_at, member_id, activity_id, line, pieces, currency,"
                + " paid_minor) SELECT CONV(HEX(activity_id), 16, 10) % 500, happened_at, member_id, activity_id, 0, 1, 'CNY',"
                + " 1000 FROM insights_activity");
        dsl.fetch("ANALYZE TABLE insights_member_facts, insights_activity, insights_bought, insights_article");
    }

    @Test
    void who_bought_mugs_is_found_by_the_mugs() {
        var asked = new Condition.All(List.of(
                mugsTwice,
                new Condition.Not(mugsLately),
                new Condition.TierIn(words("vip")),
                new Trait.AgreedTo(ConsentPurpose.OFFERS, ConsentChannel.EMAIL)));
        // 90 days hold some 1,660 purchases, a fiftieth of them mugs; and 500 articles are counted.
        assertThat(read(audiences -> audiences.count(asked, NOW, PATIENCE), false))
                .isLessThan(ACTIVITIES / 10);
    }

    @Test
    void what_facts_tell_is_told_by_an_index_or_by_one_reading_of_the_facts() {
        assertThat(read(audiences -> audiences.count(new Trait.SeenWithin(3), NOW, PATIENCE), false))
                .isLessThan(300);
        assertThat(read(
                        audiences -> audiences.count(
                                new Trait.AgreedTo(ConsentPurpose.OFFERS, ConsentChannel.SMS), NOW, PATIENCE),
                        false))
                .isLessThan(MEMBERS + 100);
        // Whether they bought anything of late needs no look at the stream.
        assertThat(read(audiences -> audiences.count(did(Condition.none(), Window.last(30), 1), NOW, PATIENCE), false))
                .isLessThan(MEMBERS + 100);
    }

    @Test
    void an_estimate_reads_what_the_drawn_did_and_no_more() {
        var spent = new Did(
                "purchase", Condition.none(), Window.last(900), Did.Measure.AMOUNT, "CNY", BigDecimal.TEN, null);
        var all = read(audiences -> audiences.count(spent, NOW, PATIENCE), false);
        var some = read(audiences -> audiences.estimate(spent, NOW, PATIENCE), true);
        assertThat(some).isLessThan(all / 5);
    }

    @Test
    void a_sweep_reads_those_whose_time_has_come() {
        var segment = new Condition.All(List.of(new Trait.SeenWithin(30), mugsTwice));
        var now = NOW;
        assertThat(read(audiences -> audiences.crossed(segment, now.minus(Duration.ofHours(2)), now), false))
                .isLessThan(100);
    }

    @Test
    void what_takes_too_long_is_stopped_by_the_server() {
        var dsl = TestDatabase.get().dsl();
        var sleeping = dsl.select(DSL.field("SLEEP(20)", Integer.class))
                .from(DSL.table("insights_turn"))
                .where(DSL.noCondition());
        var began = System.nanoTime();
        var stopped = false;
        try {
            // MySQL does not fail here, it answers 1: the sleep was interrupted.
            stopped = Integer.valueOf(1)
                    .equals(Limits.stopping(dsl, sleeping, CountAudience.EXACTLY)
                            .fetchSingle()
                            .get(0, Integer.class));
        } catch (RuntimeException failure) {
            stopped = Limits.isStopped(failure);
        }
        assertThat(stopped).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    private interface Work {
        void with(JooqAudiences audiences);
    }

    /** Rows that one connection read, whether from an index, from a table or from one that was made on the way. */
    private static long read(Work work, boolean few) {
        return TestDatabase.get().dsl().connectionResult(connection -> {
            var dsl = DSL.using(
                    connection,
                    TestDatabase.get().dsl().dialect(),
                    TestDatabase.get().dsl().settings());
            var programme = new Programme(ZoneId.of("UTC"), List.of("CNY"));
            var facts = new JooqFacts(
                    dsl,
                    new JooqDues(dsl, TestRows.alone(TestDatabase.get().dataSource())),
                    programme,
                    TestRows.alone(TestDatabase.get().dataSource()));
            var audiences =
                    new JooqAudiences(dsl, new JooqArticles(dsl), facts, programme, few ? MEMBERS / 10 : MEMBERS);
            work.with(audiences);
            var before = handled(dsl);
            work.with(audiences);
            return handled(dsl) - before;
        });
    }

    private static long handled(DSLContext dsl) {
        return dsl.fetch("SHOW SESSION STATUS LIKE 'Handler_read%'").stream()
                .filter(row -> !Set.of("Handler_read_key").contains(row.get(0, String.class)))
                .mapToLong(row -> Long.parseLong(row.get(1, String.class)))
                .sum();
    }

    private static TreeSet<String> words(String... words) {
        return new TreeSet<>(List.of(words));
    }

    private static Did did(Condition such, Window window, int times) {
        return new Did("purchase", such, window, Did.Measure.TIMES, null, BigDecimal.valueOf(times), null);
    }
}
