package io.perennial.membership;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The second factor of staff beside their password: an app that shows a code every thirty seconds (RFC 6238), passkeys, and
 * ten recovery codes for the day on which both are lost. Secrets are encrypted with the key of the configuration and never
 * shown again; recovery codes are kept as hashes and work once. Every change is audited.
 */
public interface KeepSecondFactor {

    State of(StaffId staff);

    /** Whether a password alone does not let them in. */
    boolean isSetUp(StaffId staff);

    /**
     * Whether people with these roles must have one, by the configuration. Nobody must where no key for secrets is configured.
     */
    boolean isRequiredOf(Set<StaffRole> roles);

    /**
     * Makes a secret for the app; an app that is in use stays so until the new one is confirmed.
     *
     * @return nothing where no key for secrets is configured
     */
    Optional<Setup> beginApp(StaffId staff);

    /** What was begun and not confirmed yet. */
    Optional<Setup> begun(StaffId staff);

    Confirming confirmApp(StaffId staff, String code);

    boolean dropApp(StaffId staff);

    /** The old ones stop working; shown this once. */
    List<String> renewRecoveryCodes(StaffId staff);

    /** Takes app, passkeys and recovery codes away from someone who lost them; signing them out is the caller's. */
    Resetting reset(StaffId staff, StaffId by);

    /** @param recoveryCodes how many are left */
    record State(boolean app, int passkeys, int recoveryCodes) {

        /** Whether a password alone does not let them in. */
        public boolean isSetUp() {
            return app || passkeys > 0;
        }
    }

    /**
     * @param secret in Base32, for those who type it
     * @param address {@code otpauth://}, for those who scan it
     */
    record Setup(String secret, String address) {

        @Override
        public String toString() {
            return "Setup[]";
        }
    }

    sealed interface Confirming {
        /** @param recoveryCodes new ones, shown this once; none where there are some already */
        record Confirmed(List<String> recoveryCodes) implements Confirming {

            @Override
            public String toString() {
                return "Confirmed[]";
            }
        }

        record WrongCode() implements Confirming {}

        /** Nothing was begun. */
        record NotBegun() implements Confirming {}
    }

    enum Resetting {
        RESET,
        /** There was nothing to take away. */
        NOTHING_SET_UP,
        UNKNOWN_STAFF,
        /** Nobody resets their own. */
        THEMSELVES
    }
}
