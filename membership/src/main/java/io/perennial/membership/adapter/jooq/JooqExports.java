package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipExport.MEMBERSHIP_EXPORT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipExportPiece.MEMBERSHIP_EXPORT_PIECE;

import io.perennial.membership.ExportId;
import io.perennial.membership.ExportMember.Export;
import io.perennial.membership.ExportMember.Ready;
import io.perennial.membership.MemberId;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipExportRecord;
import io.perennial.membership.domain.Exports;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class JooqExports implements Exports {

    private static final int AT_ONCE = 20;

    private final DSLContext dsl;

    JooqExports(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void ask(MemberId member, ExportId export, Instant at) {
        dsl.insertInto(MEMBERSHIP_EXPORT)
                .set(MEMBERSHIP_EXPORT.MEMBER_ID, member.value())
                .set(MEMBERSHIP_EXPORT.EXPORT_ID, export.value())
                .set(MEMBERSHIP_EXPORT.ASKED_AT, at)
                .set(MEMBERSHIP_EXPORT.SIZE_BYTES, 0L)
                .execute();
    }

    @Override
    public List<Export> of(MemberId member, Instant now) {
        return dsl.selectFrom(MEMBERSHIP_EXPORT)
                .where(MEMBERSHIP_EXPORT.MEMBER_ID.eq(member.value()))
                .and(MEMBERSHIP_EXPORT.GONE_AT.isNull().or(MEMBERSHIP_EXPORT.GONE_AT.gt(now)))
                .orderBy(MEMBERSHIP_EXPORT.ASKED_AT.desc())
                .fetch(JooqExports::toExport);
    }

    @Override
    @Transactional
    public Optional<Wanted> take(Instant now, Instant until) {
        var wanted = dsl.select(MEMBERSHIP_EXPORT.MEMBER_ID, MEMBERSHIP_EXPORT.EXPORT_ID)
                .from(MEMBERSHIP_EXPORT)
                .where(MEMBERSHIP_EXPORT.READY_AT.isNull())
                .and(MEMBERSHIP_EXPORT.LEASED_UNTIL.isNull().or(MEMBERSHIP_EXPORT.LEASED_UNTIL.le(now)))
                .orderBy(MEMBERSHIP_EXPORT.ASKED_AT)
                .limit(1)
                .fetchOptional(row -> new Wanted(new MemberId(row.value1()), new ExportId(row.value2())));
        return wanted.filter(export -> dsl.update(MEMBERSHIP_EXPORT)
                        .set(MEMBERSHIP_EXPORT.LEASED_UNTIL, until)
                        .where(MEMBERSHIP_EXPORT.MEMBER_ID.eq(export.member().value()))
                        .and(MEMBERSHIP_EXPORT.EXPORT_ID.eq(export.export().value()))
                        .and(MEMBERSHIP_EXPORT.READY_AT.isNull())
                        .and(MEMBERSHIP_EXPORT.LEASED_UNTIL.isNull().or(MEMBERSHIP_EXPORT.LEASED_UNTIL.le(now)))
                        .execute()
                == 1);
    }

    @Override
    public void addPiece(Wanted export, int number, byte[] bytes) {
        dsl.insertInto(MEMBERSHIP_EXPORT_PIECE)
                .set(MEMBERSHIP_EXPORT_PIECE.MEMBER_ID, export.member().value())
                .set(MEMBERSHIP_EXPORT_PIECE.EXPORT_ID, export.export().value())
                .set(MEMBERSHIP_EXPORT_PIECE.PIECE, number)
                .set(MEMBERSHIP_EXPORT_PIECE.BYTES, bytes)
                .execute();
    }

    @Override
    public boolean ready(Wanted export, long bytes, Instant at, Instant goneAt) {
        return dsl.update(MEMBERSHIP_EXPORT)
                        .set(MEMBERSHIP_EXPORT.READY_AT, at)
                        .set(MEMBERSHIP_EXPORT.GONE_AT, goneAt)
                        .set(MEMBERSHIP_EXPORT.SIZE_BYTES, bytes)
                        .where(MEMBERSHIP_EXPORT.MEMBER_ID.eq(export.member().value()))
                        .and(MEMBERSHIP_EXPORT.EXPORT_ID.eq(export.export().value()))
                        .and(MEMBERSHIP_EXPORT.READY_AT.isNull())
                        .execute()
                == 1;
    }

    @Override
    public Optional<byte[]> piece(MemberId member, ExportId export, int number) {
        return dsl.select(MEMBERSHIP_EXPORT_PIECE.BYTES)
                .from(MEMBERSHIP_EXPORT_PIECE)
                .where(MEMBERSHIP_EXPORT_PIECE.MEMBER_ID.eq(member.value()))
                .and(MEMBERSHIP_EXPORT_PIECE.EXPORT_ID.eq(export.value()))
                .and(MEMBERSHIP_EXPORT_PIECE.PIECE.eq(number))
                .fetchOptional(MEMBERSHIP_EXPORT_PIECE.BYTES);
    }

    @Override
    @Transactional
    public int forget(Instant now) {
        var gone = dsl.select(MEMBERSHIP_EXPORT.MEMBER_ID, MEMBERSHIP_EXPORT.EXPORT_ID)
                .from(MEMBERSHIP_EXPORT)
                .where(MEMBERSHIP_EXPORT.GONE_AT.le(now))
                .limit(AT_ONCE)
                .fetch();
        for (var each : gone) {
            dsl.deleteFrom(MEMBERSHIP_EXPORT_PIECE)
                    .where(MEMBERSHIP_EXPORT_PIECE.MEMBER_ID.eq(each.value1()))
                    .and(MEMBERSHIP_EXPORT_PIECE.EXPORT_ID.eq(each.value2()))
                    .execute();
            dsl.deleteFrom(MEMBERSHIP_EXPORT)
                    .where(MEMBERSHIP_EXPORT.MEMBER_ID.eq(each.value1()))
                    .and(MEMBERSHIP_EXPORT.EXPORT_ID.eq(each.value2()))
                    .execute();
        }
        return gone.size();
    }

    private static Export toExport(MembershipExportRecord row) {
        var ready = Optional.ofNullable(row.getReadyAt())
                .map(at -> new Ready(at, Objects.requireNonNull(row.getGoneAt()), row.getSizeBytes()));
        return new Export(new ExportId(row.getExportId()), row.getAskedAt(), ready);
    }
}
