package io.perennial.membership.application;

import io.perennial.membership.HoldTier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.TierFloor;
import io.perennial.membership.TiersChanged;
import io.perennial.membership.TiersChanged.Move;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.Position;
import io.perennial.membership.domain.Standings;
import io.perennial.membership.domain.Standings.Locked;
import io.perennial.membership.domain.TierFloors;
import io.perennial.membership.domain.TierStep;
import io.perennial.membership.domain.Yardstick;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class HoldingTiers implements HoldTier {

    private final Members members;
    private final Standings standings;
    private final TierFloors floors;
    private final RecordChange recordChange;
    private final Programme programme;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HoldingTiers(
            Members members,
            Standings standings,
            TierFloors floors,
            RecordChange recordChange,
            Programme programme,
            ApplicationEventPublisher events,
            Clock clock) {
        this.members = members;
        this.standings = standings;
        this.floors = floors;
        this.recordChange = recordChange;
        this.programme = programme;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome hold(MemberId member, String tier, Optional<LocalDate> lastDay, String reason, StaffId by) {
        var now = clock.instant();
        if (isNoReason(reason)) {
            return new Outcome.ReasonMissing();
        }
        if (lastDay.filter(day -> day.isBefore(LocalDate.ofInstant(now, programme.zone())))
                .isPresent()) {
            return new Outcome.DayIsOver();
        }
        var status = members.lock(member);
        if (status.isEmpty()) {
            return new Outcome.UnknownMember();
        }
        if (status.get() == MemberStatus.CLOSED) {
            return new Outcome.MemberClosed();
        }
        var locked = standings.lock(List.of(member));
        var before = position(locked, member);
        var wanted = locked.ladder().find(tier);
        if (wanted.isEmpty() || wanted.get().rank() == 0) {
            return new Outcome.UnknownTier();
        }
        if (!before.tier().reaches(wanted.get())
                && wanted.get().places() != null
                && standings.freePlaces(wanted.get()) == 0) {
            return new Outcome.Full();
        }
        var floor = new TierFloor(
                tier,
                lastDay.map(
                        day -> day.plusDays(1).atStartOfDay(programme.zone()).toInstant()));
        var yardstick = new Yardstick(locked.ladder(), programme.zone());
        var after = before.protectedBy(floor, wanted.get(), yardstick, now);
        floors.end(member, by, now);
        floors.add(member, floor, reason.strip(), by, now);
        store(before, after, now);
        record("member.tier-held", before, after, reason, by);
        return new Outcome.Done(after.on(locked.ladder()));
    }

    @Override
    @Transactional
    public Outcome release(MemberId member, String reason, StaffId by) {
        if (isNoReason(reason)) {
            return new Outcome.ReasonMissing();
        }
        var locked = standings.lock(List.of(member));
        if (locked.positions().isEmpty()) {
            return new Outcome.UnknownMember();
        }
        var before = position(locked, member);
        if (before.term().floor() == null) {
            return new Outcome.NothingHeld();
        }
        var now = clock.instant();
        var after = before.unprotected(now);
        floors.end(member, by, now);
        store(before, after, now);
        record("member.tier-released", before, after, reason, by);
        return new Outcome.Done(after.on(locked.ladder()));
    }

    private static boolean isNoReason(String reason) {
        return reason.isBlank() || reason.strip().length() > LONGEST_REASON;
    }

    private static Position position(Locked locked, MemberId member) {
        var position = locked.positions().get(member);
        if (position == null) {
            throw new IllegalStateException("not locked: " + member);
        }
        return position;
    }

    private void store(Position before, Position after, Instant now) {
        standings.store(List.of(after));
        if (!before.tier().equals(after.tier())) {
            var move =
                    new Move(after.member(), before.tier().code(), after.tier().code(), after.growth());
            standings.storeSteps(List.of(new TierStep(move, now)), now);
            events.publishEvent(new TiersChanged(List.of(move), now));
        }
    }

    private void record(String action, Position before, Position after, String reason, StaffId by) {
        recordChange.record(new Change(
                by,
                action,
                "member",
                after.member().toString(),
                AsJson.of(Held.of(before, null)),
                AsJson.of(Held.of(after, reason.strip()))));
    }

    private record Held(
            String tier,
            @Nullable String heldTier,
            @Nullable Instant until,
            @Nullable String reason) {

        static Held of(Position position, @Nullable String reason) {
            var floor = position.term().floor();
            return new Held(
                    position.tier().code(),
                    floor == null ? null : floor.tier(),
                    floor == null ? null : floor.until().orElse(null),
                    reason);
        }
    }
}
