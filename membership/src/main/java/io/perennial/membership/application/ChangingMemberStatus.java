package io.perennial.membership.application;

import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.MemberStatusChanged;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Members;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class ChangingMemberStatus implements ChangeMemberStatus {

    private final Members members;
    private final RecordChange recordChange;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangingMemberStatus(Members members, RecordChange recordChange, ApplicationEventPublisher events, Clock clock) {
        this.members = members;
        this.recordChange = recordChange;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome change(MemberId member, MemberStatus status, String reason, StaffId by) {
        if (reason.isBlank()) {
            return new Outcome.ReasonMissing();
        }
        var locked = members.lock(member);
        if (locked.isEmpty()) {
            return new Outcome.UnknownMember();
        }
        var before = locked.get();
        if (before == status) {
            return new Outcome.Unchanged();
        }
        if (before == MemberStatus.CLOSED) {
            return new Outcome.AlreadyClosed();
        }
        members.changeStatus(member, status);
        recordChange.record(new Change(
                by,
                action(status),
                "member",
                member.toString(),
                AsJson.of(new Before(before)),
                AsJson.of(new After(status, reason.strip()))));
        events.publishEvent(new MemberStatusChanged(member, before, status, clock.instant()));
        return new Outcome.Changed();
    }

    private static String action(MemberStatus status) {
        return switch (status) {
            case ACTIVE -> "member.unfrozen";
            case FROZEN -> "member.frozen";
            case CLOSED -> "member.closed";
        };
    }

    private record Before(MemberStatus status) {}

    private record After(MemberStatus status, String reason) {}
}
