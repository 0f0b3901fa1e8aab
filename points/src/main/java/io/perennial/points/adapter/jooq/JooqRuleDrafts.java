package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleDraft.POINTS_RULE_DRAFT;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.StaffId;
import io.perennial.points.ReadDrafts;
import io.perennial.points.RuleId;
import io.perennial.points.adapter.jooq.generated.tables.records.PointsRuleDraftRecord;
import io.perennial.points.domain.RuleDrafts;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

@Repository
class JooqRuleDrafts implements RuleDrafts, ReadDrafts {

    private static final int MOST_SHOWN = 200;

    private final DSLContext dsl;

    JooqRuleDrafts(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Draft> drafts() {
        return dsl.selectFrom(POINTS_RULE_DRAFT)
                .orderBy(POINTS_RULE_DRAFT.SAVED_AT.desc(), POINTS_RULE_DRAFT.RULE_ID)
                .limit(MOST_SHOWN)
                .fetch(JooqRuleDrafts::toDraft);
    }

    @Override
    public Optional<Draft> draft(RuleId rule) {
        return dsl.selectFrom(POINTS_RULE_DRAFT)
                .where(POINTS_RULE_DRAFT.RULE_ID.eq(rule.value()))
                .fetchOptional(JooqRuleDrafts::toDraft);
    }

    @Override
    public Optional<Draft> lock(RuleId rule) {
        return dsl.selectFrom(POINTS_RULE_DRAFT)
                .where(POINTS_RULE_DRAFT.RULE_ID.eq(rule.value()))
                .forUpdate()
                .fetchOptional(JooqRuleDrafts::toDraft);
    }

    @Override
    public boolean add(Draft draft) {
        return dsl.insertInto(POINTS_RULE_DRAFT)
                        .set(toRecord(draft))
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
    }

    @Override
    public void replace(Draft draft) {
        dsl.update(POINTS_RULE_DRAFT)
                .set(toRecord(draft))
                .where(POINTS_RULE_DRAFT.RULE_ID.eq(draft.rule().id().value()))
                .execute();
    }

    @Override
    public void remove(RuleId rule) {
        dsl.deleteFrom(POINTS_RULE_DRAFT)
                .where(POINTS_RULE_DRAFT.RULE_ID.eq(rule.value()))
                .execute();
    }

    private static PointsRuleDraftRecord toRecord(Draft draft) {
        var rule = draft.rule();
        var row = new PointsRuleDraftRecord();
        row.setRuleId(rule.id().value());
        row.setVersion(rule.version());
        row.setEdition(draft.edition());
        row.setNameZh(rule.name().zh());
        row.setNameEn(rule.name().en());
        row.setActivityType(rule.activityType().code());
        row.setDefinition(StoredJson.definitionOf(rule));
        row.setEffectiveFrom(rule.effectiveFrom());
        row.setEffectiveUntil(rule.effectiveUntil());
        row.setSavedAt(draft.savedAt());
        row.setSavedBy(draft.savedBy().value());
        return row;
    }

    private static Draft toDraft(Record row) {
        return new Draft(
                StoredJson.definition(row.get(POINTS_RULE_DRAFT.DEFINITION))
                        .rule(
                                new RuleId(row.get(POINTS_RULE_DRAFT.RULE_ID)),
                                row.get(POINTS_RULE_DRAFT.VERSION),
                                new BilingualText(
                                        row.get(POINTS_RULE_DRAFT.NAME_ZH), row.get(POINTS_RULE_DRAFT.NAME_EN)),
                                new ActivityType(row.get(POINTS_RULE_DRAFT.ACTIVITY_TYPE)),
                                row.get(POINTS_RULE_DRAFT.EFFECTIVE_FROM),
                                row.get(POINTS_RULE_DRAFT.EFFECTIVE_UNTIL)),
                row.get(POINTS_RULE_DRAFT.EDITION),
                row.get(POINTS_RULE_DRAFT.SAVED_AT),
                new StaffId(row.get(POINTS_RULE_DRAFT.SAVED_BY)));
    }
}
