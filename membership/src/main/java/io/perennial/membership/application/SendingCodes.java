package io.perennial.membership.application;

import io.perennial.membership.Identifier;
import io.perennial.membership.Programme;
import io.perennial.membership.SignInByCode.Sending;
import io.perennial.membership.domain.CodeHash;
import io.perennial.membership.domain.CodeMessages;
import io.perennial.membership.domain.SignInCode;
import io.perennial.membership.domain.SignInCodes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One-time codes, whatever they are for: whoever brings one has shown that the phone or the address is theirs. A code is
 * stored before it is sent, so that of two senders only the one that stored sends, and no transaction waits for a channel.
 * Without a channel the application starts, and every sending fails before a code is made.
 */
@Component
class SendingCodes {

    private static final Logger log = LoggerFactory.getLogger(SendingCodes.class);

    private static final int CODES = 1_000_000;
    private static final Duration KEPT = Duration.ofDays(2);

    private final SignInCodes codes;
    private final ObjectProvider<CodeMessages> messages;
    private final Programme programme;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    SendingCodes(
            SignInCodes codes,
            ObjectProvider<CodeMessages> messages,
            Programme programme,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.codes = codes;
        this.messages = messages;
        this.programme = programme;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    Sending send(Identifier recipient) {
        requireProvable(recipient);
        var channel = messages.getIfAvailable();
        if (channel == null) {
            log.error("No channel for one-time codes is configured: nobody can sign in by phone or reset a password");
            throw new IllegalStateException("no channel for one-time codes is configured");
        }
        codes.forgetBefore(clock.instant().minus(KEPT));
        var code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        var tooOften = transaction.execute(_ -> prepare(recipient, code));
        if (tooOften.isPresent()) {
            return new Sending.TooOften(tooOften.get());
        }
        channel.send(recipient, code, SignInCode.VALID_FOR);
        return new Sending.Sent(SignInCode.VALID_FOR);
    }

    private Optional<Duration> prepare(Identifier recipient, String code) {
        var now = clock.instant();
        var last = codes.lock(recipient, SignInCode.none(now, programme.zone()));
        var wait = last.waitFor(now, programme.zone());
        if (wait.isEmpty()) {
            codes.store(recipient, last.next(CodeHash.of(recipient, code), now, programme.zone()));
        }
        return wait;
    }

    /** What a code that somebody brings is worth. */
    sealed interface Brought {
        /** It still has to be used up, or its try given back when it is to be brought again. */
        record Right() implements Brought {}

        record Wrong(int triesLeft) implements Brought {}

        record NoneValid() implements Brought {}
    }

    /** A wrong code is an answer, not a failure: the try that it cost stays spent. Others who bring it wait meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Brought bring(Identifier recipient, String code) {
        requireProvable(recipient);
        var tried = codes.spendTry(recipient, clock.instant());
        if (tried.isEmpty()) {
            return new Brought.NoneValid();
        }
        if (tried.get().hash().matches(recipient, code.strip())) {
            return new Brought.Right();
        }
        if (tried.get().triesLeft() == 0) {
            log.warn("A one-time code was used up by wrong tries");
        }
        return new Brought.Wrong(tried.get().triesLeft());
    }

    void useUp(Identifier recipient) {
        codes.useUp(recipient);
    }

    void giveBack(Identifier recipient) {
        codes.giveTryBack(recipient);
    }

    static void requireProvable(Identifier recipient) {
        switch (recipient.kind()) {
            case PHONE, EMAIL -> {}
            case CARD_NUMBER, CUSTOMER_NUMBER, WECHAT, ALIPAY, WHATSAPP ->
                throw new IllegalArgumentException("codes go to phones and e-mail addresses");
        }
    }
}
