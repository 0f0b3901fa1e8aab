package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An admin creates staff accounts, changes their roles, and disables them. Audited, without passwords. */
public interface AppointStaff {

    List<Account> accounts();

    /** @param by nobody for the first account, which is created from the command line */
    Outcome appoint(String login, String displayName, String password, Set<StaffRole> roles, Optional<StaffId> by);

    Outcome changeRoles(StaffId staff, Set<StaffRole> roles, StaffId by);

    Outcome disable(StaffId staff, StaffId by);

    Outcome enable(StaffId staff, StaffId by);

    record Account(
            StaffId id, String login, String displayName, Set<StaffRole> roles, boolean disabled, Instant createdAt) {}

    sealed interface Outcome {
        record Done(StaffId staff) implements Outcome {}

        record LoginTaken() implements Outcome {}

        /** Not 3 to 40 lower-case letters, digits, dots or hyphens. */
        record BadLogin() implements Outcome {}

        record WeakPassword(SignInByPassword.Weakness weakness) implements Outcome {}

        record UnknownStaff() implements Outcome {}

        /** Nobody disables themselves or takes away the last admin. */
        record LastAdmin() implements Outcome {}
    }
}
