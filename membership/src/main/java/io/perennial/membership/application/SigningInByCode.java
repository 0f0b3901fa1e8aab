package io.perennial.membership.application;

import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.SignInByCode;
import io.perennial.membership.domain.CodeHash;
import io.perennial.membership.domain.CodeMessages;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.SignInCode;
import io.perennial.membership.domain.SignInCodes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The code is stored before it is sent, so that of two senders only the one that stored sends, and no transaction waits for
 * a channel. Without a channel the application starts, and every sending fails before a code is made.
 */
@Component
class SigningInByCode implements SignInByCode {

    private static final Logger log = LoggerFactory.getLogger(SigningInByCode.class);

    private static final int CODES = 1_000_000;
    private static final Duration KEPT = Duration.ofDays(2);
    private static final String VIA = "portal";

    private final SignInCodes codes;
    private final ObjectProvider<CodeMessages> messages;
    private final EnrolMembers enrolMembers;
    private final Members members;
    private final Programme programme;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    SigningInByCode(
            SignInCodes codes,
            ObjectProvider<CodeMessages> messages,
            EnrolMembers enrolMembers,
            Members members,
            Programme programme,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.codes = codes;
        this.messages = messages;
        this.enrolMembers = enrolMembers;
        this.members = members;
        this.programme = programme;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Sending send(Identifier phone) {
        requirePhone(phone);
        var channel = messages.getIfAvailable();
        if (channel == null) {
            log.error("No channel for one-time codes is configured: nobody can sign in by phone");
            throw new IllegalStateException("no channel for one-time codes is configured");
        }
        codes.forgetBefore(clock.instant().minus(KEPT));
        var code = String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
        var tooOften = transaction.execute(_ -> prepare(phone, code));
        if (tooOften.isPresent()) {
            return new Sending.TooOften(tooOften.get());
        }
        channel.send(phone, code, SignInCode.VALID_FOR);
        return new Sending.Sent(SignInCode.VALID_FOR);
    }

    private Optional<Duration> prepare(Identifier phone, String code) {
        var now = clock.instant();
        var last = codes.lock(phone, SignInCode.none(now, programme.zone()));
        var wait = last.waitFor(now, programme.zone());
        if (wait.isEmpty()) {
            codes.store(phone, last.next(CodeHash.of(phone, code), now, programme.zone()));
        }
        return wait;
    }

    /** The wrong code is an answer, not a failure: the try that it cost stays spent. */
    @Override
    @Transactional
    public Outcome confirm(Identifier phone, String code) {
        requirePhone(phone);
        var tried = codes.spendTry(phone, clock.instant());
        if (tried.isEmpty()) {
            return new Outcome.NoValidCode();
        }
        if (!tried.get().hash().matches(phone, code.strip())) {
            return new Outcome.WrongCode(tried.get().triesLeft());
        }
        codes.useUp(phone);
        var enrolled =
                enrolMembers.enrol(List.of(new Enrolment(phone, null, VIA))).getFirst();
        if (!enrolled.isNew() && members.status(enrolled.member()).equals(Optional.of(MemberStatus.CLOSED))) {
            return new Outcome.Closed();
        }
        return new Outcome.SignedIn(enrolled.member(), enrolled.isNew());
    }

    private static void requirePhone(Identifier phone) {
        if (phone.kind() != Kind.PHONE) {
            throw new IllegalArgumentException("codes go to phones");
        }
    }
}
