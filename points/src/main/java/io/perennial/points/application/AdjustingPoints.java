package io.perennial.points.application;

import io.perennial.membership.GrowStanding;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Picture;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecogniseStaff;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RedrawPicture;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.SignInStaff.Staff;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.Standing;
import io.perennial.points.AdjustPoints;
import io.perennial.points.AdjustmentId;
import io.perennial.points.Points;
import io.perennial.points.PointsAdjusted;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.ReadAdjustments.Adjustment;
import io.perennial.points.ReadAdjustments.Reason;
import io.perennial.points.ReadAdjustments.Status;
import io.perennial.points.Why;
import io.perennial.points.domain.Adjustments;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class AdjustingPoints implements AdjustPoints {

    private static final int LONGEST_DECISION = 200;

    private final RunTransactions transactions;
    private final Adjustments adjustments;
    private final PointsAccounts accounts;
    private final ProlongingPoints prolonging;
    private final PointsPolicies policies;
    private final Lifetimes lifetimes;
    private final RecogniseMembers members;
    private final RecogniseStaff recogniseStaff;
    private final SignInStaff staff;
    private final ReadStanding standings;
    private final GrowStanding growStanding;
    private final RedrawPicture redrawPicture;
    private final RecordChange changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AdjustingPoints(
            RunTransactions transactions,
            Adjustments adjustments,
            PointsAccounts accounts,
            ProlongingPoints prolonging,
            PointsPolicies policies,
            Lifetimes lifetimes,
            RecogniseMembers members,
            RecogniseStaff recogniseStaff,
            SignInStaff staff,
            ReadStanding standings,
            GrowStanding growStanding,
            RedrawPicture redrawPicture,
            RecordChange changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.adjustments = adjustments;
        this.accounts = accounts;
        this.prolonging = prolonging;
        this.policies = policies;
        this.lifetimes = lifetimes;
        this.members = members;
        this.recogniseStaff = recogniseStaff;
        this.staff = staff;
        this.standings = standings;
        this.growStanding = growStanding;
        this.redrawPicture = redrawPicture;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome propose(Proposal proposal, StaffId by) {
        if (proposal.points() == 0 && proposal.growth() == 0) {
            return new Outcome.NothingToAdjust();
        }
        if (isTooMuch(proposal.points()) || isTooMuch(proposal.growth())) {
            return new Outcome.TooMuch();
        }
        var memberNote = written(proposal.memberNote());
        var internalNote = written(proposal.internalNote());
        var evidence = written(proposal.evidence());
        if (internalNote.isEmpty() && evidence.isEmpty() && proposal.pictures().isEmpty()) {
            return new Outcome.EvidenceMissing();
        }
        if (longerThan(memberNote, LONGEST_MEMBER_NOTE)
                || longerThan(internalNote, LONGEST_INTERNAL_NOTE)
                || longerThan(evidence, LONGEST_EVIDENCE)) {
            return new Outcome.TooLong();
        }
        if (proposal.pictures().size() > MOST_PICTURES) {
            return new Outcome.TooManyPictures();
        }
        var pictures = new ArrayList<Picture>();
        for (var uploaded : proposal.pictures()) {
            switch (redrawPicture.redraw(uploaded)) {
                case RedrawPicture.Outcome.Redrawn(var picture) -> pictures.add(picture);
                case RedrawPicture.Outcome.NotAPicture _ -> {
                    return new Outcome.NotAPicture();
                }
                case RedrawPicture.Outcome.TooLarge _ -> {
                    return new Outcome.PictureTooLarge();
                }
            }
        }
        return transactions.run(() -> {
            var before = adjustments.lock(proposal.id());
            if (before.isPresent()) {
                return repeated(before.get());
            }
            var reason = adjustments.reason(proposal.reason()).filter(each -> !each.retired());
            if (reason.isEmpty()) {
                return new Outcome.UnknownReason();
            }
            return add(proposal, reason.get(), memberNote, internalNote, evidence, pictures, by);
        });
    }

    private Outcome add(
            Proposal proposal,
            Reason reason,
            Optional<String> memberNote,
            Optional<String> internalNote,
            Optional<String> evidence,
            List<Picture> pictures,
            StaffId by) {
        if (recogniseStaff.isThemselves(by, proposal.member())) {
            return new Outcome.OwnAccount();
        }
        var now = clock.instant();
        var adjustment = new Adjustment(
                proposal.id(),
                proposal.member(),
                proposal.points(),
                proposal.growth(),
                reason,
                memberNote,
                internalNote,
                evidence,
                pictures.size(),
                Status.PROPOSED,
                by,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var alone = policies.at(now).policy().adjustments().aloneWith(roles(by));
        if (size(proposal.points(), proposal.growth()) <= alone) {
            var refusal = refusal(adjustment);
            if (refusal != null) {
                return refusal;
            }
            return adjustments.add(adjustment, pictures)
                    ? book(adjustment, by, now)
                    : repeated(adjustments.lock(proposal.id()).orElseThrow());
        }
        var status = members.statuses(Set.of(proposal.member())).get(proposal.member());
        if (status == null) {
            return new Outcome.UnknownMember();
        }
        if (status == MemberStatus.CLOSED) {
            return new Outcome.MemberClosed();
        }
        if (!adjustments.add(adjustment, pictures)) {
            return repeated(adjustments.lock(proposal.id()).orElseThrow());
        }
        audit(adjustment, "adjustment.proposed", by, null);
        return new Outcome.WaitsForApproval(adjustment.id(), alone);
    }

    private Outcome repeated(Adjustment before) {
        return before.status() == Status.PROPOSED
                ? new Outcome.WaitsForApproval(
                        before.id(),
                        policies.at(before.proposedAt()).policy().adjustments().aloneWith(roles(before.proposedBy())))
                : new Outcome.AlreadyDecided(before.status());
    }

    @Override
    public Outcome approve(AdjustmentId id, StaffId by) {
        return transactions.run(() -> {
            var open = open(id);
            if (open.outcome() != null) {
                return open.outcome();
            }
            var adjustment = Objects.requireNonNull(open.adjustment());
            if (!mayDecide(adjustment, by)) {
                return new Outcome.NotForYou();
            }
            if (recogniseStaff.isThemselves(by, adjustment.member())) {
                return new Outcome.OwnAccount();
            }
            var refusal = refusal(adjustment);
            return refusal == null ? book(adjustment, by, clock.instant()) : refusal;
        });
    }

    @Override
    public Outcome reject(AdjustmentId id, String note, StaffId by) {
        var why = note.strip();
        if (why.isEmpty()) {
            return new Outcome.EvidenceMissing();
        }
        if (why.length() > LONGEST_DECISION) {
            return new Outcome.TooLong();
        }
        return transactions.run(() -> {
            var open = open(id);
            if (open.outcome() != null) {
                return open.outcome();
            }
            var adjustment = Objects.requireNonNull(open.adjustment());
            if (!mayDecide(adjustment, by)) {
                return new Outcome.NotForYou();
            }
            adjustments.decide(id, Status.REJECTED, by, clock.instant(), why, null);
            audit(adjustment, "adjustment.rejected", by, why);
            return new Outcome.Rejected();
        });
    }

    @Override
    public Outcome withdraw(AdjustmentId id, StaffId by) {
        return transactions.run(() -> {
            var open = open(id);
            if (open.outcome() != null) {
                return open.outcome();
            }
            var adjustment = Objects.requireNonNull(open.adjustment());
            if (!adjustment.proposedBy().equals(by)) {
                return new Outcome.NotForYou();
            }
            adjustments.decide(id, Status.WITHDRAWN, by, clock.instant(), null, null);
            audit(adjustment, "adjustment.withdrawn", by, null);
            return new Outcome.Withdrawn();
        });
    }

    private boolean mayDecide(Adjustment adjustment, StaffId by) {
        return !adjustment.proposedBy().equals(by) && roles(by).stream().anyMatch(APPROVERS::contains);
    }

    private Set<StaffRole> roles(StaffId who) {
        return staff.find(who).map(Staff::roles).orElse(Set.of());
    }

    /** One that still waits, or the answer for one that does not. */
    private record Open(
            @Nullable Adjustment adjustment, @Nullable Outcome outcome) {}

    private Open open(AdjustmentId id) {
        var found = adjustments.lock(id);
        if (found.isEmpty()) {
            return new Open(null, new Outcome.UnknownAdjustment());
        }
        return found.get().status() == Status.PROPOSED
                ? new Open(found.get(), null)
                : new Open(null, new Outcome.AlreadyDecided(found.get().status()));
    }

    /** Why it cannot be booked now. Holds the account, so that what is found stays true until it is booked. */
    private @Nullable Outcome refusal(Adjustment adjustment) {
        var member = adjustment.member();
        var status = members.statuses(Set.of(member)).get(member);
        if (status == null) {
            return new Outcome.UnknownMember();
        }
        if (status == MemberStatus.CLOSED) {
            return new Outcome.MemberClosed();
        }
        accounts.lock(Set.of(member));
        var now = clock.instant();
        var policy = policies.at(now);
        if (adjustment.points() < 0 && policy.policy().refunds() != Refunds.OVERDRAFT) {
            var usable = prolonging
                    .living(member, accounts.openLots(Set.of(member)).getOrDefault(member, List.of()), policy, now)
                    .stream()
                    .filter(lot -> !lot.hasExpiredBy(now))
                    .map(lot -> lot.remaining())
                    .reduce(Points.NONE, Points::plus);
            if (usable.value() < -adjustment.points()) {
                return new Outcome.NotEnough(usable);
            }
        }
        if (adjustment.growth() < 0) {
            var growth = standings.of(member).map(Standing::growth).orElse(0L);
            if (growth < -adjustment.growth()) {
                return new Outcome.NotEnoughGrowth(growth);
            }
        }
        return null;
    }

    private Outcome book(Adjustment adjustment, StaffId by, Instant now) {
        var member = adjustment.member();
        var policy = policies.at(now);
        var account = Objects.requireNonNull(accounts.lock(Set.of(member)).get(member));
        var bookings = new ArrayList<Booking>();
        if (adjustment.points() < 0) {
            account.hold(prolonging.living(
                    member, accounts.openLots(Set.of(member)).getOrDefault(member, List.of()), policy, now));
            bookings.addAll(account.expire(now, policy));
        }
        var key = "adjust:" + adjustment.id();
        var booked = account.adjust(
                Occasion.of(key, now),
                new Why.Adjusted(
                        adjustment.reason().name(), adjustment.memberNote().orElse(null)),
                adjustment.points(),
                adjustment.growth(),
                policy.expiryOf(now, lifetimes.tiers(Set.of(member), policy).get(member)));
        bookings.add(booked);
        accounts.store(bookings);
        if (adjustment.growth() != 0) {
            growStanding.grow(List.of(new GrowStanding.Growth(member, adjustment.growth(), key, now)));
        }
        var entry = booked.entry();
        adjustments.decide(adjustment.id(), Status.BOOKED, by, now, null, entry.sequence());
        audit(adjustment, "adjustment.booked", by, null);
        Expiries.of(bookings, now).ifPresent(events::publishEvent);
        events.publishEvent(new PointsAdjusted(
                member,
                entry.sequence(),
                entry.points(),
                entry.growth(),
                entry.balanceAfter().value(),
                now));
        return new Outcome.Booked(adjustment.id(), entry.balanceAfter());
    }

    private void audit(Adjustment adjustment, String action, StaffId by, @Nullable String note) {
        changes.record(new RecordChange.Change(
                by,
                action,
                "adjustment",
                adjustment.id().toString(),
                null,
                AsJson.of(new Audited(
                        adjustment.member().toString(),
                        adjustment.points(),
                        adjustment.growth(),
                        adjustment.reason().code(),
                        adjustment.pictures(),
                        note)),
                adjustment.member()));
    }

    private record Audited(
            String member,
            long points,
            long growth,
            String reason,
            int pictures,
            @Nullable String note) {}

    private static boolean isTooMuch(long number) {
        return number > MOST || number < -MOST;
    }

    private static long size(long points, long growth) {
        return Math.max(Math.abs(points), Math.abs(growth));
    }

    private static Optional<String> written(Optional<String> text) {
        return text.map(String::strip).filter(each -> !each.isEmpty());
    }

    private static boolean longerThan(Optional<String> text, int most) {
        return text.map(String::length).orElse(0) > most;
    }
}
