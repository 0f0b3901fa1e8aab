package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsTransfer.POINTS_TRANSFER;
import static io.perennial.points.adapter.jooq.generated.tables.PointsTransferPiece.POINTS_TRANSFER_PIECE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.perennial.points.ReadTransfers.State;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * What is sent arrives, or comes back, or is on its way: each transfer against the entries of its sender, and against those of
 * its receiver, by what their keys say.
 */
final class TransferChecks implements EntryWalk.Watch {

    private final DSLContext dsl;
    private final Faults faults;
    private final Map<Side, Moves> moves = new HashMap<>();

    TransferChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
    }

    private record Side(UUID member, String transfer, boolean isSender) {}

    /**
     * @param entry one of them
     * @param taking the last that took points away
     */
    private record Moves(long out, long in, long entry, long taking) {

        static final Moves NONE = new Moves(0, 0, 0, 0);

        Moves and(SealedText each) {
            return new Moves(
                    out + Math.max(0, -each.points()),
                    in + Math.max(0, each.points()),
                    each.sequence(),
                    each.points() < 0 ? each.sequence() : taking);
        }
    }

    @Override
    public void entry(SealedText entry, Fingerprint hash) {
        var parts = entry.key().split(":", 3);
        if (parts.length < 2) {
            return;
        }
        switch (parts[0]) {
            case "sent", "returned" -> add(new Side(entry.member(), parts[1], true), entry);
            case "received", "handed-back" -> add(new Side(entry.member(), parts[1], false), entry);
            default -> {
                // no transfer
            }
        }
    }

    private void add(Side side, SealedText entry) {
        moves.put(side, moves.getOrDefault(side, Moves.NONE).and(entry));
    }

    /** Once the entries of a range have been gone through. */
    void check(MemberSet members) {
        var transfer = POINTS_TRANSFER;
        var pieces = field(select(sum(POINTS_TRANSFER_PIECE.POINTS))
                .from(POINTS_TRANSFER_PIECE)
                .where(POINTS_TRANSFER_PIECE.TRANSFER_ID.eq(transfer.TRANSFER_ID)));
        dsl.select(
                        transfer.TRANSFER_ID,
                        transfer.SENDER_ID,
                        transfer.STATE,
                        transfer.POINTS,
                        pieces,
                        transfer.SENDER_SEQ)
                .from(transfer)
                .where(members.of(transfer.SENDER_ID))
                .forEach(row -> {
                    var id = row.value1();
                    var points = row.value4();
                    var found = take(new Side(row.value2(), id.toString(), true));
                    var ofPieces = row.value5() == null ? 0 : row.value5().longValue();
                    var back = row.value3().equals(State.RETURNED.name()) ? points : 0;
                    faults.compare(Breach.TRANSFER_PIECES, row.value2(), id, ofPieces, points);
                    // Of the entry that the transfer names; another one took nothing for it.
                    var sent = found.taking() == row.value6() ? found.out() : 0;
                    faults.compare(Breach.TRANSFER_SENT, row.value2(), id, sent, points);
                    faults.compare(Breach.TRANSFER_RETURNED, row.value2(), id, found.in(), back);
                });
        dsl.select(transfer.TRANSFER_ID, transfer.RECEIVER_ID, transfer.STATE, transfer.POINTS)
                .from(transfer)
                .where(members.of(transfer.RECEIVER_ID))
                .forEach(row -> {
                    var id = row.value1();
                    var found = take(new Side(row.value2(), id.toString(), false));
                    var there = row.value3().equals(State.DELIVERED.name()) ? row.value4() : 0;
                    faults.compare(Breach.TRANSFER_ARRIVED, row.value2(), id, found.in() - found.out(), there);
                });
        moves.forEach((side, stray) ->
                faults.add(Breach.TRANSFER_MISSING, side.member(), side.transfer(), stray.entry(), null));
        moves.clear();
    }

    private Moves take(Side side) {
        var found = moves.remove(side);
        return found == null ? Moves.NONE : found;
    }
}
