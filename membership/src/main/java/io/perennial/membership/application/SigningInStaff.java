package io.perennial.membership.application;

import io.perennial.membership.AppointStaff.Account;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.SignInByPassword.Changing;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Login;
import io.perennial.membership.domain.PasswordHashes;
import io.perennial.membership.domain.PasswordRule;
import io.perennial.membership.domain.SignInAccount;
import io.perennial.membership.domain.StaffAccounts;
import io.perennial.membership.domain.StaffAccounts.Credential;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Hashing takes long on purpose, so it happens outside every transaction. */
@Component
class SigningInStaff implements SignInStaff {

    private final StaffAccounts accounts;
    private final PasswordHashes hashes;
    private final CountingTries tries;
    private final RecordChange recordChange;
    private final TransactionTemplate transaction;

    SigningInStaff(
            StaffAccounts accounts,
            PasswordHashes hashes,
            CountingTries tries,
            RecordChange recordChange,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.hashes = hashes;
        this.tries = tries;
        this.recordChange = recordChange;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Outcome signIn(String login, String password) {
        var typed = Login.typed(login);
        var account = SignInAccount.ofStaff(typed);
        var locked = tries.begin(account);
        if (locked.isPresent()) {
            return new Outcome.Locked(locked.get());
        }
        var credential = Login.parse(typed).flatMap(accounts::find);
        var right = hashes.matches(password, credential.map(Credential::hash));
        if (!right || credential.isEmpty() || credential.get().account().disabled()) {
            return new Outcome.Refused();
        }
        tries.succeeded(account);
        renew(credential.get(), password);
        return new Outcome.SignedIn(toStaff(credential.get().account()));
    }

    private void renew(Credential credential, String password) {
        if (hashes.isOutdated(credential.hash())) {
            accounts.replacePassword(credential.account().id(), credential.hash(), hashes.hash(password));
        }
    }

    @Override
    public Changing changePassword(StaffId staff, String current, String replacement) {
        var credential = accounts.find(staff);
        if (credential.isEmpty() || credential.get().account().disabled()) {
            return new Changing.NoPassword();
        }
        var account = SignInAccount.ofStaff(credential.get().account().login());
        var old = credential.get().hash();
        if (tries.begin(account).isPresent() || !hashes.matches(current, Optional.of(old))) {
            return new Changing.WrongPassword();
        }
        tries.succeeded(account);
        var weakness = PasswordRule.weaknessOf(replacement);
        if (weakness.isPresent()) {
            return new Changing.WeakPassword(weakness.get());
        }
        var hash = hashes.hash(replacement);
        return transaction.execute(_ -> {
            if (!accounts.replacePassword(staff, old, hash)) {
                return new Changing.WrongPassword();
            }
            recordChange.record(new Change(staff, "staff.password-changed", "staff", staff.toString(), null, null));
            return new Changing.Changed();
        });
    }

    @Override
    public Optional<Staff> find(StaffId staff) {
        return accounts.find(staff)
                .map(Credential::account)
                .filter(account -> !account.disabled())
                .map(SigningInStaff::toStaff);
    }

    private static Staff toStaff(Account account) {
        return new Staff(account.id(), account.login(), account.displayName(), account.roles());
    }
}
