package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.perennial.membership.Interest;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.Region;
import io.perennial.membership.SignInByCode;
import io.perennial.membership.SignInByPassword;
import io.perennial.membership.SignInByPassword.Weakness;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffRole;
import io.perennial.membership.UpdateProfile;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SignInPagesTests extends PortalPages {

    @Test
    void a_phone_leads_to_the_page_for_its_code() {
        when(byCode.send(PHONE)).thenReturn(new SignInByCode.Sending.Sent(Duration.ofMinutes(5)));
        var sent = form("/sign-in", "phone", "138 1234 5678").exchange();
        assertThat(sent).hasRedirectedUrl("/sign-in/code");
        assertThat(web.get().uri("/sign-in/code").cookie(cookies(sent)).exchange())
                .hasStatusOk()
                .bodyText()
                .contains("+86 •••• 5678")
                .doesNotContain("13812345678");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "not a phone", "<script>alert('x')</script>"})
    void what_is_no_phone_is_refused_and_shown_as_it_was_typed(String typed) {
        assertThat(form("/sign-in", "phone", typed).exchange())
                .hasStatus(422)
                .bodyText()
                .contains(text("signIn.phone.wrong"), "aria-invalid=\"true\"")
                .doesNotContain("<script>alert");
        verifyNoInteractions(byCode);
    }

    @Test
    void says_how_long_to_wait_when_codes_were_sent_too_often() {
        when(byCode.send(PHONE)).thenReturn(new SignInByCode.Sending.TooOften(Duration.ofSeconds(42)));
        assertThat(form("/sign-in", "phone", PHONE.value()).exchange())
                .hasStatus(429)
                .bodyText()
                .contains("42 seconds");
    }

    @Test
    void a_double_click_on_send_goes_on_to_the_code_that_was_sent() {
        when(byCode.send(PHONE))
                .thenReturn(new SignInByCode.Sending.Sent(Duration.ofMinutes(5)))
                .thenReturn(new SignInByCode.Sending.TooOften(Duration.ofSeconds(60)));
        var first = form("/sign-in", "phone", PHONE.value()).exchange();
        assertThat(form("/sign-in", "phone", PHONE.value())
                        .cookie(cookies(first))
                        .exchange())
                .hasRedirectedUrl("/sign-in/code");
    }

    @Test
    void the_right_code_opens_a_session_in_the_members_language() {
        when(byCode.confirm(PHONE, "123456"))
                .thenReturn(new SignInByCode.Outcome.SignedIn(MEMBER, SignInByCode.Arrival.BACK));
        var answer = code("123 456");
        assertThat(answer).hasRedirectedUrl("/");
        assertThat(answer).cookies().hasValue("lang", "zh-CN");
        assertThat(sessions.findByPrincipalName("member:" + MEMBER)).hasSize(1);
    }

    @Test
    void a_new_member_keeps_the_language_in_which_they_enrolled() {
        when(byCode.confirm(PHONE, "123456"))
                .thenReturn(new SignInByCode.Outcome.SignedIn(MEMBER, SignInByCode.Arrival.JOINED));
        assertThat(code("１２３４５６")).hasRedirectedUrl("/");
        verify(profiles)
                .update(new UpdateProfile.Update(
                        MEMBER,
                        "Li Na",
                        Locale.ENGLISH,
                        ZoneId.of("Asia/Shanghai"),
                        LocalDate.of(1990, 2, 28),
                        new Region("CN-31"),
                        Set.of(Interest.HOME),
                        7));
    }

    @Test
    void a_wrong_code_says_how_many_tries_are_left() {
        when(byCode.confirm(PHONE, "111111")).thenReturn(new SignInByCode.Outcome.WrongCode(3));
        assertThat(code("111111")).hasStatus(422).bodyText().contains("Tries left: 3");
    }

    @Test
    void a_code_that_is_over_asks_for_a_new_one() {
        when(byCode.confirm(PHONE, "111111")).thenReturn(new SignInByCode.Outcome.NoValidCode());
        assertThat(code("111111")).hasStatus(422).bodyText().contains(text("signIn.code.noneValid"));
    }

    @Test
    void a_closed_account_is_told_so_after_the_right_code() {
        when(byCode.confirm(PHONE, "123456")).thenReturn(new SignInByCode.Outcome.Closed());
        assertThat(code("123456")).hasRedirectedUrl("/sign-in?why=closed");
        assertThat(web.get().uri("/sign-in?why=closed").locale(Locale.ENGLISH).exchange())
                .bodyText()
                .contains(escaped(text("signIn.why.closed")));
        assertThat(sessions.findByPrincipalName("member:" + MEMBER)).isEmpty();
    }

    @Test
    void without_a_phone_there_is_no_page_for_a_code() {
        assertThat(web.get().uri("/sign-in/code").exchange()).hasRedirectedUrl("/sign-in");
        assertThat(form("/sign-in/code", "code", "123456").exchange()).hasRedirectedUrl("/sign-in");
        assertThat(form("/sign-in/code/again").exchange()).hasRedirectedUrl("/sign-in");
        verifyNoInteractions(byCode);
    }

    @Test
    void the_right_password_opens_a_session() {
        when(byPassword.signIn(EMAIL, "a garden of roses")).thenReturn(new SignInByPassword.Outcome.SignedIn(MEMBER));
        assertThat(password("Li.Na@example.com", "a garden of roses")).hasRedirectedUrl("/");
        assertThat(sessions.findByPrincipalName("member:" + MEMBER)).hasSize(1);
    }

    @Test
    void a_refused_password_is_refused_without_saying_what_was_wrong() {
        when(byPassword.signIn(any(), anyString())).thenReturn(new SignInByPassword.Outcome.Refused());
        assertThat(password("li.na@example.com", "wrong wrong wrong"))
                .hasStatus(422)
                .bodyText()
                .contains(escaped(text("signIn.password.refused")))
                .doesNotContain("wrong wrong wrong");
    }

    @Test
    void a_locked_password_says_how_long() {
        when(byPassword.signIn(any(), anyString()))
                .thenReturn(new SignInByPassword.Outcome.Locked(Duration.ofMinutes(15)));
        assertThat(password("li.na@example.com", "x")).hasStatus(429).bodyText().contains("15 minutes");
    }

    @Test
    void what_is_no_address_is_refused() {
        assertThat(password("li.na", "x")).hasStatus(422).bodyText().contains(text("signIn.email.wrong"));
        verifyNoInteractions(byPassword);
    }

    @Test
    void enrolling_answers_alike_whether_the_address_was_free_or_taken() {
        when(byPassword.enrol(EMAIL, "a garden of roses", "Li Na"))
                .thenReturn(new SignInByPassword.Enrolling.Enrolled(MEMBER));
        var free = enrol("a garden of roses");
        when(byPassword.enrol(EMAIL, "a garden of roses", "Li Na")).thenReturn(new SignInByPassword.Enrolling.Taken());
        var taken = enrol("a garden of roses");
        assertThat(free).hasRedirectedUrl("/sign-in/password");
        assertThat(taken).hasRedirectedUrl("/sign-in/password");
        assertThat(notice(free)).isEqualTo(notice(taken));
        assertThat(sessions.findByPrincipalName("member:" + MEMBER)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Weakness.class)
    void a_weak_password_says_why_it_is_weak(Weakness weakness) {
        when(byPassword.enrol(any(), anyString(), any()))
                .thenReturn(new SignInByPassword.Enrolling.WeakPassword(weakness));
        assertThat(enrol("short")).hasStatus(422).bodyText().contains(escaped(text("password." + weakness)));
    }

    @Test
    void staff_sign_in_at_a_door_of_their_own() {
        when(staff.signIn("wen", "a garden of roses"))
                .thenReturn(new SignInStaff.Outcome.SignedIn(account(StaffRole.SUPPORT)));
        var answer = form("/admin/sign-in", "login", " wen ", "password", "a garden of roses")
                .exchange();
        assertThat(answer).hasRedirectedUrl("/admin");
        assertThat(sessions.findByPrincipalName("staff:" + STAFF)).hasSize(1);
    }

    @Test
    void refused_and_locked_staff_are_told_so() {
        when(staff.signIn(anyString(), anyString())).thenReturn(new SignInStaff.Outcome.Refused());
        assertThat(form("/admin/sign-in", "login", "wen", "password", "x").exchange())
                .hasStatus(422)
                .bodyText()
                .contains(escaped(text("signIn.staff.refused")));
        verify(staffSignIns).keep(eq("wen"), eq(KeepStaffSignIns.How.PASSWORD_WRONG), any(KeepStaffSignIns.From.class));
        when(staff.signIn(anyString(), anyString())).thenReturn(new SignInStaff.Outcome.Locked(Duration.ofMinutes(15)));
        assertThat(form("/admin/sign-in", "login", "wen", "password", "x").exchange())
                .hasStatus(429)
                .bodyText()
                .contains("15 minutes");
    }

    private static Cookie[] cookies(MvcTestResult answer) {
        return answer.getMvcResult().getResponse().getCookies();
    }

    private static Object notice(MvcTestResult answer) {
        return answer.getMvcResult().getFlashMap().get("notice");
    }

    private MvcTestResult code(String typed) {
        when(byCode.send(PHONE)).thenReturn(new SignInByCode.Sending.Sent(Duration.ofMinutes(5)));
        var sent = form("/sign-in", "phone", PHONE.value()).exchange();
        return form("/sign-in/code", "code", typed).cookie(cookies(sent)).exchange();
    }

    private MvcTestResult password(String email, String password) {
        return form("/sign-in/password", "email", email, "password", password).exchange();
    }

    private MvcTestResult enrol(String password) {
        return form("/enrol", "name", "Li Na", "email", EMAIL.value(), "password", password)
                .exchange();
    }
}
