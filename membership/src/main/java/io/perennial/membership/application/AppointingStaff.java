package io.perennial.membership.application;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.domain.DisplayName;
import io.perennial.membership.domain.Login;
import io.perennial.membership.domain.PasswordHashes;
import io.perennial.membership.domain.PasswordRule;
import io.perennial.membership.domain.StaffAccounts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** All accounts are locked while one changes: they are few, and only so is the last admin known to be the last. */
@Component
class AppointingStaff implements AppointStaff {

    private final StaffAccounts accounts;
    private final PasswordHashes hashes;
    private final RecordChange recordChange;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AppointingStaff(
            StaffAccounts accounts,
            PasswordHashes hashes,
            RecordChange recordChange,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.hashes = hashes;
        this.recordChange = recordChange;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Account> accounts() {
        return accounts.all();
    }

    /** The hash is computed before the transaction, because that takes long on purpose. */
    @Override
    public Outcome appoint(
            String login, String displayName, String password, Set<StaffRole> roles, Optional<StaffId> by) {
        if (Login.parse(login).isEmpty()) {
            return new Outcome.BadLogin();
        }
        var weakness = PasswordRule.weaknessOf(password);
        if (weakness.isPresent()) {
            return new Outcome.WeakPassword(weakness.get());
        }
        var name = DisplayName.of(displayName).map(DisplayName::text).orElse(login);
        var hash = hashes.hash(password);
        return transaction.execute(_ -> {
            var account = new Account(StaffId.next(), login, name, Set.copyOf(roles), false, clock.instant());
            if (!accounts.add(account, hash)) {
                return new Outcome.LoginTaken();
            }
            record(by.orElse(null), "staff.appointed", account.id(), null, State.of(account));
            return new Outcome.Done(account.id());
        });
    }

    @Override
    @Transactional
    public Outcome changeRoles(StaffId staff, Set<StaffRole> roles, StaffId by) {
        var all = accounts.lockAll();
        var account = find(all, staff);
        if (account.isEmpty()) {
            return new Outcome.UnknownStaff();
        }
        var before = account.get();
        if (before.roles().equals(roles)) {
            return new Outcome.Done(staff);
        }
        if (!roles.contains(StaffRole.ADMIN) && isLastAdmin(all, before)) {
            return new Outcome.LastAdmin();
        }
        accounts.changeRoles(staff, roles);
        record(
                by,
                "staff.roles-changed",
                staff,
                State.of(before),
                State.of(before).with(roles));
        return new Outcome.Done(staff);
    }

    @Override
    @Transactional
    public Outcome disable(StaffId staff, StaffId by) {
        var all = accounts.lockAll();
        var account = find(all, staff);
        if (account.isEmpty()) {
            return new Outcome.UnknownStaff();
        }
        if (staff.equals(by) || isLastAdmin(all, account.get())) {
            return new Outcome.LastAdmin();
        }
        return disable(account.get(), true, by);
    }

    @Override
    @Transactional
    public Outcome enable(StaffId staff, StaffId by) {
        return find(accounts.lockAll(), staff)
                .map(account -> disable(account, false, by))
                .orElseGet(Outcome.UnknownStaff::new);
    }

    private Outcome disable(Account account, boolean disabled, StaffId by) {
        if (account.disabled() != disabled) {
            accounts.disable(account.id(), disabled);
            record(
                    by,
                    disabled ? "staff.disabled" : "staff.enabled",
                    account.id(),
                    State.of(account),
                    State.of(account).with(disabled));
        }
        return new Outcome.Done(account.id());
    }

    private static Optional<Account> find(List<Account> all, StaffId staff) {
        return all.stream().filter(account -> account.id().equals(staff)).findFirst();
    }

    private static boolean isLastAdmin(List<Account> all, Account account) {
        return isAdmin(account) && all.stream().filter(AppointingStaff::isAdmin).count() == 1;
    }

    private static boolean isAdmin(Account account) {
        return !account.disabled() && account.roles().contains(StaffRole.ADMIN);
    }

    /** What the audit trail keeps of an account. */
    private record State(String login, String displayName, Set<StaffRole> roles, boolean disabled) {

        static State of(Account account) {
            return new State(
                    account.login(), account.displayName(), new TreeSet<>(account.roles()), account.disabled());
        }

        State with(Set<StaffRole> others) {
            return new State(login, displayName, new TreeSet<>(others), disabled);
        }

        State with(boolean nowDisabled) {
            return new State(login, displayName, roles, nowDisabled);
        }
    }

    private void record(@Nullable StaffId by, String action, StaffId staff, @Nullable State before, State after) {
        recordChange.record(new Change(
                by, action, "staff", staff.toString(), before == null ? null : AsJson.of(before), AsJson.of(after)));
    }
}
