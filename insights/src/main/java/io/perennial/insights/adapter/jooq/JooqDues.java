package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsDue.INSIGHTS_DUE;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsTurn.INSIGHTS_TURN;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.perennial.insights.ActivityId;
import io.perennial.insights.adapter.jooq.generated.tables.records.InsightsDueRecord;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.Entry;
import io.perennial.membership.MemberId;
import io.perennial.membership.WriteRows;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqDues implements Dues {

    /** Later ones have greater ids, so that new rows go to the end of the table. */
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final DSLContext dsl;
    private final WriteRows rows;
    private final String insert;

    JooqDues(DSLContext dsl, WriteRows rows) {
        this.dsl = dsl;
        this.rows = rows;
        insert = dsl.insertInto(INSIGHTS_DUE)
                .columns(INSIGHTS_DUE.fields())
                .values(new Object[INSIGHTS_DUE.fields().length])
                .getSQL();
    }

    @Override
    public void add(Collection<MemberId> members) {
        insert(members.stream().distinct().map(member -> new InsightsDueRecord(IDS.generate(), member.value(), null)));
    }

    @Override
    public void addActivities(Collection<Entry> entries) {
        insert(entries.stream()
                .map(entry -> new InsightsDueRecord(
                        IDS.generate(),
                        entry.activity().member().value(),
                        entry.id().value())));
    }

    private void insert(Stream<InsightsDueRecord> dues) {
        rows.write(insert, dues.map(InsightsDueRecord::intoArray).toList());
    }

    @Override
    public List<Due> first(int limit) {
        return dsl.selectFrom(INSIGHTS_DUE)
                .orderBy(INSIGHTS_DUE.DUE_ID)
                .limit(limit)
                .fetch(row -> new Due(
                        row.getDueId(),
                        new MemberId(row.getMemberId()),
                        row.getActivityId() == null ? null : new ActivityId(row.getActivityId())));
    }

    @Override
    public void remove(Collection<Due> dues) {
        dsl.deleteFrom(INSIGHTS_DUE)
                .where(INSIGHTS_DUE.DUE_ID.in(dues.stream().map(Due::id).toList()))
                .execute();
    }

    @Override
    public void takeTurn() {
        dsl.select(INSIGHTS_TURN.TURN).from(INSIGHTS_TURN).forUpdate().fetch();
    }

    @Override
    public long waiting() {
        return dsl.fetchCount(INSIGHTS_DUE);
    }
}
