package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.KeepPasskeys.Adding;
import io.perennial.membership.KeepPasskeys.Beginning;
import io.perennial.membership.KeepPasskeys.Passkey;
import io.perennial.membership.SignInByPasskey.Outcome;
import io.perennial.testing.TurnableClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MembershipTest
class PasskeyTests {

    private static final Identifier PHONE = new Identifier(Kind.PHONE, "+8613800138000");
    private static final String ORIGIN = "https://club.example.com";
    private static final String ELSEWHERE = "https://club.example.org";

    private final KeepPasskeys passkeys;
    private final SignInByPasskey signInByPasskey;
    private final CheckSecondFactor secondFactor;
    private final SignInByCode signInByCode;
    private final EnrolMembers enrolMembers;
    private final ChangeMemberStatus changeMemberStatus;
    private final AppointStaff appointStaff;
    private final RecordedCodeMessages messages;
    private final TurnableClock clock;

    PasskeyTests(
            KeepPasskeys passkeys,
            SignInByPasskey signInByPasskey,
            CheckSecondFactor secondFactor,
            SignInByCode signInByCode,
            EnrolMembers enrolMembers,
            ChangeMemberStatus changeMemberStatus,
            AppointStaff appointStaff,
            RecordedCodeMessages messages,
            TurnableClock clock) {
        this.passkeys = passkeys;
        this.signInByPasskey = signInByPasskey;
        this.secondFactor = secondFactor;
        this.signInByCode = signInByCode;
        this.enrolMembers = enrolMembers;
        this.changeMemberStatus = changeMemberStatus;
        this.appointStaff = appointStaff;
        this.messages = messages;
        this.clock = clock;
    }

    @BeforeEach
    void nothing_was_sent() {
        messages.clear();
    }

    @Test
    void are_added_and_sign_their_holder_in() {
        var lin = join();
        var phone = new Device();
        add(KeyHolder.of(lin), phone, "My phone");

        var ceremony = signInByPasskey.begin(ORIGIN);
        assertThat(ceremony.options())
                .contains(ceremony.challenge(), "\"userVerification\":\"required\"")
                .doesNotContain(lin.toString());
        assertThat(signInByPasskey.confirm(ceremony.challenge(), phone.sign(ceremony.challenge(), ORIGIN), ORIGIN))
                .isEqualTo(new Outcome.SignedIn(lin));
        assertThat(passkeys.of(KeyHolder.of(lin))).singleElement().satisfies(key -> {
            assertThat(key.name()).isEqualTo("My phone");
            assertThat(key.addedAt()).isEqualTo(clock.instant());
            assertThat(key.lastUsedAt()).hasValue(clock.instant());
        });
    }

    @Test
    void ask_a_device_that_has_one_already_for_no_second_one_and_tell_it_no_secret() {
        var lin = join();
        add(KeyHolder.of(lin), new Device(), "My phone");

        var begun = (Beginning.Begun) passkeys.begin(KeyHolder.of(lin), "+86 •••• 8000", ORIGIN);

        assertThat(begun.ceremony().options())
                .contains("\"excludeCredentials\":[{", "\"residentKey\":\"required\"", "+86 •••• 8000")
                .doesNotContain(PHONE.value(), lin.toString());
    }

    @Test
    void refuse_an_answer_to_another_challenge_from_another_site_or_by_another_key() {
        var lin = join();
        var phone = new Device();
        add(KeyHolder.of(lin), phone, "My phone");
        var challenge = signInByPasskey.begin(ORIGIN).challenge();
        var other = signInByPasskey.begin(ORIGIN).challenge();

        for (var answer : List.of(
                phone.sign(other, ORIGIN),
                phone.sign(challenge, ELSEWHERE),
                new Device().sign(challenge, ORIGIN),
                "",
                "{}",
                "null",
                "[1]")) {
            assertThat(signInByPasskey.confirm(challenge, answer, ORIGIN)).isEqualTo(new Outcome.Refused());
        }
        assertThat(signInByPasskey.confirm("not base64 !", phone.sign(challenge, ORIGIN), ORIGIN))
                .isEqualTo(new Outcome.Refused());
    }

    @Test
    void refuse_a_device_that_did_not_ask_who_holds_it() {
        var lin = join();
        var begun = (Beginning.Begun) passkeys.begin(KeyHolder.of(lin), "Lin", ORIGIN);
        var challenge = begun.ceremony().challenge();

        assertThat(passkeys.add(
                        KeyHolder.of(lin),
                        challenge,
                        new Device().withoutVerification().create(challenge, ORIGIN),
                        "Stick",
                        ORIGIN))
                .isEqualTo(new Adding.Refused());
        assertThat(passkeys.of(KeyHolder.of(lin))).isEmpty();
    }

    @Test
    void refuse_a_copy_whose_count_did_not_grow() {
        var lin = join();
        var phone = new Device().countingFrom(7);
        add(KeyHolder.of(lin), phone, "My phone");
        var challenge = signInByPasskey.begin(ORIGIN).challenge();
        assertThat(signInByPasskey.confirm(challenge, phone.sign(challenge, ORIGIN), ORIGIN))
                .isInstanceOf(Outcome.SignedIn.class);

        var copied = phone.countingFrom(8);
        assertThat(signInByPasskey.confirm(challenge, copied.sign(challenge, ORIGIN), ORIGIN))
                .isEqualTo(new Outcome.Refused());
    }

    @Test
    void do_not_open_a_closed_account() {
        var lin = join();
        var phone = new Device();
        add(KeyHolder.of(lin), phone, "My phone");
        changeMemberStatus.change(lin, MemberStatus.CLOSED, "asked for it", StaffId.next());
        var challenge = signInByPasskey.begin(ORIGIN).challenge();

        assertThat(signInByPasskey.confirm(challenge, phone.sign(challenge, ORIGIN), ORIGIN))
                .isEqualTo(new Outcome.Closed());
    }

    @Test
    void work_no_more_once_removed_and_only_their_holder_removes_and_names_them() {
        var lin = KeyHolder.of(join());
        var phone = new Device();
        var id = add(lin, phone, " ");
        assertThat(names(lin)).containsExactly("Passkey");
        var somebody = KeyHolder.of(MemberId.next());

        assertThat(passkeys.rename(somebody, id, "Mine")).isFalse();
        assertThat(passkeys.remove(somebody, id)).isFalse();
        assertThat(passkeys.rename(lin, id, " ")).isFalse();
        assertThat(passkeys.rename(lin, id, "x".repeat(61))).isFalse();
        assertThat(passkeys.rename(lin, id, " 我的手机 ")).isTrue();
        assertThat(names(lin)).containsExactly("我的手机");
        assertThat(passkeys.remove(lin, id)).isTrue();

        var challenge = signInByPasskey.begin(ORIGIN).challenge();
        assertThat(signInByPasskey.confirm(challenge, phone.sign(challenge, ORIGIN), ORIGIN))
                .isEqualTo(new Outcome.Refused());
    }

    @Test
    void are_not_added_to_an_account_of_which_nothing_is_proven() {
        var lin = enrolMembers
                .enrol(List.of(new Enrolment(PHONE, null, "till")))
                .getFirst()
                .member();

        assertThat(passkeys.begin(KeyHolder.of(lin), "Lin", ORIGIN)).isEqualTo(new Beginning.ProveFirst());
        assertThat(passkeys.add(KeyHolder.of(lin), "AAAA", new Device().create("AAAA", ORIGIN), "x", ORIGIN))
                .isEqualTo(new Adding.Refused());
    }

    @Test
    void are_ten_at_most() {
        var lin = KeyHolder.of(join());
        for (var i = 0; i < 10; i++) {
            add(lin, new Device(), "Key " + i);
        }

        assertThat(passkeys.begin(lin, "Lin", ORIGIN)).isEqualTo(new Beginning.Enough());
    }

    @Test
    void of_staff_are_a_second_factor_and_no_members_door() {
        var ada = ((AppointStaff.Outcome.Done) appointStaff.appoint(
                        "ada", "Ada", "evergreen oak 7", Set.of(StaffRole.ADMIN), Optional.empty()))
                .staff();
        var stick = new Device().withoutVerification();
        add(KeyHolder.of(ada), stick, "Stick");

        var ceremony = secondFactor.beginPasskey(ada, ORIGIN);
        assertThat(ceremony.options()).contains("\"allowCredentials\":[{");
        assertThat(secondFactor.checkPasskey(
                        ada, ceremony.challenge(), stick.sign(ceremony.challenge(), ORIGIN), ORIGIN))
                .isEqualTo(new CheckSecondFactor.Outcome.Right());
        assertThat(secondFactor.checkPasskey(
                        ada, ceremony.challenge(), new Device().sign(ceremony.challenge(), ORIGIN), ORIGIN))
                .isEqualTo(new CheckSecondFactor.Outcome.Wrong());
        var challenge = signInByPasskey.begin(ORIGIN).challenge();
        assertThat(signInByPasskey.confirm(challenge, stick.sign(challenge, ORIGIN), ORIGIN))
                .isEqualTo(new Outcome.Refused());
    }

    @Test
    void of_one_member_of_staff_are_no_second_factor_of_another() {
        var bob = ((AppointStaff.Outcome.Done) appointStaff.appoint(
                        "bob", "Bob", "evergreen oak 7", Set.of(StaffRole.ADMIN), Optional.empty()))
                .staff();
        var lin = join();
        var phone = new Device();
        add(KeyHolder.of(lin), phone, "My phone");

        var ceremony = secondFactor.beginPasskey(bob, ORIGIN);
        assertThat(secondFactor.checkPasskey(
                        bob, ceremony.challenge(), phone.sign(ceremony.challenge(), ORIGIN), ORIGIN))
                .isEqualTo(new CheckSecondFactor.Outcome.Wrong());
    }

    private MemberId join() {
        signInByCode.send(PHONE);
        return ((SignInByCode.Outcome.SignedIn) signInByCode.confirm(PHONE, messages.lastFor(PHONE))).member();
    }

    private UUID add(KeyHolder holder, Device device, String name) {
        var begun = (Beginning.Begun) passkeys.begin(holder, "Lin", ORIGIN);
        var challenge = begun.ceremony().challenge();
        var added = passkeys.add(holder, challenge, device.create(challenge, ORIGIN), name, ORIGIN);
        assertThat(added).isInstanceOf(Adding.Added.class);
        return ((Adding.Added) added).passkey();
    }

    private List<String> names(KeyHolder holder) {
        return passkeys.of(holder).stream().map(Passkey::name).toList();
    }
}
