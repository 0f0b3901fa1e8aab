package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefit.MEMBERSHIP_BENEFIT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefitTier.MEMBERSHIP_BENEFIT_TIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipPartnerCode.MEMBERSHIP_PARTNER_CODE;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.perennial.membership.Benefit;
import io.perennial.membership.Benefit.Kind;
import io.perennial.membership.Benefit.Period;
import io.perennial.membership.Benefit.Way;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadBenefits.Pool;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipBenefitRecord;
import io.perennial.membership.domain.Benefits;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqBenefits implements Benefits {

    private static final int AT_ONCE = 1_000;
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final DSLContext dsl;

    JooqBenefits(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** One statement for their tiers, whatever their number. */
    List<Benefit> where(Condition condition) {
        var tiers = dsl.selectFrom(MEMBERSHIP_BENEFIT_TIER)
                .fetchGroups(MEMBERSHIP_BENEFIT_TIER.BENEFIT_ID, MEMBERSHIP_BENEFIT_TIER.TIER_CODE);
        return dsl.selectFrom(MEMBERSHIP_BENEFIT)
                .where(condition)
                .orderBy(MEMBERSHIP_BENEFIT.RETIRED_AT.isNotNull(), MEMBERSHIP_BENEFIT.BENEFIT_ID)
                .fetch(row -> toBenefit(row, Set.copyOf(tiers.getOrDefault(row.getBenefitId(), List.of()))));
    }

    List<Benefit> all() {
        return where(noCondition());
    }

    @Override
    public Optional<Benefit> get(BenefitId benefit) {
        return where(MEMBERSHIP_BENEFIT.BENEFIT_ID.eq(benefit.value())).stream().findFirst();
    }

    @Override
    public Optional<Benefit> lock(BenefitId benefit) {
        dsl.select(MEMBERSHIP_BENEFIT.VERSION)
                .from(MEMBERSHIP_BENEFIT)
                .where(MEMBERSHIP_BENEFIT.BENEFIT_ID.eq(benefit.value()))
                .forUpdate()
                .fetch();
        return get(benefit);
    }

    @Override
    public void store(Benefit benefit, Instant at) {
        var row = new MembershipBenefitRecord();
        row.setBenefitId(benefit.id().value());
        row.setVersion(benefit.version());
        row.setKind(benefit.kind().name());
        row.setNameZh(benefit.name().zh());
        row.setNameEn(benefit.name().en());
        row.setHowZh(benefit.howTo().zh());
        row.setHowEn(benefit.howTo().en());
        row.setWay(benefit.way().name());
        row.setQuota(benefit.quota());
        row.setPeriod(benefit.period().name());
        row.setCostMinor(benefit.cost());
        row.setWarnBelow(benefit.warnBelow());
        row.setRetiredAt(benefit.retired() ? at : null);
        if (benefit.version() == 1) {
            row.setCreatedAt(at);
            dsl.insertInto(MEMBERSHIP_BENEFIT).set(row).execute();
        } else {
            dsl.update(MEMBERSHIP_BENEFIT)
                    .set(row)
                    .where(MEMBERSHIP_BENEFIT.BENEFIT_ID.eq(benefit.id().value()))
                    .execute();
            dsl.deleteFrom(MEMBERSHIP_BENEFIT_TIER)
                    .where(MEMBERSHIP_BENEFIT_TIER.BENEFIT_ID.eq(benefit.id().value()))
                    .execute();
        }
        if (!benefit.tiers().isEmpty()) {
            var insert = dsl.insertInto(
                    MEMBERSHIP_BENEFIT_TIER, MEMBERSHIP_BENEFIT_TIER.BENEFIT_ID, MEMBERSHIP_BENEFIT_TIER.TIER_CODE);
            for (var tier : benefit.tiers()) {
                insert = insert.values(benefit.id().value(), tier);
            }
            insert.execute();
        }
    }

    @Override
    public List<Benefit> birthdayPacks() {
        return where(MEMBERSHIP_BENEFIT.KIND.eq(Kind.BIRTHDAY_PACK.name()).and(MEMBERSHIP_BENEFIT.RETIRED_AT.isNull()))
                .stream()
                .filter(pack -> !pack.tiers().isEmpty())
                .toList();
    }

    @Override
    public int addCodes(BenefitId benefit, Collection<String> codes, Instant at) {
        return codes.stream()
                .gather(Gatherers.windowFixed(AT_ONCE))
                .mapToInt(some -> addSome(benefit, some, at))
                .sum();
    }

    private int addSome(BenefitId benefit, List<String> codes, Instant at) {
        var known = dsl
                .select(MEMBERSHIP_PARTNER_CODE.CODE)
                .from(MEMBERSHIP_PARTNER_CODE)
                .where(MEMBERSHIP_PARTNER_CODE.BENEFIT_ID.eq(benefit.value()), MEMBERSHIP_PARTNER_CODE.CODE.in(codes))
                .fetch(MEMBERSHIP_PARTNER_CODE.CODE)
                .stream()
                .collect(toSet());
        var fresh = codes.stream().filter(code -> !known.contains(code)).toList();
        if (fresh.isEmpty()) {
            return 0;
        }
        var insert = dsl.insertInto(
                MEMBERSHIP_PARTNER_CODE,
                MEMBERSHIP_PARTNER_CODE.BENEFIT_ID,
                MEMBERSHIP_PARTNER_CODE.CODE_ID,
                MEMBERSHIP_PARTNER_CODE.CODE,
                MEMBERSHIP_PARTNER_CODE.ADDED_AT);
        for (var code : fresh) {
            insert = insert.values(benefit.value(), IDS.generate(), code, at);
        }
        insert.execute();
        return fresh.size();
    }

    /** Each takes another free row: who draws at the same time skips the one that is held. */
    @Override
    public Optional<String> drawCode(BenefitId benefit, MemberId member, Instant at) {
        var drawn = dsl.select(MEMBERSHIP_PARTNER_CODE.CODE_ID, MEMBERSHIP_PARTNER_CODE.CODE)
                .from(MEMBERSHIP_PARTNER_CODE)
                .where(
                        MEMBERSHIP_PARTNER_CODE.BENEFIT_ID.eq(benefit.value()),
                        MEMBERSHIP_PARTNER_CODE.MEMBER_ID.isNull())
                .orderBy(MEMBERSHIP_PARTNER_CODE.CODE_ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional();
        drawn.ifPresent(row -> dsl.update(MEMBERSHIP_PARTNER_CODE)
                .set(MEMBERSHIP_PARTNER_CODE.MEMBER_ID, member.value())
                .set(MEMBERSHIP_PARTNER_CODE.TAKEN_AT, at)
                .where(
                        MEMBERSHIP_PARTNER_CODE.BENEFIT_ID.eq(benefit.value()),
                        MEMBERSHIP_PARTNER_CODE.CODE_ID.eq(row.value1()))
                .execute());
        return drawn.map(row -> row.value2());
    }

    Map<BenefitId, Pool> pools() {
        var taken = count(MEMBERSHIP_PARTNER_CODE.MEMBER_ID);
        var total = count();
        return dsl
                .select(MEMBERSHIP_PARTNER_CODE.BENEFIT_ID, taken, total)
                .from(MEMBERSHIP_PARTNER_CODE)
                .groupBy(MEMBERSHIP_PARTNER_CODE.BENEFIT_ID)
                .fetch()
                .stream()
                .collect(Collectors.toMap(
                        row -> new BenefitId(row.value1()),
                        row -> new Pool(row.get(total) - row.get(taken), row.get(taken))));
    }

    static Benefit toBenefit(MembershipBenefitRecord row, Set<String> tiers) {
        return new Benefit(
                new BenefitId(row.getBenefitId()),
                row.getVersion(),
                Kind.valueOf(row.getKind()),
                new BilingualText(row.getNameZh(), row.getNameEn()),
                new BilingualText(row.getHowZh(), row.getHowEn()),
                tiers,
                Way.valueOf(row.getWay()),
                row.getQuota(),
                Period.valueOf(row.getPeriod()),
                row.getCostMinor(),
                row.getWarnBelow(),
                row.getRetiredAt() != null);
    }
}
