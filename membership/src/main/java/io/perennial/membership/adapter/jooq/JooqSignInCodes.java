package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipSignInCode.MEMBERSHIP_SIGN_IN_CODE;

import io.perennial.membership.Identifier;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipSignInCodeRecord;
import io.perennial.membership.domain.CodeHash;
import io.perennial.membership.domain.SignInCode;
import io.perennial.membership.domain.SignInCodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqSignInCodes implements SignInCodes {

    private static final int FORGOTTEN_AT_ONCE = 100;

    private final DSLContext dsl;

    JooqSignInCodes(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public SignInCode lock(Identifier recipient, SignInCode none) {
        // The upsert makes a row to lock where there is none, and has it locked when this answers.
        dsl.insertInto(MEMBERSHIP_SIGN_IN_CODE)
                .set(toRow(recipient, none))
                .onDuplicateKeyUpdate()
                .set(MEMBERSHIP_SIGN_IN_CODE.SENT_TODAY, MEMBERSHIP_SIGN_IN_CODE.SENT_TODAY)
                .execute();
        return dsl.selectFrom(MEMBERSHIP_SIGN_IN_CODE)
                .where(MEMBERSHIP_SIGN_IN_CODE.RECIPIENT.eq(digest(recipient)))
                .forUpdate()
                .fetchSingle(JooqSignInCodes::toCode);
    }

    @Override
    public void store(Identifier recipient, SignInCode code) {
        dsl.update(MEMBERSHIP_SIGN_IN_CODE)
                .set(toRow(recipient, code))
                .where(MEMBERSHIP_SIGN_IN_CODE.RECIPIENT.eq(digest(recipient)))
                .execute();
    }

    @Override
    public Optional<Tried> spendTry(Identifier recipient, Instant now) {
        var spent = dsl.update(MEMBERSHIP_SIGN_IN_CODE)
                .set(MEMBERSHIP_SIGN_IN_CODE.TRIES_LEFT, MEMBERSHIP_SIGN_IN_CODE.TRIES_LEFT.minus(1))
                .where(MEMBERSHIP_SIGN_IN_CODE.RECIPIENT.eq(digest(recipient)))
                .and(MEMBERSHIP_SIGN_IN_CODE.TRIES_LEFT.gt(0))
                .and(MEMBERSHIP_SIGN_IN_CODE.EXPIRES_AT.gt(now))
                .execute();
        if (spent == 0) {
            return Optional.empty();
        }
        return dsl.selectFrom(MEMBERSHIP_SIGN_IN_CODE)
                .where(MEMBERSHIP_SIGN_IN_CODE.RECIPIENT.eq(digest(recipient)))
                .fetchOptional(row -> new Tried(CodeHash.stored(row.getCodeHash()), row.getTriesLeft()));
    }

    @Override
    public void giveTryBack(Identifier recipient) {
        dsl.update(MEMBERSHIP_SIGN_IN_CODE)
                .set(MEMBERSHIP_SIGN_IN_CODE.TRIES_LEFT, MEMBERSHIP_SIGN_IN_CODE.TRIES_LEFT.plus(1))
                .where(MEMBERSHIP_SIGN_IN_CODE.RECIPIENT.eq(digest(recipient)))
                .execute();
    }

    @Override
    public void useUp(Identifier recipient) {
        dsl.update(MEMBERSHIP_SIGN_IN_CODE)
                .set(MEMBERSHIP_SIGN_IN_CODE.TRIES_LEFT, 0)
                .where(MEMBERSHIP_SIGN_IN_CODE.RECIPIENT.eq(digest(recipient)))
                .execute();
    }

    @Override
    public void forgetBefore(Instant instant) {
        dsl.deleteFrom(MEMBERSHIP_SIGN_IN_CODE)
                .where(MEMBERSHIP_SIGN_IN_CODE.SENT_AT.lt(instant))
                .orderBy(MEMBERSHIP_SIGN_IN_CODE.SENT_AT)
                .limit(FORGOTTEN_AT_ONCE)
                .execute();
    }

    private static MembershipSignInCodeRecord toRow(Identifier recipient, SignInCode code) {
        return new MembershipSignInCodeRecord(
                digest(recipient),
                code.hash().bytes(),
                code.triesLeft(),
                code.sentAt(),
                code.expiresAt(),
                code.sentOn(),
                code.sentToday());
    }

    private static SignInCode toCode(MembershipSignInCodeRecord row) {
        return new SignInCode(
                CodeHash.stored(row.getCodeHash()),
                row.getTriesLeft(),
                row.getSentAt(),
                row.getExpiresAt(),
                row.getSentOn(),
                row.getSentToday());
    }

    private static byte[] digest(Identifier recipient) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((recipient.kind().name() + ' ' + recipient.value()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
