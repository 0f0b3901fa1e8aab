package io.perennial.points;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What verifications of the ledger found. */
public interface ReadLedgerChecks {

    /** Finished ones, the newest first, with their faults. */
    List<Check> latest(int limit);

    /** The nightly one that was begun and is not finished. */
    Optional<Check> underWay();

    /** When a check that had seen every member was last finished: a whole one, or the night that ended a round. */
    Optional<Instant> lastSeenWhole();

    /** The round that is under way between nights. */
    Optional<Round> round();

    enum Extent {
        /** What changed, and a share of the rest. */
        NIGHT,
        WHOLE
    }

    /**
     * @param finishedAt absent while it is under way
     * @param report the faults are those that were kept: the first hundred. Of a night, members, entries and outstanding are of
     *     those whom it looked at
     * @param changed how many of the members were looked at because their ledger had changed, or a fault had been found
     * @param endsRound whether everybody has been looked at since the round began, and what concerns all members with it
     */
    record Check(
            Instant startedAt,
            @Nullable Instant finishedAt,
            Extent extent,
            VerifyLedger.Report report,
            long changed,
            boolean endsRound) {

        public Duration took() {
            return finishedAt == null ? Duration.ZERO : Duration.between(startedAt, finishedAt);
        }

        public boolean sawEverything() {
            return extent == Extent.WHOLE || endsRound;
        }

        /** Whose turn it was. */
        public long inTurn() {
            return report.members() - changed;
        }
    }

    /**
     * @param seen members looked at in it
     * @param expected about how many there are; 0 before the first round has ended
     */
    record Round(Instant beganAt, long seen, long expected) {}
}
