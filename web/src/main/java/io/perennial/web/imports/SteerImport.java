package io.perennial.web.imports;

import io.perennial.membership.StaffId;
import java.util.Optional;

/** Staff start a checked file, give one up, or resume one that stopped. Audited. A second click changes nothing. */
public interface SteerImport {

    /** @param attended whether the caller runs it itself, as the command line does */
    Outcome start(ImportId id, Optional<StaffId> by, boolean attended);

    Outcome cancel(ImportId id, Optional<StaffId> by);

    Outcome resume(ImportId id, Optional<StaffId> by, boolean attended);

    sealed interface Outcome {
        record Done() implements Outcome {}

        record NotNow(ImportStatus status) implements Outcome {}

        record UnknownImport() implements Outcome {}
    }
}
