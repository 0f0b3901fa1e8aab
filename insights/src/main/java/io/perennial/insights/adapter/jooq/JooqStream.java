package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Item;
import io.perennial.insights.Judgement;
import io.perennial.insights.ReadActivities.Cursor;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.insights.ReadStream;
import io.perennial.insights.adapter.jooq.ConditionInSql.Erring;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

@Component
class JooqStream implements ReadStream {

    private static final int CHUNK = 1_000;

    private final DSLContext dsl;
    private final JooqActivities activities;

    JooqStream(DSLContext dsl, JooqActivities activities) {
        this.dsl = dsl;
        this.activities = activities;
    }

    @Override
    public List<Streamed> chunk(Wanted wanted, Optional<Cursor> after, int limit) {
        if (limit < 1 || limit > MOST_AT_ONCE) {
            throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " activities at once");
        }
        return chunk(wanted, sql(wanted, Erring.PERHAPS), after, limit);
    }

    private List<Streamed> chunk(Wanted wanted, Condition fitting, Optional<Cursor> after, int limit) {
        var activity = INSIGHTS_ACTIVITY;
        var recorded = dsl.selectFrom(activity)
                .where(in(wanted), fitting)
                // Not (happened_at, activity_id) > (?, ?): for that MySQL reads the key from its beginning.
                .and(after.map(cursor -> activity.HAPPENED_AT
                                .ge(cursor.happenedAt())
                                .and(activity.HAPPENED_AT
                                        .gt(cursor.happenedAt())
                                        .or(activity.ACTIVITY_ID.gt(cursor.id().value()))))
                        .orElseGet(DSL::noCondition))
                .orderBy(activity.HAPPENED_AT, activity.ACTIVITY_ID)
                .limit(limit)
                .fetch(JooqActivities::toRecorded);
        var items = wanted.items()
                ? activities.items(recorded.stream().collect(toMap(Recorded::id, Recorded::member)))
                : Map.<ActivityId, List<Item>>of();
        return recorded.stream()
                .map(each -> new Streamed(each, items.getOrDefault(each.id(), List.of())))
                .toList();
    }

    @Override
    public Count count(Wanted wanted) {
        var certainly = sql(wanted, Erring.CERTAINLY);
        var doubtful = sql(wanted, Erring.PERHAPS).andNot(certainly);
        var certain = dsl.fetchCount(INSIGHTS_ACTIVITY, in(wanted).and(certainly));
        var asks = wanted.condition().asks();
        return asks.stream().allMatch(ask -> ask == Ask.ITEMS) && !asks.isEmpty() && !asksForShare(wanted.condition())
                ? new Count(certain + judged(wanted, doubtful), 0)
                : new Count(
                        certain, dsl.fetchCount(INSIGHTS_ACTIVITY, in(wanted).and(doubtful)));
    }

    /** The few of which the stream knows enough, and only the database does not. */
    private long judged(Wanted wanted, Condition doubtful) {
        var withItems =
                new Wanted(wanted.types(), wanted.condition(), wanted.from(), wanted.until(), wanted.zone(), true);
        var fitting = 0L;
        var after = Optional.<Cursor>empty();
        while (true) {
            var chunk = chunk(withItems, doubtful, after, CHUNK);
            fitting += chunk.stream()
                    .filter(each -> Judgement.judge(wanted.condition(), circumstances(each, wanted.zone()))
                            .holds())
                    .count();
            if (chunk.size() < CHUNK) {
                return fitting;
            }
            after = Optional.of(chunk.getLast().recorded().cursor());
        }
    }

    private static Circumstances circumstances(Streamed streamed, ZoneId zone) {
        var recorded = streamed.recorded();
        return new Circumstances(
                recorded.member(),
                recorded.type(),
                recorded.happenedAt(),
                recorded.channel(),
                recorded.store(),
                recorded.amount(),
                streamed.items(),
                null,
                null,
                false,
                zone);
    }

    private static boolean asksForShare(io.perennial.insights.Condition condition) {
        return condition instanceof io.perennial.insights.Condition.InShare
                || condition.parts().stream().anyMatch(JooqStream::asksForShare);
    }

    private Condition sql(Wanted wanted, Erring erring) {
        return new ConditionInSql(wanted.zone(), wanted.from(), wanted.until()).of(wanted.condition(), erring);
    }

    private static Condition in(Wanted wanted) {
        var activity = INSIGHTS_ACTIVITY;
        return activity.HAPPENED_AT
                .ge(wanted.from())
                .and(activity.HAPPENED_AT.lt(wanted.until()))
                .and(
                        wanted.types().isEmpty()
                                ? noCondition()
                                : activity.TYPE.in(wanted.types().stream()
                                        .map(ActivityType::code)
                                        .toList()));
    }
}
