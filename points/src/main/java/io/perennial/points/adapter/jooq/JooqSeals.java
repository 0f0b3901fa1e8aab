package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.perennial.membership.MemberId;
import io.perennial.points.SealLedger;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class JooqSeals implements SealLedger {

    private static final HexFormat HEX = HexFormat.of();

    private final DSLContext dsl;

    JooqSeals(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void seal(Consumer<Mark> marks) {
        @Nullable MemberId last = null;
        while (true) {
            var chunk = after(last);
            chunk.stream().filter(mark -> mark.sequence() > 0).forEach(marks);
            if (chunk.size() < MOST_AT_ONCE) {
                return;
            }
            last = chunk.getLast().member();
        }
    }

    private List<Mark> after(@Nullable MemberId last) {
        return dsl.select(POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.LAST_SEQ, POINTS_ACCOUNT.HEAD)
                .from(POINTS_ACCOUNT)
                .where(last == null ? noCondition() : POINTS_ACCOUNT.MEMBER_ID.gt(last.value()))
                .orderBy(POINTS_ACCOUNT.MEMBER_ID)
                .limit(MOST_AT_ONCE)
                .fetch(each -> new Mark(new MemberId(each.value1()), each.value2(), HEX.formatHex(each.value3())));
    }

    @Override
    public List<Unborne> unborne(List<Mark> marks) {
        if (marks.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("at most " + MOST_AT_ONCE + " at once");
        }
        var found = hashes(marks);
        return marks.stream()
                .filter(mark -> !mark.hash().equals(found.get(new Place(mark.member(), mark.sequence()))))
                .map(mark ->
                        new Unborne(mark, Optional.ofNullable(found.get(new Place(mark.member(), mark.sequence())))))
                .toList();
    }

    private record Place(MemberId member, long sequence) {}

    private Map<Place, String> hashes(List<Mark> marks) {
        var hashes = new HashMap<Place, String>();
        if (!marks.isEmpty()) {
            dsl.select(POINTS_ENTRY.MEMBER_ID, POINTS_ENTRY.SEQ, POINTS_ENTRY.HASH)
                    .from(POINTS_ENTRY)
                    .where(row(POINTS_ENTRY.MEMBER_ID, POINTS_ENTRY.SEQ)
                            .in(marks.stream()
                                    .map(mark -> row(mark.member().value(), mark.sequence()))
                                    .toList()))
                    .forEach(each -> hashes.put(
                            new Place(new MemberId(each.value1()), each.value2()), HEX.formatHex(each.value3())));
        }
        return hashes;
    }
}
