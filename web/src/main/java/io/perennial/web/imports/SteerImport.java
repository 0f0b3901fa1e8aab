package io.perennial.web.imports;

import io.perennial.membership.StaffId;
import java.util.Optional;

/** Staff start a checked file, give one up, or resume one that stopped. Audited. A second click changes nothing. */
public interface SteerImport {

    /** @param attended whether the caller runs it itself, as the command line does */
    Outcome start(ImportId id, Optional<StaffId> by, boolean attended);

    /** Allows a file of adjustments that waits, and starts it: by a second person. */
    Outcome approve(ImportId id, StaffId by);

    Outcome cancel(ImportId id, Optional<StaffId> by);

    Outcome resume(ImportId id, Optional<StaffId> by, boolean attended);

    sealed interface Outcome {
        record Done() implements Outcome {}

        /** @param limit what whoever started it may give and take alone */
        record WaitsForApproval(long limit) implements Outcome {}

        /** Their role does not allow it, or another one has to. */
        record NotForYou() implements Outcome {}

        record NotNow(ImportStatus status) implements Outcome {}

        record UnknownImport() implements Outcome {}
    }
}
