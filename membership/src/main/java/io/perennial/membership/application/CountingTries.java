package io.perennial.membership.application;

import io.perennial.membership.domain.SignInAccount;
import io.perennial.membership.domain.SignInTries;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts tries to sign in, each in a short transaction of its own before the password is looked at: comparing takes long,
 * and nothing stays locked meanwhile. What nobody tried for a day is forgotten.
 */
@Component
class CountingTries {

    private static final Logger log = LoggerFactory.getLogger(CountingTries.class);

    private static final Duration KEPT = Duration.ofDays(1);

    private final SignInTries tries;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CountingTries(SignInTries tries, PlatformTransactionManager transactions, Clock clock) {
        this.tries = tries;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @return how long to wait, if the account is locked and so the password must not be looked at */
    Optional<Duration> begin(SignInAccount account) {
        var now = clock.instant();
        tries.forgetBefore(now.minus(KEPT));
        return transaction.execute(_ -> {
            var before = tries.lock(account, now);
            var wait = before.waitFor(now);
            if (wait.isEmpty()) {
                var counted = before.another(now);
                tries.store(account, counted, now);
                if (counted.lockedUntil().isPresent()) {
                    log.warn(
                            "Someone is guessing at the door {}: locked after {} tries",
                            account.door(),
                            counted.failures());
                }
            }
            return wait;
        });
    }

    void succeeded(SignInAccount account) {
        tries.forget(account);
    }
}
