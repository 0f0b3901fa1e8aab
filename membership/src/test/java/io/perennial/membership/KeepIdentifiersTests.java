package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.KeepIdentifiers.Known;
import io.perennial.membership.KeepIdentifiers.Lost;
import io.perennial.membership.KeepIdentifiers.Outcome;
import io.perennial.membership.KeepIdentifiers.Removing;
import io.perennial.membership.KeepIdentifiers.Sending;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.Scenario;

@MembershipTest
class KeepIdentifiersTests {

    private static final Identifier PHONE = new Identifier(Kind.PHONE, "+8613800138000");
    private static final Identifier NEW_PHONE = new Identifier(Kind.PHONE, "+8613900139000");
    private static final Identifier EMAIL = new Identifier(Kind.EMAIL, "lin@example.com");
    private static final String PASSWORD = "a garden in May";

    private final KeepIdentifiers identifiers;
    private final SignInByCode signInByCode;
    private final SignInByPassword signInByPassword;
    private final ResetPassword resetPassword;
    private final RecogniseMembers recogniseMembers;
    private final RecordedCodeMessages messages;
    private final TurnableClock clock;

    KeepIdentifiersTests(
            KeepIdentifiers identifiers,
            SignInByCode signInByCode,
            SignInByPassword signInByPassword,
            ResetPassword resetPassword,
            RecogniseMembers recogniseMembers,
            RecordedCodeMessages messages,
            TurnableClock clock) {
        this.identifiers = identifiers;
        this.signInByCode = signInByCode;
        this.signInByPassword = signInByPassword;
        this.resetPassword = resetPassword;
        this.recogniseMembers = recogniseMembers;
        this.messages = messages;
        this.clock = clock;
    }

    @BeforeEach
    void nothing_was_sent() {
        messages.clear();
    }

    @Test
    void adds_what_is_proven_and_tells_so(Scenario scenario) {
        var lin = join(PHONE);
        assertThat(identifiers.send(lin, EMAIL)).isEqualTo(new Sending.Sent(Duration.ofMinutes(5)));

        scenario.stimulate(() -> identifiers.confirm(lin, EMAIL, messages.lastFor(EMAIL), Optional.empty()))
                .andWaitForEventOfType(IdentifiersChanged.class)
                .matching(event -> event.member().equals(lin))
                .toArriveAndVerify((event, outcome) -> assertThat(outcome).isEqualTo(new Outcome.Proven()));
        assertThat(identifiers.of(lin))
                .extracting(Known::identifier, known -> known.provenAt().isPresent(), Known::removable)
                .containsExactlyInAnyOrder(tuple(PHONE, true, true), tuple(EMAIL, true, true));
        assertThat(recogniseMembers.recognise(EMAIL)).hasValue(lin);
    }

    @Test
    void puts_the_new_phone_in_the_place_of_the_old_one() {
        var lin = join(PHONE);
        identifiers.send(lin, NEW_PHONE);

        assertThat(identifiers.confirm(lin, NEW_PHONE, messages.lastFor(NEW_PHONE), Optional.of(PHONE)))
                .isEqualTo(new Outcome.Proven());
        assertThat(recogniseMembers.recognise(NEW_PHONE)).hasValue(lin);
        assertThat(recogniseMembers.recognise(PHONE)).isEmpty();
    }

    @Test
    void counts_wrong_codes_as_at_the_sign_in() {
        var lin = join(PHONE);
        identifiers.send(lin, EMAIL);
        var wrong = messages.lastFor(EMAIL).equals("000000") ? "000001" : "000000";

        for (var left = 4; left >= 0; left--) {
            assertThat(identifiers.confirm(lin, EMAIL, wrong, Optional.empty())).isEqualTo(new Outcome.WrongCode(left));
        }
        assertThat(identifiers.confirm(lin, EMAIL, messages.lastFor(EMAIL), Optional.empty()))
                .isEqualTo(new Outcome.NoValidCode());
        assertThat(recogniseMembers.recognise(EMAIL)).isEmpty();
    }

    @Test
    void says_only_after_the_proof_that_it_is_taken_and_never_whose() {
        var lin = join(PHONE);
        var mei = join(NEW_PHONE);
        clock.turn(Duration.ofMinutes(1));

        assertThat(identifiers.send(mei, PHONE)).isInstanceOf(Sending.Sent.class);
        assertThat(identifiers.confirm(mei, PHONE, messages.lastFor(PHONE), Optional.empty()))
                .isEqualTo(new Outcome.Taken());
        assertThat(recogniseMembers.recognise(PHONE)).hasValue(lin);
    }

    @Test
    void moves_what_was_taken_to_who_proved_it_and_tells_who_lost_it() {
        var lin = join(PHONE);
        identifiers.send(lin, EMAIL);
        identifiers.confirm(lin, EMAIL, messages.lastFor(EMAIL), Optional.empty());
        var mei = join(NEW_PHONE);
        clock.turn(Duration.ofMinutes(1));
        identifiers.send(mei, PHONE);
        identifiers.confirm(mei, PHONE, messages.lastFor(PHONE), Optional.empty());

        assertThat(identifiers.takeOver(mei, PHONE, messages.lastFor(PHONE), Optional.empty()))
                .isEqualTo(new Outcome.Proven());

        assertThat(recogniseMembers.recognise(PHONE)).hasValue(mei);
        assertThat(recogniseMembers.recognise(EMAIL)).hasValue(lin);
        assertThat(identifiers.lost(lin)).containsExactly(new Lost(Kind.PHONE, "+86 •••• 8000", clock.instant()));
        assertThat(identifiers.lost(mei)).isEmpty();
    }

    @Test
    void takes_nothing_over_without_a_code_that_is_right() {
        var lin = join(PHONE);
        var mei = join(NEW_PHONE);
        clock.turn(Duration.ofMinutes(1));
        identifiers.send(mei, PHONE);
        var wrong = messages.lastFor(PHONE).equals("000000") ? "000001" : "000000";

        assertThat(identifiers.takeOver(mei, PHONE, wrong, Optional.empty())).isInstanceOf(Outcome.WrongCode.class);
        assertThat(recogniseMembers.recognise(PHONE)).hasValue(lin);
    }

    @Test
    void adds_nothing_to_an_account_of_which_nothing_is_proven() {
        var mallory = ((SignInByPassword.Enrolling.Enrolled) signInByPassword.enrol(EMAIL, PASSWORD, null)).member();

        assertThat(identifiers.send(mallory, PHONE)).isEqualTo(new Sending.ProveFirst(List.of(EMAIL)));
        signInByCode.send(PHONE);
        assertThat(identifiers.confirm(mallory, PHONE, messages.lastFor(PHONE), Optional.empty()))
                .isEqualTo(new Outcome.NotNow());
        assertThat(recogniseMembers.recognise(PHONE)).isEmpty();

        identifiers.send(mallory, EMAIL);
        assertThat(identifiers.confirm(mallory, EMAIL, messages.lastFor(EMAIL), Optional.empty()))
                .isEqualTo(new Outcome.Proven());
        clock.turn(Duration.ofMinutes(1));
        assertThat(identifiers.send(mallory, PHONE)).isInstanceOf(Sending.Sent.class);
    }

    @Test
    void keeps_the_last_that_is_proven_also_when_both_go_at_once() throws Exception {
        var lin = join(PHONE);
        assertThat(identifiers.remove(lin, PHONE)).isEqualTo(new Removing.LastProven());
        identifiers.send(lin, EMAIL);
        identifiers.confirm(lin, EMAIL, messages.lastFor(EMAIL), Optional.empty());

        var outcomes = Together.run(2, i -> () -> identifiers.remove(lin, i == 0 ? PHONE : EMAIL));

        assertThat(outcomes).containsExactlyInAnyOrder(new Removing.Removed(), new Removing.LastProven());
        assertThat(identifiers.of(lin)).hasSize(1);
    }

    @Test
    void lets_the_password_go_with_the_last_address() {
        var lin = join(PHONE);
        identifiers.send(lin, EMAIL);
        identifiers.confirm(lin, EMAIL, messages.lastFor(EMAIL), Optional.empty());
        clock.turn(Duration.ofMinutes(1));
        resetPassword.send(EMAIL);
        resetPassword.reset(EMAIL, messages.lastFor(EMAIL), PASSWORD);

        assertThat(identifiers.remove(lin, EMAIL)).isEqualTo(new Removing.Removed());
        assertThat(signInByPassword.emailOf(lin)).isEmpty();

        // Whoever has the address next does not find the old password on it.
        clock.turn(Duration.ofMinutes(1));
        identifiers.send(lin, EMAIL);
        identifiers.confirm(lin, EMAIL, messages.lastFor(EMAIL), Optional.empty());
        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isEqualTo(new SignInByPassword.Outcome.Refused());
    }

    @Test
    void removes_nothing_that_is_not_theirs() {
        var lin = join(PHONE);

        assertThat(identifiers.remove(lin, NEW_PHONE)).isEqualTo(new Removing.NotTheirs());
    }

    @Test
    void keeps_three_phones_at_most() {
        var lin = join(PHONE);
        for (var i = 1; i <= 3; i++) {
            var phone = new Identifier(Kind.PHONE, "+861390013900" + i);
            identifiers.send(lin, phone);
            assertThat(identifiers.confirm(lin, phone, messages.lastFor(phone), Optional.empty()))
                    .isEqualTo(i < 3 ? new Outcome.Proven() : new Outcome.NotNow());
        }
        clock.turn(Duration.ofMinutes(1));
        var third = new Identifier(Kind.PHONE, "+8613900139003");
        identifiers.send(lin, third);
        assertThat(identifiers.confirm(lin, third, messages.lastFor(third), Optional.of(PHONE)))
                .isEqualTo(new Outcome.Proven());
        assertThat(identifiers.of(lin)).hasSize(3);
    }

    @Test
    void gives_a_number_that_two_prove_at_once_to_one_of_them() throws Exception {
        var lin = join(PHONE);
        var mei = join(NEW_PHONE);
        identifiers.send(lin, EMAIL);
        var code = messages.lastFor(EMAIL);

        var outcomes =
                Together.run(2, i -> () -> identifiers.confirm(i == 0 ? lin : mei, EMAIL, code, Optional.empty()));

        assertThat(outcomes).filteredOn(Outcome.Proven.class::isInstance).hasSize(1);
    }

    @Test
    void proves_phones_and_addresses_only() {
        var lin = join(PHONE);

        assertThatThrownBy(() -> identifiers.send(lin, new Identifier(Kind.CARD_NUMBER, "4711")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private MemberId join(Identifier phone) {
        signInByCode.send(phone);
        return ((SignInByCode.Outcome.SignedIn) signInByCode.confirm(phone, messages.lastFor(phone))).member();
    }
}
