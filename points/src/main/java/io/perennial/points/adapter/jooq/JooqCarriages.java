package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsCarriage.POINTS_CARRIAGE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsCarried.POINTS_CARRIED;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsNotice.POINTS_NOTICE;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.value;

import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.points.Points;
import io.perennial.points.domain.Carriages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqCarriages implements Carriages {

    private final DSLContext dsl;

    JooqCarriages(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<MemberId> line(MemberId account) {
        var line = new ArrayList<>(List.of(account));
        while (true) {
            var next = dsl.select(POINTS_ACCOUNT.MERGED_INTO)
                    .from(POINTS_ACCOUNT)
                    .where(POINTS_ACCOUNT.MEMBER_ID.eq(line.getLast().value()), POINTS_ACCOUNT.MERGED_INTO.isNotNull())
                    .fetchOptional(row -> new MemberId(row.value1()));
            if (next.isEmpty()) {
                return line;
            }
            line.add(next.get());
        }
    }

    @Override
    public Map<MemberId, MemberId> absorbed(Collection<MemberId> accounts) {
        var absorbed = new HashMap<MemberId, MemberId>();
        var into = new HashMap<MemberId, MemberId>();
        accounts.forEach(account -> into.put(account, account));
        while (!into.isEmpty()) {
            var found = new HashMap<MemberId, MemberId>();
            dsl.select(POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.MERGED_INTO)
                    .from(POINTS_ACCOUNT)
                    .where(POINTS_ACCOUNT.MERGED_INTO.in(
                            into.keySet().stream().map(MemberId::value).toList()))
                    .forEach(row -> found.put(
                            new MemberId(row.value1()),
                            java.util.Objects.requireNonNull(into.get(new MemberId(row.value2())))));
            absorbed.putAll(found);
            into.clear();
            into.putAll(found);
        }
        return absorbed;
    }

    @Override
    public void join(MemberId from, MemberId to, MergeId merge) {
        dsl.update(POINTS_ACCOUNT)
                .set(POINTS_ACCOUNT.MERGED_INTO, to.value())
                .set(POINTS_ACCOUNT.MERGE_ID, merge.value())
                .where(POINTS_ACCOUNT.MEMBER_ID.eq(from.value()))
                .execute();
        dsl.update(POINTS_ACCOUNT)
                .set(POINTS_ACCOUNT.ABSORBS, true)
                .where(POINTS_ACCOUNT.MEMBER_ID.eq(to.value()))
                .execute();
    }

    @Override
    public void part(MemberId from, MemberId to) {
        dsl.update(POINTS_ACCOUNT)
                .setNull(POINTS_ACCOUNT.MERGED_INTO)
                .setNull(POINTS_ACCOUNT.MERGE_ID)
                .where(POINTS_ACCOUNT.MEMBER_ID.eq(from.value()))
                .execute();
        if (absorbed(List.of(to)).isEmpty()) {
            dsl.update(POINTS_ACCOUNT)
                    .set(POINTS_ACCOUNT.ABSORBS, false)
                    .where(POINTS_ACCOUNT.MEMBER_ID.eq(to.value()))
                    .execute();
        }
    }

    @Override
    public Optional<MergeId> mergeOf(MemberId from) {
        return dsl.select(POINTS_ACCOUNT.MERGE_ID)
                .from(POINTS_ACCOUNT)
                .where(POINTS_ACCOUNT.MEMBER_ID.eq(from.value()), POINTS_ACCOUNT.MERGE_ID.isNotNull())
                .fetchOptional(row -> new MergeId(row.value1()));
    }

    @Override
    public void add(Carriage carriage) {
        dsl.insertInto(POINTS_CARRIAGE)
                .set(POINTS_CARRIAGE.CARRIAGE_ID, carriage.id())
                .set(POINTS_CARRIAGE.MERGE_ID, carriage.merge().value())
                .set(POINTS_CARRIAGE.FROM_ID, carriage.from().value())
                .set(POINTS_CARRIAGE.TO_ID, carriage.to().value())
                .set(POINTS_CARRIAGE.POINTS, carriage.points())
                .set(POINTS_CARRIAGE.PENDING, carriage.pending())
                .set(POINTS_CARRIAGE.CARRIED_AT, carriage.at())
                .execute();
    }

    @Override
    public void add(MergeId merge, List<Piece> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(
                POINTS_CARRIED,
                POINTS_CARRIED.MERGE_ID,
                POINTS_CARRIED.KIND,
                POINTS_CARRIED.FROM_SEQ,
                POINTS_CARRIED.TO_SEQ,
                POINTS_CARRIED.POINTS,
                POINTS_CARRIED.REPAID);
        for (var piece : pieces) {
            insert = insert.values(
                    merge.value(),
                    piece.kind().name(),
                    piece.from(),
                    piece.to(),
                    piece.points().value(),
                    piece.repaid().value());
        }
        insert.execute();
    }

    @Override
    public List<Piece> pieces(MergeId merge) {
        return dsl.selectFrom(POINTS_CARRIED)
                .where(POINTS_CARRIED.MERGE_ID.eq(merge.value()))
                .orderBy(POINTS_CARRIED.TO_SEQ)
                .fetch(row -> new Piece(
                        Kind.valueOf(row.getKind()),
                        row.getFromSeq(),
                        row.getToSeq(),
                        Points.of(row.getPoints()),
                        Points.of(row.getRepaid())));
    }

    @Override
    public Map<Long, Instant> causedAt(MemberId account, Set<Long> sequences) {
        return sequences.isEmpty()
                ? Map.of()
                : dsl.select(POINTS_ENTRY.SEQ, POINTS_ENTRY.HAPPENED_AT)
                        .from(POINTS_ENTRY)
                        .where(POINTS_ENTRY.MEMBER_ID.eq(account.value()), POINTS_ENTRY.SEQ.in(sequences))
                        .fetchMap(POINTS_ENTRY.SEQ, POINTS_ENTRY.HAPPENED_AT);
    }

    @Override
    public void copyNotices(MemberId from, MemberId to) {
        dsl.insertInto(POINTS_NOTICE, POINTS_NOTICE.MEMBER_ID, POINTS_NOTICE.EXPIRES_AT, POINTS_NOTICE.SHOWN_AT)
                .select(select(
                                value(to.value(), POINTS_NOTICE.MEMBER_ID),
                                POINTS_NOTICE.EXPIRES_AT,
                                POINTS_NOTICE.SHOWN_AT)
                        .from(POINTS_NOTICE)
                        .where(POINTS_NOTICE.MEMBER_ID.eq(from.value()))
                        .andNotExists(select(value(1))
                                .from(POINTS_NOTICE.as("had"))
                                .where(POINTS_NOTICE.as("had").MEMBER_ID.eq(to.value()))
                                .and(POINTS_NOTICE.as("had").EXPIRES_AT.eq(POINTS_NOTICE.EXPIRES_AT))))
                .execute();
    }
}
