package io.perennial.membership;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Staff sign in by login name and password; ten failures in a row lock the login for fifteen minutes, whether or not it
 * belongs to anyone. Failures are forgotten after a day without any.
 */
public interface SignInStaff {

    Outcome signIn(String login, String password);

    SignInByPassword.Changing changePassword(StaffId staff, String current, String replacement);

    /** The account as it is now, for each request: a disabled one or a removed role acts at once. */
    Optional<Staff> find(StaffId staff);

    record Staff(StaffId id, String login, String displayName, Set<StaffRole> roles) {}

    sealed interface Outcome {
        record SignedIn(Staff staff) implements Outcome {}

        /** Unknown, disabled, or wrong password: one answer. */
        record Refused() implements Outcome {}

        record Locked(Duration waitFor) implements Outcome {}
    }
}
