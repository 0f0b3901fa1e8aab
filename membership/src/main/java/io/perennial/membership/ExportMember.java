package io.perennial.membership;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hands members all that is kept about them: asked for now, ready soon after, gone a week later. */
public interface ExportMember {

    /** How long an export that is ready can be fetched. */
    Duration KEPT = Duration.ofDays(7);

    /** How long to wait before the next one is made. */
    Duration BETWEEN = Duration.ofDays(1);

    Outcome ask(MemberId member);

    /** Those asked for and those ready, the newest first; what is gone is not among them. */
    List<Export> of(MemberId member);

    /**
     * The file, a ZIP with everything as JSON and each list as CSV.
     *
     * @return nothing when this member has no such export, it is not ready, or it is gone
     */
    Optional<InputStream> open(MemberId member, ExportId export);

    record Export(ExportId id, Instant askedAt, Optional<Ready> ready) {}

    record Ready(Instant at, Instant goneAt, long bytes) {}

    sealed interface Outcome {
        record Asked(ExportId export) implements Outcome {}

        /** One is being made; that is the one to wait for. */
        record UnderWay() implements Outcome {}

        /** The last one is younger than a day, and can still be fetched. */
        record TooSoon(Instant next) implements Outcome {}

        record UnknownMember() implements Outcome {}
    }
}
