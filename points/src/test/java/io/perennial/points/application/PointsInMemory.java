package io.perennial.points.application;

import static org.mockito.Mockito.mock;

import io.perennial.insights.ReadSegments;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.points.EarnPoints;
import io.perennial.points.ExpirePoints;
import io.perennial.points.GrantPoints;
import io.perennial.points.PublishRule;
import io.perennial.points.ReleasePoints;
import io.perennial.points.ReturnPoints;
import io.perennial.points.SpendPoints;
import io.perennial.points.Stories;
import io.perennial.points.domain.InMemoryLedger;
import io.perennial.points.domain.InMemoryRuleLimits;
import io.perennial.testing.TurnableClock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The whole module's use cases on a ledger in memory, beside a pretended membership and stream. */
final class PointsInMemory {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    final TurnableClock clock = new TurnableClock(Stories.NOON);
    final InMemoryLedger ledger = new InMemoryLedger();
    final PretendedMembers members = new PretendedMembers();
    final PretendedStream stream = new PretendedStream();
    final InMemoryRuleLimits limits = new InMemoryRuleLimits();
    final PretendedRules rules = new PretendedRules();
    final PretendedPolicies policies = new PretendedPolicies(ZONE);
    final PretendedLives lives = new PretendedLives();
    final List<Object> events = new ArrayList<>();
    final List<RecordChange.Change> changes = new ArrayList<>();

    final EarnPoints earnPoints;
    final SpendPoints spendPoints;
    final ReturnPoints returnPoints;
    final ExpirePoints expirePoints;
    final ReleasePoints releasePoints;
    final GrantPoints grantPoints;
    final PublishRule publishRule;

    PointsInMemory() {
        var programme = new Programme(ZONE, List.of("CNY", "GBP"));
        var transactions = new InNone();
        var prolonging = new ProlongingPoints(transactions, ledger, lives, policies, clock);
        var nobody = new NobodyMerged();
        var carryingOn = new CarryingOn(ledger, prolonging, ledger, nobody);
        rules.versions.add(Stories.published(Stories.purchaseRule()));
        rules.versions.add(Stories.published(Stories.checkInRule()));
        earnPoints = new EarningPoints(
                transactions,
                new Admission(members, nobody, stream, programme),
                new RefundedPurchases(stream, ledger, rules, programme),
                stream,
                ledger,
                ledger,
                rules,
                policies,
                lives,
                prolonging,
                new Lifetimes(members),
                members,
                members,
                new Surroundings(members, members, members, stream, mock(ReadSegments.class), programme),
                limits,
                nobody,
                carryingOn,
                programme,
                events::add,
                clock);
        spendPoints = new SpendingPoints(
                transactions, members, nobody, ledger, prolonging, ledger, policies, events::add, clock);
        returnPoints = new ReturningPoints(
                transactions, ledger, prolonging, nobody, carryingOn, ledger, policies, events::add, clock);
        expirePoints = new ExpiringPoints(transactions, prolonging, ledger, policies, events::add, clock);
        releasePoints = new ReleasingPoints(transactions, ledger, policies, new Lifetimes(members), events::add, clock);
        grantPoints = new GrantingPoints(
                transactions, members, ledger, ledger, policies, new Lifetimes(members), members, events::add, clock);
        publishRule = new PublishingRules(
                transactions,
                new Publication(rules, limits, programme, changes::add, events::add, clock),
                rules,
                new PretendedPilots(),
                changes::add,
                events::add,
                clock);
    }

    MemberId enrol(int number) {
        return enrol(number, MemberStatus.ACTIVE);
    }

    MemberId enrol(int number, MemberStatus status) {
        var member = Stories.member(number);
        members.statuses.put(member, status);
        return member;
    }

    <T> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What runs within another is under way, as with a real one. */
    private static final class InNone implements RunTransactions {

        private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

        @Override
        public boolean areUnderWay() {
            return depth.get() > 0;
        }

        @Override
        public <T> T run(Supplier<T> work) {
            depth.set(depth.get() + 1);
            try {
                return work.get();
            } finally {
                depth.set(depth.get() - 1);
            }
        }

        @Override
        public <T> T runAlone(Supplier<T> work) {
            return run(work);
        }

        @Override
        public void afterwards(Runnable work) {
            work.run();
        }
    }
}
