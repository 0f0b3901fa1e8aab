package io.perennial.points.adapter.jooq;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints;
import io.perennial.points.ExpirePoints;
import io.perennial.points.Members;
import io.perennial.points.Points;
import io.perennial.points.PointsTest;
import io.perennial.points.ReturnPoints;
import io.perennial.points.SpendPoints;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@PointsTest
class VerifyLedgerTests {

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    private MemberId anna;

    /** 1 earned 100, 2 earned 50, 3 spent 60, 4 given back 60, 5 taken back 30, 6 expired the rest, 7 earned 9. */
    @BeforeEach
    void a_member_with_every_kind_of_entry() {
        var people = members.enrol(3);
        anna = people.get(1);
        earnPoints.earn(List.of(
                purchase(people.get(0), "X1", "7.00"),
                purchase(anna, "A1", "100.00"),
                purchase(anna, "A2", "50.00"),
                purchase(people.get(2), "Y1", "8.00")));
        spendPoints.spend(new Spending(anna, Points.of(60), "S1", MUG));
        returnPoints.giveBack(anna, "S1", "broken");
        earnPoints.earn(List.of(refund(anna, "R1", "30.00", "A1")));
        clock.turn(Duration.ofDays(800));
        expirePoints.expire(clock.instant());
        earnPoints.earn(List.of(purchase(anna, "A3", "9.00")));
    }

    @Test
    void finds_nothing_wrong_with_what_was_booked_and_says_how_much_it_saw() {
        assertThat(verifyLedger.verify()).isEqualTo(new VerifyLedger.Report(3, 11, Points.of(9), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        UPDATE points_account SET balance = balance + 1            | balance 10 is not the sum of the entries 9
        UPDATE points_account SET balance = balance + 1            | balance 10 is not the sum of the open lots 9
        UPDATE points_account SET last_seq = 8                     | the account counts 8 entries, the last of 7 stored ones is number 7
        UPDATE points_entry SET points = points + 1 WHERE seq = 1  | entry 1: balance after it is 100, but the entries so far come to 101
        UPDATE points_entry SET points = points + 1 WHERE seq = 1  | entry 1 earned 101, but its lot began with 100
        UPDATE points_entry SET points = points + 1 WHERE seq = 3  | entry 3 moved -59, but its allocations come to -60
        UPDATE points_entry SET balance_after = 91 WHERE seq = 3   | entry 3: balance after it is 91, but the entries so far come to 90
        UPDATE points_entry SET kind = 'EARNED' WHERE seq = 3      | entry 3 is of the wrong sign for its kind: -60
        UPDATE points_entry SET kind = 'GIFT' WHERE seq = 3        | entry 3 is of the wrong sign for its kind: -60
        UPDATE points_entry SET reverses_seq = 7 WHERE seq = 5     | entry 5 answers entry 7, which does not come before it
        DELETE FROM points_entry WHERE seq = 2                     | the account counts 7 entries, the last of 6 stored ones is number 7
        DELETE FROM points_entry WHERE seq = 2                     | lot 2 of 50 points has no entry
        DELETE FROM points_entry WHERE seq = 7                     | the account counts 7 entries, the last of 6 stored ones is number 6
        UPDATE points_lot SET remaining = remaining - 1 WHERE seq = 7 | lot 7: 8 remain, but its beginning and its allocations come to 9
        UPDATE points_lot SET remaining = remaining - 1 WHERE seq = 7 | balance 9 is not the sum of the open lots 8
        UPDATE points_lot SET original = original + 1 WHERE seq = 1   | entry 1 earned 100, but its lot began with 101
        DELETE FROM points_lot WHERE seq = 7                       | entry 7 earned 9, but its lot began with 0
        DELETE FROM points_lot WHERE seq = 1                       | an allocation of -60 points names entry 3 and lot 1, and one of them does not exist
        UPDATE points_allocation SET points = points - 1 WHERE entry_seq = 3 | entry 3 moved -60, but its allocations come to -61
        UPDATE points_allocation SET points = points - 1 WHERE entry_seq = 3 | lot 1: 0 remain, but its beginning and its allocations come to -1
        DELETE FROM points_allocation WHERE entry_seq = 4          | entry 4 moved 60, but its allocations come to 0
        DELETE FROM points_account                                 | entry 1 has no account
        UPDATE points_account SET balance = 0, owed = 1            | balance -1 is not the sum of the entries 9
        UPDATE points_account SET pending = 1                      | pending 1 is not the sum of what the entries made wait 0
        UPDATE points_account SET pending = 1                      | pending 1 is not the sum of what waits 0
        UPDATE points_account SET head = REVERSE(head)             | the account's head is not the hash of its last entry
        UPDATE points_entry SET pending = 5 WHERE seq = 2          | entry 2 promised 5, but what waits of it began with 0
        UPDATE points_entry SET pending = -5 WHERE seq = 5         | entry 5 moved -5 of what waits, but its allocations come to 0
        UPDATE points_entry SET growth = growth + 1 WHERE seq = 2  | entry 2: its hash does not fit what is stored of it and of the entry before
        UPDATE points_entry SET hash = REVERSE(hash) WHERE seq = 2 | entry 2: its hash does not fit what is stored of it and of the entry before
        UPDATE points_entry SET hash = REVERSE(hash) WHERE seq = 2 | entry 3: its hash does not fit what is stored of it and of the entry before
        UPDATE points_entry SET why = REPLACE(why, 'mug', 'pot') WHERE seq = 3 | entry 3: its hash does not fit what is stored of it and of the entry before
        UPDATE points_entry SET business_key = CONCAT(business_key, '1') WHERE seq = 1 | entry 1: its hash does not fit what is stored of it and of the entry before
        UPDATE points_entry SET happened_at = happened_at - INTERVAL 1 MICROSECOND WHERE seq = 6 | entry 6: its hash does not fit what is stored of it and of the entry before
        UPDATE points_entry SET rule_version = 2 WHERE seq = 1     | entry 1: its hash does not fit what is stored of it and of the entry before
        DELETE FROM points_entry WHERE seq = 2                     | entry 3: its hash does not fit what is stored of it and of the entry before
        """)
    void names_the_member_the_entry_and_the_numbers(String corruption, String fault) {
        var where = corruption.contains(" WHERE ") ? " AND member_id = ?" : " WHERE member_id = ?";
        TestDatabase.get().dsl().execute(corruption + where, bytes(anna));

        assertThat(verifyLedger.verify().faults()).contains(new VerifyLedger.Fault(anna, fault));
        assertThat(verifyLedger.verify().faults())
                .extracting(VerifyLedger.Fault::member)
                .containsOnly(anna);
        assertThat(verifyLedger.verify().isSound()).isFalse();
    }

    @Test
    void goes_through_as_many_members_as_there_are_and_names_a_hundred_faults() {
        var people = members.enrol(2_050);
        for (int start = 0; start < people.size(); start += 1_000) {
            earnPoints.earn(people.subList(start, Math.min(people.size(), start + 1_000)).stream()
                    .map(member -> purchase(member, "P" + member, "3.00"))
                    .toList());
        }
        // The three of the beginning are among them.
        var report = verifyLedger.verify();
        assertThat(report.faults()).isEmpty();
        assertThat(report.members()).isEqualTo(2_050);
        assertThat(report.entries()).isEqualTo(2_050 + 11);
        assertThat(report.outstanding()).isEqualTo(Points.of(2_050 * 3 + 9));

        TestDatabase.get().dsl().execute("UPDATE points_account SET balance = balance + 1");
        assertThat(verifyLedger.verify().faults()).hasSize(100);

        TestDatabase.get().dsl().execute("UPDATE points_account SET balance = balance - 1");
        var last = people.stream().max(MemberId::compareTo).orElseThrow();
        TestDatabase.get().dsl().execute("DELETE FROM points_account WHERE member_id = ?", bytes(last));
        assertThat(verifyLedger.verify().faults())
                .containsExactly(new VerifyLedger.Fault(last, "entry 1 has no account"));
    }

    @Test
    void raises_no_false_alarm_while_points_move() {
        var people = members.enrol(30);
        var busy = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 150; i++) {
                var round = i;
                earnPoints.earn(people.stream()
                        .map(member -> purchase(member, "P" + round + member, "3.00"))
                        .toList());
                spendPoints.spend(new Spending(people.get(i % 30), Points.of(2), "busy" + i, MUG));
            }
        });
        var reports = new ArrayList<VerifyLedger.Report>();
        while (!busy.isDone()) {
            reports.add(verifyLedger.verify());
        }
        busy.join();

        assertThat(reports)
                .isNotEmpty()
                .allSatisfy(report -> assertThat(report.faults()).isEmpty());
        assertThat(verifyLedger.verify().outstanding()).isEqualTo(Points.of(150 * 30 * 3 - 150 * 2 + 9));
    }

    private static byte[] bytes(MemberId member) {
        return java.nio.ByteBuffer.allocate(16)
                .putLong(member.value().getMostSignificantBits())
                .putLong(member.value().getLeastSignificantBits())
                .array();
    }
}
