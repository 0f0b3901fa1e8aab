package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.KeepIdentifiers.Lost;
import io.perennial.membership.SignInByCode.Arrival;
import io.perennial.membership.SignInByCode.Outcome;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import io.perennial.testing.TurnedBack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A number that one person gave up and another was given. */
@MembershipTest
@ExtendWith(TurnedBack.class)
class RecycledNumbersTests {

    private static final Identifier PHONE = new Identifier(Kind.PHONE, "+8613800138000");
    private static final Identifier EMAIL = new Identifier(Kind.EMAIL, "lin@example.com");
    private static final Duration SILENCE = Duration.ofDays(90);

    private final SignInByCode signInByCode;
    private final SignInByPassword signInByPassword;
    private final ResetPassword resetPassword;
    private final KeepIdentifiers identifiers;
    private final EnrolMembers enrolMembers;
    private final RecogniseMembers recogniseMembers;
    private final ReadMember readMember;
    private final RecordedCodeMessages messages;
    private final TurnableClock clock;

    RecycledNumbersTests(
            SignInByCode signInByCode,
            SignInByPassword signInByPassword,
            ResetPassword resetPassword,
            KeepIdentifiers identifiers,
            EnrolMembers enrolMembers,
            RecogniseMembers recogniseMembers,
            ReadMember readMember,
            RecordedCodeMessages messages,
            TurnableClock clock) {
        this.signInByCode = signInByCode;
        this.signInByPassword = signInByPassword;
        this.resetPassword = resetPassword;
        this.identifiers = identifiers;
        this.enrolMembers = enrolMembers;
        this.recogniseMembers = recogniseMembers;
        this.readMember = readMember;
        this.messages = messages;
        this.clock = clock;
    }

    @BeforeEach
    void nothing_was_sent() {
        messages.clear();
    }

    @Test
    void asks_whose_the_account_is_after_a_long_silence_and_tells_nothing_of_it() {
        join(PHONE);
        clock.turn(SILENCE);

        assertThat(signInByCode.confirm(PHONE, code(PHONE))).isEqualTo(new Outcome.Whose());
    }

    @Test
    void asks_nobody_whose_number_was_proven_a_moment_earlier_than_that() {
        var lin = join(PHONE);
        clock.turn(SILENCE.minusSeconds(1));

        assertThat(signInByCode.confirm(PHONE, code(PHONE))).isEqualTo(new Outcome.SignedIn(lin, Arrival.BACK));
    }

    @Test
    void gives_the_newcomer_an_account_of_their_own_and_leaves_all_else_with_the_old_one() {
        var lin = join(PHONE);
        addEmail(lin);
        clock.turn(SILENCE);
        var code = code(PHONE);
        signInByCode.confirm(PHONE, code);

        var outcome = signInByCode.confirmAsNewcomer(PHONE, code);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.SignedIn.class, signedIn -> {
            assertThat(signedIn.arrival()).isEqualTo(Arrival.JOINED);
            assertThat(signedIn.member()).isNotEqualTo(lin);
            assertThat(recogniseMembers.recognise(PHONE)).hasValue(signedIn.member());
            var newcomer = readMember.find(signedIn.member()).orElseThrow();
            assertThat(newcomer.identifiers()).containsExactly(PHONE);
            assertThat(newcomer.displayName()).isNull();
            assertThat(identifiers.lost(signedIn.member())).isEmpty();
        });
        assertThat(readMember.find(lin).orElseThrow().identifiers()).containsExactly(EMAIL);
        assertThat(identifiers.lost(lin)).containsExactly(new Lost(Kind.PHONE, "+86 •••• 8000", clock.instant()));
        identifiers.told(lin);
        assertThat(identifiers.lost(lin)).isEmpty();
    }

    @Test
    void lets_the_person_of_before_in_by_the_number_alone_where_they_have_nothing_else() {
        var lin = join(PHONE);
        clock.turn(SILENCE);
        var code = code(PHONE);
        signInByCode.confirm(PHONE, code);

        assertThat(signInByCode.confirmAsBefore(PHONE, code)).isEqualTo(new Outcome.SignedIn(lin, Arrival.BACK));
        clock.turn(Duration.ofDays(1));
        assertThat(signInByCode.confirm(PHONE, code(PHONE))).isEqualTo(new Outcome.SignedIn(lin, Arrival.BACK));
    }

    @Test
    void asks_the_person_of_before_for_their_other_way_in_where_they_have_one() {
        var lin = join(PHONE);
        addEmail(lin);
        clock.turn(SILENCE);
        var code = code(PHONE);
        signInByCode.confirm(PHONE, code);

        assertThat(signInByCode.confirmAsBefore(PHONE, code)).isEqualTo(new Outcome.OtherWayNeeded());
        assertThat(signInByCode.confirmAsBefore(PHONE, code)).isEqualTo(new Outcome.NoValidCode());
    }

    @Test
    void takes_no_number_away_that_was_proven_of_late() {
        var lin = join(PHONE);
        clock.turn(Duration.ofMinutes(1));

        assertThat(signInByCode.confirmAsNewcomer(PHONE, code(PHONE)))
                .isEqualTo(new Outcome.SignedIn(lin, Arrival.BACK));
        assertThat(identifiers.lost(lin)).isEmpty();
    }

    @Test
    void asks_also_for_a_number_that_a_till_wrote_down_long_ago() {
        var lin = enrolMembers
                .enrol(List.of(new Enrolment(PHONE, "Lin", "till")))
                .getFirst()
                .member();
        clock.turn(SILENCE);
        var code = code(PHONE);

        assertThat(signInByCode.confirm(PHONE, code)).isEqualTo(new Outcome.Whose());
        assertThat(signInByCode.confirmAsBefore(PHONE, code)).isEqualTo(new Outcome.SignedIn(lin, Arrival.CLAIMED));
    }

    @Test
    void resets_no_password_by_a_number_that_may_be_somebody_elses() {
        var lin = join(PHONE);
        addEmail(lin);
        clock.turn(SILENCE);

        resetPassword.send(PHONE);
        assertThat(resetPassword.reset(PHONE, messages.lastFor(PHONE), "a rose is a rose"))
                .isEqualTo(new ResetPassword.Outcome.NothingToReset());
        assertThat(signInByPassword.signIn(EMAIL, "a rose is a rose"))
                .isEqualTo(new SignInByPassword.Outcome.Refused());
    }

    @Test
    void makes_one_account_for_a_newcomer_who_says_so_twenty_times_at_once() throws Exception {
        join(PHONE);
        clock.turn(SILENCE);
        var code = code(PHONE);

        var outcomes = Together.run(20, () -> signInByCode.confirmAsNewcomer(PHONE, code));

        assertThat(outcomes).filteredOn(Outcome.SignedIn.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.NoValidCode.class::isInstance).hasSize(19);
    }

    private MemberId join(Identifier phone) {
        return ((Outcome.SignedIn) signInByCode.confirm(phone, code(phone))).member();
    }

    private void addEmail(MemberId member) {
        identifiers.send(member, EMAIL);
        assertThat(identifiers.confirm(member, EMAIL, messages.lastFor(EMAIL), Optional.empty()))
                .isEqualTo(new KeepIdentifiers.Outcome.Proven());
    }

    private String code(Identifier phone) {
        assertThat(signInByCode.send(phone)).isInstanceOf(SignInByCode.Sending.Sent.class);
        return messages.lastFor(phone);
    }
}
