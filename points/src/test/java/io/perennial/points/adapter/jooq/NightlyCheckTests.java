package io.perennial.points.adapter.jooq;

import static io.perennial.points.Stories.purchase;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.CheckLedger;
import io.perennial.points.Corruption;
import io.perennial.points.EarnPoints;
import io.perennial.points.Members;
import io.perennial.points.PointsTest;
import io.perennial.points.ReadLedgerChecks;
import io.perennial.points.ReadLedgerChecks.Check;
import io.perennial.points.ReadLedgerChecks.Extent;
import io.perennial.points.ReadTotals;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.VerifyLedger.Fault;
import io.perennial.points.VerifyLedger.Invariant;
import io.perennial.points.domain.NightlyChecks;
import io.perennial.testing.RowsRead;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@PointsTest
class NightlyCheckTests {

    private static final int PEOPLE = 8;

    @Autowired
    private CheckLedger checkLedger;

    @Autowired
    private ReadLedgerChecks readLedgerChecks;

    @Autowired
    private NightlyChecks nights;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReadTotals readTotals;

    @Autowired
    private Members members;

    @Autowired
    private Programme programme;

    @Autowired
    private DSLContext dsl;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private TurnableClock clock;

    /** In the order of their ids, with two entries each. */
    private List<MemberId> people;

    private int purchases;

    @BeforeEach
    void people_who_have_bought_twice() {
        people = members.enrol(PEOPLE).stream().sorted().toList();
        people.forEach(this::buy);
        people.forEach(this::buy);
        clock.turn(Duration.ofHours(2));
    }

    private void buy(MemberId member) {
        earnPoints.earn(List.of(purchase(member, "B" + purchases++, "10.00", clock.instant())));
    }

    private Check nextNight() {
        clock.turn(Duration.ofDays(1));
        return checkLedger.tonight();
    }

    private void harm(MemberId member) {
        harm(member, "UPDATE points_lot SET remaining = remaining - 1 WHERE seq = 2");
    }

    private void harm(MemberId member, String sql) {
        assertThat(TestDatabase.get().dsl().execute(sql + " AND member_id = ?", Corruption.bytes(member.value())))
                .isPositive();
    }

    private void mend(MemberId member) {
        harm(member, "UPDATE points_lot SET remaining = remaining + 1 WHERE seq = 2");
    }

    @Test
    void the_first_night_looks_at_everybody_and_ends_the_first_round() {
        assertThat(readLedgerChecks.lastSeenWhole()).isEmpty();

        var check = checkLedger.tonight();

        assertThat(check.extent()).isEqualTo(Extent.NIGHT);
        assertThat(check.report().members()).isEqualTo(PEOPLE);
        assertThat(check.report().entries()).isEqualTo(2 * PEOPLE);
        assertThat(check.changed()).isZero();
        assertThat(check.endsRound()).isTrue();
        assertThat(check.report().isSound()).isTrue();
        assertThat(readLedgerChecks.lastSeenWhole()).contains(check.finishedAt());
        assertThat(readLedgerChecks.underWay()).isEmpty();
        assertThat(readLedgerChecks.latest(5)).containsExactly(check);
    }

    @Test
    void a_night_reads_members_whose_ledger_changed_and_a_share_of_the_others_and_no_one_else() {
        checkLedger.tonight();
        var shopper = people.getLast();
        clock.turn(Duration.ofHours(3));
        IntStream.range(0, 3).forEach(_ -> buy(shopper));

        var check = nextNight();

        assertThat(check.changed()).isEqualTo(1);
        assertThat(check.inTurn()).isEqualTo(PEOPLE / CheckLedger.NIGHTS);
        assertThat(check.report().entries()).isEqualTo(5 + 2 * PEOPLE / CheckLedger.NIGHTS);
        assertThat(check.endsRound()).isFalse();
        assertThat(readLedgerChecks.round())
                .hasValueSatisfying(round -> assertThat(round.seen()).isEqualTo(PEOPLE / CheckLedger.NIGHTS));
        // What was booked in the hour before is looked at twice, nothing else is.
        assertThat(nextNight().changed()).isZero();
    }

    @Test
    void whose_turn_it_is_is_read_once_though_their_ledger_changed_too() {
        checkLedger.tonight();
        buy(people.getFirst());

        var check = nextNight();

        assertThat(check.changed()).isZero();
        assertThat(check.inTurn()).isEqualTo(2);
        assertThat(check.report().entries()).isEqualTo(5);
    }

    @Test
    void what_is_booked_while_the_night_runs_or_committed_late_is_seen_the_night_after() {
        checkLedger.tonight();
        nextNight();
        var late = people.getLast();
        clock.turn(JooqNightlyChecks.LATE_COMMITS.minusMinutes(1).negated());
        buy(late);
        clock.turn(JooqNightlyChecks.LATE_COMMITS.minusMinutes(1));

        assertThat(nextNight().changed()).isEqualTo(1);
    }

    @Test
    void harm_to_a_member_whose_ledger_changed_is_named_the_same_night() {
        checkLedger.tonight();
        var shopper = people.getLast();
        buy(shopper);
        harm(shopper);

        assertThat(nextNight().report().faults())
                .contains(new Fault(Breach.LOT_REMAINING, shopper, "2", "9", "10"))
                .allSatisfy(fault -> {
                    assertThat(fault.member()).isEqualTo(shopper);
                    assertThat(fault.breach().invariant()).isEqualTo(Invariant.SUMS);
                })
                .first()
                .satisfies(fault -> assertThat(fault.breach()).isEqualTo(Breach.SUM_OF_LOTS));
    }

    /** Seen in the first night of a round, harmed then, and in the last night's share of the next: the longest that it takes. */
    @Test
    void harm_by_other_hands_is_found_within_seven_nights_and_named_until_it_is_mended() {
        checkLedger.tonight();
        for (var member : List.of(people.getFirst(), people.get(3), people.getLast())) {
            nextNight();
            harm(member);
            var passed = 1;
            while (nextNight().report().isSound()) {
                passed++;
                assertThat(passed).isLessThanOrEqualTo(7);
            }
            for (int night = 0; night < 5; night++) {
                assertThat(nextNight().report().faults())
                        .extracting(Fault::member)
                        .isNotEmpty()
                        .containsOnly(member);
            }
            mend(member);
            for (int night = 0; night < 5; night++) {
                assertThat(nextNight().report().isSound()).isTrue();
            }
        }
    }

    @Test
    void a_row_without_an_account_is_found_by_the_round() {
        checkLedger.tonight();
        harm(people.getLast(), "DELETE FROM points_account WHERE 1 = 1");

        var found = new ArrayList<Fault>();
        for (int night = 0; night < 7; night++) {
            found.addAll(nextNight().report().faults());
        }
        assertThat(found).contains(new Fault(Breach.ENTRIES_WITHOUT_ACCOUNT, people.getLast(), "", "2", ""));
    }

    @Test
    void a_night_that_was_stopped_goes_on_where_it_was() {
        checkLedger.tonight();
        clock.turn(Duration.ofDays(1));
        buy(people.get(6));
        buy(people.get(7));
        harm(people.getFirst());
        clock.turn(Duration.ofHours(2));
        var night = nights.begin(clock.instant());
        nights.noteChanged(night);
        assertThat(nights.lookAtNext(night, 1).members()).isEqualTo(1);
        assertThat(readLedgerChecks.underWay())
                .hasValueSatisfying(
                        check -> assertThat(check.report().members()).isEqualTo(1));
        assertThat(readLedgerChecks.latest(5)).hasSize(1);
        mend(people.getFirst());
        clock.turn(Duration.ofMinutes(5));

        var check = checkLedger.tonight();

        assertThat(check.startedAt()).isEqualTo(night.startedAt());
        assertThat(check.inTurn()).isEqualTo(2);
        assertThat(check.changed()).isEqualTo(2);
        assertThat(check.report().entries()).isEqualTo(2 + 2 + 3 + 3);
        assertThat(check.report().faults())
                .as("what was found before the stop is kept")
                .extracting(Fault::member)
                .containsOnly(people.getFirst());
        assertThat(check.took()).isEqualTo(Duration.ofMinutes(5));
        assertThat(readLedgerChecks.underWay()).isEmpty();
    }

    @Test
    void two_at_once_look_at_everybody_once() {
        checkLedger.tonight();
        people.forEach(this::buy);
        clock.turn(Duration.ofDays(1));
        var both = IntStream.range(0, 2)
                .mapToObj(_ -> CompletableFuture.runAsync(() -> checkLedger.tonight()))
                .toList();
        both.forEach(run -> run.handle((_, _) -> null).join());

        var nightsOfToday = readLedgerChecks.latest(5).stream()
                .filter(check -> check.startedAt().isAfter(clock.instant().minus(Duration.ofHours(1))))
                .toList();
        assertThat(nightsOfToday)
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.report().members()).isBetween(1L, (long) PEOPLE));
        assertThat(nightsOfToday.getLast().report().members()).isEqualTo(PEOPLE);
        assertThat(nightsOfToday.getLast().changed()).isEqualTo(PEOPLE - 2);
        assertThat(readLedgerChecks.underWay()).isEmpty();
    }

    @Test
    void a_sum_of_a_day_that_does_not_hold_is_named_as_long_as_it_does_not() {
        clock.turn(Duration.ofDays(2));
        assertThat(readTotals.outstanding().value()).isEqualTo(PEOPLE * 20);
        checkLedger.tonight();
        var admin = TestDatabase.get().dsl();
        assertThat(admin.execute("UPDATE points_day SET points = points + 1 WHERE kind = 'EARNED' AND points > 0"))
                .isEqualTo(1);

        var found = new ArrayList<Fault>();
        for (int night = 0; night < CheckLedger.NIGHTS; night++) {
            found.addAll(nextNight().report().faults());
        }
        assertThat(found).first().satisfies(fault -> {
            assertThat(fault.breach()).isEqualTo(Breach.DAY_KEPT);
            assertThat(fault.breach().invariant()).isEqualTo(Invariant.BOOKS);
            assertThat(fault.subject()).endsWith(" EARNED");
            assertThat(fault.found()).isEqualTo("161");
            assertThat(fault.expected()).isEqualTo("160");
        });
        assertThat(nextNight().report().faults()).containsExactly(found.getFirst());
        admin.execute("UPDATE points_day SET points = points - 1 WHERE kind = 'EARNED' AND points > 0");
        assertThat(nextNight().report().isSound()).isTrue();
    }

    /** The server's own counters: what is looked at costs as many rows, however many there are of others. */
    @Test
    void cost_follows_what_changed() {
        var among300 = costAmong(300);
        var among1200 = costAmong(900);

        assertThat(among1200.noting()).isLessThanOrEqualTo(20).isEqualTo(among300.noting());
        assertThat(among1200.looking()).isLessThan(among300.looking() * 3 / 2).isLessThan(1_000);
    }

    private record Cost(long noting, long looking) {}

    /** Of five who have four entries each, among so many more who have three. */
    private Cost costAmong(int more) {
        var crowd = members.enrol(more);
        for (int round = 0; round < 3; round++) {
            var number = round;
            for (var some : crowd.stream().gather(Gatherers.windowFixed(500)).toList()) {
                earnPoints.earn(some.stream()
                        .map(member -> purchase(member, "C" + number + member, "5.00", clock.instant()))
                        .toList());
            }
        }
        clock.turn(Duration.ofDays(1));
        var changed = crowd.subList(1, 6);
        var since = clock.instant();
        changed.forEach(this::buy);
        clock.turn(Duration.ofMinutes(1));
        TestDatabase.get().dsl().fetch("ANALYZE TABLE points_entry, points_lot, points_account, points_allocation");
        var checks = (JooqNightlyChecks) nights;
        var rows = new RowsRead(new TransactionTemplate(transactions), dsl);
        var faults = new Faults();
        var ids = changed.stream().map(MemberId::value).toList();
        var noting = rows.by(() -> assertThat(checks.bookedFrom(POINTS_ENTRY.BOOKED_AT.ge(since), clock.instant()))
                .hasSize(changed.size()));
        var looking = rows.by(
                () -> new MemberChecks(dsl, programme.zone(), faults, List.of(), List.of()).look(new MemberList(ids)));
        assertThat(faults.all()).isEmpty();
        return new Cost(noting, looking);
    }
}
