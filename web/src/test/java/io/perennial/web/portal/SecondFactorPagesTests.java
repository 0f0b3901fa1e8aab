package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.membership.Ceremony;
import io.perennial.membership.CheckSecondFactor.Outcome;
import io.perennial.membership.KeepPasskeys.Adding;
import io.perennial.membership.KeepPasskeys.Beginning;
import io.perennial.membership.KeepSecondFactor.Confirming;
import io.perennial.membership.KeepSecondFactor.Setup;
import io.perennial.membership.KeepSecondFactor.State;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Notice;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Staff's second step: through the real doors, with the sessions that they open. */
class SecondFactorPagesTests extends PortalPages {

    private static final String SECOND = "/admin/sign-in/second";
    private static final String ACCOUNT = "/admin/account/second-factor";
    private static final String PASSWORD = "a garden of roses";
    private static final String ORIGIN = "http://localhost";

    private Cookie[] cookies = {new Cookie("nothing", "yet")};

    @BeforeEach
    void the_password_is_right() {
        when(staff.signIn("wen", PASSWORD)).thenReturn(new SignInStaff.Outcome.SignedIn(account(StaffRole.ADMIN)));
    }

    @Test
    void a_password_alone_opens_nothing_to_who_has_a_second_factor() {
        hasApp();
        assertThat(signIn()).hasRedirectedUrl(SECOND);
        for (var address : List.of("/admin/account", ACCOUNT, "/admin/staff", "/admin/nowhere")) {
            assertThat(visit(address)).as(address).hasRedirectedUrl(SECOND);
        }
        assertThat(post(ACCOUNT + "/app/remove")).hasRedirectedUrl(SECOND);
        assertThat(post(ACCOUNT + "/recovery-codes")).hasRedirectedUrl(SECOND);
        verify(secondFactors, never()).dropApp(any());
        verify(secondFactors, never()).renewRecoveryCodes(any());
        assertThat(visit(SECOND)).hasStatusOk().bodyText().contains(escaped(text("second.lead.app")));
    }

    @Test
    void the_right_code_opens_the_door_in_a_new_session() {
        hasApp();
        when(checkSecondFactor.check(STAFF, "123 456")).thenReturn(new Outcome.Right());
        signIn();
        var before = session();

        var answer = post(SECOND, "code", "123 456");

        assertThat(answer).hasRedirectedUrl("/admin");
        assertThat(session()).isNotEqualTo(before);
        assertThat(visit("/admin/account")).hasStatusOk();
        assertThat(visit(SECOND)).hasRedirectedUrl("/admin");
    }

    @Test
    void wrong_and_locked_codes_are_told_so_and_open_nothing() {
        hasApp();
        signIn();
        when(checkSecondFactor.check(any(), anyString())).thenReturn(new Outcome.Wrong());
        assertThat(post(SECOND, "code", "1")).hasStatus(422).bodyText().contains(escaped(text("second.wrong")));
        when(checkSecondFactor.check(any(), anyString())).thenReturn(new Outcome.Locked(Duration.ofMinutes(15)));
        assertThat(post(SECOND, "code", "1")).hasStatus(429).bodyText().contains("15 minutes");
        for (var outcome : List.of(
                KeepStaffSignIns.How.PASSWORD_RIGHT,
                KeepStaffSignIns.How.SECOND_WRONG,
                KeepStaffSignIns.How.SECOND_LOCKED)) {
            verify(staffSignIns).keep(any(StaffId.class), eq(outcome), any());
        }
        assertThat(visit("/admin/account")).hasRedirectedUrl(SECOND);
    }

    @Test
    void a_recovery_code_leads_to_where_the_lost_one_is_replaced() {
        hasApp();
        when(checkSecondFactor.check(any(), anyString())).thenReturn(new Outcome.RightByRecoveryCode(8));
        signIn();

        var answer = post(SECOND, "code", "abcd");

        assertThat(answer).hasRedirectedUrl(ACCOUNT);
        assertThat(((Notice) answer.getMvcResult().getFlashMap().get("notice")).arguments())
                .containsExactly(8);
        assertThat(visit(ACCOUNT)).hasStatusOk();
    }

    @Test
    void a_passkey_opens_the_door_for_one_answer() {
        when(secondFactors.isSetUp(STAFF)).thenReturn(true);
        when(secondFactors.of(STAFF)).thenReturn(new State(false, 1, 10));
        when(checkSecondFactor.beginPasskey(STAFF, ORIGIN)).thenReturn(new Ceremony("Y2g", "{\"a\":1}"));
        when(checkSecondFactor.checkPasskey(STAFF, "Y2g", "{}", ORIGIN))
                .thenReturn(new Outcome.Wrong())
                .thenReturn(new Outcome.Right());
        signIn();
        assertThat(visit(SECOND)).bodyText().contains("data-passkey", escaped(text("second.lead.passkey")));

        assertThat(post(SECOND + "/passkey", "answer", "{}")).hasRedirectedUrl(SECOND);
        verify(checkSecondFactor, never()).checkPasskey(any(), any(), any(), any());
        assertThat(post(SECOND + "/options")).bodyText().isEqualTo("{\"a\":1}");
        assertThat(post(SECOND + "/passkey", "answer", "{}")).hasRedirectedUrl(SECOND);
        post(SECOND + "/options");
        assertThat(post(SECOND + "/passkey", "answer", "{}")).hasRedirectedUrl("/admin");
        assertThat(visit("/admin/account")).hasStatusOk();
    }

    @Test
    void who_must_have_one_sets_it_up_before_anything_else() {
        when(secondFactors.isRequiredOf(Set.of(StaffRole.ADMIN))).thenReturn(true);
        signIn();
        assertThat(visit("/admin/staff")).hasRedirectedUrl(ACCOUNT);
        assertThat(visit(ACCOUNT)).hasStatusOk().bodyText().contains(text("second.mustSetUp"));

        when(secondFactors.begun(STAFF)).thenReturn(Optional.of(new Setup("ABCDEFGH", "otpauth://totp/x")));
        assertThat(visit(ACCOUNT)).bodyText().contains("ABCDEFGH", " d=\"M");
        when(secondFactors.confirmApp(STAFF, "123456")).thenReturn(new Confirming.WrongCode());
        assertThat(post(ACCOUNT + "/app/confirm", "code", "123 456")).hasStatus(422);
        when(secondFactors.confirmApp(STAFF, "123456"))
                .thenReturn(new Confirming.Confirmed(List.of("aaaa-bbbb-cccc-dddd")));

        assertThat(post(ACCOUNT + "/app/confirm", "code", "123 456"))
                .hasStatusOk()
                .bodyText()
                .contains("aaaa-bbbb-cccc-dddd");
        hasApp();
        assertThat(visit("/admin/account")).hasStatusOk();
    }

    @Test
    void a_passkey_is_a_second_factor_at_once_and_comes_with_recovery_codes() {
        when(passkeys.begin(KeyHolder.of(STAFF), "wen", ORIGIN))
                .thenReturn(new Beginning.Begun(new Ceremony("Y2g", "{}")));
        when(passkeys.add(KeyHolder.of(STAFF), "Y2g", "{}", "Stick", ORIGIN)).thenReturn(new Adding.Added(PASSKEY));
        when(secondFactors.renewRecoveryCodes(STAFF)).thenReturn(List.of("aaaa-bbbb-cccc-dddd"));
        signIn();

        post(ACCOUNT + "/passkeys/options");
        assertThat(post(ACCOUNT + "/passkeys", "name", "Stick", "answer", "{}"))
                .hasStatusOk()
                .bodyText()
                .contains("aaaa-bbbb-cccc-dddd");
        when(secondFactors.isSetUp(STAFF)).thenReturn(true);
        assertThat(visit("/admin/account")).hasStatusOk();
    }

    @Test
    void who_needs_none_and_has_none_comes_in_by_the_password() {
        assertThat(signIn()).hasRedirectedUrl("/admin");
        assertThat(visit("/admin/account")).hasStatusOk();
        assertThat(visit(ACCOUNT)).hasStatusOk().bodyText().contains(escaped(text("second.app.begin")));
        assertThat(visit(SECOND)).hasRedirectedUrl("/admin");
    }

    @Test
    void every_page_of_it_speaks_chinese_too() {
        hasApp();
        signIn();
        assertThat(visit(SECOND, Locale.SIMPLIFIED_CHINESE))
                .bodyText()
                .contains("还差一步")
                .doesNotContain("??");
        when(checkSecondFactor.check(any(), anyString())).thenReturn(new Outcome.Right());
        post(SECOND, "code", "1");
        assertThat(visit(ACCOUNT, Locale.SIMPLIFIED_CHINESE))
                .bodyText()
                .contains("验证器")
                .doesNotContain("??");
    }

    private void hasApp() {
        when(secondFactors.isSetUp(STAFF)).thenReturn(true);
        when(secondFactors.of(STAFF)).thenReturn(new State(true, 0, 9));
    }

    private MvcTestResult signIn() {
        return post("/admin/sign-in", "login", "wen", "password", PASSWORD);
    }

    private MvcTestResult visit(String address) {
        return visit(address, Locale.ENGLISH);
    }

    private MvcTestResult visit(String address, Locale language) {
        return web.get()
                .uri(address)
                .cookie(cookies)
                .locale(language)
                .accept("text/html")
                .exchange();
    }

    private MvcTestResult post(String address, String... namesAndValues) {
        var answer = form(address, namesAndValues).cookie(cookies).exchange();
        var given = answer.getMvcResult().getResponse().getCookies();
        if (java.util.Arrays.stream(given).anyMatch(cookie -> cookie.getName().equals("staff-session"))) {
            cookies = java.util.Arrays.stream(given)
                    .filter(cookie -> cookie.getName().equals("staff-session"))
                    .toArray(Cookie[]::new);
        }
        return answer;
    }

    private String session() {
        return cookies[0].getValue();
    }
}
