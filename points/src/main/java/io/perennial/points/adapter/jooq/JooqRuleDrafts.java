package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleDraft.POINTS_RULE_DRAFT;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.KeepDraft.Sketch;
import io.perennial.points.ReadDrafts;
import io.perennial.points.RuleId;
import io.perennial.points.adapter.jooq.generated.tables.records.PointsRuleDraftRecord;
import io.perennial.points.domain.RuleDrafts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
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
                .where(POINTS_RULE_DRAFT.RULE_ID.eq(draft.sketch().id().value()))
                .execute();
    }

    @Override
    public void remove(RuleId rule) {
        dsl.deleteFrom(POINTS_RULE_DRAFT)
                .where(POINTS_RULE_DRAFT.RULE_ID.eq(rule.value()))
                .execute();
    }

    private static PointsRuleDraftRecord toRecord(Draft draft) {
        var sketch = draft.sketch();
        var rule = sketch.rule();
        var row = new PointsRuleDraftRecord();
        row.setRuleId(sketch.id().value());
        row.setVersion(sketch.version());
        row.setEdition(draft.edition());
        row.setRole(sketch.role().name());
        row.setNameZh(sketch.nameZh());
        row.setNameEn(sketch.nameEn());
        row.setTyped(sketch.typed());
        row.setActivityType(rule.map(complete -> complete.activityType().code()).orElse(null));
        row.setDefinition(rule.map(StoredJson::definitionOf).orElse(null));
        row.setEffectiveFrom(rule.map(EarnRule::effectiveFrom).orElse(null));
        row.setEffectiveUntil(rule.map(EarnRule::effectiveUntil).orElse(null));
        row.setSavedAt(draft.savedAt());
        row.setSavedBy(draft.savedBy().value());
        return row;
    }

    private static Draft toDraft(PointsRuleDraftRecord row) {
        return new Draft(
                new Sketch(
                        new RuleId(row.getRuleId()),
                        row.getVersion(),
                        EarnRule.Role.valueOf(row.getRole()),
                        row.getNameZh(),
                        row.getNameEn(),
                        row.getTyped(),
                        Optional.ofNullable(row.getDefinition()).map(definition -> toRule(row, definition))),
                row.getEdition(),
                row.getSavedAt(),
                new StaffId(row.getSavedBy()));
    }

    private static EarnRule toRule(PointsRuleDraftRecord row, String definition) {
        return StoredJson.definition(definition)
                .rule(
                        new RuleId(row.getRuleId()),
                        row.getVersion(),
                        new BilingualText(row.getNameZh(), row.getNameEn()),
                        new ActivityType(Objects.requireNonNull(row.getActivityType())),
                        Objects.requireNonNull(row.getEffectiveFrom()),
                        row.getEffectiveUntil());
    }
}
