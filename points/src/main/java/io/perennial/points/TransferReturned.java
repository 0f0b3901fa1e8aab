package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.points.ReadTransfers.ReturnedFor;
import java.time.Instant;

/** The points of a transfer are back with its sender. */
public record TransferReturned(
        TransferId transfer, MemberId from, MemberId to, long points, ReturnedFor returnedFor, Instant at) {}
