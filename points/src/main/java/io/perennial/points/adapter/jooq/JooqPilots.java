package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPilot.POINTS_PILOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsPilotAnswer.POINTS_PILOT_ANSWER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.PilotRule.Audience;
import io.perennial.points.ReadPilots.Comment;
import io.perennial.points.ReadPilots.State;
import io.perennial.points.RuleId;
import io.perennial.points.adapter.jooq.generated.tables.records.PointsPilotRecord;
import io.perennial.points.domain.Pilots;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class JooqPilots implements Pilots {

    private final DSLContext dsl;

    JooqPilots(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void add(Trial trial) {
        dsl.insertInto(POINTS_PILOT).set(toRecord(trial)).execute();
    }

    @Override
    public List<Trial> all() {
        return dsl.selectFrom(POINTS_PILOT)
                .orderBy(POINTS_PILOT.STARTED_AT.desc(), POINTS_PILOT.RULE_ID, POINTS_PILOT.SINCE.desc())
                .fetch(JooqPilots::toTrial);
    }

    @Override
    public List<Trial> running() {
        return dsl.selectFrom(POINTS_PILOT)
                .where(POINTS_PILOT.STATE.eq(State.RUNNING.name()))
                .orderBy(POINTS_PILOT.STARTED_AT.desc(), POINTS_PILOT.RULE_ID)
                .fetch(JooqPilots::toTrial);
    }

    @Override
    public List<Trial> of(RuleId rule) {
        return dsl.selectFrom(POINTS_PILOT)
                .where(POINTS_PILOT.RULE_ID.eq(rule.value()))
                .orderBy(POINTS_PILOT.SINCE.desc())
                .fetch(JooqPilots::toTrial);
    }

    @Override
    public Optional<Trial> running(RuleId rule) {
        return dsl.selectFrom(POINTS_PILOT)
                .where(POINTS_PILOT.RULE_ID.eq(rule.value()), POINTS_PILOT.STATE.eq(State.RUNNING.name()))
                .forUpdate()
                .fetchOptional(JooqPilots::toTrial);
    }

    @Override
    public void change(Trial trial) {
        dsl.update(POINTS_PILOT)
                .set(toRecord(trial))
                .where(
                        POINTS_PILOT.RULE_ID.eq(trial.key().rule().value()),
                        POINTS_PILOT.SINCE.eq(trial.key().since()))
                .execute();
    }

    @Override
    public void keep(MemberId member, Key trial, Answer answer, @Nullable String comment, Instant at) {
        dsl.insertInto(POINTS_PILOT_ANSWER)
                .set(POINTS_PILOT_ANSWER.MEMBER_ID, member.value())
                .set(POINTS_PILOT_ANSWER.RULE_ID, trial.rule().value())
                .set(POINTS_PILOT_ANSWER.SINCE, trial.since())
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
    public Map<Key, Map<Answer, Long>> answers(Collection<Key> trials) {
        var answers = new HashMap<Key, Map<Answer, Long>>();
        var members = count();
        dsl.select(POINTS_PILOT_ANSWER.RULE_ID, POINTS_PILOT_ANSWER.SINCE, POINTS_PILOT_ANSWER.ANSWER, members)
                .from(POINTS_PILOT_ANSWER)
                .where(POINTS_PILOT_ANSWER.RULE_ID.in(
                        trials.stream().map(trial -> trial.rule().value()).toList()))
                .groupBy(POINTS_PILOT_ANSWER.RULE_ID, POINTS_PILOT_ANSWER.SINCE, POINTS_PILOT_ANSWER.ANSWER)
                .forEach(row -> answers.computeIfAbsent(
                                new Key(new RuleId(row.value1()), row.value2()), _ -> new EnumMap<>(Answer.class))
                        .put(Answer.valueOf(row.value3()), row.get(members).longValue()));
        return answers;
    }

    @Override
    public Map<Key, Answer> answersOf(MemberId member, Collection<Key> trials) {
        var given = new HashMap<Key, Answer>();
        dsl.selectFrom(POINTS_PILOT_ANSWER)
                .where(POINTS_PILOT_ANSWER.MEMBER_ID.eq(member.value()))
                .and(POINTS_PILOT_ANSWER.RULE_ID.in(
                        trials.stream().map(trial -> trial.rule().value()).toList()))
                .forEach(row -> given.put(
                        new Key(new RuleId(row.getRuleId()), row.getSince()), Answer.valueOf(row.getAnswer())));
        return given;
    }

    @Override
    public List<Comment> comments(Key trial, int limit) {
        return dsl.select(POINTS_PILOT_ANSWER.ANSWER, POINTS_PILOT_ANSWER.COMMENT, POINTS_PILOT_ANSWER.ANSWERED_AT)
                .from(POINTS_PILOT_ANSWER)
                .where(
                        POINTS_PILOT_ANSWER.RULE_ID.eq(trial.rule().value()),
                        POINTS_PILOT_ANSWER.SINCE.eq(trial.since()),
                        POINTS_PILOT_ANSWER.COMMENT.isNotNull())
                .orderBy(POINTS_PILOT_ANSWER.ANSWERED_AT.desc())
                .limit(limit)
                .fetch(row -> new Comment(Answer.valueOf(row.value1()), row.value2(), row.value3()));
    }

    /** Along the index by the time of booking, of the time of the trial alone. */
    @Override
    public Map<Integer, Payments> payments(RuleId rule, Instant from, Instant until) {
        var paid = count();
        var points = sum(POINTS_ENTRY.POINTS.plus(POINTS_ENTRY.PENDING));
        var growth = sum(POINTS_ENTRY.GROWTH);
        var payments = new HashMap<Integer, Payments>();
        dsl.select(POINTS_ENTRY.RULE_VERSION, paid, points, growth)
                .from(POINTS_ENTRY)
                .where(
                        POINTS_ENTRY.BOOKED_AT.between(from, until),
                        POINTS_ENTRY.KIND.eq(EntryKind.EARNED.name()),
                        POINTS_ENTRY.HAPPENED_AT.ge(from),
                        POINTS_ENTRY.HAPPENED_AT.lt(until),
                        POINTS_ENTRY.RULE_ID.eq(rule.value()))
                .groupBy(POINTS_ENTRY.RULE_VERSION)
                .forEach(row -> payments.put(
                        row.value1(),
                        new Payments(
                                row.get(paid),
                                row.get(points).longValueExact(),
                                row.get(growth).longValueExact())));
        return payments;
    }

    private static PointsPilotRecord toRecord(Trial trial) {
        var row = new PointsPilotRecord();
        row.setRuleId(trial.key().rule().value());
        row.setSince(trial.key().since());
        row.setVersion(trial.version());
        row.setPerMille(trial.audience().perMille());
        row.setAmong(
                trial.audience().among().equals(Condition.none())
                        ? null
                        : StoredJson.of(trial.audience().among()));
        row.setQuestionZh(trial.question().zh());
        row.setQuestionEn(trial.question().en());
        row.setState(trial.state().name());
        row.setStartedAt(trial.startedAt());
        row.setEndedAt(trial.endedAt());
        return row;
    }

    private static Trial toTrial(PointsPilotRecord row) {
        return new Trial(
                new Key(new RuleId(row.getRuleId()), row.getSince()),
                row.getVersion(),
                new Audience(
                        row.getPerMille(),
                        row.getAmong() == null ? Condition.none() : StoredJson.condition(row.getAmong())),
                new BilingualText(row.getQuestionZh(), row.getQuestionEn()),
                State.valueOf(row.getState()),
                row.getStartedAt(),
                row.getEndedAt());
    }
}
