package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsPilot.POINTS_PILOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPilotAnswer.POINTS_PILOT_ANSWER;
import static org.jooq.impl.DSL.count;

import io.perennial.insights.Condition;
import io.perennial.insights.Condition.InShare;
import io.perennial.insights.Judgement;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnRule;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadRules;
import io.perennial.points.RuleId;
import io.perennial.points.domain.Pilots;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class JooqPilots implements Pilots, ReadPilots {

    private final DSLContext dsl;
    private final ReadRules rules;
    private final Clock clock;

    JooqPilots(DSLContext dsl, ReadRules rules, Clock clock) {
        this.dsl = dsl;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public void add(RuleId rule, int perMille, BilingualText question, Instant at) {
        dsl.insertInto(POINTS_PILOT)
                .set(POINTS_PILOT.RULE_ID, rule.value())
                .set(POINTS_PILOT.PER_MILLE, perMille)
                .set(POINTS_PILOT.QUESTION_ZH, question.zh())
                .set(POINTS_PILOT.QUESTION_EN, question.en())
                .set(POINTS_PILOT.STATE, State.RUNNING.name())
                .set(POINTS_PILOT.STARTED_AT, at)
                .execute();
    }

    @Override
    public Optional<Trial> lock(RuleId rule) {
        return select(rule).forUpdate().fetchOptional(JooqPilots::toTrial);
    }

    @Override
    public Optional<Trial> trial(RuleId rule) {
        return select(rule).fetchOptional(JooqPilots::toTrial);
    }

    private SelectConditionStep<Record2<Integer, String>> select(RuleId rule) {
        return dsl.select(POINTS_PILOT.PER_MILLE, POINTS_PILOT.STATE)
                .from(POINTS_PILOT)
                .where(POINTS_PILOT.RULE_ID.eq(rule.value()));
    }

    private static Trial toTrial(Record2<Integer, String> row) {
        return new Trial(row.value1(), State.valueOf(row.value2()));
    }

    @Override
    public void change(RuleId rule, int perMille, State state, @Nullable Instant endedAt) {
        dsl.update(POINTS_PILOT)
                .set(POINTS_PILOT.PER_MILLE, perMille)
                .set(POINTS_PILOT.STATE, state.name())
                .set(POINTS_PILOT.ENDED_AT, endedAt)
                .where(POINTS_PILOT.RULE_ID.eq(rule.value()))
                .execute();
    }

    @Override
    public void keep(MemberId member, RuleId rule, Answer answer, @Nullable String comment, Instant at) {
        dsl.insertInto(POINTS_PILOT_ANSWER)
                .set(POINTS_PILOT_ANSWER.MEMBER_ID, member.value())
                .set(POINTS_PILOT_ANSWER.RULE_ID, rule.value())
                .set(POINTS_PILOT_ANSWER.ANSWER, answer.name())
                .set(POINTS_PILOT_ANSWER.COMMENT, comment)
                .set(POINTS_PILOT_ANSWER.ANSWERED_AT, at)
                .onDuplicateKeyUpdate()
                .set(POINTS_PILOT_ANSWER.ANSWER, answer.name())
                .set(POINTS_PILOT_ANSWER.COMMENT, comment)
                .set(POINTS_PILOT_ANSWER.ANSWERED_AT, at)
                .execute();
    }

    @Override
    public List<Pilot> all() {
        return pilots(dsl.selectFrom(POINTS_PILOT)
                .orderBy(POINTS_PILOT.STARTED_AT.desc(), POINTS_PILOT.RULE_ID)
                .fetch());
    }

    @Override
    public Optional<Pilot> find(RuleId rule) {
        return pilots(dsl.selectFrom(POINTS_PILOT)
                        .where(POINTS_PILOT.RULE_ID.eq(rule.value()))
                        .fetch())
                .stream()
                .findFirst();
    }

    private List<Pilot> pilots(List<? extends Record> rows) {
        var ids = rows.stream().map(row -> row.get(POINTS_PILOT.RULE_ID)).toList();
        var newest = newest(ids);
        var answers = new HashMap<UUID, Map<Answer, Long>>();
        var members = count();
        dsl.select(POINTS_PILOT_ANSWER.RULE_ID, POINTS_PILOT_ANSWER.ANSWER, members)
                .from(POINTS_PILOT_ANSWER)
                .where(POINTS_PILOT_ANSWER.RULE_ID.in(ids))
                .groupBy(POINTS_PILOT_ANSWER.RULE_ID, POINTS_PILOT_ANSWER.ANSWER)
                .forEach(row -> answers.computeIfAbsent(row.value1(), rule -> new EnumMap<>(Answer.class))
                        .put(Answer.valueOf(row.value2()), row.get(members).longValue()));
        var pilots = new ArrayList<Pilot>();
        for (var row : rows) {
            var rule = newest.get(row.get(POINTS_PILOT.RULE_ID));
            if (rule != null) {
                pilots.add(new Pilot(
                        rule,
                        row.get(POINTS_PILOT.PER_MILLE),
                        question(row),
                        row.get(POINTS_PILOT.STARTED_AT),
                        State.valueOf(row.get(POINTS_PILOT.STATE)),
                        Optional.ofNullable(row.get(POINTS_PILOT.ENDED_AT)),
                        answers.getOrDefault(rule.id().value(), Map.of())));
            }
        }
        return pilots;
    }

    private Map<UUID, EarnRule> newest(List<UUID> ids) {
        var newest = new HashMap<UUID, EarnRule>();
        rules.newest(ids.stream().map(RuleId::new).toList())
                .forEach((id, published) -> newest.put(id.value(), published.rule()));
        return newest;
    }

    @Override
    public List<Invitation> of(MemberId member) {
        var running = dsl.selectFrom(POINTS_PILOT)
                .where(POINTS_PILOT.STATE.eq(State.RUNNING.name()))
                .orderBy(POINTS_PILOT.STARTED_AT.desc(), POINTS_PILOT.RULE_ID)
                .fetch();
        if (running.isEmpty()) {
            return List.of();
        }
        var now = clock.instant();
        var newest = newest(running.map(row -> row.get(POINTS_PILOT.RULE_ID)));
        var invited = running.stream()
                .filter(row -> {
                    var rule = newest.get(row.get(POINTS_PILOT.RULE_ID));
                    return rule != null
                            && rule.inForceAt(now)
                            && share(rule.condition())
                                    .filter(share -> Judgement.isInShare(share, member))
                                    .isPresent();
                })
                .toList();
        var given = dsl.select(POINTS_PILOT_ANSWER.RULE_ID, POINTS_PILOT_ANSWER.ANSWER)
                .from(POINTS_PILOT_ANSWER)
                .where(POINTS_PILOT_ANSWER.MEMBER_ID.eq(member.value()))
                .and(POINTS_PILOT_ANSWER.RULE_ID.in(invited.stream()
                        .map(row -> row.get(POINTS_PILOT.RULE_ID))
                        .toList()))
                .fetchMap(POINTS_PILOT_ANSWER.RULE_ID, POINTS_PILOT_ANSWER.ANSWER);
        var invitations = new ArrayList<Invitation>();
        for (var row : invited) {
            var rule = newest.get(row.get(POINTS_PILOT.RULE_ID));
            if (rule != null) {
                invitations.add(new Invitation(
                        rule,
                        question(row),
                        Optional.ofNullable(given.get(rule.id().value())).map(Answer::valueOf)));
            }
        }
        return invitations;
    }

    private static Optional<InShare> share(Condition condition) {
        return condition instanceof InShare share
                ? Optional.of(share)
                : condition.parts().stream()
                        .flatMap(part -> share(part).stream())
                        .findFirst();
    }

    @Override
    public List<Comment> comments(RuleId rule, int limit) {
        return dsl.select(POINTS_PILOT_ANSWER.ANSWER, POINTS_PILOT_ANSWER.COMMENT, POINTS_PILOT_ANSWER.ANSWERED_AT)
                .from(POINTS_PILOT_ANSWER)
                .where(POINTS_PILOT_ANSWER.RULE_ID.eq(rule.value()), POINTS_PILOT_ANSWER.COMMENT.isNotNull())
                .orderBy(POINTS_PILOT_ANSWER.ANSWERED_AT.desc())
                .limit(limit)
                .fetch(row -> new Comment(Answer.valueOf(row.value1()), row.value2(), row.value3()));
    }

    private static BilingualText question(Record row) {
        return new BilingualText(row.get(POINTS_PILOT.QUESTION_ZH), row.get(POINTS_PILOT.QUESTION_EN));
    }
}
