package io.perennial.membership.application;

import io.perennial.membership.Ceremony;
import io.perennial.membership.CheckSecondFactor;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.PasskeyCeremonies;
import io.perennial.membership.domain.Passkeys;
import io.perennial.membership.domain.RecoveryCode;
import io.perennial.membership.domain.SecondFactors;
import io.perennial.membership.domain.SecondFactors.App;
import io.perennial.membership.domain.Secrets;
import io.perennial.membership.domain.SignInAccount;
import io.perennial.membership.domain.TimeCode;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries are counted in transactions of their own before anything is looked at, as at the first step. */
@Component
class CheckingSecondFactor implements CheckSecondFactor {

    private static final Pattern SIX_DIGITS = Pattern.compile("\\d{6}");

    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final PasskeyCeremonies ceremonies;
    private final Secrets secrets;
    private final CountingTries tries;
    private final RecordChange recordChange;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CheckingSecondFactor(
            SecondFactors factors,
            Passkeys passkeys,
            PasskeyCeremonies ceremonies,
            Secrets secrets,
            CountingTries tries,
            RecordChange recordChange,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.secrets = secrets;
        this.tries = tries;
        this.recordChange = recordChange;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Outcome check(StaffId staff, String code) {
        return counted(staff, () -> {
            var typed = code.strip();
            return SIX_DIGITS.matcher(typed.replace(" ", "")).matches()
                    ? ofApp(staff, typed.replace(" ", ""))
                    : byRecoveryCode(staff, typed);
        });
    }

    @Override
    public Ceremony beginPasskey(StaffId staff, String origin) {
        return ceremonies.toUse(passkeys.keysOf(KeyHolder.of(staff)), false, origin);
    }

    @Override
    public Outcome checkPasskey(StaffId staff, String challenge, String answer, String origin) {
        return counted(staff, () -> {
            var holder = KeyHolder.of(staff);
            var keys = passkeys.keysOf(holder);
            // No key named would mean that any will do.
            var right = !keys.isEmpty()
                    && ceremonies
                            .used(keys, false, challenge, answer, origin)
                            .filter(key -> key.holder().equals(holder))
                            .isPresent();
            return right ? new Outcome.Right() : new Outcome.Wrong();
        });
    }

    private Outcome counted(StaffId staff, Supplier<Outcome> check) {
        var account = SignInAccount.ofStaffCode(staff);
        var locked = tries.begin(account);
        if (locked.isPresent()) {
            return new Outcome.Locked(locked.get());
        }
        var outcome = transaction.execute(_ -> check.get());
        if (!(outcome instanceof Outcome.Wrong)) {
            tries.succeeded(account);
        }
        return outcome;
    }

    private Outcome ofApp(StaffId staff, String code) {
        var app = factors.lockApp(staff).filter(App::confirmed);
        if (app.isEmpty()) {
            return new Outcome.Wrong();
        }
        var secret = secrets.decrypt(app.get().encrypted(), staff.toString());
        var step = TimeCode.stepOf(code, secret, clock.instant(), app.get().lastStep());
        if (step.isEmpty()) {
            return new Outcome.Wrong();
        }
        factors.taken(staff, step.getAsLong());
        return new Outcome.Right();
    }

    private Outcome byRecoveryCode(StaffId staff, String typed) {
        var used = RecoveryCode.parse(typed).filter(code -> factors.useRecoveryCode(staff, code));
        if (used.isEmpty()) {
            return new Outcome.Wrong();
        }
        recordChange.record(new Change(staff, "staff.recovery-code-used", "staff", staff.toString(), null, null));
        return new Outcome.RightByRecoveryCode(factors.recoveryCodes(staff));
    }
}
