package io.perennial.membership.application;

import io.perennial.membership.Belongings;
import io.perennial.membership.Belongings.Erasure;
import io.perennial.membership.EraseMember;
import io.perennial.membership.FollowMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MemberErased;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.MemberStatusChanged;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.domain.Closings;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.StaffAccounts;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** All modules erase in one transaction: what one of them fails to do, none has done, and the job comes again. */
@Component
class ErasingMember implements EraseMember {

    private static final Logger log = LoggerFactory.getLogger(ErasingMember.class);
    private static final int MOST_WAITING = 200;
    private static final String HOME = "+86";

    private final Members members;
    private final ReadMember profiles;
    private final FollowMembers follow;
    private final Closings closings;
    private final StaffAccounts staff;
    private final ObjectProvider<Belongings> belongings;
    private final RecordChange recordChange;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ErasingMember(
            Members members,
            ReadMember profiles,
            FollowMembers follow,
            Closings closings,
            StaffAccounts staff,
            ObjectProvider<Belongings> belongings,
            RecordChange recordChange,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.members = members;
        this.profiles = profiles;
        this.follow = follow;
        this.closings = closings;
        this.staff = staff;
        this.belongings = belongings;
        this.recordChange = recordChange;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome ask(MemberId member, String reason, StaffId by) {
        if (reason.isBlank()) {
            return new Outcome.ReasonMissing();
        }
        if (members.lock(member).isEmpty() || !follow.survivor(member).equals(member)) {
            return new Outcome.UnknownMember();
        }
        var asked = closings.of(member);
        if (asked.filter(state -> state.erasedAt() != null).isPresent()) {
            return new Outcome.AlreadyErased();
        }
        var alone = isAdmin(by);
        if (asked.filter(state -> state.by() != null).isPresent()) {
            return new Outcome.AlreadyAsked();
        }
        var isOwnWish = asked.isPresent();
        if (isOwnWish && !alone) {
            // The member asked already, and their time to think is theirs.
            return new Outcome.AlreadyAsked();
        }
        var now = clock.instant();
        closings.forget(member);
        closings.ask(member, now, by, reason.strip(), alone ? now : null);
        record(by, alone ? "member.erasure-ordered" : "member.erasure-asked", member, reason.strip());
        if (alone) {
            shut(member);
            return new Outcome.Approved();
        }
        return new Outcome.Waiting();
    }

    @Override
    @Transactional
    public Deciding approve(MemberId member, StaffId by) {
        var refusal = undecided(member, by);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        closings.approve(member, clock.instant());
        record(by, "member.erasure-approved", member, null);
        shut(member);
        return new Deciding.Decided();
    }

    @Override
    @Transactional
    public Deciding refuse(MemberId member, StaffId by) {
        members.lock(member);
        if (waitingOf(member).isEmpty()) {
            return new Deciding.NothingWaiting();
        }
        closings.forget(member);
        record(by, "member.erasure-refused", member, null);
        return new Deciding.Decided();
    }

    private Optional<Deciding> undecided(MemberId member, StaffId by) {
        members.lock(member);
        var waiting = waitingOf(member);
        if (waiting.isEmpty()) {
            return Optional.of(new Deciding.NothingWaiting());
        }
        return by.equals(waiting.get().by()) ? Optional.of(new Deciding.Yourself()) : Optional.empty();
    }

    private Optional<State> waitingOf(MemberId member) {
        return closings.of(member)
                .filter(state -> state.by() != null && state.erasedFrom() == null && state.erasedAt() == null);
    }

    @Override
    public Optional<State> of(MemberId member) {
        return closings.of(member);
    }

    @Override
    public List<State> waiting() {
        return closings.waiting(MOST_WAITING);
    }

    @Override
    public int eraseDue(int most) {
        var erased = 0;
        for (var member : closings.due(clock.instant(), most)) {
            if (Boolean.TRUE.equals(transaction.execute(_ -> erase(member)))) {
                erased++;
                log.info("A member was erased");
            }
        }
        return erased;
    }

    /** @return whether it was still to be done, by the clock and by the member, who may have changed their mind just now */
    private boolean erase(MemberId member) {
        members.lock(member);
        var state = closings.of(member).orElse(null);
        if (state == null
                || state.erasedAt() != null
                || state.erasedFrom() == null
                || clock.instant().isBefore(state.erasedFrom())) {
            return false;
        }
        shut(member);
        var marks = marks(profiles.find(member).orElseThrow().identifiers());
        // Whoever was merged into this member is this member.
        for (var each : Stream.concat(Stream.of(member), follow.mergedInto(member).stream())
                .toList()) {
            var name = profiles.find(each).orElseThrow().displayName();
            var erasure = new Erasure(each, marks, name);
            belongings.orderedStream().forEach(module -> module.erased(erasure));
        }
        closings.erased(member, clock.instant());
        recordChange.record(
                new Change(state.by(), "member.erased", RecordChange.MEMBER, member.toString(), null, null));
        events.publishEvent(new MemberErased(member, clock.instant()));
        return true;
    }

    private void shut(MemberId member) {
        var before = members.status(member).orElseThrow();
        if (before != MemberStatus.CLOSED) {
            members.changeStatus(member, MemberStatus.CLOSED);
            events.publishEvent(new MemberStatusChanged(member, before, MemberStatus.CLOSED, clock.instant()));
        }
    }

    private static Set<String> marks(List<Identifier> identifiers) {
        var marks = new LinkedHashSet<String>();
        for (var identifier : identifiers) {
            marks.add(identifier.value());
            if (identifier.kind() == Kind.PHONE || identifier.kind() == Kind.WHATSAPP) {
                marks.add(identifier.value().substring(1));
                if (identifier.value().startsWith(HOME)) {
                    marks.add(identifier.value().substring(HOME.length()));
                }
            }
        }
        return marks;
    }

    private boolean isAdmin(StaffId by) {
        return staff.find(by)
                .filter(credential -> credential.account().roles().contains(StaffRole.ADMIN))
                .isPresent();
    }

    private void record(StaffId by, String action, MemberId member, @org.jspecify.annotations.Nullable String reason) {
        recordChange.record(new Change(
                by,
                action,
                RecordChange.MEMBER,
                member.toString(),
                null,
                reason == null ? null : AsJson.of(new Reason(reason))));
    }

    private record Reason(String reason) {}
}
