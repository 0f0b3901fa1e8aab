package io.perennial.membership.domain;

import io.perennial.membership.AppointStaff.Account;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The accounts of all staff, in the order of their logins, with the hashes of their passwords. */
public interface StaffAccounts {

    List<Account> all();

    /** The same; nobody else can change an account before this transaction ends. */
    List<Account> lockAll();

    Optional<Credential> find(Login login);

    Optional<Credential> find(StaffId staff);

    record Credential(Account account, String hash) {}

    /** @return whether the login was free, and so the account is there now */
    boolean add(Account account, String hash);

    void changeRoles(StaffId staff, Set<StaffRole> roles);

    void disable(StaffId staff, boolean disabled);

    /** @return whether the old hash was still in force, and so was replaced */
    boolean replacePassword(StaffId staff, String old, String replacement);
}
