package io.perennial.membership.application;

import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.SignInByPassword;
import io.perennial.membership.domain.PasswordHashes;
import io.perennial.membership.domain.PasswordRule;
import io.perennial.membership.domain.Passwords;
import io.perennial.membership.domain.Passwords.Credential;
import io.perennial.membership.domain.SignInAccount;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Hashing takes long on purpose, so it happens outside every transaction. */
@Component
class SigningInByPassword implements SignInByPassword {

    private static final String VIA = "portal";

    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final CountingTries tries;
    private final EnrolMembers enrolMembers;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SigningInByPassword(
            Passwords passwords,
            PasswordHashes hashes,
            CountingTries tries,
            EnrolMembers enrolMembers,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.passwords = passwords;
        this.hashes = hashes;
        this.tries = tries;
        this.enrolMembers = enrolMembers;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The password is hashed also where the address is taken: the time tells no more than the page. */
    @Override
    public Enrolling enrol(Identifier email, String password, @Nullable String displayName) {
        requireEmail(email);
        var weakness = PasswordRule.weaknessOf(password);
        if (weakness.isPresent()) {
            return new Enrolling.WeakPassword(weakness.get());
        }
        var hash = hashes.hash(password);
        return transaction.execute(_ -> {
            var enrolled = enrolMembers
                    .enrol(List.of(new Enrolment(email, displayName, VIA)))
                    .getFirst();
            if (!enrolled.isNew()) {
                return new Enrolling.Taken();
            }
            passwords.store(enrolled.member(), hash, clock.instant());
            return new Enrolling.Enrolled(enrolled.member());
        });
    }

    @Override
    public Outcome signIn(Identifier email, String password) {
        requireEmail(email);
        var account = SignInAccount.ofMember(email);
        var locked = tries.begin(account);
        if (locked.isPresent()) {
            return new Outcome.Locked(locked.get());
        }
        var credential = passwords.of(email);
        var right = hashes.matches(password, credential.map(Credential::hash));
        if (!right || credential.isEmpty() || credential.get().status() == MemberStatus.CLOSED) {
            return new Outcome.Refused();
        }
        tries.succeeded(account);
        renew(credential.get(), password);
        return new Outcome.SignedIn(credential.get().member());
    }

    private void renew(Credential credential, String password) {
        if (hashes.isOutdated(credential.hash())) {
            passwords.replace(credential.member(), credential.hash(), hashes.hash(password), clock.instant());
        }
    }

    /** Guessing here is counted with guessing at the sign-in, and a lock there is a wrong password here. */
    @Override
    public Changing change(MemberId member, String current, String replacement) {
        var email = passwords.emailOf(member);
        var credential = passwords.of(member);
        if (email.isEmpty() || credential.isEmpty()) {
            return new Changing.NoPassword();
        }
        var account = SignInAccount.ofMember(email.get());
        var old = credential.get().hash();
        if (tries.begin(account).isPresent() || !hashes.matches(current, Optional.of(old))) {
            return new Changing.WrongPassword();
        }
        tries.succeeded(account);
        var weakness = PasswordRule.weaknessOf(replacement);
        if (weakness.isPresent()) {
            return new Changing.WeakPassword(weakness.get());
        }
        return passwords.replace(member, old, hashes.hash(replacement), clock.instant())
                ? new Changing.Changed()
                : new Changing.WrongPassword();
    }

    @Override
    public Optional<Identifier> emailOf(MemberId member) {
        return passwords.emailOf(member);
    }

    private static void requireEmail(Identifier email) {
        if (email.kind() != Kind.EMAIL) {
            throw new IllegalArgumentException("passwords go with e-mail addresses");
        }
    }
}
