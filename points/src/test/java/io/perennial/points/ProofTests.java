package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the ledger proves of itself, on the real database. */
@PointsTest
class ProofTests {

    private static final int TRIALS = 120;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private GrantPoints grantPoints;

    @Autowired
    private ReleasePoints releasePoints;

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private ReadProof readProof;

    @Autowired
    private CheckLedger checkLedger;

    @Autowired
    private ReadLedgerChecks readLedgerChecks;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void a_head_names_the_last_entry_and_its_key_is_published_before_it_signs() {
        var anna = members.enrol();
        assertThat(readProof.head(anna).sequence()).isZero();
        grantPoints.grant(new GrantPoints.Grant(anna, Points.of(5), 0, "k1", MUG));
        grantPoints.grant(new GrantPoints.Grant(anna, Points.of(6), 0, "k2", MUG));

        var head = readProof.head(anna);
        var entries = readProof.entries(anna, 0, head.sequence(), 10);
        assertThat(head.sequence()).isEqualTo(2);
        assertThat(head.hash()).isEqualTo(entries.getLast().hash());
        assertThat(head.balance()).isEqualTo(Points.of(11));
        assertThat(readProof.keys()).contains(head.key());
        assertThat(readProof.entries(anna, 1, 2, 10)).containsExactly(entries.getLast());
        assertThat(readProof.entries(anna, 0, 1, 10)).containsExactly(entries.getFirst());
    }

    @Test
    void a_check_is_kept_with_what_it_found() {
        var people = members.enrol(2);
        earnPoints.earn(List.of(purchase(people.getFirst(), "A1", "10.00"), purchase(people.getLast(), "A2", "20.00")));
        assertThat(checkLedger.whole().report().isSound()).isTrue();
        clock.turn(Duration.ofHours(1));
        TestDatabase.get().dsl().execute("UPDATE points_lot SET remaining = remaining - 1 WHERE original = 20");

        var found = checkLedger.whole();

        assertThat(found.report().faults())
                .extracting(VerifyLedger.Fault::member)
                .containsOnly(people.getLast());
        assertThat(readLedgerChecks.latest(5)).hasSize(2).first().isEqualTo(found);
        assertThat(readLedgerChecks.latest(5).getLast().report())
                .isEqualTo(new VerifyLedger.Report(2, 2, Points.of(30), List.of()));
    }

    /** One thing changed by whoever can reach the database: a row less, a number or a text another. */
    @Test
    void whatever_is_changed_in_the_database_is_found_and_its_member_named() {
        var dsl = TestDatabase.get().dsl();
        var random = new Random(23);
        publishPolicy.publish(
                Stories.version(2, Map.of(ActivityType.PURCHASE, 7), Refunds.OVERDRAFT, clock.instant()),
                StaffId.next());
        var people = members.enrol(5);
        for (var member : people) {
            live(member);
        }
        assertThat(checkLedger.whole().report().faults()).isEmpty();
        var survivors = new ArrayList<String>();
        for (int trial = 0; trial < TRIALS; trial++) {
            var harm = harm(dsl, random);
            var faults = checkLedger.whole().report().faults();
            if (faults.stream().noneMatch(fault -> fault.member().equals(harm.member()))) {
                survivors.add(harm.what());
            }
            assertThat(faults)
                    .as(harm.what())
                    .extracting(VerifyLedger.Fault::member)
                    .containsOnly(harm.member());
            harm.mend().run();
        }
        assertThat(survivors).isEmpty();
        assertThat(checkLedger.whole().report().faults()).isEmpty();
    }

    private void live(MemberId member) {
        earnPoints.earn(List.of(purchase(member, "A" + member, "100.00", clock.instant())));
        earnPoints.earn(List.of(refund(member, "R" + member, "30.00", "A" + member, clock.instant())));
        grantPoints.grant(new GrantPoints.Grant(member, Points.of(60), 3, "g1", MUG));
        spendPoints.spend(new Spending(member, Points.of(40), "s1", MUG));
        returnPoints.giveBack(member, "s1", "broken");
        clock.turn(Duration.ofDays(9));
        releasePoints.release(clock.instant());
        spendPoints.spend(new Spending(member, Points.of(120), "s2", MUG));
        earnPoints.earn(List.of(refund(member, "Q" + member, "70.00", "A" + member, clock.instant())));
        earnPoints.earn(List.of(purchase(member, "B" + member, "45.00", clock.instant())));
    }

    private record Harm(MemberId member, String what, Runnable mend) {}

    /** What nothing depends on: an expiry may be prolonged, and what is computed cannot be set. */
    private static final Map<String, List<String>> CHANGEABLE = Map.of(
            "points_account", List.of("balance", "pending", "owed", "last_seq", "head"),
            "points_entry",
                    List.of(
                            "kind",
                            "points",
                            "pending",
                            "growth",
                            "balance_after",
                            "owed_after",
                            "business_key",
                            "why",
                            "happened_at",
                            "booked_at",
                            "hash"),
            "points_lot", List.of("original", "remaining"),
            "points_waiting", List.of("original", "remaining"),
            "points_allocation", List.of("points", "pending"));

    private static Harm harm(DSLContext dsl, Random random) {
        while (true) {
            var tables = CHANGEABLE.keySet().stream().sorted().toList();
            var table = tables.get(random.nextInt(tables.size()));
            var rows = dsl.fetch("SELECT * FROM " + table);
            var row = rows.get(random.nextInt(rows.size()));
            var member = memberOf(row);
            var key = keyOf(table, row);
            var delete = random.nextInt(4) == 0;
            var column = CHANGEABLE
                    .get(table)
                    .get(random.nextInt(CHANGEABLE.get(table).size()));
            var change = delete ? "DELETE FROM " + table : "UPDATE " + table + " SET " + column + " = " + other(column);
            try {
                if (dsl.execute(change + key) == 0) {
                    continue;
                }
            } catch (org.jooq.exception.DataAccessException refusedByTheDatabaseItself) {
                continue;
            }
            return new Harm(member, change + key, () -> {
                dsl.execute("DELETE FROM " + table + key);
                insert(dsl, table, row);
            });
        }
    }

    private static String other(String column) {
        return switch (column) {
            case "kind" -> "CASE kind WHEN 'GRANTED' THEN 'EARNED' ELSE 'GRANTED' END";
            case "business_key" -> "CONCAT(business_key, 'x')";
            case "why" -> "CONCAT(why, ' ')";
            case "happened_at", "booked_at" -> column + " - INTERVAL 1 MICROSECOND";
            case "hash", "head" -> "UNHEX(SHA2(" + column + ", 256))";
            default -> column + " + 1";
        };
    }

    private static MemberId memberOf(Record row) {
        var bytes = java.nio.ByteBuffer.wrap(row.get("member_id", byte[].class));
        return new MemberId(new java.util.UUID(bytes.getLong(), bytes.getLong()));
    }

    private static String keyOf(String table, Record row) {
        var where = " WHERE member_id = UNHEX('"
                + java.util.HexFormat.of().formatHex(row.get("member_id", byte[].class)) + "')";
        return switch (table) {
            case "points_account" -> where;
            case "points_allocation" ->
                where + " AND entry_seq = " + row.get("entry_seq") + " AND lot_seq = " + row.get("lot_seq");
            default -> where + " AND seq = " + row.get("seq");
        };
    }

    private static void insert(DSLContext dsl, String table, Record row) {
        var columns = new ArrayList<String>();
        var values = new ArrayList<Object>();
        for (var field : row.fields()) {
            if (!field.getName().startsWith("open_")) {
                columns.add(field.getName());
                values.add(row.get(field));
            }
        }
        dsl.execute(
                "INSERT INTO %s (%s) VALUES (%s)"
                        .formatted(
                                table,
                                String.join(", ", columns),
                                String.join(
                                        ", ",
                                        columns.stream().map(column -> "?").toList())),
                values.toArray());
    }
}
