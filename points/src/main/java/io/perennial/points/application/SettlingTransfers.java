package io.perennial.points.application;

import io.perennial.points.SettleTransfers;
import io.perennial.points.TransferId;
import io.perennial.points.domain.Transfers;
import java.time.Instant;
import java.util.HashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

@Component
class SettlingTransfers implements SettleTransfers {

    private static final Logger log = LoggerFactory.getLogger(SettlingTransfers.class);
    private static final int CHUNK = 100;

    private final Transfers transfers;
    private final CarryingTransfers carrying;

    SettlingTransfers(Transfers transfers, CarryingTransfers carrying) {
        this.transfers = transfers;
        this.carrying = carrying;
    }

    /** One that cannot be carried on does not keep the others waiting. */
    @Override
    public long settle(Instant before) {
        var settled = 0L;
        var failed = new HashSet<TransferId>();
        while (true) {
            var chunk = transfers.unfinished(before, failed, CHUNK);
            if (chunk.isEmpty()) {
                return settled;
            }
            for (var transfer : chunk) {
                try {
                    carrying.carryOn(transfer.id());
                    settled++;
                } catch (RuntimeException e) {
                    log.error("Transfer {} could not be carried through; it will be tried again", transfer.id(), e);
                    failed.add(transfer.id());
                }
            }
        }
    }
}
