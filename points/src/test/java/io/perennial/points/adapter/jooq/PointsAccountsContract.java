package io.perennial.points.adapter.jooq;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.member;
import static io.perennial.points.Stories.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Claim;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.LedgerEntries.EntryId;
import io.perennial.points.domain.Lot;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccount;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsAccounts.Due;
import io.perennial.points.domain.Position;
import io.perennial.points.domain.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the domain may expect of the ledger, wherever it is kept. */
abstract class PointsAccountsContract {

    static final MemberId ANNA = member(1);
    static final MemberId BEN = member(2);
    static final Instant SOON = NOON.plus(Duration.ofDays(1));
    static final Instant LATER = NOON.plus(Duration.ofDays(400));
    static final ExpiryPolicy POLICY = new ExpiryPolicy(Stories.policy(), ZoneOffset.UTC);

    abstract PointsAccounts accounts();

    abstract LedgerEntries entries();

    @Test
    void opens_an_account_for_whoever_has_none() {
        var locked = accounts().lock(List.of(BEN, ANNA, BEN));

        assertThat(locked).containsOnlyKeys(ANNA, BEN);
        assertThat(locked.get(ANNA).balance()).isEqualTo(Points.NONE);
        assertThat(locked.get(ANNA).lastSequence()).isZero();
    }

    @Test
    void knows_balances_and_sequences_again() {
        store(ANNA, account -> List.of(earn(account, 10, SOON), earn(account, 5, LATER)));

        var locked = accounts().lock(List.of(ANNA, BEN));

        assertThat(locked.get(ANNA).balance()).isEqualTo(Points.of(15));
        assertThat(locked.get(ANNA).lastSequence()).isEqualTo(2);
        assertThat(locked.get(BEN).balance()).isEqualTo(Points.NONE);
    }

    @Test
    void keeps_lots_as_the_last_of_several_bookings_left_them() {
        store(ANNA, account -> List.of(earn(account, 10, SOON), earn(account, 5, LATER), spend(account, 12)));

        assertThat(accounts().openLots(Set.of(ANNA, BEN)))
                .isEqualTo(Map.of(ANNA, List.of(new Lot(2, Points.of(5), Points.of(3), LATER))));
        assertThat(accounts().lots(ANNA, Set.of(1L))).containsExactly(new Lot(1, Points.of(10), Points.NONE, SOON));
        assertThat(entries().drawnBy(new EntryId(ANNA, 3))).isEqualTo(Map.of(1L, Points.of(10), 2L, Points.of(2)));
    }

    @Test
    void changes_lots_that_were_stored_before() {
        store(ANNA, account -> List.of(earn(account, 10, SOON), earn(account, 5, LATER)));
        store(ANNA, account -> List.of(spend(account, 12)));
        store(
                ANNA,
                account -> List.of(account.giveBack(
                        Occasion.of("return:1", NOON),
                        3,
                        Map.of(1L, Points.of(10), 2L, Points.of(2)),
                        new Why.GivenBack(MUG, "broken"),
                        POLICY)));

        assertThat(accounts().lots(ANNA, Set.of(1L, 2L)))
                .containsExactlyInAnyOrder(
                        new Lot(1, Points.of(10), Points.of(10), POLICY.prolonged(SOON, NOON)),
                        new Lot(2, Points.of(5), Points.of(5), LATER));
        assertThat(accounts().lock(Set.of(ANNA)).get(ANNA).balance()).isEqualTo(Points.of(15));
    }

    @Test
    void stores_bookings_of_several_members_at_once() {
        var locked = accounts().lock(List.of(ANNA, BEN));
        var anna = locked.get(ANNA);
        var ben = locked.get(BEN);

        accounts().store(List.of(earn(anna, 1, SOON), earn(ben, 20, SOON), earn(anna, 2, SOON)));

        assertThat(accounts().lock(List.of(ANNA, BEN)).values())
                .extracting(PointsAccount::balance)
                .containsExactlyInAnyOrder(Points.of(3), Points.of(20));
        accounts().store(List.of());
    }

    @Test
    void finds_as_many_open_lots_as_it_takes_soonest_first() {
        store(ANNA, account -> {
            var bookings = new ArrayList<Booking>();
            for (int i = 0; i < 450; i++) {
                bookings.add(earn(account, 1, LATER.plusSeconds(450 - i)));
            }
            bookings.add(earn(account, 7, NOON)); // over by then
            bookings.add(earn(account, 5, SOON));
            return bookings;
        });

        var few = accounts().openLots(ANNA, Points.of(6), NOON);
        assertThat(few).extracting(Lot::expiresAt).isSorted().startsWith(NOON, SOON);
        assertThat(usable(few)).isGreaterThanOrEqualTo(6);
        var all = accounts().openLots(ANNA, Points.of(10_000), NOON);
        assertThat(all).hasSize(452).isSortedAccordingTo(Lot.SOONEST_FIRST);
        assertThat(usable(all)).isEqualTo(455);
        assertThat(accounts().openLots(BEN, Points.of(1), NOON)).isEmpty();
    }

    @Test
    void finds_what_is_over_by_expiry_then_member_and_goes_on_where_it_was() {
        store(BEN, account -> List.of(earn(account, 1, NOON), earn(account, 2, NOON.minusSeconds(5))));
        store(ANNA, account -> List.of(earn(account, 4, NOON), earn(account, 8, SOON), earn(account, 16, NOON)));

        var due = accounts().due(Optional.empty(), NOON, 3);
        assertThat(due)
                .containsExactly(new Due(BEN, 2, NOON.minusSeconds(5)), new Due(ANNA, 1, NOON), new Due(ANNA, 3, NOON));
        assertThat(accounts().due(Optional.of(due.getLast()), NOON, 3))
                .containsExactly(new Due(ANNA, 1, NOON), new Due(ANNA, 3, NOON), new Due(BEN, 1, NOON));
        assertThat(accounts().due(Optional.empty(), NOON.minusSeconds(6), 3)).isEmpty();
    }

    @Test
    void asks_once_more_under_the_lock_what_is_still_over() {
        store(ANNA, anna -> List.of(earn(anna, 4, NOON), earn(anna, 8, NOON)));
        var due = new LinkedHashSet<>(accounts().due(Optional.empty(), NOON, 9));
        var account = accounts().lock(Set.of(ANNA)).get(ANNA);
        account.hold(accounts().lots(ANNA, Set.of(1L)));
        accounts().store(account.expire(NOON, POLICY));

        assertThat(accounts().stillDue(due, NOON))
                .isEqualTo(Map.of(ANNA, List.of(new Lot(2, Points.of(8), Points.of(8), NOON))));
    }

    @Test
    void keeps_what_waits_what_is_owed_and_the_head_of_the_chain() {
        var last = new ArrayList<Booking>();
        store(ANNA, account -> {
            last.add(promise(account, 30, SOON));
            last.add(account.takeBack(
                    Occasion.of("activity:2", NOON),
                    new Claim("A1", money("2.50"), 50, 0, Set.of(1L), 1L, List.of()),
                    Refunds.OVERDRAFT));
            last.add(promise(account, 7, SOON));
            return last;
        });

        assertThat(accounts().lock(Set.of(ANNA)).get(ANNA).position())
                .isEqualTo(last.getLast().after())
                .extracting(Position::pending, Position::owed)
                .containsExactly(Points.of(7), Points.of(20));
        assertThat(accounts().waiting(Set.of(ANNA, BEN)))
                .isEqualTo(Map.of(ANNA, List.of(new Waiting(3, Points.of(7), Points.of(7), SOON))));

        var account = accounts().lock(Set.of(ANNA)).get(ANNA);
        account.holdWaiting(accounts().waiting(Set.of(ANNA)).get(ANNA));
        accounts().store(account.release(SOON, available -> LATER));
        assertThat(accounts().lots(ANNA, Set.of(3L))).containsExactly(new Lot(3, Points.of(7), Points.NONE, LATER));
        assertThat(accounts().waiting(Set.of(ANNA))).isEmpty();
        assertThat(accounts().lock(Set.of(ANNA)).get(ANNA).owed()).isEqualTo(Points.of(13));
    }

    @Test
    void finds_what_has_waited_by_its_time_then_member_and_goes_on_where_it_was() {
        store(BEN, account -> List.of(promise(account, 1, NOON), promise(account, 2, NOON.minusSeconds(5))));
        store(
                ANNA,
                account -> List.of(promise(account, 4, NOON), promise(account, 8, SOON), promise(account, 16, NOON)));

        var due = accounts().available(Optional.empty(), NOON, 3);
        assertThat(due)
                .containsExactly(new Due(BEN, 2, NOON.minusSeconds(5)), new Due(ANNA, 1, NOON), new Due(ANNA, 3, NOON));
        assertThat(accounts().available(Optional.of(due.getLast()), NOON, 3))
                .containsExactly(new Due(ANNA, 1, NOON), new Due(ANNA, 3, NOON), new Due(BEN, 1, NOON));

        var ben = accounts().lock(Set.of(BEN)).get(BEN);
        ben.holdWaiting(accounts().waiting(Set.of(BEN)).get(BEN));
        accounts().store(ben.release(NOON.minusSeconds(1), available -> LATER));
        assertThat(accounts().stillWaiting(new LinkedHashSet<>(due), NOON))
                .isEqualTo(Map.of(
                        ANNA,
                        List.of(
                                new Waiting(1, Points.of(4), Points.of(4), NOON),
                                new Waiting(3, Points.of(16), Points.of(16), NOON))));
    }

    @Test
    void finds_entries_by_activity_by_key_and_by_what_they_reverse() {
        var bought = new ActivityId(UUID.randomUUID());
        var refunded = new ActivityId(UUID.randomUUID());
        var stored = new ArrayList<Booking>();
        store(ANNA, account -> {
            stored.add(account.earn(
                    new Occasion("activity:1:a", bought, NOON.minusSeconds(9), NOON),
                    new Why.EarnedNothing(List.of()),
                    Points.of(10),
                    3,
                    LATER));
            stored.add(account.earn(
                    new Occasion("activity:1:b", bought, NOON.minusSeconds(9), NOON),
                    new Why.EarnedNothing(List.of()),
                    Points.NONE,
                    0,
                    LATER));
            stored.add(account.takeBack(
                    new Occasion("activity:2", refunded, NOON, NOON),
                    new Claim("A1", money("2.50"), 20, 1, Set.of(1L), 1L, List.of()),
                    Refunds.WITHIN_BALANCE));
            return stored;
        });
        var booked = stored.stream().map(Booking::entry).toList();

        assertThat(entries().of(Map.of(bought, ANNA, refunded, ANNA)))
                .isEqualTo(Map.of(bought, booked.subList(0, 2), refunded, booked.subList(2, 3)));
        assertThat(entries().of(Map.of(bought, BEN))).isEmpty();
        assertThat(entries().reversing(Set.of(new EntryId(ANNA, 1), new EntryId(ANNA, 2))))
                .isEqualTo(Map.of(new EntryId(ANNA, 1), booked.subList(2, 3)));
        assertThat(entries().byKey(ANNA, Set.of("activity:1:b", "activity:9")))
                .isEqualTo(Map.of("activity:1:b", booked.get(1)));
        assertThat(entries().of(Map.of())).isEmpty();
        assertThat(entries().reversing(Set.of())).isEmpty();
    }

    @Test
    void refuses_a_second_entry_with_the_same_key_or_number() {
        var account = accounts().lock(Set.of(ANNA)).get(ANNA);
        var first = earn(account, 1, SOON);
        accounts().store(List.of(first));
        var again = new PointsAccount(ANNA, account.position(), Why::toString)
                .credit(
                        first.entry().kind(),
                        Occasion.of(first.entry().key(), NOON),
                        first.entry().why(),
                        Points.of(1),
                        0,
                        SOON);

        assertThatThrownBy(() -> accounts().store(List.of(first))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> accounts().store(List.of(again))).isInstanceOf(RuntimeException.class);
    }

    void store(MemberId member, Function<PointsAccount, List<Booking>> what) {
        var account = accounts().lock(Set.of(member)).get(member);
        account.hold(accounts().openLots(Set.of(member)).getOrDefault(member, List.of()));
        if (account.lastSequence() > 0) {
            account.hold(accounts().lots(member, Set.of(1L, 2L)));
        }
        accounts().store(what.apply(account));
    }

    static Booking earn(PointsAccount account, long points, Instant expiresAt) {
        return account.earn(
                Occasion.of("test:" + (account.lastSequence() + 1), NOON),
                new Why.EarnedNothing(List.of()),
                Points.of(points),
                0,
                expiresAt);
    }

    static Booking promise(PointsAccount account, long points, Instant availableAt) {
        return account.promise(
                Occasion.of("test:" + (account.lastSequence() + 1), NOON),
                new Why.EarnedNothing(List.of()),
                Points.of(points),
                0,
                availableAt);
    }

    static Booking spend(PointsAccount account, long points) {
        return account.spend(
                Occasion.of("test:" + (account.lastSequence() + 1), NOON), new Why.Spent(MUG), Points.of(points));
    }

    private static long usable(List<Lot> lots) {
        return lots.stream()
                .filter(lot -> !lot.hasExpiredBy(NOON))
                .mapToLong(lot -> lot.remaining().value())
                .sum();
    }
}
