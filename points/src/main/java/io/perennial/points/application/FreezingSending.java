package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.FreezeSending;
import io.perennial.points.domain.SendingFreezes;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class FreezingSending implements FreezeSending {

    private final RunTransactions transactions;
    private final SendingFreezes freezes;
    private final RecogniseMembers members;
    private final RecordChange changes;
    private final Clock clock;

    FreezingSending(
            RunTransactions transactions,
            SendingFreezes freezes,
            RecogniseMembers members,
            RecordChange changes,
            Clock clock) {
        this.transactions = transactions;
        this.freezes = freezes;
        this.members = members;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Optional<Frozen> of(MemberId member) {
        return freezes.of(member);
    }

    @Override
    public Outcome freeze(MemberId member, String reason, StaffId by) {
        var why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            return new Outcome.ReasonMissing();
        }
        return transactions.run(() -> {
            if (members.statuses(Set.of(member)).isEmpty()) {
                return new Outcome.UnknownMember();
            }
            if (freezes.add(member, new Frozen(why, by, clock.instant()))) {
                record(member, "member.sending-frozen", AsJson.of(Map.of("reason", why)), by);
            }
            return new Outcome.Done();
        });
    }

    @Override
    public Outcome unfreeze(MemberId member, StaffId by) {
        return transactions.run(() -> {
            if (members.statuses(Set.of(member)).isEmpty()) {
                return new Outcome.UnknownMember();
            }
            if (freezes.remove(member)) {
                record(member, "member.sending-unfrozen", null, by);
            }
            return new Outcome.Done();
        });
    }

    private void record(MemberId member, String action, @Nullable String after, StaffId by) {
        changes.record(new RecordChange.Change(by, action, "member", member.toString(), null, after));
    }
}
