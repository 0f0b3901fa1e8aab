package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.checkIn;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.table;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadHeldPoints;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import io.perennial.points.PointsPolicy.Expiry;
import io.perennial.points.PointsPolicy.Rolling;
import io.perennial.points.PointsPolicy.Rounding;
import io.perennial.points.PointsPolicy.Sliding;
import io.perennial.points.ReadBalance.Expiring;
import io.perennial.points.ReadExtensions.Cause;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When points end, who was told of it, and how the end is put off; on the real database. */
@PointsTest
class ExpiryTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final StaffId STAFF = StaffId.next();
    private static final LocalDate END = LocalDate.parse("2028-11-30");

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private ReadPolicy readPolicy;

    @Autowired
    private AnnounceExpiry announceExpiry;

    @Autowired
    private ProlongPoints prolongPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private ExtendPoints extendPoints;

    @Autowired
    private ReadExtensions readExtensions;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private ReadAuditTrail readAuditTrail;

    @Autowired
    private Members members;

    @Autowired
    private Notices notices;

    @Autowired
    private Statements statements;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private ReadHeldPoints readHeldPoints;

    @Autowired
    private DSLContext dsl;

    private MemberId anna;

    @BeforeEach
    void anna_has_points_and_a_right_to_be_told() {
        notices.days(14);
        anna = members.enrol();
        earnPoints.earn(List.of(purchase(anna, "A1", "10.00")));
    }

    @Test
    void what_was_shown_in_time_expires() {
        turnTo("2028-11-16T23:59:59");
        assertThat(announceExpiry.show(anna)).containsExactly(new AnnounceExpiry.Announcement(END, Points.of(10)));
        sweep();
        turnTo("2028-12-01T00:00:00");

        assertThat(expirePoints.expire(clock.instant())).isEqualTo(new ExpirePoints.Sweep(1, Points.of(10)));
        assertThat(readExtensions.of(anna, 10)).isEmpty();
    }

    @Test
    void what_was_shown_too_late_is_prolonged_and_the_member_learns_why() {
        turnTo("2028-11-17T00:00:01"); // 13 days and 23:59:59 before
        announceExpiry.show(anna);

        assertThat(prolongPoints.prolong(clock.instant())).isEqualTo(new ProlongPoints.Sweep(1, Points.of(10)));
        assertThat(prolongPoints.prolong(clock.instant())).isEqualTo(new ProlongPoints.Sweep(0, Points.NONE));

        var later = LocalDate.parse("2028-12-31"); // 14 and 30 days on
        assertThat(readBalance.of(anna).expiring()).containsExactly(new Expiring(later, Points.of(10)));
        assertThat(readExtensions.of(anna, 10))
                .containsExactly(new ReadExtensions.Extended(
                        clock.instant(),
                        Cause.NOT_TOLD,
                        END,
                        later,
                        Points.of(10),
                        Optional.empty(),
                        Optional.empty()));
        turnTo("2028-12-01T00:00:00");
        assertThat(expirePoints.expire(clock.instant()).lots()).isZero();
    }

    @Test
    void nobody_is_prolonged_as_long_as_there_is_time_to_tell() {
        turnTo("2028-11-16T23:00:00");

        assertThat(prolongPoints.prolong(clock.instant()).lots()).isZero();
    }

    @Test
    void what_was_prolonged_expires_once_its_new_end_was_shown_in_time() {
        turnTo("2028-11-20T12:00:00");
        sweep();
        announceExpiry.show(anna);
        var end = readBalance.of(anna).expiring().getFirst().lastDay();
        clock.turnTo(end.plusDays(1).atStartOfDay(SHANGHAI).toInstant());

        sweep();

        assertThat(readBalance.of(anna).points()).isEqualTo(Points.NONE);
        assertThat(readStatement.entry(anna, 2).orElseThrow().kind()).isEqualTo(EntryKind.EXPIRED);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void what_nobody_prolonged_in_time_is_prolonged_instead_of_expired() {
        turnTo("2028-12-01T00:30:00"); // the daily sweep had been dead for two weeks

        assertThat(expirePoints.expire(clock.instant()).lots()).isZero();

        assertThat(readBalance.of(anna).expiring())
                .containsExactly(new Expiring(LocalDate.parse("2029-01-14"), Points.of(10)));
    }

    @Test
    void a_balance_does_not_dip_between_the_end_of_what_nobody_told_of_and_the_sweep() {
        var ben = members.enrol(2).getLast();
        earnPoints.earn(List.of(purchase(ben, "B1", "7.00")));
        turnTo("2028-11-10T12:00:00");
        announceExpiry.show(ben);
        assertThat(readBalance.of(List.of(anna, ben))).containsEntry(anna, Points.of(10));
        turnTo("2028-12-01T00:30:00"); // the daily sweep had been dead for two weeks, the hourly one comes soon

        var before = readBalance.of(anna);
        assertThat(before.points()).isEqualTo(Points.of(10));
        assertThat(before.expiring()).containsExactly(new Expiring(LocalDate.parse("2029-01-14"), Points.of(10)));
        assertThat(readBalance.soon(anna)).isEqualTo(before);
        assertThat(readBalance.of(ben).points()).isEqualTo(Points.NONE);
        assertThat(readBalance.soon(ben).points()).isEqualTo(Points.NONE);
        assertThat(readBalance.of(List.of(anna, ben))).isEqualTo(Map.of(anna, Points.of(10), ben, Points.NONE));
        var held = readHeldPoints.of(List.of(anna, ben));
        var ofAnna = Objects.requireNonNull(held.get(anna));
        assertThat(ofAnna.balance()).isEqualTo(10);
        assertThat(held).doesNotContainKey(ben);

        expirePoints.expire(clock.instant());
        assertThat(readBalance.of(anna).points()).isEqualTo(before.points());
        assertThat(readBalance.of(anna).expiring()).isEqualTo(before.expiring());
        assertThat(readBalance.of(List.of(anna, ben))).isEqualTo(Map.of(anna, Points.of(10), ben, Points.NONE));
        assertThat(readHeldPoints.of(List.of(anna, ben))).isEqualTo(Map.of(anna, ofAnna));
    }

    @Test
    void a_balance_without_any_right_to_be_told_ends_with_its_lot() {
        notices.days(0);
        turnTo("2028-12-01T00:00:00");

        assertThat(readBalance.of(anna).points()).isEqualTo(Points.NONE);
        assertThat(readBalance.of(List.of(anna))).containsEntry(anna, Points.NONE);
    }

    /** The hourly sweep comes when it comes; what members see of points is one statement, before it and after it. */
    @Test
    void a_balance_is_one_statement_even_while_something_is_over() {
        turnTo("2028-12-01T00:30:00");
        readBalance.of(anna);
        statements.clear();

        readBalance.of(anna);

        assertThat(statements.ofPoints()).hasSize(1);
    }

    @Test
    void whoever_spends_before_the_sweep_may_use_what_nobody_told_them_of() {
        turnTo("2028-12-01T00:30:00");

        assertThat(spendPoints.spend(new SpendPoints.Spending(anna, Points.of(4), "S1", MUG)))
                .isEqualTo(new SpendPoints.Outcome.Spent(2, Points.of(6)));
    }

    @Test
    void a_notice_is_written_once_and_seeing_it_again_writes_nothing() {
        turnTo("2028-10-15T12:00:00");
        announceExpiry.show(anna);
        clock.turn(Duration.ofDays(1));
        statements.clear();

        announceExpiry.show(anna);

        assertThat(statements.ofPoints())
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement).startsWith("select"));
        assertThat(dsl.fetchCount(table("points_notice"))).isOne();
    }

    @Test
    void an_end_is_told_of_only_when_it_is_near() {
        turnTo("2028-09-01T12:00:00");

        assertThat(announceExpiry.show(anna)).isEmpty();
        assertThat(dsl.fetchCount(table("points_notice"))).isZero();
    }

    @Test
    void each_of_many_is_judged_for_themselves_chunk_by_chunk() {
        var people = members.enrol(500);
        for (int round = 0; round < 5; round++) {
            var batch = new ArrayList<Activity>();
            for (var member : people) {
                batch.add(purchase(member, "R" + round + member, "2.00"));
            }
            earnPoints.earn(batch);
        }
        turnTo("2028-11-10T12:00:00");
        people.subList(0, 100).forEach(announceExpiry::show);
        turnTo("2028-11-20T12:00:00");

        assertThat(prolongPoints.prolong(clock.instant())).isEqualTo(new ProlongPoints.Sweep(2_000, Points.of(4_000)));
        turnTo("2028-12-01T00:00:00");
        assertThat(expirePoints.expire(clock.instant())).isEqualTo(new ExpirePoints.Sweep(501, Points.of(1_010)));
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void the_chosen_activity_moves_all_open_points_on_and_others_move_none() {
        publish(new Sliding(12, Rounding.DAY, Set.of(ActivityType.PURCHASE)), Map.of());
        var ben = members.enrol(2).getLast();
        earnPoints.earn(List.of(purchase(ben, "B1", "5.00"), checkIn(ben, "B2")));
        assertThat(days(ben)).containsExactly("2027-11-22");
        clock.turn(Duration.ofDays(10));
        earnPoints.earn(List.of(checkIn(ben, "B3")));
        assertThat(days(ben)).containsExactly("2027-11-22", "2027-12-02");

        clock.turn(Duration.ofDays(10));
        earnPoints.earn(List.of(purchase(ben, "B4", "1.00", clock.instant())));

        assertThat(days(ben)).containsExactly("2027-12-12");
        assertThat(readBalance.of(ben).points()).isEqualTo(Points.of(16));
    }

    @Test
    void sliding_never_shortens_and_an_old_activity_told_late_moves_nothing_back() {
        publish(new Sliding(12, Rounding.DAY, Set.of(ActivityType.PURCHASE)), Map.of());

        earnPoints.earn(List.of(purchase(anna, "A2", "5.00"))); // her first points last to 2028
        earnPoints.earn(List.of(purchase(anna, "A3", "1.00", clock.instant().minus(Duration.ofDays(300)))));

        assertThat(days(anna)).containsExactly("2027-11-22", "2028-11-30");
    }

    @Test
    void what_is_over_is_not_woken_and_a_repeated_message_moves_nothing() {
        notices.days(0);
        clock.turn(Duration.ofSeconds(3)); // the policy is read anew
        publish(new Sliding(1, Rounding.DAY, Set.of(ActivityType.PURCHASE)), Map.of());
        var ben = members.enrol(2).getLast();
        earnPoints.earn(List.of(purchase(ben, "B1", "5.00")));
        turnTo("2026-12-10T12:00:00");
        earnPoints.earn(List.of(purchase(ben, "B1", "5.00")));
        assertThat(days(ben)).containsExactly("2026-12-22");

        turnTo("2026-12-23T00:00:00");
        earnPoints.earn(List.of(purchase(ben, "B2", "7.00", clock.instant())));

        assertThat(readBalance.of(ben).points()).isEqualTo(Points.of(7));
    }

    @Test
    void a_batch_moves_everyone_on_by_one_statement() {
        publish(
                new Sliding(12, Rounding.DAY, Set.of(ActivityType.PURCHASE)),
                Map.of("black", new Sliding(24, Rounding.YEAR, Set.of(ActivityType.PURCHASE))));
        var people = members.enrol(100);
        var black = people.getFirst();
        earnPoints.earn(List.of(purchase(black, "rich", "10000.00")));
        clock.turn(Duration.ofDays(40));
        var batch = new ArrayList<Activity>();
        for (int i = 0; i < 500; i++) {
            batch.add(purchase(
                    people.get(i % 100), "P" + i, "1.00", clock.instant().minus(Duration.ofDays(i % 3))));
        }
        statements.clear();

        earnPoints.earn(batch);

        assertThat(statements.ofPoints().stream().filter(each -> each.startsWith("update `points_lot`")))
                .hasSize(1);
        assertThat(days(black)).containsExactly("2029-12-31");
        assertThat(days(people.get(1))).containsExactly("2028-01-01");
    }

    @Test
    void a_tier_with_a_rule_of_its_own_earns_longer_lived_points() {
        publish(new Rolling(12, Rounding.DAY), Map.of("vip", new Rolling(24, Rounding.YEAR)));
        var ben = members.enrol(2).getLast();
        earnPoints.earn(List.of(purchase(ben, "B1", "1000.00"))); // makes a VIP, and is earned before
        earnPoints.earn(List.of(purchase(ben, "B2", "3.00")));

        assertThat(readBalance.of(ben).expiring())
                .containsExactly(
                        new Expiring(LocalDate.parse("2027-11-22"), Points.of(1_000)),
                        new Expiring(LocalDate.parse("2028-12-31"), Points.of(3)));
    }

    @Test
    void a_balance_names_each_day_however_many_there_are() {
        publish(new Rolling(1, Rounding.DAY), Map.of());
        for (int i = 0; i < 20; i++) {
            earnPoints.earn(List.of(purchase(anna, "D" + i, "1.00")));
            clock.turn(Duration.ofDays(1));
        }

        var all = readBalance.of(anna);
        assertThat(all.expiring()).hasSize(21);
        var soon = readBalance.soon(anna);
        assertThat(soon.expiring()).containsExactlyElementsOf(all.expiring().subList(0, 20));
        assertThat(soon.points()).isEqualTo(all.points());
    }

    @Test
    void staff_put_an_end_off_audited_and_the_member_sees_it() {
        var later = LocalDate.parse("2029-06-30");

        assertThat(extend(END, later, " moved house ")).isEqualTo(new ExtendPoints.Outcome.Extended(Points.of(10)));

        assertThat(days(anna)).containsExactly("2029-06-30");
        assertThat(readExtensions.of(anna, 10)).singleElement().satisfies(extended -> {
            assertThat(extended.cause()).isEqualTo(Cause.BY_STAFF);
            assertThat(extended.by()).contains(STAFF);
            assertThat(extended.note()).contains("moved house");
            assertThat(extended.wasUntil()).isEqualTo(END);
            assertThat(extended.isUntil()).isEqualTo(later);
        });
        assertThat(readAuditTrail
                        .find(new ReadAuditTrail.Query(
                                Optional.of("member"),
                                Optional.of(anna.toString()),
                                Optional.empty(),
                                Optional.empty(),
                                10))
                        .lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.action()).isEqualTo("points.extended");
                    assertThat(line.after()).contains("2029-06-30", "moved house");
                });
    }

    @Test
    void staff_are_refused_what_shortens_or_moves_nothing() {
        assertThat(extend(END, END, "why")).isEqualTo(new ExtendPoints.Outcome.NotLater());
        assertThat(extend(END, END.minusDays(1), "why")).isEqualTo(new ExtendPoints.Outcome.NotLater());
        assertThat(extend(END.minusDays(1), END, "why")).isEqualTo(new ExtendPoints.Outcome.NothingThere());
        assertThat(extend(END, END.plusYears(20), "why")).isEqualTo(new ExtendPoints.Outcome.TooFar());
        assertThat(extend(END, END.plusDays(1), "  ")).isEqualTo(new ExtendPoints.Outcome.ReasonMissing());
        assertThat(extendPoints.extend(new ExtendPoints.Extension(MemberId.next(), END, END.plusDays(1), "why"), STAFF))
                .isEqualTo(new ExtendPoints.Outcome.UnknownMember());
        turnTo("2028-12-01T00:00:00");
        assertThat(extend(END, END.plusDays(100), "why")).isEqualTo(new ExtendPoints.Outcome.NothingThere());
        assertThat(readExtensions.of(anna, 10)).isEmpty();
    }

    @Test
    void a_refund_after_sliding_takes_back_from_what_was_moved() {
        publish(new Sliding(12, Rounding.DAY, Set.of(ActivityType.PURCHASE)), Map.of());
        clock.turn(Duration.ofDays(700)); // her first points are near their end
        var moment = clock.instant();

        earnPoints.earn(List.of(purchase(anna, "A2", "5.00", moment), refund(anna, "R1", "10.00", "A1", moment)));

        assertThat(readBalance.of(anna).points()).isEqualTo(Points.of(5));
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    private ExtendPoints.Outcome extend(LocalDate from, LocalDate to, String reason) {
        return extendPoints.extend(new ExtendPoints.Extension(anna, from, to, reason), STAFF);
    }

    private List<String> days(MemberId member) {
        return readBalance.of(member).expiring().stream()
                .map(each -> each.lastDay().toString())
                .toList();
    }

    private void sweep() {
        prolongPoints.prolong(clock.instant());
        expirePoints.expire(clock.instant());
    }

    private void turnTo(String local) {
        clock.turnTo(LocalDateTime.parse(local).atZone(SHANGHAI).toInstant());
    }

    private void publish(Expiry expiry, Map<String, Expiry> tiers) {
        var current = readPolicy.current();
        var outcome = publishPolicy.publish(
                new PointsPolicy(
                        current.version() + 1,
                        expiry,
                        tiers,
                        current.minimumLifeDays(),
                        current.noticeDays(),
                        Map.of(),
                        current.refunds(),
                        current.transfers(),
                        current.adjustments(),
                        clock.instant()),
                STAFF);
        assertThat(outcome).isInstanceOf(PublishPolicy.Outcome.Done.class);
    }
}
