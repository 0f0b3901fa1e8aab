package io.perennial.membership.application;

import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.SignInByCode;
import io.perennial.membership.application.SendingCodes.Brought;
import io.perennial.membership.domain.Identities;
import io.perennial.membership.domain.Identities.Held;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.Passkeys;
import io.perennial.membership.domain.Passwords;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SigningInByCode implements SignInByCode {

    private static final String VIA = "portal";

    private final SendingCodes codes;
    private final EnrolMembers enrolMembers;
    private final Members members;
    private final Identities identities;
    private final Passwords passwords;
    private final Passkeys passkeys;
    private final LosingIdentifiers losing;
    private final IdentitySettings settings;
    private final Clock clock;

    SigningInByCode(
            SendingCodes codes,
            EnrolMembers enrolMembers,
            Members members,
            Identities identities,
            Passwords passwords,
            Passkeys passkeys,
            LosingIdentifiers losing,
            IdentitySettings settings,
            Clock clock) {
        this.codes = codes;
        this.enrolMembers = enrolMembers;
        this.members = members;
        this.identities = identities;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.losing = losing;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Sending send(Identifier phone) {
        requirePhone(phone);
        return codes.send(phone);
    }

    @Override
    @Transactional
    public Outcome confirm(Identifier phone, String code) {
        return withRightCode(phone, code, () -> {
            var held = identities.find(phone);
            if (held.isPresent() && mayHaveChangedHands(held.get())) {
                codes.giveBack(phone);
                return new Outcome.Whose();
            }
            return comeIn(phone, held);
        });
    }

    @Override
    @Transactional
    public Outcome confirmAsBefore(Identifier phone, String code) {
        return withRightCode(phone, code, () -> {
            var held = identities.find(phone);
            if (held.isPresent() && mayHaveChangedHands(held.get()) && hasOtherWay(held.get())) {
                codes.useUp(phone);
                return new Outcome.OtherWayNeeded();
            }
            return comeIn(phone, held);
        });
    }

    @Override
    @Transactional
    public Outcome confirmAsNewcomer(Identifier phone, String code) {
        return withRightCode(phone, code, () -> {
            // Of a number that was proven of late nobody can say that it is new to them.
            identities.find(phone).filter(this::mayHaveChangedHands).ifPresent(losing::toAnother);
            return comeIn(phone, identities.find(phone));
        });
    }

    private Outcome withRightCode(Identifier phone, String code, Supplier<Outcome> then) {
        requirePhone(phone);
        return switch (codes.bring(phone, code)) {
            case Brought.NoneValid _ -> new Outcome.NoValidCode();
            case Brought.Wrong(var left) -> new Outcome.WrongCode(left);
            case Brought.Right _ -> then.get();
        };
    }

    private Outcome comeIn(Identifier phone, Optional<Held> held) {
        codes.useUp(phone);
        var enrolled =
                enrolMembers.enrol(List.of(new Enrolment(phone, null, VIA))).getFirst();
        if (!enrolled.isNew() && members.status(enrolled.member()).equals(Optional.of(MemberStatus.CLOSED))) {
            return new Outcome.Closed();
        }
        identities.prove(phone, clock.instant());
        if (enrolled.isNew()) {
            return new Outcome.SignedIn(enrolled.member(), Arrival.JOINED);
        }
        var claimed = held.isPresent() && held.get().provenAt().isEmpty();
        return new Outcome.SignedIn(enrolled.member(), claimed ? Arrival.CLAIMED : Arrival.BACK);
    }

    private boolean mayHaveChangedHands(Held held) {
        return held.mayHaveChangedHands(clock.instant(), settings.numbersReissuedAfter());
    }

    /** Whether the person of before can come in without this number. */
    private boolean hasOtherWay(Held phone) {
        var member = phone.member();
        return passwords.emailOf(member).isPresent()
                || !passkeys.of(KeyHolder.of(member)).isEmpty()
                || identities.of(member).stream()
                        .filter(Held::proven)
                        .filter(other -> !other.identifier().equals(phone.identifier()))
                        .anyMatch(other -> !mayHaveChangedHands(other));
    }

    private static void requirePhone(Identifier phone) {
        if (phone.kind() != Kind.PHONE) {
            throw new IllegalArgumentException("sign-in codes go to phones");
        }
    }
}
