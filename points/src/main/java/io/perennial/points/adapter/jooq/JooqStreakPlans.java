package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsStreakPlan.POINTS_STREAK_PLAN;

import io.perennial.membership.Memory;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.StreakPlan;
import io.perennial.points.domain.StreakPlanBook;
import io.perennial.points.domain.StreakPlans;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqStreakPlans implements StreakPlans {

    private final DSLContext dsl;
    private final Memory<StreakPlanBook> book;

    JooqStreakPlans(DSLContext dsl, RunTransactions transactions, Clock clock) {
        this.dsl = dsl;
        this.book = new Memory<>(transactions, clock, () -> new StreakPlanBook(history()));
    }

    @Override
    public StreakPlanBook book() {
        return book.get();
    }

    @Override
    public List<StreakPlan> history() {
        return dsl.selectFrom(POINTS_STREAK_PLAN)
                .orderBy(POINTS_STREAK_PLAN.VERSION.desc())
                .fetch(row -> StoredMissions.plan(row.getVersion(), row.getFromDay(), row.getDefinition()));
    }

    @Override
    public boolean add(StreakPlan plan, Instant publishedAt, StaffId by) {
        var added = dsl.insertInto(POINTS_STREAK_PLAN)
                .set(POINTS_STREAK_PLAN.VERSION, plan.version())
                .set(POINTS_STREAK_PLAN.FROM_DAY, plan.from())
                .set(POINTS_STREAK_PLAN.DEFINITION, StoredMissions.definitionOf(plan))
                .set(POINTS_STREAK_PLAN.PUBLISHED_AT, publishedAt)
                .set(POINTS_STREAK_PLAN.PUBLISHED_BY, by.value())
                .onDuplicateKeyIgnore()
                .execute();
        book.forget();
        return added == 1;
    }

    @Override
    public String asJson(StreakPlan plan) {
        return StoredMissions.inFull(plan);
    }
}
