package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.SignInByPassword.Changing;
import io.perennial.membership.SignInByPassword.Enrolling;
import io.perennial.membership.SignInByPassword.Outcome;
import io.perennial.membership.SignInByPassword.Weakness;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.Scenario;

@MembershipTest
class SignInByPasswordTests {

    private static final Identifier EMAIL = new Identifier(Kind.EMAIL, "lin@example.com");
    private static final Identifier NOBODYS = new Identifier(Kind.EMAIL, "nobody@example.com");
    private static final String PASSWORD = "a garden in May";

    private final SignInByPassword signInByPassword;
    private final EnrolMembers enrolMembers;
    private final ChangeMemberStatus changeMemberStatus;
    private final TurnableClock clock;

    SignInByPasswordTests(
            SignInByPassword signInByPassword,
            EnrolMembers enrolMembers,
            ChangeMemberStatus changeMemberStatus,
            TurnableClock clock) {
        this.signInByPassword = signInByPassword;
        this.enrolMembers = enrolMembers;
        this.changeMemberStatus = changeMemberStatus;
        this.clock = clock;
    }

    @Test
    void enrols_by_e_mail_and_password(Scenario scenario) {
        scenario.stimulate(() -> signInByPassword.enrol(EMAIL, PASSWORD, "Lin"))
                .andWaitForEventOfType(MembersEnrolled.class)
                .toArriveAndVerify((event, enrolling) -> {
                    var member = event.members().getFirst();
                    assertThat(enrolling).isEqualTo(new Enrolling.Enrolled(member));
                    assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isEqualTo(new Outcome.SignedIn(member));
                    assertThat(signInByPassword.emailOf(member)).hasValue(EMAIL);
                });
    }

    @Test
    void enrols_one_of_many_who_bring_the_same_address() throws Exception {
        var enrollings = Together.run(8, i -> () -> signInByPassword.enrol(EMAIL, PASSWORD + i, null));

        assertThat(enrollings).filteredOn(Enrolling.Enrolled.class::isInstance).hasSize(1);
        assertThat(enrollings).filteredOn(Enrolling.Taken.class::isInstance).hasSize(7);
        var accepted = enrollings.indexOf(enrollings.stream()
                .filter(Enrolling.Enrolled.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertThat(signInByPassword.signIn(EMAIL, PASSWORD + accepted)).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void gives_no_password_to_an_address_that_belongs_to_someone() {
        var member = enrolMembers
                .enrol(List.of(new Enrolment(EMAIL, null, "import")))
                .getFirst()
                .member();

        assertThat(signInByPassword.enrol(EMAIL, PASSWORD, null)).isEqualTo(new Enrolling.Taken());
        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isEqualTo(new Outcome.Refused());
        assertThat(signInByPassword.emailOf(member)).isEmpty();
        assertThat(signInByPassword.change(member, PASSWORD, "another garden")).isEqualTo(new Changing.NoPassword());
    }

    @Test
    void refuses_a_weak_password_and_enrols_nobody() {
        assertThat(signInByPassword.enrol(EMAIL, "password123", null))
                .isEqualTo(new Enrolling.WeakPassword(Weakness.TOO_COMMON));
        assertThat(signInByPassword.enrol(EMAIL, PASSWORD, null)).isInstanceOf(Enrolling.Enrolled.class);
    }

    @Test
    void keeps_no_password_that_can_be_read() {
        signInByPassword.enrol(EMAIL, PASSWORD, null);

        assertThat(TestDatabase.get()
                        .dsl()
                        .fetchSingle("SELECT hash FROM membership_password")
                        .get(0, String.class))
                .startsWith("{bcrypt}$2")
                .doesNotContain(PASSWORD);
    }

    @Test
    void refuses_the_wrong_password_and_the_unknown_address_with_one_answer() {
        signInByPassword.enrol(EMAIL, PASSWORD, null);

        assertThat(signInByPassword.signIn(EMAIL, "a garden in June")).isEqualTo(new Outcome.Refused());
        assertThat(signInByPassword.signIn(EMAIL, "")).isEqualTo(new Outcome.Refused());
        assertThat(signInByPassword.signIn(EMAIL, "x".repeat(73))).isEqualTo(new Outcome.Refused());
        assertThat(signInByPassword.signIn(NOBODYS, PASSWORD)).isEqualTo(new Outcome.Refused());
    }

    @Test
    void takes_as_long_for_an_unknown_address_as_for_a_known_one() {
        signInByPassword.enrol(EMAIL, PASSWORD, null);
        signInByPassword.signIn(EMAIL, "wrong");
        signInByPassword.signIn(NOBODYS, "wrong");

        var known = fastest(() -> signInByPassword.signIn(EMAIL, "wrong"));
        var unknown = fastest(() -> signInByPassword.signIn(NOBODYS, "wrong"));

        // Without a comparison it would be some fiftieth; the machine may be busy.
        assertThat(unknown).isBetween(known / 3, known * 3);
    }

    @Test
    void locks_for_a_quarter_of_an_hour_after_ten_failures_in_a_row() {
        signInByPassword.enrol(EMAIL, PASSWORD, null);
        fail(EMAIL, 10);

        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isEqualTo(new Outcome.Locked(Duration.ofMinutes(15)));
        clock.turn(Duration.ofMinutes(15));
        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void begins_to_count_anew_after_a_success() {
        signInByPassword.enrol(EMAIL, PASSWORD, null);
        fail(EMAIL, 9);
        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
        fail(EMAIL, 9);

        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void locks_an_address_of_nobody_just_so() {
        fail(NOBODYS, 10);

        assertThat(signInByPassword.signIn(NOBODYS, PASSWORD)).isEqualTo(new Outcome.Locked(Duration.ofMinutes(15)));
    }

    @Test
    void judges_at_most_ten_of_forty_guesses_at_once() throws Exception {
        signInByPassword.enrol(EMAIL, PASSWORD, null);

        var outcomes = Together.run(40, () -> signInByPassword.signIn(EMAIL, "a garden in June"));

        assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(10);
        assertThat(outcomes).filteredOn(Outcome.Locked.class::isInstance).hasSize(30);
    }

    @Test
    void forgets_failures_after_a_day() {
        fail(EMAIL, 9);
        clock.turn(Duration.ofDays(2));
        fail(NOBODYS, 1);

        assertThat(TestDatabase.get().dsl().fetchCount(org.jooq.impl.DSL.table("membership_sign_in_tries")))
                .isEqualTo(1);
    }

    @Test
    void changes_a_password_for_who_knows_the_old_one() {
        var member = enrolled();

        assertThat(signInByPassword.change(member, "wrong", "another garden")).isEqualTo(new Changing.WrongPassword());
        assertThat(signInByPassword.change(member, PASSWORD, "short"))
                .isEqualTo(new Changing.WeakPassword(Weakness.TOO_SHORT));
        assertThat(signInByPassword.change(member, PASSWORD, "another garden")).isEqualTo(new Changing.Changed());
        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isEqualTo(new Outcome.Refused());
        assertThat(signInByPassword.signIn(EMAIL, "another garden")).isEqualTo(new Outcome.SignedIn(member));
    }

    @Test
    void counts_guesses_at_the_old_password_with_those_at_the_sign_in() {
        var member = enrolled();
        for (var i = 0; i < 10; i++) {
            signInByPassword.change(member, "wrong", "another garden");
        }

        assertThat(signInByPassword.change(member, PASSWORD, "another garden")).isEqualTo(new Changing.WrongPassword());
        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isInstanceOf(Outcome.Locked.class);
    }

    @Test
    void refuses_a_closed_account_and_lets_a_frozen_one_in() {
        var member = enrolled();
        changeMemberStatus.change(member, MemberStatus.FROZEN, "odd purchases", StaffId.next());
        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isEqualTo(new Outcome.SignedIn(member));

        changeMemberStatus.change(member, MemberStatus.CLOSED, "asked for it", StaffId.next());
        assertThat(signInByPassword.signIn(EMAIL, PASSWORD)).isEqualTo(new Outcome.Refused());
    }

    private MemberId enrolled() {
        return ((Enrolling.Enrolled) signInByPassword.enrol(EMAIL, PASSWORD, null)).member();
    }

    private void fail(Identifier email, int times) {
        for (var i = 0; i < times; i++) {
            assertThat(signInByPassword.signIn(email, "a garden in June")).isEqualTo(new Outcome.Refused());
        }
    }

    private static long fastest(Runnable task) {
        var best = Long.MAX_VALUE;
        for (var i = 0; i < 5; i++) {
            var begin = System.nanoTime();
            task.run();
            best = Math.min(best, System.nanoTime() - begin);
        }
        return best;
    }
}
