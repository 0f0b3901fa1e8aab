package io.perennial.membership.application;

import io.perennial.membership.KeepOwnMembership;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.OwnMemberships;
import io.perennial.membership.domain.StaffAccounts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class KeepingOwnMembership implements KeepOwnMembership {

    private final OwnMemberships own;
    private final StaffAccounts accounts;
    private final RecogniseMembers members;
    private final RecordChange changes;
    private final Clock clock;

    KeepingOwnMembership(
            OwnMemberships own, StaffAccounts accounts, RecogniseMembers members, RecordChange changes, Clock clock) {
        this.own = own;
        this.accounts = accounts;
        this.members = members;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Optional<MemberId> of(StaffId staff) {
        return own.of(staff);
    }

    @Override
    @Transactional
    public Outcome link(StaffId staff, MemberId member, StaffId by) {
        return change(staff, member, by);
    }

    @Override
    @Transactional
    public Outcome unlink(StaffId staff, StaffId by) {
        return change(staff, null, by);
    }

    private Outcome change(StaffId staff, @Nullable MemberId member, StaffId by) {
        if (accounts.lockAll().stream().noneMatch(account -> account.id().equals(staff))) {
            return new Outcome.UnknownStaff();
        }
        if (member != null && members.statuses(List.of(member)).isEmpty()) {
            return new Outcome.UnknownMember();
        }
        var before = own.of(staff).orElse(null);
        if (Objects.equals(before, member)) {
            return new Outcome.Done();
        }
        if (before != null && staff.equals(by)) {
            return new Outcome.NotOnesOwn();
        }
        if (member == null) {
            own.remove(staff);
        } else {
            own.put(staff, member, clock.instant());
        }
        changes.record(new Change(
                by,
                member == null ? "staff.membership-unlinked" : "staff.membership-linked",
                "staff",
                staff.toString(),
                json(before),
                json(member)));
        return new Outcome.Done();
    }

    private static @Nullable String json(@Nullable MemberId member) {
        return member == null ? null : AsJson.of(Map.of("member", member.toString()));
    }
}
