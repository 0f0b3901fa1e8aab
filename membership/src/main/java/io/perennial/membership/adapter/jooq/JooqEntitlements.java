package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefit.MEMBERSHIP_BENEFIT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefitGrant.MEMBERSHIP_BENEFIT_GRANT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefitUse.MEMBERSHIP_BENEFIT_USE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStanding.MEMBERSHIP_STANDING;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.Benefit;
import io.perennial.membership.Benefit.Kind;
import io.perennial.membership.BenefitId;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.StaffId;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipBenefitGrantRecord;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipBenefitUseRecord;
import io.perennial.membership.domain.Entitlements;
import io.perennial.membership.domain.Quotas;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class JooqEntitlements implements Entitlements, ReadBenefits {

    private final DSLContext dsl;
    private final JooqBenefits benefits;
    private final Programme programme;
    private final Clock clock;

    JooqEntitlements(DSLContext dsl, JooqBenefits benefits, Programme programme, Clock clock) {
        this.dsl = dsl;
        this.benefits = benefits;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public List<Benefit> all() {
        return benefits.all();
    }

    @Override
    public Optional<Benefit> find(BenefitId benefit) {
        return benefits.get(benefit);
    }

    @Override
    public Map<BenefitId, Pool> pools() {
        return benefits.pools();
    }

    @Override
    public Map<BenefitId, Long> usedSince(Instant since) {
        return dsl
                .select(MEMBERSHIP_BENEFIT_USE.BENEFIT_ID, count())
                .from(MEMBERSHIP_BENEFIT_USE)
                .where(
                        MEMBERSHIP_BENEFIT_USE.BENEFIT_ID.in(
                                dsl.select(MEMBERSHIP_BENEFIT.BENEFIT_ID).from(MEMBERSHIP_BENEFIT)),
                        MEMBERSHIP_BENEFIT_USE.USED_AT.ge(since))
                .groupBy(MEMBERSHIP_BENEFIT_USE.BENEFIT_ID)
                .fetch()
                .stream()
                .collect(toMap(row -> new BenefitId(row.value1()), row -> (long) row.value2()));
    }

    @Override
    public List<Mine> of(MemberId member) {
        return held(member, clock.instant());
    }

    @Override
    public List<Mine> held(MemberId member, Instant now) {
        var tier = dsl.select(MEMBERSHIP_STANDING.TIER_CODE)
                .from(MEMBERSHIP_STANDING)
                .join(MEMBERSHIP_MEMBER)
                .on(MEMBERSHIP_MEMBER.MEMBER_ID.eq(MEMBERSHIP_STANDING.MEMBER_ID))
                .where(MEMBERSHIP_STANDING.MEMBER_ID.eq(member.value()))
                .and(MEMBERSHIP_MEMBER.STATUS.ne(MemberStatus.CLOSED.name()))
                .fetchOptional(MEMBERSHIP_STANDING.TIER_CODE);
        if (tier.isEmpty()) {
            return List.of();
        }
        var today = LocalDate.ofInstant(now, programme.zone());
        var all = benefits.all().stream().collect(toMap(Benefit::id, benefit -> benefit));
        var counting = dsl
                .selectFrom(MEMBERSHIP_BENEFIT_USE)
                .where(MEMBERSHIP_BENEFIT_USE.MEMBER_ID.eq(member.value()), counts(now))
                .fetch()
                .stream()
                .collect(groupingBy(Source::of));
        var held = new ArrayList<Mine>();
        for (var grant : inForce(member, now)) {
            var benefit = all.get(new BenefitId(grant.getBenefitId()));
            if (benefit != null) {
                var uses = counting.getOrDefault(new Source(grant.getBenefitId(), grant.getGrantId(), null), List.of());
                held.add(mine(
                        benefit,
                        Optional.of(grant.getGrantId()),
                        grant.getUses(),
                        Optional.empty(),
                        Optional.ofNullable(grant.getEndsAt()),
                        uses,
                        now));
            }
        }
        held.sort(Comparator.comparing(mine -> mine.until().orElse(Instant.MAX)));
        all.values().stream()
                .filter(benefit -> !benefit.retired()
                        && benefit.kind() != Kind.BIRTHDAY_PACK
                        && benefit.tiers().contains(tier.get()))
                .sorted(Comparator.comparing(benefit -> benefit.id().value()))
                .forEach(benefit -> held.add(mine(
                        benefit,
                        Optional.empty(),
                        benefit.quota(),
                        Quotas.next(benefit.period(), today)
                                .map(day -> day.atStartOfDay(programme.zone()).toInstant()),
                        Optional.empty(),
                        counting.getOrDefault(
                                new Source(benefit.id().value(), null, Quotas.start(benefit.period(), today)),
                                List.of()),
                        now)));
        return held;
    }

    private static Mine mine(
            Benefit benefit,
            Optional<UUID> grant,
            int quota,
            Optional<Instant> again,
            Optional<Instant> until,
            List<MembershipBenefitUseRecord> uses,
            Instant now) {
        var open = uses.stream()
                .map(JooqEntitlements::toUse)
                .filter(use -> use.isOpen(now))
                .findFirst();
        return new Mine(benefit, grant, quota, Math.max(0, quota - uses.size()), again, until, open);
    }

    /** What a use is counted against. */
    private record Source(
            UUID benefit, @Nullable UUID grant, @Nullable LocalDate period) {

        static Source of(MembershipBenefitUseRecord use) {
            return new Source(use.getBenefitId(), use.getGrantId(), use.getPeriodStart());
        }
    }

    /** Used, or shown and still good. */
    private static Condition counts(Instant now) {
        return MEMBERSHIP_BENEFIT_USE.USED_AT.isNotNull().or(MEMBERSHIP_BENEFIT_USE.EXPIRES_AT.gt(now));
    }

    private List<MembershipBenefitGrantRecord> inForce(MemberId member, Instant now) {
        return dsl.selectFrom(MEMBERSHIP_BENEFIT_GRANT)
                .where(
                        MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID.eq(member.value()),
                        MEMBERSHIP_BENEFIT_GRANT.REVOKED_AT.isNull(),
                        MEMBERSHIP_BENEFIT_GRANT.ENDS_AT.isNull().or(MEMBERSHIP_BENEFIT_GRANT.ENDS_AT.gt(now)))
                .orderBy(MEMBERSHIP_BENEFIT_GRANT.GRANT_ID)
                .fetch();
    }

    @Override
    public void grant(Collection<Grant> grants) {
        var insert = dsl.insertInto(
                MEMBERSHIP_BENEFIT_GRANT,
                MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID,
                MEMBERSHIP_BENEFIT_GRANT.GRANT_ID,
                MEMBERSHIP_BENEFIT_GRANT.BENEFIT_ID,
                MEMBERSHIP_BENEFIT_GRANT.USES,
                MEMBERSHIP_BENEFIT_GRANT.BIRTHDAY,
                MEMBERSHIP_BENEFIT_GRANT.REASON,
                MEMBERSHIP_BENEFIT_GRANT.GRANTED_BY,
                MEMBERSHIP_BENEFIT_GRANT.GRANTED_AT,
                MEMBERSHIP_BENEFIT_GRANT.GRANTED_ON,
                MEMBERSHIP_BENEFIT_GRANT.ENDS_AT);
        for (var grant : grants) {
            var by = grant.by();
            insert = insert.values(
                    grant.member().value(),
                    grant.id(),
                    grant.benefit().value(),
                    grant.uses(),
                    grant.birthday(),
                    grant.reason(),
                    by == null ? null : by.value(),
                    grant.at(),
                    grant.on(),
                    grant.endsAt());
        }
        insert.execute();
    }

    @Override
    public boolean revoke(MemberId member, UUID grant, StaffId by, Instant at) {
        return dsl.update(MEMBERSHIP_BENEFIT_GRANT)
                        .set(MEMBERSHIP_BENEFIT_GRANT.REVOKED_AT, at)
                        .set(MEMBERSHIP_BENEFIT_GRANT.REVOKED_BY, by.value())
                        .where(
                                MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID.eq(member.value()),
                                MEMBERSHIP_BENEFIT_GRANT.GRANT_ID.eq(grant),
                                MEMBERSHIP_BENEFIT_GRANT.REVOKED_AT.isNull(),
                                MEMBERSHIP_BENEFIT_GRANT.ENDS_AT.isNull().or(MEMBERSHIP_BENEFIT_GRANT.ENDS_AT.gt(at)))
                        .execute()
                == 1;
    }

    @Override
    public void lock(Collection<MemberId> members) {
        dsl.select(MEMBERSHIP_MEMBER.MEMBER_ID)
                .from(MEMBERSHIP_MEMBER)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.in(values(members)))
                .orderBy(MEMBERSHIP_MEMBER.MEMBER_ID)
                .forUpdate()
                .fetch();
    }

    @Override
    public Set<MemberId> packedAfter(Collection<MemberId> members, LocalDate day) {
        return dsl
                .selectDistinct(MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID)
                .from(MEMBERSHIP_BENEFIT_GRANT)
                .where(
                        MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID.in(values(members)),
                        MEMBERSHIP_BENEFIT_GRANT.BIRTHDAY.isTrue(),
                        MEMBERSHIP_BENEFIT_GRANT.GRANTED_ON.gt(day))
                .fetch(MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID)
                .stream()
                .map(MemberId::new)
                .collect(toSet());
    }

    @Override
    public List<Celebrant> celebrants(Collection<Integer> days, Optional<MemberId> after, int most) {
        return dsl.select(
                        MEMBERSHIP_MEMBER.MEMBER_ID,
                        MEMBERSHIP_MEMBER.BIRTHDAY,
                        MEMBERSHIP_MEMBER.TIME_ZONE,
                        MEMBERSHIP_STANDING.TIER_CODE)
                .from(MEMBERSHIP_MEMBER)
                .join(MEMBERSHIP_STANDING)
                .on(MEMBERSHIP_STANDING.MEMBER_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID))
                .where(
                        MEMBERSHIP_MEMBER.BIRTHDAY_IN_YEAR.in(
                                days.stream().map(Integer::shortValue).toList()),
                        MEMBERSHIP_MEMBER.STATUS.eq(MemberStatus.ACTIVE.name()),
                        after.map(last -> MEMBERSHIP_MEMBER.MEMBER_ID.gt(last.value()))
                                .orElse(noCondition()))
                .orderBy(MEMBERSHIP_MEMBER.MEMBER_ID)
                .limit(most)
                .fetch(row ->
                        new Celebrant(new MemberId(row.value1()), row.value2(), ZoneId.of(row.value3()), row.value4()));
    }

    @Override
    public void add(Entitlements.Use use) {
        dsl.insertInto(MEMBERSHIP_BENEFIT_USE)
                .set(MEMBERSHIP_BENEFIT_USE.MEMBER_ID, use.member().value())
                .set(MEMBERSHIP_BENEFIT_USE.USE_ID, use.id())
                .set(MEMBERSHIP_BENEFIT_USE.BENEFIT_ID, use.benefit().value())
                .set(MEMBERSHIP_BENEFIT_USE.GRANT_ID, use.grant())
                .set(MEMBERSHIP_BENEFIT_USE.PERIOD_START, use.periodStart())
                .set(MEMBERSHIP_BENEFIT_USE.CODE, use.code())
                .set(MEMBERSHIP_BENEFIT_USE.ASKED_AT, use.askedAt())
                .set(MEMBERSHIP_BENEFIT_USE.EXPIRES_AT, use.expiresAt())
                .set(MEMBERSHIP_BENEFIT_USE.USED_AT, use.usedAt())
                .set(
                        MEMBERSHIP_BENEFIT_USE.COUNTER_CODE,
                        use.isForCounter() ? use.code().replace("-", "") : null)
                .execute();
    }

    @Override
    public Optional<Shown> shown(String code) {
        return dsl.selectFrom(MEMBERSHIP_BENEFIT_USE)
                .where(MEMBERSHIP_BENEFIT_USE.COUNTER_CODE.eq(code))
                .fetchOptional(row -> new Shown(
                        new MemberId(row.getMemberId()),
                        row.getUseId(),
                        new BenefitId(row.getBenefitId()),
                        row.getExpiresAt(),
                        row.getUsedAt()));
    }

    @Override
    public boolean take(Shown shown, Instant at, @Nullable StaffId by, String place) {
        return dsl.update(MEMBERSHIP_BENEFIT_USE)
                        .set(MEMBERSHIP_BENEFIT_USE.USED_AT, at)
                        .set(MEMBERSHIP_BENEFIT_USE.USED_BY, by == null ? null : by.value())
                        .set(MEMBERSHIP_BENEFIT_USE.USED_VIA, place)
                        .where(
                                MEMBERSHIP_BENEFIT_USE.MEMBER_ID.eq(
                                        shown.member().value()),
                                MEMBERSHIP_BENEFIT_USE.USE_ID.eq(shown.use()),
                                MEMBERSHIP_BENEFIT_USE.USED_AT.isNull(),
                                MEMBERSHIP_BENEFIT_USE.EXPIRES_AT.gt(at))
                        .execute()
                == 1;
    }

    @Override
    public List<Granted> grants(MemberId member) {
        return dsl.selectFrom(MEMBERSHIP_BENEFIT_GRANT)
                .where(MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_BENEFIT_GRANT.GRANT_ID.desc())
                .fetch(row -> new Granted(
                        row.getGrantId(),
                        new BenefitId(row.getBenefitId()),
                        row.getUses(),
                        row.getBirthday(),
                        row.getReason(),
                        Optional.ofNullable(row.getGrantedBy()).map(StaffId::new),
                        row.getGrantedAt(),
                        Optional.ofNullable(row.getEndsAt()),
                        Optional.ofNullable(row.getRevokedAt())));
    }

    @Override
    public List<ReadBenefits.Use> uses(MemberId member, int most) {
        return dsl.selectFrom(MEMBERSHIP_BENEFIT_USE)
                .where(MEMBERSHIP_BENEFIT_USE.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_BENEFIT_USE.USE_ID.desc())
                .limit(most)
                .fetch(JooqEntitlements::toUse);
    }

    @Override
    public Optional<ReadBenefits.Use> use(MemberId member, UUID use) {
        return dsl.selectFrom(MEMBERSHIP_BENEFIT_USE)
                .where(MEMBERSHIP_BENEFIT_USE.MEMBER_ID.eq(member.value()), MEMBERSHIP_BENEFIT_USE.USE_ID.eq(use))
                .fetchOptional(JooqEntitlements::toUse);
    }

    private static ReadBenefits.Use toUse(MembershipBenefitUseRecord row) {
        return new ReadBenefits.Use(
                row.getUseId(),
                new BenefitId(row.getBenefitId()),
                row.getCode(),
                row.getAskedAt(),
                Optional.ofNullable(row.getExpiresAt()),
                Optional.ofNullable(row.getUsedAt()),
                Optional.ofNullable(row.getUsedBy()).map(StaffId::new),
                Optional.ofNullable(row.getUsedVia()));
    }

    private static List<UUID> values(Collection<MemberId> members) {
        return members.stream().map(MemberId::value).toList();
    }
}
