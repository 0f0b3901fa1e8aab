package io.perennial.points;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What verifications of the whole ledger found. */
public interface ReadLedgerChecks {

    /** The newest first, with their faults. */
    List<Check> latest(int limit);

    /** @param report the faults are those that were kept: the first hundred */
    record Check(Instant startedAt, Instant finishedAt, VerifyLedger.Report report) {

        public Duration took() {
            return Duration.between(startedAt, finishedAt);
        }
    }
}
