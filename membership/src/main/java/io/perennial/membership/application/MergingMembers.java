package io.perennial.membership.application;

import io.perennial.membership.Belongings;
import io.perennial.membership.Belongings.Move;
import io.perennial.membership.IdentifiersChanged;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.MemberStatusChanged;
import io.perennial.membership.MembersMerged;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.MergeUndone;
import io.perennial.membership.ReadMerges.Merge;
import io.perennial.membership.ReadMerges.State;
import io.perennial.membership.RecogniseStaff;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.domain.Before;
import io.perennial.membership.domain.Closings;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.Merges;
import io.perennial.membership.domain.StaffAccounts;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Both members are locked, in the order of their ids, before anything is looked at; all modules move in that one transaction.
 * Two who decide the same at once find it decided, and a transaction that the database gave up for another one is run again.
 */
@Component
class MergingMembers implements MergeMembers {

    private static final Set<StaffRole> MAY_ASK = EnumSet.of(StaffRole.SUPPORT, StaffRole.FINANCE, StaffRole.ADMIN);

    private final RunTransactions transactions;
    private final Members members;
    private final Merges merges;
    private final Closings closings;
    private final StaffAccounts staff;
    private final RecogniseStaff recogniseStaff;
    private final ObjectProvider<Belongings> belongings;
    private final JoiningStandings standings;
    private final JoiningProfiles profiles;
    private final RecordChange recordChange;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MergingMembers(
            RunTransactions transactions,
            Members members,
            Merges merges,
            Closings closings,
            StaffAccounts staff,
            RecogniseStaff recogniseStaff,
            ObjectProvider<Belongings> belongings,
            JoiningStandings standings,
            JoiningProfiles profiles,
            RecordChange recordChange,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.merges = merges;
        this.closings = closings;
        this.staff = staff;
        this.recogniseStaff = recogniseStaff;
        this.belongings = belongings;
        this.standings = standings;
        this.profiles = profiles;
        this.recordChange = recordChange;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome propose(Proposal proposal, StaffId by) {
        if (isNoReason(proposal.reason())) {
            return new Outcome.ReasonMissing();
        }
        if (proposal.merged().equals(proposal.survivor())) {
            return new Outcome.SameMember();
        }
        return transactions.runAlone(() -> doPropose(proposal, by));
    }

    private Outcome doPropose(Proposal proposal, StaffId by) {
        var now = clock.instant();
        var move = new Move(MergeId.next(), proposal.merged(), proposal.survivor(), now);
        var refusal = staffRefusal(move, by, MAY_ASK).or(() -> refusal(move, Optional.empty()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var proposed = new Merge(
                move.merge(),
                move.from(),
                move.to(),
                State.PROPOSED,
                proposal.taken(),
                proposal.reason().strip(),
                by,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
        merges.propose(proposed);
        record(by, "member.merge-proposed", proposed, proposed.reason());
        return new Outcome.Proposed(move.merge());
    }

    @Override
    public Outcome approve(MergeId merge, StaffId by) {
        return transactions.runAlone(() -> doApprove(merge, by));
    }

    private Outcome doApprove(MergeId id, StaffId by) {
        var found = locked(id);
        if (found.isEmpty()) {
            return new Outcome.UnknownMerge();
        }
        var merge = found.get();
        if (merge.state() != State.PROPOSED) {
            return new Outcome.NothingWaiting();
        }
        var move = new Move(id, merge.merged(), merge.survivor(), clock.instant());
        var refusal = staffRefusal(move, by, APPROVERS);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (by.equals(merge.proposedBy())) {
            return new Outcome.Yourself();
        }
        return refusal(move, Optional.of(id)).orElseGet(() -> {
            merge(merge, move, by);
            return new Outcome.Merged(id, merge.survivor());
        });
    }

    private void merge(Merge merge, Move move, StaffId by) {
        var mergedStatus = members.status(move.from()).orElseThrow();
        var survivorStatus = members.status(move.to()).orElseThrow();
        belongings.orderedStream().forEach(each -> each.moved(move));
        var stood = standings.join(move);
        var faces = profiles.join(move, merge.taken(), by);
        // A merge is no way around a freeze.
        var after = mergedStatus == MemberStatus.FROZEN ? MemberStatus.FROZEN : survivorStatus;
        changeStatus(move.to(), survivorStatus, after, move.at());
        changeStatus(move.from(), mergedStatus, MemberStatus.CLOSED, move.at());
        merges.done(
                merge,
                by,
                move.at(),
                new Before(
                        new Before.Side(mergedStatus, faces.merged(), stood.merged()),
                        new Before.Side(survivorStatus, faces.survivor(), stood.survivor()),
                        new Before.Side(after, faces.after(), stood.after()),
                        stood.lastSeq()));
        record(by, "member.merged", merge, null);
        events.publishEvent(new IdentifiersChanged(move.to(), move.at()));
        events.publishEvent(new MembersMerged(merge.id(), move.from(), move.to(), move.at()));
    }

    @Override
    public Outcome refuse(MergeId merge, StaffId by) {
        return transactions.runAlone(() -> doRefuse(merge, by));
    }

    private Outcome doRefuse(MergeId id, StaffId by) {
        var found = locked(id);
        if (found.isEmpty()) {
            return new Outcome.UnknownMerge();
        }
        var merge = found.get();
        if (!merge.waits()) {
            return new Outcome.NothingWaiting();
        }
        var asked = merge.state() == State.PROPOSED ? merge.proposedBy() : merge.undoAskedBy();
        var refusal = by.equals(asked)
                ? Optional.<Outcome>empty()
                : staffRefusal(new Move(id, merge.merged(), merge.survivor(), clock.instant()), by, APPROVERS);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (merge.state() == State.PROPOSED) {
            merges.drop(id, by, clock.instant());
            record(by, "member.merge-refused", merge, null);
        } else {
            merges.dropUndo(id);
            record(by, "member.unmerge-refused", merge, null);
        }
        return new Outcome.Dropped(id);
    }

    @Override
    public Outcome askUndo(MergeId merge, String reason, StaffId by) {
        return isNoReason(reason)
                ? new Outcome.ReasonMissing()
                : transactions.runAlone(() -> doAskUndo(merge, reason.strip(), by));
    }

    private Outcome doAskUndo(MergeId id, String reason, StaffId by) {
        var found = locked(id);
        if (found.isEmpty()) {
            return new Outcome.UnknownMerge();
        }
        var merge = found.get();
        if (merge.state() == State.UNDO_ASKED) {
            return new Outcome.AnotherWaits(id);
        }
        var now = clock.instant();
        var refusal = staffRefusal(new Move(id, merge.merged(), merge.survivor(), now), by, MAY_ASK)
                .or(() -> undoRefusal(merge, now));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        merges.askUndo(id, reason, by, now);
        record(by, "member.unmerge-asked", merge, reason);
        return new Outcome.UndoAsked(id);
    }

    @Override
    public Outcome undo(MergeId merge, StaffId by) {
        return transactions.runAlone(() -> doUndo(merge, by));
    }

    private Outcome doUndo(MergeId id, StaffId by) {
        var found = locked(id);
        if (found.isEmpty()) {
            return new Outcome.UnknownMerge();
        }
        var merge = found.get();
        if (merge.state() != State.UNDO_ASKED) {
            return new Outcome.NothingWaiting();
        }
        var move = new Move(id, merge.merged(), merge.survivor(), clock.instant());
        var refusal = staffRefusal(move, by, APPROVERS);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (by.equals(merge.undoAskedBy())) {
            return new Outcome.Yourself();
        }
        return undoRefusal(merge, move.at()).orElseGet(() -> {
            part(merge, move, merges.before(id).orElseThrow(), by);
            return new Outcome.Undone(id);
        });
    }

    private void part(Merge merge, Move move, Before before, StaffId by) {
        belongings.orderedStream().forEach(each -> each.returned(move));
        standings.part(move, before);
        profiles.part(move, before);
        changeStatus(move.from(), MemberStatus.CLOSED, before.merged().status(), move.at());
        var now = members.status(move.to()).orElseThrow();
        if (now == before.after().status()) {
            changeStatus(move.to(), now, before.survivor().status(), move.at());
        }
        merges.undone(merge, by, move.at());
        record(by, "member.unmerged", merge, null);
        events.publishEvent(new IdentifiersChanged(move.to(), move.at()));
        events.publishEvent(new IdentifiersChanged(move.from(), move.at()));
        events.publishEvent(new MergeUndone(merge.id(), move.from(), move.to(), move.at()));
    }

    /** The merge as it is once both members are locked. */
    private Optional<Merge> locked(MergeId id) {
        var found = merges.find(id);
        found.ifPresent(merge -> lock(merge.merged(), merge.survivor()));
        return found.flatMap(_ -> merges.find(id));
    }

    private void lock(MemberId one, MemberId other) {
        Stream.of(one, other).sorted().forEach(members::lock);
    }

    private Optional<Outcome> staffRefusal(Move move, StaffId by, Set<StaffRole> roles) {
        var may = staff.find(by)
                .filter(credential -> credential.account().roles().stream().anyMatch(roles::contains))
                .isPresent();
        if (!may) {
            return Optional.of(new Outcome.NotYourRole());
        }
        var own = recogniseStaff.accountsOf(by);
        return own.contains(move.from()) || own.contains(move.to())
                ? Optional.of(new Outcome.OwnMembership())
                : Optional.empty();
    }

    private Optional<Outcome> refusal(Move move, Optional<MergeId> itself) {
        lock(move.from(), move.to());
        for (var member : List.of(move.from(), move.to())) {
            if (members.status(member).isEmpty()) {
                return Optional.of(new Outcome.UnknownMember());
            }
            for (var open : merges.open(member)) {
                if (open.tookPlace() && open.merged().equals(member)) {
                    return Optional.of(new Outcome.AlreadyMerged(member, open.survivor()));
                }
                if (open.waits() && !itself.equals(Optional.of(open.id()))) {
                    return Optional.of(new Outcome.AnotherWaits(open.id()));
                }
            }
            if (isLeaving(member)) {
                return Optional.of(new Outcome.Leaving(member));
            }
        }
        return belongings
                .orderedStream()
                .flatMap(each -> each.hindrances(move).stream())
                .findFirst()
                .map(Outcome.Hindered::new);
    }

    private boolean isLeaving(MemberId member) {
        return members.status(member).equals(Optional.of(MemberStatus.CLOSED))
                || closings.of(member).isPresent();
    }

    private Optional<Outcome> undoRefusal(Merge merge, Instant now) {
        var until = merge.undoUntil();
        if (!merge.tookPlace() || until == null) {
            return Optional.of(new Outcome.NothingWaiting());
        }
        if (!now.isBefore(until)) {
            return Optional.of(new Outcome.TooLate());
        }
        if (merges.before(merge.id()).isEmpty()) {
            return Optional.of(new Outcome.Erased());
        }
        for (var open : merges.open(merge.survivor())) {
            var isLater = open.tookPlace() && later(open, merge);
            if (isLater) {
                return Optional.of(new Outcome.LaterMergeFirst(open.id()));
            }
        }
        return isLeaving(merge.survivor()) ? Optional.of(new Outcome.Leaving(merge.survivor())) : Optional.empty();
    }

    private static boolean later(Merge one, Merge other) {
        var at = one.decidedAt();
        var before = other.decidedAt();
        return !one.id().equals(other.id()) && at != null && before != null && !at.isBefore(before);
    }

    private void changeStatus(MemberId member, MemberStatus from, MemberStatus to, Instant at) {
        if (from != to) {
            members.changeStatus(member, to);
            events.publishEvent(new MemberStatusChanged(member, from, to, at));
        }
    }

    private static boolean isNoReason(String reason) {
        return reason.isBlank() || reason.strip().length() > LONGEST_REASON;
    }

    /** A line for each of the two, so that whoever looks at either finds it. */
    private void record(StaffId by, String action, Merge merge, @Nullable String reason) {
        var after = AsJson.of(new Told(
                merge.id().toString(),
                merge.merged().toString(),
                merge.survivor().toString(),
                reason));
        for (var member : List.of(merge.survivor(), merge.merged())) {
            recordChange.record(new Change(by, action, RecordChange.MEMBER, member.toString(), null, after, member));
        }
    }

    private record Told(
            String merge,
            String merged,
            String survivor,
            @Nullable String reason) {}
}
