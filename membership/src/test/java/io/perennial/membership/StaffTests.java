package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.AppointStaff.Account;
import io.perennial.membership.AppointStaff.Outcome;
import io.perennial.membership.ReadAuditTrail.Line;
import io.perennial.membership.ReadAuditTrail.Query;
import io.perennial.membership.SignInByPassword.Changing;
import io.perennial.membership.SignInByPassword.Weakness;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MembershipTest
class StaffTests {

    private static final String PASSWORD = "evergreen oak 7";

    private final AppointStaff appointStaff;
    private final SignInStaff signInStaff;
    private final ReadAuditTrail readAuditTrail;
    private final TurnableClock clock;

    StaffTests(AppointStaff appointStaff, SignInStaff signInStaff, ReadAuditTrail readAuditTrail, TurnableClock clock) {
        this.appointStaff = appointStaff;
        this.signInStaff = signInStaff;
        this.readAuditTrail = readAuditTrail;
        this.clock = clock;
    }

    @Test
    void appoints_the_first_admin_by_nobody_and_others_by_them() {
        var admin = appoint("ada", StaffRole.ADMIN);
        var support = done(appointStaff.appoint(
                "s.wang", " 王芳 ", PASSWORD, Set.of(StaffRole.SUPPORT, StaffRole.CATALOGUE), Optional.of(admin)));

        assertThat(appointStaff.accounts())
                .containsExactly(
                        new Account(admin, "ada", "ada", Set.of(StaffRole.ADMIN), false, clock.instant()),
                        new Account(
                                support,
                                "s.wang",
                                "王芳",
                                Set.of(StaffRole.SUPPORT, StaffRole.CATALOGUE),
                                false,
                                clock.instant()));
        assertThat(audit(support)).singleElement().satisfies(line -> {
            assertThat(line.by()).isEqualTo(admin);
            assertThat(line.staffName()).isEqualTo("ada");
            assertThat(line.action()).isEqualTo("staff.appointed");
            assertThat(line.before()).isNull();
            assertThat(line.after())
                    .isEqualTo("{\"login\":\"s.wang\",\"displayName\":\"王芳\","
                            + "\"roles\":[\"SUPPORT\",\"CATALOGUE\"],\"disabled\":false}");
        });
        assertThat(audit(admin))
                .singleElement()
                .satisfies(line -> assertThat(line.by()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Ada", "ada lovelace", "ada@example.com", "艾达", ""})
    void refuses_a_login_that_nobody_could_type_twice_alike(String login) {
        assertThat(appointStaff.appoint(login, "Ada", PASSWORD, Set.of(), Optional.empty()))
                .isEqualTo(new Outcome.BadLogin());
    }

    @Test
    void refuses_a_login_that_somebody_has() {
        appoint("ada", StaffRole.ADMIN);

        assertThat(appointStaff.appoint("ada", "Ada", PASSWORD, Set.of(), Optional.empty()))
                .isEqualTo(new Outcome.LoginTaken());
        assertThat(appointStaff.accounts()).hasSize(1);
    }

    @Test
    void refuses_a_weak_password() {
        assertThat(appointStaff.appoint("ada", "Ada", "admin123", Set.of(), Optional.empty()))
                .isEqualTo(new Outcome.WeakPassword(Weakness.TOO_SHORT));
        assertThat(appointStaff.accounts()).isEmpty();
    }

    @Test
    void signs_staff_in_with_their_roles() {
        var ada = appoint("ada", StaffRole.ADMIN);

        var expected = new SignInStaff.Staff(ada, "ada", "ada", Set.of(StaffRole.ADMIN));
        assertThat(signInStaff.signIn(" Ada ", PASSWORD)).isEqualTo(new SignInStaff.Outcome.SignedIn(expected));
        assertThat(signInStaff.find(ada)).hasValue(expected);
    }

    @Test
    void refuses_wrong_passwords_and_unknown_logins_with_one_answer_and_locks_both() {
        appoint("ada", StaffRole.ADMIN);

        for (var login : List.of("ada", "nobody", "не латиница")) {
            for (var i = 0; i < 10; i++) {
                assertThat(signInStaff.signIn(login, "wrong")).isEqualTo(new SignInStaff.Outcome.Refused());
            }
            assertThat(signInStaff.signIn(login, PASSWORD))
                    .isEqualTo(new SignInStaff.Outcome.Locked(Duration.ofMinutes(15)));
        }
    }

    @Test
    void lets_a_disabled_account_do_nothing_from_that_moment_until_it_is_enabled() {
        var admin = appoint("ada", StaffRole.ADMIN);
        var support = appoint("sue", StaffRole.SUPPORT);

        assertThat(appointStaff.disable(support, admin)).isEqualTo(new Outcome.Done(support));
        assertThat(signInStaff.find(support)).isEmpty();
        assertThat(signInStaff.signIn("sue", PASSWORD)).isEqualTo(new SignInStaff.Outcome.Refused());

        assertThat(appointStaff.enable(support, admin)).isEqualTo(new Outcome.Done(support));
        assertThat(signInStaff.find(support)).isPresent();
        assertThat(audit(support))
                .extracting(Line::action)
                .containsExactly("staff.enabled", "staff.disabled", "staff.appointed");
    }

    @Test
    void changes_roles_at_once() {
        var admin = appoint("ada", StaffRole.ADMIN);
        var sue = appoint("sue", StaffRole.SUPPORT);

        appointStaff.changeRoles(sue, Set.of(StaffRole.CATALOGUE, StaffRole.MARKETING), admin);

        assertThat(signInStaff.find(sue).orElseThrow().roles())
                .containsExactlyInAnyOrder(StaffRole.CATALOGUE, StaffRole.MARKETING);
        assertThat(audit(sue).getFirst().before()).contains("\"roles\":[\"SUPPORT\"]");
        assertThat(audit(sue).getFirst().after()).contains("\"roles\":[\"MARKETING\",\"CATALOGUE\"]");
    }

    @Test
    void writes_no_line_for_a_change_that_changes_nothing() {
        var admin = appoint("ada", StaffRole.ADMIN);
        var sue = appoint("sue", StaffRole.SUPPORT);

        appointStaff.changeRoles(sue, Set.of(StaffRole.SUPPORT), admin);
        appointStaff.enable(sue, admin);

        assertThat(audit(sue)).extracting(Line::action).containsExactly("staff.appointed");
    }

    @Test
    void keeps_the_last_admin() {
        var ada = appoint("ada", StaffRole.ADMIN);
        var sue = appoint("sue", StaffRole.SUPPORT);

        assertThat(appointStaff.disable(ada, sue)).isEqualTo(new Outcome.LastAdmin());
        assertThat(appointStaff.changeRoles(ada, Set.of(StaffRole.AUDITOR), ada))
                .isEqualTo(new Outcome.LastAdmin());
        assertThat(signInStaff.find(ada).orElseThrow().roles()).containsExactly(StaffRole.ADMIN);
    }

    @Test
    void lets_nobody_disable_themselves() {
        var ada = appoint("ada", StaffRole.ADMIN);
        appoint("bob", StaffRole.ADMIN);

        assertThat(appointStaff.disable(ada, ada)).isEqualTo(new Outcome.LastAdmin());
    }

    @Test
    void keeps_one_admin_when_two_disable_each_other_at_once() throws Exception {
        for (var round = 0; round < 5; round++) {
            var ada = appoint("ada" + round, StaffRole.ADMIN);
            var bob = appoint("bob" + round, StaffRole.ADMIN);
            if (round > 0) {
                appointStaff.accounts().stream()
                        .filter(account ->
                                !account.id().equals(ada) && !account.id().equals(bob))
                        .filter(account -> !account.disabled())
                        .forEach(account -> appointStaff.disable(account.id(), ada));
            }

            Together.run(2, i -> () -> i == 0 ? appointStaff.disable(ada, bob) : appointStaff.disable(bob, ada));

            assertThat(appointStaff.accounts().stream().filter(account -> !account.disabled()))
                    .hasSize(1);
        }
    }

    @Test
    void answers_that_there_is_no_such_account() {
        var nobody = StaffId.next();

        assertThat(appointStaff.changeRoles(nobody, Set.of(), nobody)).isEqualTo(new Outcome.UnknownStaff());
        assertThat(appointStaff.disable(nobody, StaffId.next())).isEqualTo(new Outcome.UnknownStaff());
        assertThat(appointStaff.enable(nobody, nobody)).isEqualTo(new Outcome.UnknownStaff());
        assertThat(signInStaff.find(nobody)).isEmpty();
        assertThat(signInStaff.changePassword(nobody, PASSWORD, PASSWORD)).isEqualTo(new Changing.NoPassword());
    }

    @Test
    void lets_staff_change_their_own_password_and_records_that_without_it() {
        var ada = appoint("ada", StaffRole.ADMIN);

        assertThat(signInStaff.changePassword(ada, "wrong", "another oak 8")).isEqualTo(new Changing.WrongPassword());
        assertThat(signInStaff.changePassword(ada, PASSWORD, "x"))
                .isEqualTo(new Changing.WeakPassword(Weakness.TOO_SHORT));
        assertThat(signInStaff.changePassword(ada, PASSWORD, "another oak 8")).isEqualTo(new Changing.Changed());
        assertThat(signInStaff.signIn("ada", "another oak 8")).isInstanceOf(SignInStaff.Outcome.SignedIn.class);
        assertThat(audit(ada)).allSatisfy(line -> assertThat(line.toString()).doesNotContain("oak", "bcrypt"));
        assertThat(audit(ada).getFirst().action()).isEqualTo("staff.password-changed");
    }

    private StaffId appoint(String login, StaffRole role) {
        return done(appointStaff.appoint(login, "", PASSWORD, Set.of(role), Optional.empty()));
    }

    private static StaffId done(Outcome outcome) {
        return ((Outcome.Done) outcome).staff();
    }

    private List<Line> audit(StaffId staff) {
        return readAuditTrail
                .find(new Query(
                        Optional.of("staff"), Optional.of(staff.toString()), Optional.empty(), Optional.empty(), 50))
                .lines();
    }
}
