package io.perennial.points.domain;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.member;
import static io.perennial.points.Stories.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class PointsAccountTests {

    private static final MemberId ANNA = member(1);
    private static final Why.EarnedNothing ANY = new Why.EarnedNothing(List.of());
    private static final Instant SOON = Instant.parse("2026-11-30T16:00:00Z");
    private static final Instant LATER = Instant.parse("2027-11-30T16:00:00Z");

    private final ExpiryPolicy policy = new ExpiryPolicy(Stories.policy(), ZoneId.of("Asia/Shanghai"));
    private final PointsAccount account = new PointsAccount(ANNA, Position.NEW, Why::toString);

    private int key;

    @Test
    void earns_into_a_lot_that_carries_the_number_of_its_entry() {
        var booking = earn(120, LATER);

        assertThat(booking.opened()).isEqualTo(new Lot(1, Points.of(120), Points.of(120), LATER));
        assertThat(booking.entry().sequence()).isEqualTo(1);
        assertThat(booking.entry().kind()).isEqualTo(EntryKind.EARNED);
        assertThat(booking.entry().balanceAfter()).isEqualTo(Points.of(120));
        assertThat(account.balance()).isEqualTo(Points.of(120));
        assertThat(earn(30, LATER).entry().balanceAfter()).isEqualTo(Points.of(150));
        assertThat(account.lastSequence()).isEqualTo(2);
    }

    @Test
    void what_earned_nothing_is_an_entry_without_a_lot() {
        var booking = earn(0, LATER);

        assertThat(booking.entry().points()).isZero();
        assertThat(booking.opened()).isNull();
    }

    @Test
    void spends_what_expires_first_whenever_it_was_earned() {
        earn(100, LATER);
        earn(100, SOON);
        earn(100, SOON);

        var booking = spend(250);

        assertThat(booking.entry().points()).isEqualTo(-250);
        assertThat(booking.entry().balanceAfter()).isEqualTo(Points.of(50));
        assertThat(drawn(booking)).containsExactly(tuple(2L, -100L, 0L), tuple(3L, -100L, 0L), tuple(1L, -50L, 50L));
    }

    @Test
    void spends_to_the_last_point_and_not_one_more() {
        earn(100, SOON);

        assertThatThrownBy(() -> spend(101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spend(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(spend(100).entry().balanceAfter()).isEqualTo(Points.NONE);
    }

    @Test
    void refuses_to_spend_what_is_over_and_not_yet_expired() {
        earn(100, NOON);

        assertThatThrownBy(() -> spend(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refuses_to_book_when_lots_do_not_cover_the_balance() {
        var corrupt = new PointsAccount(
                ANNA, new Position(Points.of(100), Points.NONE, Points.NONE, 1, Fingerprint.NONE), Why::toString);
        corrupt.hold(List.of(new Lot(1, Points.of(100), Points.of(99), SOON)));

        assertThatThrownBy(() -> corrupt.spend(occasion(), new Why.Spent(MUG), Points.of(100)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lack 1 of 100");
    }

    @Test
    void expires_with_one_entry_for_each_instant() {
        earn(10, NOON.minusSeconds(1));
        earn(20, NOON);
        earn(30, NOON);
        earn(40, NOON.plusNanos(1_000));

        var bookings = account.expire(NOON, policy);

        assertThat(bookings)
                .extracting(
                        each -> each.entry().points(),
                        each -> each.entry().key(),
                        each -> each.entry().happenedAt())
                .containsExactly(
                        tuple(-10L, "expiry:2026-11-22T03:59:59Z:5", NOON.minusSeconds(1)),
                        tuple(-50L, "expiry:2026-11-22T04:00:00Z:6", NOON));
        assertThat(bookings.getLast().entry().why()).isEqualTo(new Why.Expired(LocalDate.parse("2026-11-22")));
        assertThat(account.balance()).isEqualTo(Points.of(40));
        assertThat(account.expire(NOON, policy)).isEmpty();
    }

    @Test
    void a_lot_may_expire_at_one_instant_twice_when_the_clock_was_put_back() {
        var longAgo = new ExpiryPolicy(Stories.policy(0), ZoneId.of("Asia/Shanghai"));
        earn(100, NOON.plusSeconds(60));
        var spent = spend(40);
        var first = account.expire(NOON.plusSeconds(60), longAgo).getFirst();

        account.giveBack( // at noon again
                occasion(),
                spent.entry().sequence(),
                Map.of(1L, Points.of(40)),
                new Why.GivenBack(MUG, "cancelled"),
                longAgo);
        var second = account.expire(NOON.plusSeconds(60), longAgo).getFirst();

        assertThat(second.entry().happenedAt()).isEqualTo(first.entry().happenedAt());
        assertThat(second.entry().key()).isNotEqualTo(first.entry().key());
    }

    @Test
    void takes_back_from_the_purchases_own_lot_before_what_expires_sooner() {
        earn(100, SOON);
        earn(100, LATER);

        var booking = takeBack(120, Set.of(2L));

        assertThat(drawn(booking)).containsExactly(tuple(2L, -100L, 0L), tuple(1L, -20L, 80L));
        assertThat(booking.entry().kind()).isEqualTo(EntryKind.TAKEN_BACK);
        assertThat(booking.entry().points()).isEqualTo(-120);
        assertThat(((Why.TakenBack) booking.entry().why()).shortfall()).isZero();
    }

    @Test
    void takes_back_at_most_what_is_there_and_says_what_is_missing() {
        earn(30, SOON);

        var booking = takeBack(100, Set.of());

        assertThat(booking.entry().points()).isEqualTo(-30);
        assertThat(booking.entry().balanceAfter()).isEqualTo(Points.NONE);
        assertThat(booking.entry().why())
                .isEqualTo(new Why.TakenBack("A1", money("100.00").getAmount(), "CNY", 100, 70, 0, 0, 0));
    }

    @Test
    void takes_nothing_back_from_nothing() {
        var booking = takeBack(5, Set.of());

        assertThat(booking.entry().points()).isZero();
        assertThat(booking.allocations()).isEmpty();
    }

    @Test
    void what_waits_is_no_balance_until_it_is_released_into_a_lot_of_its_entrys_number() {
        var promised = promise(100, SOON);
        earn(7, LATER);

        assertThat(account.balance()).isEqualTo(Points.of(7));
        assertThat(account.pending()).isEqualTo(Points.of(100));
        assertThat(promised.opened()).isNull();
        assertThat(release(SOON.minusNanos(1_000))).isEmpty();

        var released = release(SOON).getFirst();
        assertThat(released.opened()).isEqualTo(new Lot(1, Points.of(100), Points.of(100), SOON.plusSeconds(9)));
        assertThat(released.entry())
                .extracting(Entry::kind, Entry::points, Entry::pending, Entry::reverses, Entry::key)
                .containsExactly(EntryKind.RELEASED, 100L, -100L, 1L, "release:1");
        assertThat(account.balance()).isEqualTo(Points.of(107));
        assertThat(account.pending()).isEqualTo(Points.NONE);
        assertThat(release(LATER)).isEmpty();
    }

    @Test
    void a_refund_takes_first_what_of_its_purchase_waits_then_what_was_released_of_it() {
        promise(100, SOON);
        promise(50, LATER);
        earn(500, LATER);

        var first = takeBack(30, Set.of(1L));
        assertThat(first.entry()).extracting(Entry::points, Entry::pending).containsExactly(0L, -30L);
        assertThat(first.allocations()).isEmpty();

        assertThat(release(SOON).getFirst().entry().points()).isEqualTo(70);
        var second = takeBack(80, Set.of(1L));
        assertThat(second.entry()).extracting(Entry::points, Entry::pending).containsExactly(-80L, 0L);
        assertThat(drawn(second)).containsExactly(tuple(1L, -70L, 0L), tuple(3L, -10L, 490L));
        assertThat(account.pending()).isEqualTo(Points.of(50));
    }

    @Test
    void a_refund_that_reaches_only_what_waits_leaves_the_balance_alone() {
        promise(20, SOON);
        earn(500, LATER);

        var booking = takeBack(30, Set.of(1L, 2L), Refunds.ONLY_PENDING);

        assertThat(booking.entry()).extracting(Entry::points, Entry::pending).containsExactly(0L, -20L);
        assertThat(booking.entry().why())
                .isEqualTo(new Why.TakenBack("A1", money("100.00").getAmount(), "CNY", 30, 10, 0, 20, 0));
    }

    @Test
    void what_is_owed_is_repaid_first_by_whatever_comes_in() {
        earn(30, LATER);
        var spent = spend(10);
        var refund = takeBack(100, Set.of(1L), Refunds.OVERDRAFT);
        assertThat(refund.entry())
                .extracting(Entry::points, Entry::balanceAfter, Entry::owedAfter)
                .containsExactly(-100L, Points.NONE, Points.of(80));
        assertThat(((Why.TakenBack) refund.entry().why()).owed()).isEqualTo(80);

        var repaying = earn(50, LATER);
        assertThat(repaying.entry().owedAfter()).isEqualTo(Points.of(30));
        assertThat(repaying.opened()).isEqualTo(new Lot(4, Points.of(50), Points.NONE, LATER));
        assertThat(drawn(repaying)).containsExactly(tuple(4L, -50L, 0L));

        var back = giveBack(spent);
        assertThat(back.entry().owedAfter()).isEqualTo(Points.of(20));
        assertThat(drawn(back)).containsExactly(tuple(1L, 0L, 0L));

        promise(25, SOON);
        var released = release(SOON).getFirst();
        assertThat(released.opened().remaining()).isEqualTo(Points.of(5));
        assertThat(account.owed()).isEqualTo(Points.NONE);
        assertThat(account.balance()).isEqualTo(Points.of(5));
    }

    @Test
    void refuses_to_take_back_when_what_waits_is_not_at_hand() {
        var stored = new PointsAccount(
                ANNA, new Position(Points.NONE, Points.of(9), Points.NONE, 1, Fingerprint.NONE), Why::toString);
        var claim = new Claim("A1", money("100.00"), 5, 0, Set.of(1L), null, List.of());

        assertThatThrownBy(() -> stored.takeBack(occasion(), claim, Refunds.WITHIN_BALANCE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void each_hash_covers_the_entry_and_the_one_before() {
        var first = earn(10, LATER).entry();
        var second = spend(4).entry();

        assertThat(second.hash()).isEqualTo(Fingerprint.of("""
                        perennial-entry-1
                        member=%s
                        sequence=2
                        kind=SPENT
                        points=-4
                        pending=0
                        growth=0
                        balanceAfter=6
                        owedAfter=0
                        key=test:2
                        activity=
                        rule=
                        reverses=
                        happenedAt=2026-11-22T04:00:00.000000Z
                        bookedAt=2026-11-22T04:00:00.000000Z
                        why=%s
                        previous=%s
                        """.formatted(
                        ANNA, Fingerprint.of(new Why.Spent(MUG).toString()), first.hash())));
        assertThat(account.position().head()).isEqualTo(second.hash());
    }

    @Test
    void gives_back_to_the_very_lots() {
        earn(100, SOON);
        earn(100, LATER);
        var spent = spend(130);

        var booking = giveBack(spent);

        assertThat(booking.entry().points()).isEqualTo(130);
        assertThat(booking.entry().reverses()).isEqualTo(spent.entry().sequence());
        assertThat(drawn(booking)).containsExactly(tuple(1L, 100L, 100L), tuple(2L, 30L, 100L));
        assertThat(booking.allocations().getLast().lot().expiresAt()).isEqualTo(LATER);
        assertThat(account.balance()).isEqualTo(Points.of(200));
    }

    @Test
    void prolongs_a_lot_that_is_about_to_expire_when_something_comes_back_to_it() {
        earn(100, SOON);
        var spent = spend(40);

        var booking = giveBack(spent);

        assertThat(booking.allocations().getFirst().lot().expiresAt()).isEqualTo(policy.prolonged(SOON, NOON));
        assertThat(policy.prolonged(SOON, NOON)).isAfter(SOON);
    }

    @Test
    void never_gives_a_lot_more_than_it_began_with() {
        earn(100, LATER);

        assertThatThrownBy(() -> account.giveBack(
                        occasion(), 1, Map.of(1L, Points.of(1)), new Why.GivenBack(MUG, "cancelled"), policy))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sum_that_does_not_fit_is_refused_and_not_wrapped_around() {
        earn(Long.MAX_VALUE, LATER);

        assertThatThrownBy(() -> earn(1, LATER)).isInstanceOf(ArithmeticException.class);
    }

    private Booking earn(long points, Instant expiresAt) {
        return account.earn(occasion(), ANY, Points.of(points), 0, expiresAt);
    }

    private Booking spend(long points) {
        return account.spend(occasion(), new Why.Spent(MUG), Points.of(points));
    }

    private Booking promise(long points, Instant availableAt) {
        return account.promise(occasion(), ANY, Points.of(points), 0, availableAt);
    }

    private List<Booking> release(Instant now) {
        return account.release(now, available -> available.plusSeconds(9));
    }

    private Booking takeBack(long points, Set<Long> lots) {
        return takeBack(points, lots, Refunds.WITHIN_BALANCE);
    }

    private Booking takeBack(long points, Set<Long> lots, Refunds policy) {
        return account.takeBack(occasion(), new Claim("A1", money("100.00"), points, 0, lots, null, List.of()), policy);
    }

    private Booking giveBack(Booking spent) {
        var taken = new HashMap<Long, Points>();
        spent.allocations().forEach(each -> taken.put(each.lot().sequence(), Points.of(-each.points())));
        return account.giveBack(
                occasion(), spent.entry().sequence(), taken, new Why.GivenBack(MUG, "cancelled"), policy);
    }

    private Occasion occasion() {
        key++;
        return Occasion.of("test:" + key, NOON);
    }

    private static List<Tuple> drawn(Booking booking) {
        return booking.allocations().stream()
                .map(each -> tuple(
                        each.lot().sequence(),
                        each.points(),
                        each.lot().remaining().value()))
                .toList();
    }
}
