package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.points.KeepHousehold;
import io.perennial.points.Points;
import io.perennial.points.PoolId;
import io.perennial.points.ReadTransfers;
import io.perennial.points.TransferId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points between members, and a household that has them together. */
final class TransferSample {

    static final TransferId TRANSFER = new TransferId(AdjustmentSample.ADJUSTMENT.value());
    static final MemberId FRIEND = MemberId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a78");

    private TransferSample() {}

    /** To a friend, who may still give it back; from one; and out of the household. */
    static List<ReadTransfers.Transfer> transfers() {
        var later = Sample.NOW.plusSeconds(600);
        return List.of(
                transfer(TRANSFER, Sample.MEMBER, FRIEND, ReadTransfers.State.DELIVERED, null, later),
                transfer(TransferId.next(), FRIEND, Sample.MEMBER, ReadTransfers.State.DELIVERED, null, Sample.NOW),
                transfer(
                        TransferId.next(),
                        Sample.MEMBER,
                        FRIEND,
                        ReadTransfers.State.RETURNED,
                        ReadTransfers.ReturnedFor.TAKEN_BACK,
                        Sample.NOW),
                transfer(
                        TransferId.next(),
                        household().id().account(),
                        Sample.MEMBER,
                        ReadTransfers.State.DELIVERED,
                        null,
                        Sample.NOW));
    }

    private static ReadTransfers.Transfer transfer(
            TransferId id,
            MemberId from,
            MemberId to,
            ReadTransfers.State state,
            ReadTransfers.@Nullable ReturnedFor why,
            Instant undoUntil) {
        return new ReadTransfers.Transfer(
                id, from, to, Sample.MEMBER, Points.of(50), state, why, Sample.NOW.minusSeconds(1_200), undoUntil);
    }

    static ReadTransfers.Allowance allowance() {
        return new ReadTransfers.Allowance(Points.of(10), Points.of(5_000), Points.of(4_950), Points.of(19_950), 30);
    }

    static KeepHousehold.Household household() {
        return new KeepHousehold.Household(
                new PoolId(AdjustmentSample.ADJUSTMENT.value()),
                "Home",
                "7KQ2MX4WPD",
                Points.of(420),
                List.of(
                        new KeepHousehold.Person(Sample.MEMBER, true, true, Sample.NOW),
                        new KeepHousehold.Person(FRIEND, false, false, Sample.NOW)));
    }
}
