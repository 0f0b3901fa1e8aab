package io.perennial.membership.application;

import io.perennial.membership.AssignIdentifiers;
import io.perennial.membership.Identifier;
import io.perennial.membership.IdentifiersChanged;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Identities;
import io.perennial.membership.domain.Identities.Held;
import io.perennial.membership.domain.Members;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class AssigningIdentifiers implements AssignIdentifiers {

    private final Identities identities;
    private final Members members;
    private final RecordChange recordChange;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AssigningIdentifiers(
            Identities identities,
            Members members,
            RecordChange recordChange,
            ApplicationEventPublisher events,
            Clock clock) {
        this.identities = identities;
        this.members = members;
        this.recordChange = recordChange;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome assign(MemberId member, Identifier identifier, StaffId by) {
        requireAssignable(identifier);
        var refusal = refusal(member);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var now = clock.instant();
        if (identities.add(new Held(member, identifier, now, Optional.empty()))) {
            record(member, by, "member.identifier-assigned", null, identifier);
            return new Outcome.Done();
        }
        return identities.find(identifier).map(Held::member).equals(Optional.of(member))
                ? new Outcome.Done()
                : new Outcome.Taken();
    }

    @Override
    @Transactional
    public Outcome withdraw(MemberId member, Identifier identifier, StaffId by) {
        requireAssignable(identifier);
        var refusal = refusal(member);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!identities.remove(member, identifier)) {
            return new Outcome.NotTheirs();
        }
        record(member, by, "member.identifier-withdrawn", identifier, null);
        return new Outcome.Done();
    }

    private Optional<Outcome> refusal(MemberId member) {
        var status = members.lock(member);
        if (status.isEmpty()) {
            return Optional.of(new Outcome.UnknownMember());
        }
        return status.get() == MemberStatus.CLOSED ? Optional.of(new Outcome.Closed()) : Optional.empty();
    }

    private void record(
            MemberId member, StaffId by, String action, @Nullable Identifier before, @Nullable Identifier after) {
        recordChange.record(new Change(by, action, "member", member.toString(), shown(before), shown(after)));
        events.publishEvent(new IdentifiersChanged(member, clock.instant()));
    }

    private static @Nullable String shown(@Nullable Identifier identifier) {
        return identifier == null ? null : AsJson.of(new Shown(identifier.kind(), identifier.masked()));
    }

    private record Shown(Identifier.Kind kind, String ending) {}

    private static void requireAssignable(Identifier identifier) {
        if (!AssignIdentifiers.isAssignable(identifier.kind())) {
            throw new IllegalArgumentException("members prove their phones and e-mail addresses themselves");
        }
    }
}
