package io.perennial.points.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.RandomHistory;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.Lot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomHistoriesTests {

    private final PointsInMemory points = new PointsInMemory();
    private final List<MemberId> members =
            IntStream.range(0, 6).mapToObj(points::enrol).toList();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void whatever_happens_the_ledger_says_what_the_model_says(long seed) {
        var history = new RandomHistory(
                new RandomHistory.Ports(
                        points.earnPoints,
                        points.spendPoints,
                        points.returnPoints,
                        points.expirePoints,
                        this::usable,
                        points.members::growth,
                        points.clock),
                members,
                seed);
        for (int step = 0; step < 2_000; step++) {
            for (var member : history.step()) {
                history.assertAgreement(member);
                assertInvariants(member);
            }
        }
        history.assertAddsUp();
        for (var member : members) {
            assertThat(expiring(member)).isEqualTo(history.expiring(member));
        }
        assertIssuedIsWhatBecameOfIt(history.issued());
    }

    /** Balance = entries = lots, nothing negative, numbers without gaps, each key once. */
    private void assertInvariants(MemberId member) {
        var entries = points.ledger.entries(member);
        var balance = points.ledger.balance(member).value();
        assertThat(entries.stream().mapToLong(Entry::points).sum()).isEqualTo(balance);
        assertThat(points.ledger.lots(member).stream()
                        .mapToLong(lot -> lot.remaining().value())
                        .sum())
                .isEqualTo(balance);
        var keys = new HashSet<String>();
        var running = 0L;
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            running += entry.points();
            assertThat(entry.sequence()).isEqualTo(i + 1);
            assertThat(entry.balanceAfter().value()).isEqualTo(running);
            assertThat(keys.add(entry.key())).isTrue();
        }
    }

    /** Issued = redeemed + expired + reversed + outstanding. */
    private void assertIssuedIsWhatBecameOfIt(long issued) {
        var byKind = new HashMap<EntryKind, Long>();
        for (var member : members) {
            points.ledger.entries(member).stream()
                    .collect(groupingBy(Entry::kind, summingLong(Entry::points)))
                    .forEach((kind, sum) -> byKind.merge(kind, sum, Long::sum));
        }
        var outstanding = members.stream()
                .mapToLong(member -> points.ledger.balance(member).value())
                .sum();
        assertThat(byKind).containsOnlyKeys(EntryKind.values());
        assertThat(byKind.get(EntryKind.EARNED)).isEqualTo(issued);
        assertThat(issued)
                .isEqualTo(outstanding
                        - byKind.get(EntryKind.SPENT)
                        - byKind.get(EntryKind.GIVEN_BACK)
                        - byKind.get(EntryKind.EXPIRED)
                        - byKind.get(EntryKind.TAKEN_BACK));
    }

    private long usable(MemberId member) {
        return expiring(member).values().stream().mapToLong(Long::longValue).sum();
    }

    private TreeMap<java.time.Instant, Long> expiring(MemberId member) {
        var expiring = new TreeMap<java.time.Instant, Long>();
        points.ledger.lots(member).stream()
                .filter(lot -> lot.isOpen() && !lot.hasExpiredBy(points.clock.instant()))
                .forEach((Lot lot) ->
                        expiring.merge(lot.expiresAt(), lot.remaining().value(), Long::sum));
        return expiring;
    }
}
