package io.perennial.points.adapter.jooq;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.points.Corruption;
import io.perennial.points.EarnPoints;
import io.perennial.points.ExpirePoints;
import io.perennial.points.Members;
import io.perennial.points.Points;
import io.perennial.points.PointsTest;
import io.perennial.points.ReturnPoints;
import io.perennial.points.SpendPoints;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.points.VerifyLedger;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
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
        UPDATE points_account SET balance = balance + 1            | SUM_OF_ENTRIES |   | 10 | 9
        UPDATE points_account SET balance = balance + 1            | SUM_OF_LOTS |      | 10 | 9
        UPDATE points_account SET balance = 0, owed = 1            | SUM_OF_ENTRIES |   | -1 | 9
        UPDATE points_account SET last_seq = 8                     | SEQUENCE           | 7 | 8 | 7
        UPDATE points_account SET pending = 1                      | SUM_OF_PENDING |   | 1 | 0
        UPDATE points_account SET pending = 1                      | SUM_OF_PARTS |     | 1 | 0
        UPDATE points_account SET head = REVERSE(head)             | HEAD |             |   |
        DELETE FROM points_account                                 | ENTRIES_WITHOUT_ACCOUNT | | 7 |
        UPDATE points_entry SET points = points + 1 WHERE seq = 1  | ENTRY_BALANCE      | 1 | 100 | 101
        UPDATE points_entry SET points = points + 1 WHERE seq = 1  | ENTRY_LOT          | 1 | 101 | 100
        UPDATE points_entry SET points = points + 1 WHERE seq = 3  | ENTRY_ALLOCATIONS  | 3 | -59 | -60
        UPDATE points_entry SET balance_after = 91 WHERE seq = 3   | ENTRY_BALANCE      | 3 | 91 | 90
        UPDATE points_entry SET kind = 'EARNED' WHERE seq = 3      | ENTRY_SIGN         | 3 | -60 |
        UPDATE points_entry SET kind = 'GIFT' WHERE seq = 3        | ENTRY_SIGN         | 3 | -60 |
        UPDATE points_entry SET reverses_seq = 7 WHERE seq = 5     | ENTRY_ANSWERS      | 5 | 7 |
        UPDATE points_entry SET pending = 5 WHERE seq = 2          | ENTRY_PART         | 2 | 5 | 0
        UPDATE points_entry SET pending = -5 WHERE seq = 5         | ENTRY_PART_ALLOCATIONS | 5 | -5 | 0
        UPDATE points_entry SET growth = growth + 1 WHERE seq = 2  | ENTRY_HASH         | 2 | |
        UPDATE points_entry SET hash = REVERSE(hash) WHERE seq = 2 | ENTRY_HASH         | 2 | |
        UPDATE points_entry SET hash = REVERSE(hash) WHERE seq = 2 | ENTRY_HASH         | 3 | |
        UPDATE points_entry SET why = REPLACE(why, 'mug', 'pot') WHERE seq = 3 | ENTRY_HASH | 3 | |
        UPDATE points_entry SET why = '?' WHERE seq = 5            | ENTRY_HASH         | 5 | |
        UPDATE points_entry SET business_key = 'spend:S2' WHERE seq = 3 | ENTRY_HASH    | 3 | |
        UPDATE points_entry SET business_key = 'spend:S2' WHERE seq = 3 | ENTRY_KEY     | 4 | return:S1 |
        UPDATE points_entry SET business_key = 'mug' WHERE seq = 3 | ENTRY_KEY          | 3 | mug |
        UPDATE points_entry SET business_key = 'activity:1' WHERE seq = 1 | ENTRY_KEY   | 1 | activity:1 |
        UPDATE points_entry SET business_key = 'activity:5' WHERE seq = 5 | ENTRY_KEY   | 5 | activity:5 |
        UPDATE points_entry SET business_key = 'expiry:2028:5' WHERE seq = 6 | ENTRY_KEY | 6 | expiry:2028:5 |
        UPDATE points_entry SET happened_at = happened_at - INTERVAL 1 MICROSECOND WHERE seq = 6 | ENTRY_HASH | 6 | |
        UPDATE points_entry SET rule_version = 2 WHERE seq = 1     | ENTRY_HASH         | 1 | |
        UPDATE points_entry SET rule_version = 2 WHERE seq = 1     | ENTRY_RULE         | 1 | 01900000-0000-7000-8000-00000000a001:2 |
        DELETE FROM points_entry WHERE seq = 2                     | SEQUENCE           | 7 | 7 | 6
        DELETE FROM points_entry WHERE seq = 2                     | LOT_WITHOUT_ENTRY  | 2 | 50 |
        DELETE FROM points_entry WHERE seq = 2                     | ENTRY_HASH         | 3 | |
        DELETE FROM points_entry WHERE seq = 7                     | SEQUENCE           | 6 | 7 | 6
        UPDATE points_lot SET remaining = remaining - 1 WHERE seq = 7 | LOT_REMAINING   | 7 | 8 | 9
        UPDATE points_lot SET remaining = remaining - 1 WHERE seq = 7 | SUM_OF_LOTS |   | 9 | 8
        UPDATE points_lot SET original = original + 1 WHERE seq = 1   | ENTRY_LOT       | 1 | 100 | 101
        DELETE FROM points_lot WHERE seq = 7                       | ENTRY_LOT          | 7 | 9 | 0
        DELETE FROM points_lot WHERE seq = 1                       | ALLOCATION_WITHOUT_ENDS | 3 | -60 | 1
        UPDATE points_allocation SET points = points - 1 WHERE entry_seq = 3 | ENTRY_ALLOCATIONS | 3 | -60 | -61
        UPDATE points_allocation SET points = points - 1 WHERE entry_seq = 3 | LOT_REMAINING | 1 | 0 | -1
        DELETE FROM points_allocation WHERE entry_seq = 4          | ENTRY_ALLOCATIONS  | 4 | 60 | 0
        """)
    void names_the_member_the_entry_and_the_numbers(
            String corruption,
            Breach breach,
            @Nullable String subject,
            @Nullable String found,
            @Nullable String expected) {
        var where = corruption.contains(" WHERE ") ? " AND member_id = ?" : " WHERE member_id = ?";
        TestDatabase.get().dsl().execute(corruption + where, Corruption.bytes(anna.value()));

        var report = verifyLedger.verify();
        assertThat(report.faults()).contains(Corruption.fault(breach, anna, subject, found, expected));
        assertThat(report.faults()).extracting(VerifyLedger.Fault::member).containsOnly(anna);
        assertThat(report.isSound()).isFalse();
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
        TestDatabase.get()
                .dsl()
                .execute("DELETE FROM points_account WHERE member_id = ?", Corruption.bytes(last.value()));
        assertThat(verifyLedger.verify().faults())
                .containsExactly(new VerifyLedger.Fault(Breach.ENTRIES_WITHOUT_ACCOUNT, last, "", "1", ""));
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
}
