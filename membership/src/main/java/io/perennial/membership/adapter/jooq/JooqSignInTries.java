package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipSignInTries.MEMBERSHIP_SIGN_IN_TRIES;

import io.perennial.membership.domain.SignInAccount;
import io.perennial.membership.domain.SignInTries;
import io.perennial.membership.domain.Tries;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqSignInTries implements SignInTries {

    private static final int FORGOTTEN_AT_ONCE = 100;

    private final DSLContext dsl;

    JooqSignInTries(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Tries lock(SignInAccount account, Instant now) {
        // The upsert makes a row to lock where there is none, and has it locked when this answers.
        dsl.insertInto(MEMBERSHIP_SIGN_IN_TRIES)
                .set(MEMBERSHIP_SIGN_IN_TRIES.ACCOUNT, account.digest())
                .set(MEMBERSHIP_SIGN_IN_TRIES.FAILURES, 0)
                .set(MEMBERSHIP_SIGN_IN_TRIES.LAST_AT, now)
                .onDuplicateKeyUpdate()
                .set(MEMBERSHIP_SIGN_IN_TRIES.LAST_AT, now)
                .execute();
        return dsl.selectFrom(MEMBERSHIP_SIGN_IN_TRIES)
                .where(MEMBERSHIP_SIGN_IN_TRIES.ACCOUNT.eq(account.digest()))
                .forUpdate()
                .fetchSingle(row -> new Tries(row.getFailures(), Optional.ofNullable(row.getLockedUntil())));
    }

    @Override
    public void store(SignInAccount account, Tries tries, Instant now) {
        dsl.update(MEMBERSHIP_SIGN_IN_TRIES)
                .set(MEMBERSHIP_SIGN_IN_TRIES.FAILURES, tries.failures())
                .set(MEMBERSHIP_SIGN_IN_TRIES.LOCKED_UNTIL, tries.lockedUntil().orElse(null))
                .set(MEMBERSHIP_SIGN_IN_TRIES.LAST_AT, now)
                .where(MEMBERSHIP_SIGN_IN_TRIES.ACCOUNT.eq(account.digest()))
                .execute();
    }

    @Override
    public void forget(SignInAccount account) {
        dsl.deleteFrom(MEMBERSHIP_SIGN_IN_TRIES)
                .where(MEMBERSHIP_SIGN_IN_TRIES.ACCOUNT.eq(account.digest()))
                .execute();
    }

    @Override
    public void forgetBefore(Instant instant) {
        // Read first, without a lock: to look for them by deleting would wait for whoever tries just now, and deadlock.
        var old = dsl.select(MEMBERSHIP_SIGN_IN_TRIES.ACCOUNT)
                .from(MEMBERSHIP_SIGN_IN_TRIES)
                .where(MEMBERSHIP_SIGN_IN_TRIES.LAST_AT.lt(instant))
                .orderBy(MEMBERSHIP_SIGN_IN_TRIES.LAST_AT)
                .limit(FORGOTTEN_AT_ONCE)
                .fetch(MEMBERSHIP_SIGN_IN_TRIES.ACCOUNT);
        if (!old.isEmpty()) {
            dsl.deleteFrom(MEMBERSHIP_SIGN_IN_TRIES)
                    .where(MEMBERSHIP_SIGN_IN_TRIES.ACCOUNT.in(old), MEMBERSHIP_SIGN_IN_TRIES.LAST_AT.lt(instant))
                    .execute();
        }
    }
}
