package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.Condition;
import io.perennial.membership.MemberId;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.points.domain.LotLives;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.Transfers;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** No request reads a table from end to end: the server counts rows that it reads without an index. */
@PointsTest
class IndexesTests {

    private static final int PEOPLE = 900;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadTransfers readTransfers;

    @Autowired
    private Transfers transfers;

    @Autowired
    private ReadProof readProof;

    @Autowired
    private GrantPoints grantPoints;

    @Autowired
    private PointsAccounts accounts;

    @Autowired
    private LotLives lives;

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DSLContext dsl;

    private List<MemberId> people;

    @BeforeEach
    void a_ledger_that_is_worth_an_index() {
        people = members.enrol(PEOPLE);
        for (int round = 0; round < 5; round++) {
            var purchases = new ArrayList<Activity>();
            for (int i = 0; i < PEOPLE; i++) {
                purchases.add(purchase(people.get(i), "A" + round + "-" + i, "10.00"));
            }
            earnPoints.earn(purchases);
            clock.turn(Duration.ofDays(80));
        }
        earnPoints.earn(List.of(purchase(people.getFirst(), "warm-up", "1.00")));
        for (var table : List.of(
                "points_account",
                "points_entry",
                "points_lot",
                "points_waiting",
                "points_transfer",
                "insights_activity",
                "membership_standing",
                "membership_growth",
                "membership_member")) {
            dsl.fetch("ANALYZE TABLE " + table);
        }
    }

    @Test
    void every_request_finds_its_rows_by_an_index() {
        var anna = people.get(77);
        var batch = new ArrayList<Activity>();
        for (int i = 0; i < 20; i++) {
            batch.add(purchase(people.get(i * 2), "B" + i, "10.00"));
            batch.add(refund(people.get(i * 3), "R" + i, "5.00", i % 2 == 0 ? "A3-" + i * 3 : null));
            batch.add(purchase(people.get(i), "A1-" + i, "10.00")); // told before
        }
        var requests = new LinkedHashMap<String, Runnable>();
        requests.put("earn", () -> earnPoints.earn(List.of(purchase(anna, "N1", "10.00"))));
        requests.put("repeat", () -> earnPoints.earn(List.of(purchase(anna, "A1-77", "10.00"))));
        requests.put("refund", () -> earnPoints.earn(List.of(refund(anna, "N2", "1.00", "A1-77"))));
        requests.put("refund without a purchase", () -> earnPoints.earn(List.of(refund(anna, "N3", "1.00", null))));
        requests.put("batch", () -> earnPoints.earn(batch));
        campaigns.publish(
                new Condition.Any(List.of(
                        new Condition.FirstPurchase(),
                        new Condition.BirthdayMonth(),
                        new Condition.TierIn(new TreeSet<>(Set.of("vip", "member"))))),
                new Formula.Fixed(3),
                List.of(new Cap(Cap.Window.DAY, Cap.Measure.POINTS, 50)),
                1_000_000L);
        var before = new ArrayList<Activity>();
        for (int i = 0; i < PEOPLE; i++) {
            before.add(purchase(people.get(i), "E" + i, i % 3 == 0 ? "3000.00" : "300.00", clock.instant()));
        }
        earnPoints.earn(before);
        for (var table : List.of("points_rule_use", "points_rule_budget", "membership_tier_change")) {
            dsl.fetch("ANALYZE TABLE " + table);
        }
        var underCampaign = new ArrayList<Activity>();
        for (int i = 0; i < 20; i++) {
            underCampaign.add(purchase(people.get(i * 3), "D" + i, "10.00", clock.instant()));
        }
        requests.put("campaign", () -> earnPoints.earn(underCampaign));
        requests.put(
                "refund of a campaign", () -> earnPoints.earn(List.of(refund(people.get(3), "N4", "10.00", "D1"))));
        requests.put("spend", () -> spendPoints.spend(new Spending(anna, Points.of(25), "S1", MUG)));
        requests.put("give back", () -> returnPoints.giveBack(anna, "S1", "broken"));
        requests.put("statement", () -> readStatement.page(anna, Optional.of(4L), 5));
        requests.put("entry", () -> readStatement.entry(anna, 3));
        requests.put("entries of an activity", () -> readStatement.ofActivity(anna, ActivityId.next()));
        requests.put("balance", () -> readBalance.of(anna));
        requests.put("balances", () -> readBalance.of(people.subList(0, 50)));

        var later = clock.instant().plus(Duration.ofDays(500));
        var due = accounts.due(Optional.empty(), later, 50);
        requests.put("sweep begins", () -> accounts.due(Optional.empty(), later, 50));
        requests.put("sweep goes on", () -> accounts.due(Optional.of(due.getLast()), later, 50));
        requests.put("sweep asks again", () -> accounts.stillDue(new LinkedHashSet<>(due), later));
        assertThat(due).hasSize(50);
        requests.put("releases", () -> accounts.available(Optional.empty(), later, 50));
        requests.put("what waits", () -> accounts.waiting(people.subList(0, 50)));
        requests.put("transfers", () -> readTransfers.of(anna, 20));
        requests.put("allowance", () -> readTransfers.allowance(anna));
        requests.put("unfinished transfers", () -> transfers.unfinished(later, Set.of(), 50));
        requests.put("proof", () -> readProof.entries(anna, 0, 5, 50));
        requests.put("grant", () -> grantPoints.grant(new GrantPoints.Grant(anna, Points.of(5), 1, "g", MUG)));

        var readWithoutIndex = new LinkedHashMap<String, Long>();
        requests.forEach((name, request) -> readWithoutIndex.put(name, rowsReadWithoutIndex(request)));

        assertThat(readWithoutIndex).allSatisfy((name, rows) -> assertThat(rows).isZero());
    }

    @Test
    void a_sweep_that_goes_on_reads_no_more_than_what_it_answers_with() {
        var end = dsl.fetchSingle("SELECT MIN(expires_at) FROM points_lot")
                .get(0, LocalDateTime.class)
                .toInstant(ZoneOffset.UTC);
        var due = accounts.due(Optional.empty(), end, PEOPLE);
        var ending = lives.ending(Optional.empty(), end.plusSeconds(1), PEOPLE);
        assertThat(due).hasSize(PEOPLE).allMatch(lot -> lot.at().equals(end));
        assertThat(ending).hasSize(PEOPLE);

        var goesOn = new LinkedHashMap<String, Runnable>();
        goesOn.put("expiry", () -> accounts.due(Optional.of(due.get(700)), end, 50));
        goesOn.put("prolonging", () -> lives.ending(Optional.of(ending.get(700)), end.plusSeconds(1), 50));
        var read = new LinkedHashMap<String, Long>();
        goesOn.forEach((name, sweep) -> read.put(name, rowsRead("Handler_read_next", sweep)));

        assertThat(read).allSatisfy((name, rows) -> assertThat(rows).isBetween(49L, 60L));
    }

    private long rowsReadWithoutIndex(Runnable request) {
        return rowsRead("Handler_read_rnd_next", request);
    }

    /** Less what asking for the counter costs. */
    private long rowsRead(String how, Runnable request) {
        return transaction.execute(status -> {
            var first = counter(how);
            var second = counter(how);
            request.run();
            return counter(how) - second - (second - first);
        });
    }

    private long counter(String name) {
        Map<String, Object> row =
                dsl.fetchSingle("SHOW SESSION STATUS LIKE '" + name + "'").intoMap();
        return Long.parseLong(String.valueOf(row.values().toArray()[1]));
    }
}
