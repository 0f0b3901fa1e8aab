package io.perennial.membership.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BenefitsGranted;
import io.perennial.membership.BenefitsGranted.Granted;
import io.perennial.membership.GrantBenefit;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Benefits;
import io.perennial.membership.domain.Entitlements;
import io.perennial.membership.domain.Entitlements.Grant;
import io.perennial.membership.domain.Members;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class GrantingBenefits implements GrantBenefit {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Members members;
    private final Benefits benefits;
    private final Entitlements entitlements;
    private final RecordChange recordChange;
    private final Programme programme;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GrantingBenefits(
            Members members,
            Benefits benefits,
            Entitlements entitlements,
            RecordChange recordChange,
            Programme programme,
            ApplicationEventPublisher events,
            Clock clock) {
        this.members = members;
        this.benefits = benefits;
        this.entitlements = entitlements;
        this.recordChange = recordChange;
        this.programme = programme;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome grant(
            MemberId member, BenefitId benefit, int uses, Optional<LocalDate> lastDay, String reason, StaffId by) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, programme.zone());
        if (isNoReason(reason)) {
            return new Outcome.ReasonMissing();
        }
        if (uses < 1 || uses > Benefit.MOST_USES) {
            return new Outcome.BadNumberOfUses();
        }
        if (lastDay.filter(today::isAfter).isPresent()) {
            return new Outcome.DayIsOver();
        }
        if (benefits.get(benefit).filter(found -> !found.retired()).isEmpty()) {
            return new Outcome.UnknownBenefit();
        }
        var status = members.lock(member);
        if (status.isEmpty()) {
            return new Outcome.UnknownMember();
        }
        if (status.get() == MemberStatus.CLOSED) {
            return new Outcome.MemberClosed();
        }
        var end = lastDay.map(
                day -> day.plusDays(1).atStartOfDay(programme.zone()).toInstant());
        var grant = new Grant(
                member, IDS.generate(), benefit, uses, false, reason.strip(), by, now, today, end.orElse(null));
        entitlements.grant(List.of(grant));
        record("member.benefit-granted", grant, reason, by);
        events.publishEvent(new BenefitsGranted(List.of(new Granted(member, benefit, false)), now));
        return new Outcome.Done();
    }

    @Override
    @Transactional
    public Outcome revoke(MemberId member, UUID grant, String reason, StaffId by) {
        if (isNoReason(reason)) {
            return new Outcome.ReasonMissing();
        }
        if (members.lock(member).isEmpty()) {
            return new Outcome.UnknownMember();
        }
        if (!entitlements.revoke(member, grant, by, clock.instant())) {
            return new Outcome.UnknownGrant();
        }
        recordChange.record(new Change(
                by,
                "member.benefit-revoked",
                "member",
                member.toString(),
                null,
                AsJson.of(new Revoked(grant, reason.strip()))));
        return new Outcome.Done();
    }

    private static boolean isNoReason(String reason) {
        return reason.isBlank() || reason.strip().length() > LONGEST_REASON;
    }

    private void record(String action, Grant grant, String reason, StaffId by) {
        var lastDay = Optional.ofNullable(grant.endsAt())
                .map(end ->
                        LocalDate.ofInstant(end, programme.zone()).minusDays(1).toString())
                .orElse("");
        recordChange.record(new Change(
                by,
                action,
                "member",
                grant.member().toString(),
                null,
                AsJson.of(new Given(grant.benefit().toString(), grant.uses(), lastDay, reason.strip()))));
    }

    private record Given(String benefit, int uses, String lastDay, String reason) {}

    private record Revoked(UUID grant, String reason) {}
}
