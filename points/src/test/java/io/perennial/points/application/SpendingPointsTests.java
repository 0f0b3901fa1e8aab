package io.perennial.points.application;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.member;
import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.PointsExpired;
import io.perennial.points.PointsReturned;
import io.perennial.points.PointsSpent;
import io.perennial.points.ReturnPoints;
import io.perennial.points.SpendPoints.Outcome;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.points.Why;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.Lot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpendingPointsTests {

    private static final Instant EXPIRY = Instant.parse("2028-11-30T16:00:00Z");

    private final PointsInMemory points = new PointsInMemory();
    private final MemberId anna = points.enrol(1);

    @Test
    void spends_and_says_what_is_left() {
        earn("100.00");

        assertThat(spend(60, "redemption:1")).isEqualTo(new Outcome.Spent(2, Points.of(40)));
        assertThat(points.ledger.entries(anna).getLast().why()).isEqualTo(new Why.Spent(MUG));
        assertThat(points.events(PointsSpent.class))
                .containsExactly(new PointsSpent(List.of(new PointsSpent.Spent(anna, 2, 60, 40)), NOON));
    }

    @Test
    void refuses_to_spend_more_than_the_balance_and_changes_nothing() {
        earn("100.00");

        assertThat(spend(101, "redemption:1")).isEqualTo(new Outcome.NotEnough(Points.of(100), Points.of(1)));
        assertThat(points.ledger.entries(anna)).hasSize(1);
        assertThat(points.events(PointsSpent.class)).isEmpty();
        assertThat(spend(100, "redemption:1")).isEqualTo(new Outcome.Spent(2, Points.NONE));
    }

    @Test
    void the_same_key_again_gets_the_first_result() {
        earn("100.00");
        var first = spend(60, "redemption:1");
        earn("7.00");

        assertThat(spend(60, "redemption:1")).isEqualTo(first);
        assertThat(points.ledger.balance(anna)).isEqualTo(Points.of(47));
        assertThat(points.events(PointsSpent.class)).hasSize(1);
    }

    @Test
    void spends_of_many_at_once_in_the_order_given_and_refuses_some() {
        earn("100.00");
        var ben = points.enrol(2);

        var outcomes = points.spendPoints.spend(List.of(
                new Spending(anna, Points.of(60), "a", MUG),
                new Spending(ben, Points.of(1), "b", MUG),
                new Spending(anna, Points.of(60), "c", MUG),
                new Spending(anna, Points.of(60), "a", MUG),
                new Spending(anna, Points.of(40), "d", MUG)));

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Spent(2, Points.of(40)),
                        new Outcome.NotEnough(Points.NONE, Points.of(1)),
                        new Outcome.NotEnough(Points.of(40), Points.of(20)),
                        new Outcome.Spent(2, Points.of(40)),
                        new Outcome.Spent(3, Points.NONE));
        assertThat(points.events(PointsSpent.class))
                .containsExactly(new PointsSpent(
                        List.of(new PointsSpent.Spent(anna, 2, 60, 40), new PointsSpent.Spent(anna, 3, 40, 0)), NOON));
    }

    @Test
    void the_same_key_with_other_points_is_a_conflict() {
        earn("100.00");
        spend(60, "redemption:1");

        assertThat(spend(59, "redemption:1")).isEqualTo(new Outcome.Conflict());
    }

    @Test
    void keys_of_members_and_of_activities_are_worlds_apart() {
        var ben = points.enrol(2);
        points.earnPoints.earn(List.of(purchase(anna, "A1", "100.00"), purchase(ben, "B1", "100.00")));
        var key = points.ledger.entries(anna).getFirst().key();

        assertThat(spend(10, key)).isInstanceOf(Outcome.Spent.class);
        assertThat(points.spendPoints.spend(new Spending(ben, Points.of(20), key, MUG)))
                .isEqualTo(new Outcome.Spent(2, Points.of(80)));
    }

    @Test
    void frozen_and_closed_members_and_strangers_may_not_spend() {
        earn("100.00");
        var first = spend(10, "redemption:1");
        points.members.statuses.put(anna, MemberStatus.FROZEN);

        assertThat(spend(10, "redemption:2")).isEqualTo(new Outcome.MayNotSpend());
        assertThat(spend(10, "redemption:1")).isEqualTo(first);
        points.members.statuses.put(anna, MemberStatus.CLOSED);
        assertThat(spend(10, "redemption:2")).isEqualTo(new Outcome.MayNotSpend());
        assertThat(points.spendPoints.spend(new Spending(member(99), Points.of(1), "k", MUG)))
                .isEqualTo(new Outcome.MayNotSpend());
    }

    @Test
    void never_spends_what_is_over_even_before_the_sweep_has_come() {
        earn("100.00");
        points.clock.turn(Duration.ofDays(30));
        earn("40.00");
        points.clock.turnTo(EXPIRY);

        assertThat(spend(41, "redemption:1")).isEqualTo(new Outcome.NotEnough(Points.of(40), Points.of(1)));
        assertThat(points.ledger.entries(anna)).hasSize(2);
        assertThat(spend(40, "redemption:1")).isEqualTo(new Outcome.Spent(4, Points.NONE));
        assertThat(points.ledger.entries(anna))
                .extracting(Entry::kind)
                .containsExactly(EntryKind.EARNED, EntryKind.EARNED, EntryKind.EXPIRED, EntryKind.SPENT);
        assertThat(points.events(PointsExpired.class)).hasSize(1);
    }

    @Test
    void a_key_is_short_and_printable() {
        assertThatThrownBy(() -> spend(1, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spend(1, "x".repeat(101))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spend(1, "märchen")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_comes_back_goes_to_the_lots_it_came_from() {
        earn("100.00");
        points.clock.turn(Duration.ofDays(30));
        earn("100.00");
        spend(130, "redemption:1");

        assertThat(giveBack("redemption:1"))
                .isEqualTo(new ReturnPoints.Outcome.GivenBack(Points.of(130), Points.of(200)));
        assertThat(points.ledger.lots(anna)).extracting(Lot::remaining).containsOnly(Points.of(100));
        assertThat(points.ledger.lots(anna)).extracting(Lot::expiresAt).first().isEqualTo(EXPIRY);
        var entry = points.ledger.entries(anna).getLast();
        assertThat(entry.kind()).isEqualTo(EntryKind.GIVEN_BACK);
        assertThat(entry.reverses()).isEqualTo(3);
        assertThat(entry.why()).isEqualTo(new Why.GivenBack(MUG, "cancelled"));
        assertThat(points.events(PointsReturned.class))
                .containsExactly(new PointsReturned(anna, 4, 130, 200, points.clock.instant()));
    }

    @Test
    void comes_back_once_whatever_the_number_of_calls() {
        earn("100.00");
        spend(60, "redemption:1");
        var first = giveBack("redemption:1");
        spend(100, "redemption:2");

        assertThat(giveBack("redemption:1")).isEqualTo(first);
        assertThat(points.ledger.balance(anna)).isEqualTo(Points.NONE);
        assertThat(points.events(PointsReturned.class)).hasSize(1);
    }

    @Test
    void what_was_never_spent_does_not_come_back() {
        earn("100.00");

        assertThat(giveBack("redemption:1")).isEqualTo(new ReturnPoints.Outcome.UnknownSpending());
        assertThat(points.returnPoints.giveBack(member(99), "redemption:1", "cancelled"))
                .isEqualTo(new ReturnPoints.Outcome.UnknownSpending());
    }

    @Test
    void what_comes_back_to_an_expired_lot_lives_thirty_days_and_wakes_nothing_else() {
        earn("100.00");
        spend(60, "redemption:1");
        points.clock.turnTo(EXPIRY.plusSeconds(3600));

        giveBack("redemption:1"); // before the sweep: the 40 that were left expire all the same

        assertThat(points.ledger.balance(anna)).isEqualTo(Points.of(60));
        var lot = points.ledger.lots(anna).getFirst();
        assertThat(lot.remaining()).isEqualTo(Points.of(60));
        assertThat(points.policies.at(points.clock.instant()).lastDay(lot.expiresAt()))
                .isEqualTo("2028-12-31");
        points.clock.turnTo(lot.expiresAt());
        assertThat(points.expirePoints.expire(lot.expiresAt()).points()).isEqualTo(Points.of(60));
    }

    private void earn(String amount) {
        points.earnPoints.earn(List.of(purchase(anna, "P" + points.stream.size(), amount, points.clock.instant())));
    }

    private Outcome spend(long number, String key) {
        return points.spendPoints.spend(new Spending(anna, Points.of(number), key, MUG));
    }

    private ReturnPoints.Outcome giveBack(String key) {
        return points.returnPoints.giveBack(anna, key, "cancelled");
    }
}
