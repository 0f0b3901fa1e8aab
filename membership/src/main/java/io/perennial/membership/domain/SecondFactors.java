package io.perennial.membership.domain;

import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The apps of staff that make codes, with their encrypted secrets, and the recovery codes as hashes. */
public interface SecondFactors {

    Optional<App> app(StaffId staff);

    /** The same; nobody else can take a code of it before this transaction ends. */
    Optional<App> lockApp(StaffId staff);

    /** Keeps a secret that waits for its first code, in place of one that waits already. */
    void begin(StaffId staff, byte[] encrypted, Instant at);

    /** The secret has shown its first code. */
    void confirm(StaffId staff, long step, Instant at);

    void taken(StaffId staff, long step);

    boolean dropApp(StaffId staff);

    void replaceRecoveryCodes(StaffId staff, List<RecoveryCode> codes);

    /** @return whether it was one of theirs, which is gone now */
    boolean useRecoveryCode(StaffId staff, RecoveryCode code);

    int recoveryCodes(StaffId staff);

    record App(byte[] encrypted, long lastStep, boolean confirmed) {}
}
