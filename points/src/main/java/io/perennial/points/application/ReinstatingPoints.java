package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecogniseStaff;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.EntryKind;
import io.perennial.points.ExtendPoints;
import io.perennial.points.Points;
import io.perennial.points.ReinstatePoints;
import io.perennial.points.Why;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.LedgerEntries.EntryId;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class ReinstatingPoints implements ReinstatePoints {

    private final RunTransactions transactions;
    private final RecogniseMembers members;
    private final RecogniseStaff recogniseStaff;
    private final PointsAccounts accounts;
    private final LedgerEntries entries;
    private final PointsPolicies policies;
    private final RecordChange changes;
    private final Clock clock;

    ReinstatingPoints(
            RunTransactions transactions,
            RecogniseMembers members,
            RecogniseStaff recogniseStaff,
            PointsAccounts accounts,
            LedgerEntries entries,
            PointsPolicies policies,
            RecordChange changes,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.recogniseStaff = recogniseStaff;
        this.accounts = accounts;
        this.entries = entries;
        this.policies = policies;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome reinstate(MemberId member, long expiry, LocalDate lastDay, String reason, StaffId by) {
        var why = reason.strip();
        if (why.isEmpty() || why.length() > ExtendPoints.LONGEST_REASON) {
            return new Outcome.ReasonMissing();
        }
        return transactions.run(() -> book(member, expiry, lastDay, why, by));
    }

    private Outcome book(MemberId member, long expiry, LocalDate lastDay, String reason, StaffId by) {
        var status = members.statuses(Set.of(member)).get(member);
        if (status == null) {
            return new Outcome.UnknownMember();
        }
        if (status == MemberStatus.CLOSED) {
            return new Outcome.MemberClosed();
        }
        if (recogniseStaff.isThemselves(by, member)) {
            return new Outcome.OwnAccount();
        }
        var now = clock.instant();
        var policy = policies.at(now);
        var until = policy.endOf(lastDay);
        if (!until.isAfter(now) || until.isAfter(policy.endOfDayIn(ExtendPoints.MOST_DAYS, now))) {
            return new Outcome.BadDay();
        }
        var account = Objects.requireNonNull(accounts.lock(Set.of(member)).get(member));
        var expired = entries.bySequence(new EntryId(member, expiry))
                .filter(entry -> entry.kind() == EntryKind.EXPIRED)
                .orElse(null);
        if (expired == null || !(expired.why() instanceof Why.Expired(var endedOn))) {
            return new Outcome.NotExpired();
        }
        var key = "reinstate:" + expiry;
        if (!entries.byKey(member, Set.of(key)).isEmpty()) {
            return new Outcome.AlreadyReinstated();
        }
        var window = policy.policy().grace().reinstatementDays();
        if (expired.happenedAt().isBefore(now.minus(Duration.ofDays(window)))) {
            return new Outcome.TooLate(window);
        }
        var points = Points.of(-expired.points());
        var booking = account.reinstate(Occasion.of(key, now), new Why.Reinstated(endedOn), points, expiry, until);
        accounts.store(List.of(booking));
        changes.record(new RecordChange.Change(
                by,
                "points.reinstated",
                "member",
                member.toString(),
                null,
                AsJson.of(new Reinstated(points.value(), expiry, lastDay.toString(), reason))));
        return new Outcome.Reinstated(points, booking.entry().balanceAfter());
    }

    private record Reinstated(long points, long expiry, String lastDay, String reason) {}
}
