package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsMergePart.INSIGHTS_MERGE_PART;

import io.perennial.insights.domain.MergeParts;
import io.perennial.membership.MergeId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqMergeParts implements MergeParts {

    private static final int ROWS = 1_000;

    private final DSLContext dsl;

    JooqMergeParts(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void note(MergeId merge, String what, Collection<String> items) {
        items.stream().gather(Gatherers.windowFixed(ROWS)).forEach(some -> {
            var insert = dsl.insertInto(
                    INSIGHTS_MERGE_PART,
                    INSIGHTS_MERGE_PART.MERGE_ID,
                    INSIGHTS_MERGE_PART.WHAT,
                    INSIGHTS_MERGE_PART.ITEM);
            for (var item : some) {
                insert = insert.values(merge.value(), what, item);
            }
            insert.execute();
        });
    }

    @Override
    public List<String> noted(MergeId merge, String what) {
        return dsl.select(INSIGHTS_MERGE_PART.ITEM)
                .from(INSIGHTS_MERGE_PART)
                .where(INSIGHTS_MERGE_PART.MERGE_ID.eq(merge.value()), INSIGHTS_MERGE_PART.WHAT.eq(what))
                .fetch(INSIGHTS_MERGE_PART.ITEM);
    }
}
