package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps how staff came in, or did not, for {@value #DAYS_KEPT} days. */
public interface KeepStaffSignIns {

    int DAYS_KEPT = 400;

    /** By the login that was typed; one that belongs to nobody is counted without it. */
    void keep(String login, How outcome, From from);

    void keep(StaffId staff, How outcome, From from);

    /** Newest first, by keyset. */
    Page find(Query query);

    /** What came of it. */
    enum How {
        /** With the password, where no second step is asked for. */
        SIGNED_IN,
        /** With the password; the second step is still to come. */
        PASSWORD_RIGHT,
        PASSWORD_WRONG,
        PASSWORD_LOCKED,
        /** In, with the second step. */
        SECOND_RIGHT,
        SECOND_WRONG,
        SECOND_LOCKED;

        /** Whether it let somebody in. */
        public boolean isIn() {
            return this == SIGNED_IN || this == SECOND_RIGHT;
        }

        public boolean isFailure() {
            return this != SIGNED_IN && this != PASSWORD_RIGHT && this != SECOND_RIGHT;
        }
    }

    /**
     * @param device what the browser says it is, blank where nothing is known
     * @param address the network, shortened so that it names no single device
     */
    record From(String device, String address) {}

    /**
     * @param newDevicesOnly only where somebody came in with a device, or from a network, from which they had not before
     * @param limit 1 to 200
     */
    record Query(
            Optional<StaffId> staff, Optional<How> outcome, boolean newDevicesOnly, Optional<UUID> before, int limit) {}

    record Page(List<Try> tries, boolean hasMore) {}

    /** @param staff nobody where the login belongs to nobody */
    record Try(
            UUID id,
            Instant at,
            @Nullable StaffId staff,
            @Nullable String staffName,
            How outcome,
            From from,
            boolean newDevice,
            @Nullable String requestId) {}
}
