package io.perennial.membership.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadBenefits.Mine;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.UseBenefit;
import io.perennial.membership.domain.Benefits;
import io.perennial.membership.domain.CounterCode;
import io.perennial.membership.domain.Entitlements;
import io.perennial.membership.domain.Entitlements.Shown;
import io.perennial.membership.domain.Entitlements.Use;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.Quotas;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A member's own row is locked while something is asked for or taken: two of one member's phones never use one quota twice. */
@Component
class UsingBenefits implements UseBenefit {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Members members;
    private final Benefits benefits;
    private final Entitlements entitlements;
    private final RecordChange recordChange;
    private final Programme programme;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    UsingBenefits(
            Members members,
            Benefits benefits,
            Entitlements entitlements,
            RecordChange recordChange,
            Programme programme,
            Clock clock) {
        this.members = members;
        this.benefits = benefits;
        this.entitlements = entitlements;
        this.recordChange = recordChange;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Asked ask(MemberId member, BenefitId benefit) {
        if (isInactive(member)) {
            return new Asked.MemberInactive();
        }
        var now = clock.instant();
        var held = entitlements.held(member, now).stream()
                .filter(mine ->
                        mine.benefit().id().equals(benefit) && mine.benefit().way() != Benefit.Way.STANDING)
                .toList();
        if (held.isEmpty()) {
            return new Asked.NotEntitled();
        }
        var open = held.stream().flatMap(mine -> mine.open().stream()).findFirst();
        if (open.isPresent()) {
            return new Asked.Code(
                    open.get().id(), open.get().code(), open.get().expiresAt().orElseThrow());
        }
        var from = held.stream().filter(mine -> mine.left() > 0).findFirst();
        if (from.isEmpty()) {
            return new Asked.UsedUp();
        }
        return from.get().benefit().way() == Benefit.Way.PARTNER_CODE
                ? draw(member, from.get(), now)
                : show(member, from.get(), now);
    }

    private Asked draw(MemberId member, Mine from, Instant now) {
        return benefits.drawCode(from.benefit().id(), member, now)
                .<Asked>map(code -> {
                    var use = use(member, from, code, false, now);
                    entitlements.add(use);
                    return new Asked.PartnerCode(use.id(), code);
                })
                .orElseGet(Asked.PoolEmpty::new);
    }

    private Asked show(MemberId member, Mine from, Instant now) {
        var use = use(member, from, CounterCode.drawnBy(random).toString(), true, now);
        entitlements.add(use);
        return new Asked.Code(use.id(), use.code(), now.plus(GOOD_FOR));
    }

    private Use use(MemberId member, Mine from, String code, boolean isForCounter, Instant now) {
        var day = LocalDate.ofInstant(now, programme.zone());
        return new Use(
                member,
                IDS.generate(),
                from.benefit().id(),
                from.grant().orElse(null),
                from.grant().isPresent() ? null : Quotas.start(from.benefit().period(), day),
                code,
                isForCounter,
                now,
                isForCounter ? now.plus(GOOD_FOR) : null,
                isForCounter ? null : now);
    }

    @Override
    @Transactional(readOnly = true)
    public Taken look(String code) {
        return shown(code).map(shown -> judge(shown, clock.instant())).orElseGet(Taken.UnknownCode::new);
    }

    @Override
    @Transactional
    public Taken take(String code, String place, Optional<StaffId> by) {
        var found = shown(code);
        if (found.isEmpty()) {
            return new Taken.UnknownCode();
        }
        var shown = found.get();
        if (isInactive(shown.member())) {
            return new Taken.MemberInactive();
        }
        var now = clock.instant();
        var where = place.strip();
        if (entitlements.take(
                shown, now, by.orElse(null), where.substring(0, Math.min(LONGEST_PLACE, where.length())))) {
            by.ifPresent(staff -> record(shown, where, staff));
            return good(shown);
        }
        return shown(code).map(after -> judge(after, now)).orElseGet(Taken.UnknownCode::new);
    }

    private Optional<Shown> shown(String code) {
        return CounterCode.read(code).flatMap(read -> entitlements.shown(read.value()));
    }

    private Taken judge(Shown shown, Instant now) {
        var benefit = benefits.get(shown.benefit()).orElseThrow();
        if (shown.usedAt() != null) {
            return new Taken.TakenBefore(benefit, shown.usedAt());
        }
        return now.isBefore(shown.expiresAt()) ? good(shown) : new Taken.TooLate(benefit);
    }

    private Taken good(Shown shown) {
        return new Taken.Good(shown.member(), benefits.get(shown.benefit()).orElseThrow(), shown.expiresAt());
    }

    private boolean isInactive(MemberId member) {
        return members.lock(member).filter(MemberStatus.ACTIVE::equals).isEmpty();
    }

    private void record(Shown shown, String place, StaffId by) {
        recordChange.record(new Change(
                by,
                "member.benefit-used",
                "member",
                shown.member().toString(),
                null,
                AsJson.of(new Used(shown.benefit().toString(), shown.use(), place))));
    }

    private record Used(String benefit, UUID use, String place) {}
}
