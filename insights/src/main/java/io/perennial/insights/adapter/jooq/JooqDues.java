package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsDue.INSIGHTS_DUE;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsItem.INSIGHTS_ITEM;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsTurn.INSIGHTS_TURN;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.perennial.insights.adapter.jooq.generated.OneRow;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.Entry;
import io.perennial.membership.MemberId;
import io.perennial.membership.WriteRows;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
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
        insert = OneRow.into(dsl, INSIGHTS_DUE).getSQL();
    }

    @Override
    public void add(Collection<MemberId> members) {
        insert(members.stream().distinct().map(member ->
                new @Nullable Object[] {IDS.generate(), member.value(), null}));
    }

    @Override
    public void addActivities(Collection<Entry> entries) {
        insert(entries.stream().map(entry -> new @Nullable Object[] {
            IDS.generate(), entry.activity().member().value(), entry.id().value()
        }));
    }

    private void insert(Stream<@Nullable Object[]> dues) {
        rows.write(insert, dues.toList());
    }

    /** Along the notes, and for each by the keys of what belongs to it. */
    @Override
    public List<Due> first(int limit) {
        var a = INSIGHTS_ACTIVITY;
        var r = INSIGHTS_ACTIVITY.as("refund");
        var i = INSIGHTS_ITEM;
        var isRefunded = field(exists(selectOne()
                        .from(r.forceIndex("insights_activity_refunds"))
                        .where(r.MEMBER_ID.eq(a.MEMBER_ID), r.REFUND_OF.eq(a.ACTIVITY_ID))))
                .as("is_refunded");
        var hasItems = field(
                        exists(selectOne().from(i).where(i.MEMBER_ID.eq(a.MEMBER_ID), i.ACTIVITY_ID.eq(a.ACTIVITY_ID))))
                .as("has_items");
        return dsl.select(INSIGHTS_DUE.DUE_ID, INSIGHTS_DUE.MEMBER_ID, isRefunded, hasItems)
                .select(a.fields())
                .from(INSIGHTS_DUE)
                .leftJoin(a)
                .on(a.MEMBER_ID.eq(INSIGHTS_DUE.MEMBER_ID), a.ACTIVITY_ID.eq(INSIGHTS_DUE.ACTIVITY_ID))
                .orderBy(INSIGHTS_DUE.DUE_ID)
                .limit(limit)
                .fetch(row -> new Due(
                        row.get(INSIGHTS_DUE.DUE_ID),
                        new MemberId(row.get(INSIGHTS_DUE.MEMBER_ID)),
                        row.get(a.ACTIVITY_ID) == null
                                ? null
                                : new News(
                                        JooqActivities.toRecorded(row.into(a)),
                                        row.get(isRefunded),
                                        row.get(hasItems))));
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
