package io.perennial.membership.application;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ResetPassword;
import io.perennial.membership.SignInByCode.Sending;
import io.perennial.membership.application.SendingCodes.Brought;
import io.perennial.membership.domain.Identities;
import io.perennial.membership.domain.Identities.Held;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.PasswordHashes;
import io.perennial.membership.domain.PasswordRule;
import io.perennial.membership.domain.Passwords;
import io.perennial.membership.domain.SignInAccount;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Hashing takes long on purpose, so it happens before the transaction, whatever the code is worth. */
@Component
class ResettingPassword implements ResetPassword {

    private final SendingCodes codes;
    private final Identities identities;
    private final Members members;
    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final CountingTries tries;
    private final IdentitySettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ResettingPassword(
            SendingCodes codes,
            Identities identities,
            Members members,
            Passwords passwords,
            PasswordHashes hashes,
            CountingTries tries,
            IdentitySettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.codes = codes;
        this.identities = identities;
        this.members = members;
        this.passwords = passwords;
        this.hashes = hashes;
        this.tries = tries;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Sending send(Identifier recipient) {
        return codes.send(recipient);
    }

    @Override
    public Outcome reset(Identifier recipient, String code, String replacement) {
        var weakness = PasswordRule.weaknessOf(replacement);
        if (weakness.isPresent()) {
            return new Outcome.WeakPassword(weakness.get());
        }
        var hash = hashes.hash(replacement);
        return transaction.execute(_ -> switch (codes.bring(recipient, code)) {
            case Brought.NoneValid _ -> new Outcome.NoValidCode();
            case Brought.Wrong(var left) -> new Outcome.WrongCode(left);
            case Brought.Right _ -> store(recipient, hash);
        });
    }

    private Outcome store(Identifier recipient, String hash) {
        codes.useUp(recipient);
        var now = clock.instant();
        var held = identities
                .find(recipient)
                .filter(found -> !found.mayHaveChangedHands(now, settings.numbersReissuedAfter()))
                .filter(found -> !members.lock(found.member()).equals(Optional.of(MemberStatus.CLOSED)));
        if (held.isEmpty()) {
            return new Outcome.NothingToReset();
        }
        var member = held.get().member();
        var addresses = identities.of(member).stream()
                .map(Held::identifier)
                .filter(identifier -> identifier.kind() == Kind.EMAIL)
                .toList();
        if (addresses.isEmpty()) {
            return new Outcome.NothingToReset();
        }
        identities.prove(recipient, now);
        passwords.store(member, hash, now);
        addresses.forEach(address -> tries.succeeded(SignInAccount.ofMember(address)));
        return new Outcome.Reset(member);
    }
}
