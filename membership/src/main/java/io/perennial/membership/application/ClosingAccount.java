package io.perennial.membership.application;

import io.perennial.membership.CloseAccount;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.domain.Closings;
import io.perennial.membership.domain.Members;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class ClosingAccount implements CloseAccount {

    private final Members members;
    private final Closings closings;
    private final Clock clock;

    ClosingAccount(Members members, Closings closings, Clock clock) {
        this.members = members;
        this.closings = closings;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Closing close(MemberId member) {
        var status = members.lock(member);
        if (status.isEmpty()) {
            return new Closing.UnknownMember();
        }
        if (status.get() == MemberStatus.CLOSED) {
            return new Closing.Closed();
        }
        var erasedFrom = clock.instant().plus(TIME_TO_THINK);
        var asked = closings.of(member);
        if (asked.isPresent()) {
            var before = asked.get().erasedFrom();
            if (before != null) {
                return new Closing.AlreadyAsked(before);
            }
            // What staff asked for and nobody has looked at yet: the member's own word goes before it.
            closings.forget(member);
        }
        closings.ask(member, clock.instant(), null, null, erasedFrom);
        return new Closing.Asked(erasedFrom);
    }

    @Override
    @Transactional
    public Undoing undo(MemberId member) {
        members.lock(member);
        var asked = closings.of(member).filter(state -> state.by() == null);
        var erasedFrom = asked.map(state -> state.erasedFrom()).orElse(null);
        if (asked.isEmpty() || erasedFrom == null) {
            return new Undoing.NotAsked();
        }
        if (asked.get().erasedAt() != null || !clock.instant().isBefore(erasedFrom)) {
            return new Undoing.TooLate();
        }
        closings.forget(member);
        return new Undoing.Undone();
    }
}
