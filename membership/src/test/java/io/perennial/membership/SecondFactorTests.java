package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.CheckSecondFactor.Outcome;
import io.perennial.membership.KeepSecondFactor.Confirming;
import io.perennial.membership.KeepSecondFactor.Resetting;
import io.perennial.membership.KeepSecondFactor.State;
import io.perennial.membership.ReadAuditTrail.Line;
import io.perennial.membership.ReadAuditTrail.Query;
import io.perennial.membership.domain.TimeCode;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@MembershipTest
class SecondFactorTests {

    private final KeepSecondFactor factors;
    private final CheckSecondFactor check;
    private final AppointStaff appointStaff;
    private final ReadAuditTrail audit;
    private final TurnableClock clock;

    SecondFactorTests(
            KeepSecondFactor factors,
            CheckSecondFactor check,
            AppointStaff appointStaff,
            ReadAuditTrail audit,
            TurnableClock clock) {
        this.factors = factors;
        this.check = check;
        this.appointStaff = appointStaff;
        this.audit = audit;
        this.clock = clock;
    }

    @Test
    void sets_an_app_up_by_its_first_code_and_hands_out_ten_recovery_codes_once() {
        var ada = appoint("ada");
        assertThat(factors.of(ada)).isEqualTo(new State(false, 0, 0));
        var setup = factors.beginApp(ada).orElseThrow();
        assertThat(setup.address())
                .isEqualTo("otpauth://totp/Perennial:ada?secret=" + setup.secret() + "&issuer=Perennial");
        assertThat(factors.begun(ada)).hasValue(setup);
        assertThat(factors.of(ada).isSetUp()).isFalse();

        assertThat(factors.confirmApp(ada, "000000")).isEqualTo(new Confirming.WrongCode());
        var confirmed = (Confirming.Confirmed) factors.confirmApp(ada, codeOf(setup.secret()));

        assertThat(confirmed.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(factors.of(ada)).isEqualTo(new State(true, 0, 10));
        assertThat(factors.begun(ada)).isEmpty();
        assertThat(factors.beginApp(ada)).isEmpty();
        assertThat(factors.confirmApp(ada, codeOf(setup.secret()))).isEqualTo(new Confirming.NotBegun());
    }

    @Test
    void takes_each_code_of_the_app_once() throws Exception {
        var ada = appoint("ada");
        var secret = setUp(ada);
        assertThat(check.check(ada, codeOf(secret)))
                .describedAs("the code that set it up")
                .isEqualTo(new Outcome.Wrong());
        clock.turn(Duration.ofSeconds(30));
        var code = codeOf(secret);

        var outcomes = Together.run(8, () -> check.check(ada, code));

        assertThat(outcomes).filteredOn(Outcome.Right.class::isInstance).hasSize(1);
        clock.turn(Duration.ofSeconds(30));
        assertThat(check.check(
                        ada,
                        " " + codeOf(secret).substring(0, 3) + " "
                                + codeOf(secret).substring(3)))
                .isEqualTo(new Outcome.Right());
    }

    @Test
    void takes_each_recovery_code_once_and_says_how_many_are_left() throws Exception {
        var ada = appoint("ada");
        var setup = factors.beginApp(ada).orElseThrow();
        var codes = ((Confirming.Confirmed) factors.confirmApp(ada, codeOf(setup.secret()))).recoveryCodes();

        var outcomes = Together.run(8, () -> check.check(ada, codes.getFirst()));

        assertThat(outcomes)
                .filteredOn(new Outcome.RightByRecoveryCode(9)::equals)
                .hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.Wrong.class::isInstance).hasSize(7);
        assertThat(check.check(ada, codes.get(1))).isEqualTo(new Outcome.RightByRecoveryCode(8));
        assertThat(actions(ada)).contains("staff.recovery-code-used");

        var renewed = factors.renewRecoveryCodes(ada);
        assertThat(check.check(ada, codes.get(2))).isEqualTo(new Outcome.Wrong());
        assertThat(check.check(ada, renewed.getFirst())).isEqualTo(new Outcome.RightByRecoveryCode(9));
    }

    @Test
    void takes_no_code_of_somebody_else() {
        var ada = appoint("ada");
        var bob = appoint("bob");
        var secret = setUp(ada);
        setUp(bob);
        clock.turn(Duration.ofSeconds(30));

        assertThat(check.check(bob, codeOf(secret))).isEqualTo(new Outcome.Wrong());
    }

    @Test
    void locks_after_ten_wrong_codes() {
        var ada = appoint("ada");
        var secret = setUp(ada);
        clock.turn(Duration.ofSeconds(30));

        for (var i = 0; i < 10; i++) {
            assertThat(check.check(ada, "no code")).isEqualTo(new Outcome.Wrong());
        }
        assertThat(check.check(ada, codeOf(secret))).isEqualTo(new Outcome.Locked(Duration.ofMinutes(15)));
        clock.turn(Duration.ofMinutes(15));
        assertThat(check.check(ada, codeOf(secret))).isEqualTo(new Outcome.Right());
    }

    @Test
    void keeps_neither_secret_nor_recovery_code_in_a_form_from_which_it_can_be_read() {
        var ada = appoint("ada");
        var setup = factors.beginApp(ada).orElseThrow();
        var codes = ((Confirming.Confirmed) factors.confirmApp(ada, codeOf(setup.secret()))).recoveryCodes();

        var secret = TestDatabase.get()
                .dsl()
                .fetchOne("SELECT secret FROM membership_staff_codes")
                .get(0, byte[].class);
        assertThat(secret).hasSize(12 + TimeCode.SECRET + 16);
        assertThat(TimeCode.written(secret)).doesNotContain(setup.secret());
        var stored = TestDatabase.get()
                .dsl()
                .fetch("SELECT code_hash FROM membership_recovery_code")
                .map(row -> row.get(0, byte[].class));
        assertThat(stored).hasSize(10).allSatisfy(hash -> assertThat(hash).hasSize(32));
        assertThat(audit(ada).toString()).doesNotContain(setup.secret(), codes.getFirst());
    }

    @Test
    void resets_what_somebody_lost_and_writes_down_who_did() {
        var ada = appoint("ada");
        var bob = appoint("bob");
        assertThat(factors.reset(ada, bob)).isEqualTo(Resetting.NOTHING_SET_UP);
        setUp(ada);

        assertThat(factors.reset(ada, ada)).isEqualTo(Resetting.THEMSELVES);
        assertThat(factors.reset(StaffId.next(), bob)).isEqualTo(Resetting.UNKNOWN_STAFF);
        assertThat(factors.reset(ada, bob)).isEqualTo(Resetting.RESET);

        assertThat(factors.of(ada)).isEqualTo(new State(false, 0, 0));
        assertThat(audit(ada).getFirst()).satisfies(line -> {
            assertThat(line.action()).isEqualTo("staff.second-factor-reset");
            assertThat(line.by()).isEqualTo(bob);
            assertThat(line.before()).contains("\"app\":true");
        });
    }

    @Test
    void drops_the_app_and_writes_it_down() {
        var ada = appoint("ada");
        var secret = setUp(ada);
        clock.turn(Duration.ofSeconds(30));

        assertThat(factors.dropApp(ada)).isTrue();
        assertThat(factors.dropApp(ada)).isFalse();
        assertThat(check.check(ada, codeOf(secret))).isEqualTo(new Outcome.Wrong());
        assertThat(actions(ada)).startsWith("staff.app-removed", "staff.app-added");
    }

    @Test
    void is_required_of_the_roles_that_the_configuration_names() {
        assertThat(factors.isRequiredOf(Set.of(StaffRole.ADMIN))).isTrue();
        assertThat(factors.isRequiredOf(Set.of(StaffRole.SUPPORT, StaffRole.FINANCE)))
                .isTrue();
        assertThat(factors.isRequiredOf(Set.of(StaffRole.SUPPORT))).isFalse();
    }

    private String setUp(StaffId staff) {
        var secret = factors.beginApp(staff).orElseThrow().secret();
        assertThat(factors.confirmApp(staff, codeOf(secret))).isInstanceOf(Confirming.Confirmed.class);
        return secret;
    }

    /** As an app does: it reads the secret from Base32. */
    private String codeOf(String secret) {
        var bytes = new ByteArrayOutputStream();
        var buffer = 0;
        var bits = 0;
        for (var sign : secret.chars().toArray()) {
            buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return TimeCode.of(bytes.toByteArray(), clock.instant());
    }

    private StaffId appoint(String login) {
        return ((AppointStaff.Outcome.Done) appointStaff.appoint(
                        login, login, "evergreen oak 7", Set.of(StaffRole.ADMIN), Optional.empty()))
                .staff();
    }

    private List<Line> audit(StaffId staff) {
        return audit.find(new Query(
                        Optional.of("staff"), Optional.of(staff.toString()), Optional.empty(), Optional.empty(), 50))
                .lines();
    }

    private List<String> actions(StaffId staff) {
        return audit(staff).stream().map(Line::action).toList();
    }
}
