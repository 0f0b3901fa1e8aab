package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.ResetPassword.Outcome;
import io.perennial.membership.SignInByPassword.Weakness;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MembershipTest
class ResetPasswordTests {

    private static final Identifier EMAIL = new Identifier(Kind.EMAIL, "lin@example.com");
    private static final Identifier PHONE = new Identifier(Kind.PHONE, "+8613800138000");
    private static final String FORGOTTEN = "a garden in May";
    private static final String NEW = "a rose is a rose";

    private final ResetPassword resetPassword;
    private final SignInByPassword signInByPassword;
    private final SignInByCode signInByCode;
    private final KeepIdentifiers identifiers;
    private final EnrolMembers enrolMembers;
    private final ChangeMemberStatus changeMemberStatus;
    private final RecordedCodeMessages messages;
    private final TurnableClock clock;

    ResetPasswordTests(
            ResetPassword resetPassword,
            SignInByPassword signInByPassword,
            SignInByCode signInByCode,
            KeepIdentifiers identifiers,
            EnrolMembers enrolMembers,
            ChangeMemberStatus changeMemberStatus,
            RecordedCodeMessages messages,
            TurnableClock clock) {
        this.resetPassword = resetPassword;
        this.signInByPassword = signInByPassword;
        this.signInByCode = signInByCode;
        this.identifiers = identifiers;
        this.enrolMembers = enrolMembers;
        this.changeMemberStatus = changeMemberStatus;
        this.messages = messages;
        this.clock = clock;
    }

    @BeforeEach
    void nothing_was_sent() {
        messages.clear();
    }

    @Test
    void replaces_the_password_by_a_code_to_the_address_and_lifts_a_lock() {
        var lin = enrol();
        for (var i = 0; i < 10; i++) {
            signInByPassword.signIn(EMAIL, "guess " + i);
        }
        assertThat(signInByPassword.signIn(EMAIL, FORGOTTEN)).isInstanceOf(SignInByPassword.Outcome.Locked.class);

        resetPassword.send(EMAIL);
        assertThat(resetPassword.reset(EMAIL, messages.lastFor(EMAIL), NEW)).isEqualTo(new Outcome.Reset(lin));

        assertThat(signInByPassword.signIn(EMAIL, NEW)).isEqualTo(new SignInByPassword.Outcome.SignedIn(lin));
        assertThat(signInByPassword.signIn(EMAIL, FORGOTTEN)).isEqualTo(new SignInByPassword.Outcome.Refused());
        assertThat(identifiers.of(lin).getFirst().provenAt()).isPresent();
    }

    @Test
    void takes_a_code_to_the_phone_of_the_same_account_as_well() {
        signInByCode.send(PHONE);
        var lin = ((SignInByCode.Outcome.SignedIn) signInByCode.confirm(PHONE, messages.lastFor(PHONE))).member();
        identifiers.send(lin, EMAIL);
        identifiers.confirm(lin, EMAIL, messages.lastFor(EMAIL), java.util.Optional.empty());
        clock.turn(Duration.ofMinutes(1));

        resetPassword.send(PHONE);
        assertThat(resetPassword.reset(PHONE, messages.lastFor(PHONE), NEW)).isEqualTo(new Outcome.Reset(lin));
        assertThat(signInByPassword.signIn(EMAIL, NEW)).isEqualTo(new SignInByPassword.Outcome.SignedIn(lin));
    }

    @Test
    void gives_a_first_password_to_whom_a_till_enrolled_by_address() {
        var lin = enrolMembers
                .enrol(List.of(new Enrolment(EMAIL, "Lin", "till")))
                .getFirst()
                .member();

        resetPassword.send(EMAIL);
        assertThat(resetPassword.reset(EMAIL, messages.lastFor(EMAIL), NEW)).isEqualTo(new Outcome.Reset(lin));
        assertThat(signInByPassword.signIn(EMAIL, NEW)).isEqualTo(new SignInByPassword.Outcome.SignedIn(lin));
    }

    @Test
    void sends_alike_to_addresses_that_belong_to_nobody() {
        enrol();
        var nobodys = new Identifier(Kind.EMAIL, "nobody@example.com");

        assertThat(resetPassword.send(nobodys)).isEqualTo(resetPassword.send(EMAIL));
        assertThat(resetPassword.reset(nobodys, messages.lastFor(nobodys), NEW))
                .isEqualTo(new Outcome.NothingToReset());
    }

    @Test
    void refuses_a_weak_password_without_a_try() {
        enrol();
        resetPassword.send(EMAIL);

        for (var i = 0; i < 6; i++) {
            assertThat(resetPassword.reset(EMAIL, messages.lastFor(EMAIL), "short"))
                    .isEqualTo(new Outcome.WeakPassword(Weakness.TOO_SHORT));
        }
        assertThat(resetPassword.reset(EMAIL, messages.lastFor(EMAIL), NEW)).isInstanceOf(Outcome.Reset.class);
    }

    @Test
    void takes_a_code_once_for_five_minutes() {
        enrol();
        resetPassword.send(EMAIL);
        clock.turn(Duration.ofMinutes(5));
        assertThat(resetPassword.reset(EMAIL, messages.lastFor(EMAIL), NEW)).isEqualTo(new Outcome.NoValidCode());

        resetPassword.send(EMAIL);
        var code = messages.lastFor(EMAIL);
        resetPassword.reset(EMAIL, code, NEW);
        assertThat(resetPassword.reset(EMAIL, code, FORGOTTEN)).isEqualTo(new Outcome.NoValidCode());
        assertThat(signInByPassword.signIn(EMAIL, FORGOTTEN)).isEqualTo(new SignInByPassword.Outcome.Refused());
    }

    @Test
    void judges_at_most_five_of_twenty_guesses_at_once() throws Exception {
        enrol();
        resetPassword.send(EMAIL);
        var wrong = messages.lastFor(EMAIL).equals("000000") ? "000001" : "000000";

        var outcomes = Together.run(20, () -> resetPassword.reset(EMAIL, wrong, NEW));

        assertThat(outcomes).filteredOn(Outcome.WrongCode.class::isInstance).hasSize(5);
    }

    @Test
    void resets_nothing_on_a_closed_account() {
        var lin = enrol();
        changeMemberStatus.change(lin, MemberStatus.CLOSED, "asked for it", StaffId.next());
        resetPassword.send(EMAIL);

        assertThat(resetPassword.reset(EMAIL, messages.lastFor(EMAIL), NEW)).isEqualTo(new Outcome.NothingToReset());
    }

    private MemberId enrol() {
        return ((SignInByPassword.Enrolling.Enrolled) signInByPassword.enrol(EMAIL, FORGOTTEN, null)).member();
    }
}
