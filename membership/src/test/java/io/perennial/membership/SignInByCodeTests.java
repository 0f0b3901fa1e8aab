package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.SignInByCode.Arrival;
import io.perennial.membership.SignInByCode.Outcome;
import io.perennial.membership.SignInByCode.Sending;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.Scenario;

@MembershipTest
class SignInByCodeTests {

    private static final Identifier PHONE = new Identifier(Kind.PHONE, "+8613800138000");
    private static final Identifier OTHER = new Identifier(Kind.PHONE, "+8613900139000");

    private final SignInByCode signInByCode;
    private final EnrolMembers enrolMembers;
    private final ChangeMemberStatus changeMemberStatus;
    private final RecordedCodeMessages messages;
    private final TurnableClock clock;

    SignInByCodeTests(
            SignInByCode signInByCode,
            EnrolMembers enrolMembers,
            ChangeMemberStatus changeMemberStatus,
            RecordedCodeMessages messages,
            TurnableClock clock) {
        this.signInByCode = signInByCode;
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
    void sends_six_digits_and_enrols_whoever_brings_them(Scenario scenario) {
        assertThat(signInByCode.send(PHONE)).isEqualTo(new Sending.Sent(Duration.ofMinutes(5)));
        assertThat(messages.lastFor(PHONE)).matches("\\d{6}");

        scenario.stimulate(() -> signInByCode.confirm(PHONE, messages.lastFor(PHONE)))
                .andWaitForEventOfType(MembersEnrolled.class)
                .toArriveAndVerify((event, outcome) -> assertThat(outcome)
                        .isEqualTo(new Outcome.SignedIn(event.members().getFirst(), Arrival.JOINED)));
    }

    @Test
    void signs_in_who_is_a_member_already() {
        var member = enrol(PHONE);
        signInByCode.send(PHONE);
        signInByCode.confirm(PHONE, messages.lastFor(PHONE));
        clock.turn(Duration.ofDays(1));
        signInByCode.send(PHONE);

        assertThat(signInByCode.confirm(PHONE, messages.lastFor(PHONE)))
                .isEqualTo(new Outcome.SignedIn(member, Arrival.BACK));
    }

    @Test
    void lets_whoever_a_till_enrolled_claim_the_account_with_all_that_was_collected_on_it() {
        var member = enrol(PHONE);
        clock.turn(Duration.ofDays(20));
        signInByCode.send(PHONE);

        assertThat(signInByCode.confirm(PHONE, messages.lastFor(PHONE)))
                .isEqualTo(new Outcome.SignedIn(member, Arrival.CLAIMED));
    }

    @Test
    void accepts_a_code_once() {
        signInByCode.send(PHONE);
        signInByCode.confirm(PHONE, messages.lastFor(PHONE));

        assertThat(signInByCode.confirm(PHONE, messages.lastFor(PHONE))).isEqualTo(new Outcome.NoValidCode());
    }

    @Test
    void accepts_a_code_for_its_own_phone_only() {
        signInByCode.send(PHONE);

        assertThat(signInByCode.confirm(OTHER, messages.lastFor(PHONE))).isEqualTo(new Outcome.NoValidCode());
    }

    @Test
    void accepts_a_code_for_less_than_five_minutes() {
        signInByCode.send(PHONE);
        clock.turn(Duration.ofMinutes(5));

        assertThat(signInByCode.confirm(PHONE, messages.lastFor(PHONE))).isEqualTo(new Outcome.NoValidCode());
    }

    @Test
    void replaces_a_code_by_the_next() {
        signInByCode.send(PHONE);
        var first = messages.lastFor(PHONE);
        String second;
        do { // one in a million is the same again
            clock.turn(Duration.ofSeconds(60));
            signInByCode.send(PHONE);
            second = messages.lastFor(PHONE);
        } while (second.equals(first));

        assertThat(signInByCode.confirm(PHONE, first)).isEqualTo(new Outcome.WrongCode(4));
        assertThat(signInByCode.confirm(PHONE, second)).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void uses_a_code_up_by_five_wrong_tries() {
        signInByCode.send(PHONE);
        var wrong = wrongFor(messages.lastFor(PHONE));

        for (var left = 4; left >= 0; left--) {
            assertThat(signInByCode.confirm(PHONE, wrong)).isEqualTo(new Outcome.WrongCode(left));
        }
        assertThat(signInByCode.confirm(PHONE, messages.lastFor(PHONE))).isEqualTo(new Outcome.NoValidCode());
    }

    @Test
    void judges_at_most_five_of_fifty_guesses_at_once() throws Exception {
        signInByCode.send(PHONE);
        var wrong = wrongFor(messages.lastFor(PHONE));

        var outcomes = Together.run(50, () -> signInByCode.confirm(PHONE, wrong));

        assertThat(outcomes).filteredOn(Outcome.WrongCode.class::isInstance).hasSize(5);
        assertThat(outcomes).filteredOn(Outcome.NoValidCode.class::isInstance).hasSize(45);
    }

    @Test
    void signs_in_one_of_twenty_who_bring_the_right_code_at_once() throws Exception {
        signInByCode.send(PHONE);
        var code = messages.lastFor(PHONE);

        var outcomes = Together.run(20, () -> signInByCode.confirm(PHONE, code));

        assertThat(outcomes).filteredOn(Outcome.SignedIn.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.NoValidCode.class::isInstance).hasSize(19);
    }

    @Test
    void waits_a_minute_between_two_codes() {
        signInByCode.send(PHONE);
        clock.turn(Duration.ofSeconds(20));

        assertThat(signInByCode.send(PHONE)).isEqualTo(new Sending.TooOften(Duration.ofSeconds(40)));
        assertThat(signInByCode.send(OTHER)).isInstanceOf(Sending.Sent.class);
        clock.turn(Duration.ofSeconds(40));
        assertThat(signInByCode.send(PHONE)).isInstanceOf(Sending.Sent.class);
    }

    @Test
    void sends_one_code_to_twenty_who_ask_at_once() throws Exception {
        var sendings = Together.run(20, () -> signInByCode.send(PHONE));

        assertThat(sendings).filteredOn(Sending.Sent.class::isInstance).hasSize(1);
        assertThat(messages.codesFor(PHONE)).hasSize(1);
        assertThat(signInByCode.confirm(PHONE, messages.lastFor(PHONE))).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void sends_ten_codes_a_day() {
        for (var i = 0; i < 10; i++) {
            assertThat(signInByCode.send(PHONE)).isInstanceOf(Sending.Sent.class);
            clock.turn(Duration.ofMinutes(1));
        }

        var refused = signInByCode.send(PHONE);
        assertThat(refused).isInstanceOf(Sending.TooOften.class);
        clock.turn(((Sending.TooOften) refused).waitFor());
        assertThat(signInByCode.send(PHONE)).isInstanceOf(Sending.Sent.class);
    }

    @Test
    void keeps_the_code_as_a_hash_with_a_salt_of_its_own() {
        signInByCode.send(PHONE);
        signInByCode.send(OTHER);

        var hashes = TestDatabase.get()
                .dsl()
                .fetch("SELECT code_hash FROM membership_sign_in_code")
                .map(row -> row.get(0, byte[].class));
        assertThat(hashes).hasSize(2);
        assertThat(hashes.get(0)).isNotEqualTo(hashes.get(1));
        assertThat(hashes)
                .allSatisfy(hash -> assertThat(new String(hash, StandardCharsets.ISO_8859_1))
                        .doesNotContain(messages.lastFor(PHONE), messages.lastFor(OTHER)));
    }

    @Test
    void keeps_no_phone_beside_its_code() {
        signInByCode.send(PHONE);

        var row = TestDatabase.get()
                .dsl()
                .fetch("SELECT * FROM membership_sign_in_code")
                .format();
        assertThat(row).doesNotContain("138001", PHONE.value());
    }

    @Test
    void forgets_phones_that_nobody_signed_in_with_for_days() {
        signInByCode.send(PHONE);
        clock.turn(Duration.ofDays(3));
        signInByCode.send(OTHER);

        assertThat(TestDatabase.get().dsl().fetchValues("SELECT COUNT(*) FROM membership_sign_in_code"))
                .isEqualTo(List.of(1L));
        assertThat(signInByCode.confirm(OTHER, messages.lastFor(OTHER))).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void lets_nobody_into_a_closed_account() {
        var member = enrol(PHONE);
        changeMemberStatus.change(member, MemberStatus.CLOSED, "asked for it", StaffId.next());
        signInByCode.send(PHONE);

        assertThat(signInByCode.confirm(PHONE, messages.lastFor(PHONE))).isEqualTo(new Outcome.Closed());
    }

    @Test
    void sends_to_phones_only() {
        assertThatThrownBy(() -> signInByCode.send(new Identifier(Kind.EMAIL, "lin@example.com")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private MemberId enrol(Identifier phone) {
        return enrolMembers
                .enrol(List.of(new Enrolment(phone, null, "till")))
                .getFirst()
                .member();
    }

    private static String wrongFor(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }
}
