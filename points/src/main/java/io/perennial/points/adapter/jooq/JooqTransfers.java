package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsTransfer.POINTS_TRANSFER;
import static io.perennial.points.adapter.jooq.generated.tables.PointsTransferPiece.POINTS_TRANSFER_PIECE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadTransfers;
import io.perennial.points.TransferId;
import io.perennial.points.domain.Carriages;
import io.perennial.points.domain.PointsPolicies;
import io.perennial.points.domain.Transfers;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

@Repository
class JooqTransfers implements Transfers, ReadTransfers {

    private static final int LONGEST = 100;

    private final DSLContext dsl;
    private final Carriages carriages;
    private final PointsPolicies policies;
    private final Clock clock;

    JooqTransfers(DSLContext dsl, Carriages carriages, PointsPolicies policies, Clock clock) {
        this.dsl = dsl;
        this.carriages = carriages;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public void add(Transfer transfer, String key, long entry, List<Piece> pieces) {
        dsl.insertInto(POINTS_TRANSFER)
                .set(POINTS_TRANSFER.TRANSFER_ID, transfer.id().value())
                .set(POINTS_TRANSFER.SENDER_ID, transfer.from().value())
                .set(POINTS_TRANSFER.RECEIVER_ID, transfer.to().value())
                .set(POINTS_TRANSFER.BUSINESS_KEY, key)
                .set(POINTS_TRANSFER.POINTS, transfer.points().value())
                .set(POINTS_TRANSFER.STATE, transfer.state().name())
                .set(POINTS_TRANSFER.BY_MEMBER, transfer.byMember().value())
                .set(POINTS_TRANSFER.SENDER_SEQ, entry)
                .set(POINTS_TRANSFER.SENT_AT, transfer.sentAt())
                .set(POINTS_TRANSFER.UNDO_UNTIL, transfer.undoUntil())
                .set(POINTS_TRANSFER.CHANGED_AT, transfer.sentAt())
                .execute();
        var insert = dsl.insertInto(
                POINTS_TRANSFER_PIECE,
                POINTS_TRANSFER_PIECE.TRANSFER_ID,
                POINTS_TRANSFER_PIECE.NUMBER,
                POINTS_TRANSFER_PIECE.POINTS,
                POINTS_TRANSFER_PIECE.EXPIRES_AT);
        for (var piece : pieces) {
            insert = insert.values(
                    transfer.id().value(), piece.number(), piece.points().value(), piece.expiresAt());
        }
        insert.execute();
    }

    @Override
    public Optional<Transfer> byKey(MemberId sender, String key) {
        return dsl.selectFrom(POINTS_TRANSFER)
                .where(POINTS_TRANSFER.SENDER_ID.eq(sender.value()), POINTS_TRANSFER.BUSINESS_KEY.eq(key))
                .fetchOptional(JooqTransfers::toTransfer);
    }

    @Override
    public Optional<Transfer> find(TransferId transfer) {
        return dsl.selectFrom(POINTS_TRANSFER)
                .where(POINTS_TRANSFER.TRANSFER_ID.eq(transfer.value()))
                .fetchOptional(JooqTransfers::toTransfer);
    }

    @Override
    public List<Piece> pieces(TransferId transfer) {
        return dsl.selectFrom(POINTS_TRANSFER_PIECE)
                .where(POINTS_TRANSFER_PIECE.TRANSFER_ID.eq(transfer.value()))
                .orderBy(POINTS_TRANSFER_PIECE.NUMBER)
                .fetch(row -> new Piece(
                        row.getNumber(),
                        Points.of(row.getPoints()),
                        row.getExpiresAt(),
                        row.getReceivedSeq() == null ? 0 : row.getReceivedSeq()));
    }

    @Override
    public long entryOf(TransferId transfer) {
        return Objects.requireNonNull(dsl.select(POINTS_TRANSFER.SENDER_SEQ)
                .from(POINTS_TRANSFER)
                .where(POINTS_TRANSFER.TRANSFER_ID.eq(transfer.value()))
                .fetchSingle()
                .value1());
    }

    @Override
    public boolean move(TransferId transfer, State from, State to, Instant now) {
        return dsl.update(POINTS_TRANSFER)
                        .set(POINTS_TRANSFER.STATE, to.name())
                        .set(POINTS_TRANSFER.CHANGED_AT, now)
                        .where(POINTS_TRANSFER.TRANSFER_ID.eq(transfer.value()), POINTS_TRANSFER.STATE.eq(from.name()))
                        .execute()
                == 1;
    }

    @Override
    public boolean turnBack(TransferId transfer, State from, ReturnedFor why, Instant now) {
        return dsl.update(POINTS_TRANSFER)
                        .set(POINTS_TRANSFER.STATE, State.RETURNING.name())
                        .set(POINTS_TRANSFER.RETURNED_FOR, why.name())
                        .set(POINTS_TRANSFER.CHANGED_AT, now)
                        .where(POINTS_TRANSFER.TRANSFER_ID.eq(transfer.value()), POINTS_TRANSFER.STATE.eq(from.name()))
                        .execute()
                == 1;
    }

    @Override
    public void arrived(TransferId transfer, List<Long> sequences) {
        var updates = new ArrayList<Query>();
        for (int number = 1; number <= sequences.size(); number++) {
            updates.add(dsl.update(POINTS_TRANSFER_PIECE)
                    .set(POINTS_TRANSFER_PIECE.RECEIVED_SEQ, sequences.get(number - 1))
                    .where(
                            POINTS_TRANSFER_PIECE.TRANSFER_ID.eq(transfer.value()),
                            POINTS_TRANSFER_PIECE.NUMBER.eq(number)));
        }
        dsl.batch(updates).execute();
    }

    @Override
    public Points sentSince(MemberId sender, Instant since) {
        var sent = dsl.select(sum(POINTS_TRANSFER.POINTS))
                .from(POINTS_TRANSFER)
                .where(
                        POINTS_TRANSFER.SENDER_ID.in(values(all(sender))),
                        POINTS_TRANSFER.SENT_AT.ge(since),
                        POINTS_TRANSFER.STATE.in(State.SENT.name(), State.DELIVERED.name()))
                .fetchSingle()
                .value1();
        return sent == null ? Points.NONE : Points.of(sent.longValueExact());
    }

    @Override
    public Set<Long> lotsOf(MemberId sender, MemberId receiver) {
        return dsl.select(POINTS_TRANSFER_PIECE.RECEIVED_SEQ)
                .from(POINTS_TRANSFER)
                .join(POINTS_TRANSFER_PIECE)
                .on(POINTS_TRANSFER_PIECE.TRANSFER_ID.eq(POINTS_TRANSFER.TRANSFER_ID))
                .where(
                        POINTS_TRANSFER.SENDER_ID.eq(sender.value()),
                        POINTS_TRANSFER.RECEIVER_ID.eq(receiver.value()),
                        POINTS_TRANSFER_PIECE.RECEIVED_SEQ.isNotNull())
                .fetchSet(POINTS_TRANSFER_PIECE.RECEIVED_SEQ);
    }

    @Override
    public List<Transfer> unfinished(Instant before, Set<TransferId> except, int limit) {
        return dsl.selectFrom(POINTS_TRANSFER)
                .where(
                        POINTS_TRANSFER.STATE.in(State.SENT.name(), State.RETURNING.name()),
                        POINTS_TRANSFER.CHANGED_AT.lt(before),
                        except.isEmpty()
                                ? noCondition()
                                : POINTS_TRANSFER.TRANSFER_ID.notIn(
                                        except.stream().map(TransferId::value).toList()))
                .orderBy(POINTS_TRANSFER.STATE, POINTS_TRANSFER.CHANGED_AT, POINTS_TRANSFER.TRANSFER_ID)
                .limit(limit)
                .fetch(JooqTransfers::toTransfer);
    }

    @Override
    public List<Transfer> of(MemberId account, int limit) {
        if (limit < 1 || limit > LONGEST) {
            throw new IllegalArgumentException("1 to " + LONGEST + " transfers");
        }
        var both = new HashMap<TransferId, Transfer>();
        var names = all(account);
        for (var name : names) {
            for (var side : List.of(POINTS_TRANSFER.SENDER_ID, POINTS_TRANSFER.RECEIVER_ID)) {
                dsl.selectFrom(POINTS_TRANSFER)
                        .where(side.eq(name.value()))
                        .orderBy(POINTS_TRANSFER.SENT_AT.desc())
                        .limit(limit)
                        .forEach(row -> {
                            var transfer = seenBy(account, names, toTransfer(row));
                            both.put(transfer.id(), transfer);
                        });
            }
        }
        return both.values().stream()
                .sorted(Comparator.comparing(Transfer::sentAt)
                        .thenComparing(each -> each.id().toString())
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** The account, and those that went into it; few, or none. */
    private List<MemberId> all(MemberId account) {
        var all = new ArrayList<>(List.of(account));
        all.addAll(carriages.absorbed(List.of(account)).keySet());
        return all;
    }

    private static List<UUID> values(List<MemberId> members) {
        return members.stream().map(MemberId::value).toList();
    }

    /** Between two who became one, the other side stays who it was. */
    private static Transfer seenBy(MemberId account, List<MemberId> names, Transfer transfer) {
        var isTheirs = names.contains(transfer.from());
        return new Transfer(
                transfer.id(),
                isTheirs ? account : transfer.from(),
                !isTheirs && names.contains(transfer.to()) ? account : transfer.to(),
                transfer.byMember(),
                transfer.points(),
                transfer.state(),
                transfer.returnedFor(),
                transfer.sentAt(),
                transfer.undoUntil());
    }

    @Override
    public Allowance allowance(MemberId member) {
        var policy = policies.at(clock.instant());
        var limits = policy.policy().transfers();
        var today = LocalDate.ofInstant(clock.instant(), policy.zone());
        var day = sentSince(member, today.atStartOfDay(policy.zone()).toInstant());
        var month = sentSince(
                member, today.withDayOfMonth(1).atStartOfDay(policy.zone()).toInstant());
        var leftThisMonth = Math.max(0, limits.perMonth() - month.value());
        return new Allowance(
                Points.of(limits.smallest()),
                Points.of(limits.perDay()),
                Points.of(Math.min(leftThisMonth, Math.max(0, limits.perDay() - day.value()))),
                Points.of(leftThisMonth),
                limits.undoMinutes());
    }

    private static Transfer toTransfer(Record row) {
        var returned = row.get(POINTS_TRANSFER.RETURNED_FOR);
        return new Transfer(
                new TransferId(row.get(POINTS_TRANSFER.TRANSFER_ID)),
                new MemberId(row.get(POINTS_TRANSFER.SENDER_ID)),
                new MemberId(row.get(POINTS_TRANSFER.RECEIVER_ID)),
                new MemberId(row.get(POINTS_TRANSFER.BY_MEMBER)),
                Points.of(row.get(POINTS_TRANSFER.POINTS)),
                State.valueOf(row.get(POINTS_TRANSFER.STATE)),
                returned == null ? null : ReturnedFor.valueOf(returned),
                row.get(POINTS_TRANSFER.SENT_AT),
                row.get(POINTS_TRANSFER.UNDO_UNTIL));
    }
}
