package io.perennial.points.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.RandomHistory;
import io.perennial.points.Stories;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.Lot;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        var policy = Stories.policy(
                seed % 2 == 0 ? Map.of() : Map.of(ActivityType.PURCHASE, (int) seed % 30),
                Refunds.values()[(int) seed % 3]);
        points.policies.versions.set(0, policy);
        var history = new RandomHistory(
                new RandomHistory.Ports(
                        points.earnPoints,
                        points.spendPoints,
                        points.returnPoints,
                        points.expirePoints,
                        points.releasePoints,
                        points.grantPoints,
                        this::usable,
                        member -> points.ledger.position(member).pending().value(),
                        member -> points.ledger.position(member).owed().value(),
                        points.members::growth,
                        points.clock),
                policy,
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

    /**
     * Balance less what is owed = entries, balance = lots, pending = entries = what waits; nothing negative, numbers without
     * gaps, each key once, each hash over the entry and the one before.
     */
    private void assertInvariants(MemberId member) {
        var entries = points.ledger.entries(member);
        var position = points.ledger.position(member);
        var net = position.balance().value() - position.owed().value();
        assertThat(entries.stream().mapToLong(Entry::points).sum()).isEqualTo(net);
        assertThat(entries.stream().mapToLong(Entry::pending).sum())
                .isEqualTo(position.pending().value());
        assertThat(points.ledger.lots(member).stream()
                        .mapToLong(lot -> lot.remaining().value())
                        .sum())
                .isEqualTo(position.balance().value());
        assertThat(points.ledger.waiting(member).stream()
                        .mapToLong(part -> part.remaining().value())
                        .sum())
                .isEqualTo(position.pending().value());
        var keys = new HashSet<String>();
        var running = 0L;
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            running += entry.points();
            assertThat(entry.sequence()).isEqualTo(i + 1);
            assertThat(entry.balanceAfter().value() - entry.owedAfter().value()).isEqualTo(running);
            assertThat(keys.add(entry.key())).isTrue();
        }
        assertThat(entries.isEmpty() ? Fingerprint.NONE : entries.getLast().hash())
                .isEqualTo(position.head());
    }

    /** Issued = redeemed + expired + reversed + outstanding, less what is owed. */
    private void assertIssuedIsWhatBecameOfIt(long issued) {
        var byKind = new EnumMap<EntryKind, Long>(EntryKind.class);
        for (var kind : EntryKind.values()) {
            byKind.put(kind, 0L);
        }
        for (var member : members) {
            points.ledger.entries(member).stream()
                    .collect(groupingBy(Entry::kind, summingLong(Entry::points)))
                    .forEach((kind, sum) -> byKind.merge(kind, sum, Long::sum));
        }
        var outstanding = members.stream()
                .map(points.ledger::position)
                .mapToLong(at -> at.balance().value() - at.owed().value())
                .sum();
        assertThat(byKind.get(EntryKind.EARNED) + byKind.get(EntryKind.RELEASED) + byKind.get(EntryKind.GRANTED))
                .isEqualTo(issued);
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

    private TreeMap<Instant, Long> expiring(MemberId member) {
        var expiring = new TreeMap<Instant, Long>();
        points.ledger.lots(member).stream()
                .filter(lot -> lot.isOpen() && !lot.hasExpiredBy(points.clock.instant()))
                .forEach((Lot lot) ->
                        expiring.merge(lot.expiresAt(), lot.remaining().value(), Long::sum));
        return expiring;
    }
}
