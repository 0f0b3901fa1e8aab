package io.perennial.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.perennial.membership.MemberStatus;
import io.perennial.membership.SignInByCode;
import io.perennial.membership.SignInByPassword;
import io.perennial.membership.SignInByPassword.Changing;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffRole;
import io.perennial.web.portal.PortalPages;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class DoorTests extends PortalPages {

    private static final String PASSWORD = "a garden of roses";

    @Test
    void nobody_yet_is_led_to_sign_in() {
        for (var address : new String[] {"/", "/statement", "/rewards", "/my-rewards", "/profile"}) {
            assertThat(visit(address)).hasRedirectedUrl("/sign-in");
        }
        for (var address : new String[] {"/admin", "/admin/members", "/admin/account"}) {
            assertThat(visit(address)).hasRedirectedUrl("/admin/sign-in");
        }
    }

    @Test
    void a_form_without_its_token_is_refused_and_says_so() {
        for (var address : new String[] {"/sign-in", "/rewards/" + REWARD + "/redeem", "/check-in", "/profile"}) {
            var answer = web.post().uri(address).with(asMember()).exchange();
            assertThat(answer).hasStatus(403);
            assertThat(answer.getMvcResult().getRequest().getAttribute(Refusing.FORM_TOO_OLD))
                    .isEqualTo(true);
        }
        assertThat(web.post()
                        .uri("/check-in")
                        .with(asMember())
                        .with(csrf().useInvalidToken())
                        .exchange())
                .hasStatus(403);
        verifyNoInteractions(byCode, redeemReward, checkIn, profiles);
    }

    @Test
    void a_session_gets_a_new_id_when_someone_signs_in() {
        when(byCode.send(PHONE)).thenReturn(new SignInByCode.Sending.Sent(Duration.ofMinutes(5)));
        var planted = cookie(form("/sign-in", "phone", PHONE.value()).exchange(), "session");
        when(byPassword.signIn(any(), anyString())).thenReturn(new SignInByPassword.Outcome.SignedIn(MEMBER));
        var signedIn = form("/sign-in/password", "email", EMAIL.value(), "password", PASSWORD)
                .cookie(planted)
                .exchange();
        assertThat(cookie(signedIn, "session").getValue()).isNotEqualTo(planted.getValue());
        assertThat(web.get().uri("/").cookie(planted).accept("text/html").exchange())
                .hasRedirectedUrl("/sign-in?why=ended");
        assertThat(web.get().uri("/").cookie(cookie(signedIn, "session")).exchange())
                .hasStatusOk();
    }

    @Test
    void the_cookie_of_a_session_is_for_browsers_alone_and_for_its_own_site() {
        var portal = signIn();
        assertThat(portal.isHttpOnly()).isTrue();
        assertThat(portal.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(portal.getPath()).isEqualTo("/");
        assertThat(portal.getSecure()).isFalse();
        assertThat(signInStaff().getPath()).isEqualTo("/admin");
        when(byPassword.signIn(any(), anyString())).thenReturn(new SignInByPassword.Outcome.SignedIn(MEMBER));
        var overHttps = form("/sign-in/password", "email", EMAIL.value(), "password", PASSWORD)
                .secure(true)
                .exchange();
        assertThat(cookie(overHttps, "session").getSecure()).isTrue();
    }

    @Test
    void who_wanted_a_page_gets_it_after_signing_in() {
        var wanted = visit("/statement?before=12");
        assertThat(wanted).hasRedirectedUrl("/sign-in");
        when(byPassword.signIn(any(), anyString())).thenReturn(new SignInByPassword.Outcome.SignedIn(MEMBER));
        assertThat(form("/sign-in/password", "email", EMAIL.value(), "password", PASSWORD)
                        .cookie(cookie(wanted, "session"))
                        .exchange())
                .hasRedirectedUrl("/statement?before=12");
    }

    @Test
    void members_and_staff_never_mix() {
        assertThat(web.get().uri("/admin").with(asMember()).exchange()).hasStatus(403);
        assertThat(web.get().uri("/admin/members").with(asMember()).exchange()).hasStatus(403);
        assertThat(web.get().uri("/").with(asStaff()).exchange()).hasStatus(403);
        assertThat(web.get().uri("/rewards").with(asStaff()).exchange()).hasStatus(403);
        var member = signIn();
        assertThat(web.get()
                        .uri("/admin")
                        .cookie(new Cookie("staff-session", member.getValue()))
                        .exchange())
                .hasStatus(403);
        assertThat(web.get()
                        .uri("/")
                        .cookie(new Cookie("session", signInStaff().getValue()))
                        .exchange())
                .hasStatus(403);
    }

    @Test
    void a_member_closed_meanwhile_is_signed_out_on_the_next_request() {
        var session = signIn();
        when(members.find(MEMBER)).thenReturn(Optional.of(profile("Li Na", MemberStatus.CLOSED)));
        assertThat(web.get().uri("/").cookie(session).exchange()).hasRedirectedUrl("/sign-in?why=closed");
        assertThat(sessions.findByPrincipalName("member:" + MEMBER)).isEmpty();
    }

    @Test
    void staff_disabled_meanwhile_are_signed_out_on_the_next_request() {
        var session = signInStaff();
        when(staff.find(STAFF)).thenReturn(Optional.empty());
        assertThat(web.get().uri("/admin/account").cookie(session).exchange())
                .hasRedirectedUrl("/admin/sign-in?why=ended");
        assertThat(sessions.findByPrincipalName("staff:" + STAFF)).isEmpty();
    }

    @Test
    void a_role_taken_away_acts_at_once() {
        var session = signInStaff();
        assertThat(web.get().uri("/admin/staff").cookie(session).exchange()).hasStatus(404);
        when(staff.find(STAFF)).thenReturn(Optional.of(account(StaffRole.SUPPORT)));
        assertThat(web.get().uri("/admin/staff").cookie(session).exchange()).hasStatus(403);
    }

    @Test
    void an_ended_session_leads_to_sign_in_with_a_sentence() {
        var gone = new Cookie("session", "Z29uZQ==");
        assertThat(web.get().uri("/statement").cookie(gone).exchange()).hasRedirectedUrl("/sign-in?why=ended");
        assertThat(web.post().uri("/check-in").with(csrf()).cookie(gone).exchange())
                .hasRedirectedUrl("/sign-in?why=ended");
        assertThat(web.get().uri("/sign-in?why=ended").locale(Locale.ENGLISH).exchange())
                .bodyText()
                .contains(text("signIn.why.ended"));
        assertThat(web.get().uri("/sign-in?why=<script>").exchange())
                .hasStatusOk()
                .bodyText()
                .doesNotContain("<script>");
    }

    @Test
    void a_live_part_of_a_page_is_told_to_load_the_sign_in_page_whole() {
        var answer = web.post()
                .uri("/check-in")
                .with(csrf())
                .header("HX-Request", "true")
                .exchange();
        assertThat(answer).hasStatus(204);
        assertThat(answer).headers().hasValue("HX-Redirect", "/sign-in");
    }

    @Test
    void signing_out_ends_the_session() {
        var session = signIn();
        assertThat(web.post().uri("/sign-out").with(csrf()).cookie(session).exchange())
                .hasRedirectedUrl("/sign-in?why=out");
        assertThat(sessions.findByPrincipalName("member:" + MEMBER)).isEmpty();
        assertThat(web.get().uri("/sign-out").cookie(signIn()).exchange()).hasStatus(404);
        assertThat(sessions.findByPrincipalName("member:" + MEMBER)).hasSize(1);
        var staffSession = signInStaff();
        assertThat(web.post()
                        .uri("/admin/sign-out")
                        .with(csrf())
                        .cookie(staffSession)
                        .exchange())
                .hasRedirectedUrl("/admin/sign-in?why=out");
        assertThat(sessions.findByPrincipalName("staff:" + STAFF)).isEmpty();
    }

    @Test
    void staff_who_change_their_password_are_signed_out_elsewhere() {
        var elsewhere = signInStaff();
        var here = signInStaff();
        when(staff.changePassword(STAFF, PASSWORD, "another garden")).thenReturn(new Changing.Changed());
        assertThat(form("/admin/account", "current", PASSWORD, "replacement", "another garden")
                        .cookie(here)
                        .exchange())
                .hasRedirectedUrl("/admin/account");
        assertThat(sessions.findByPrincipalName("staff:" + STAFF)).hasSize(1);
        assertThat(web.get().uri("/admin/account").cookie(elsewhere).exchange())
                .hasRedirectedUrl("/admin/sign-in?why=ended");
        assertThat(web.get().uri("/admin/account").cookie(here).exchange()).hasStatusOk();
        clearInvocations(staff);
        when(staff.changePassword(any(), anyString(), anyString())).thenReturn(new Changing.WrongPassword());
        assertThat(form("/admin/account", "current", "x", "replacement", "y")
                        .cookie(here)
                        .exchange())
                .hasStatus(422)
                .bodyText()
                .contains(escaped(text("password.wrong")));
    }

    @Test
    void every_answer_forbids_the_browser_what_pages_never_do() {
        for (var address : new String[] {"/sign-in", "/admin/sign-in", "/css/perennial.css"}) {
            var headers = assertThat(visit(address)).hasStatusOk().headers();
            headers.hasValue("X-Content-Type-Options", "nosniff")
                    .hasValue("X-Frame-Options", "DENY")
                    .hasValue("Referrer-Policy", "same-origin")
                    .hasValue("Cross-Origin-Opener-Policy", "same-origin")
                    .containsHeader("Permissions-Policy")
                    .doesNotContainHeader("Strict-Transport-Security");
            headers.hasValue("Content-Security-Policy", AnswerHeaders.CONTENT);
        }
        assertThat(AnswerHeaders.CONTENT).startsWith("default-src 'self'").doesNotContain("unsafe");
        assertThat(web.get().uri("/sign-in").secure(true).exchange())
                .headers()
                .containsHeader("Strict-Transport-Security");
    }

    @Test
    void each_request_has_an_id_and_a_gateways_is_kept() {
        assertThat(visit("/sign-in")).headers().containsHeader("X-Request-Id");
        assertThat(web.get()
                        .uri("/sign-in")
                        .header("X-Request-Id", "gateway-0815")
                        .exchange())
                .headers()
                .hasValue("X-Request-Id", "gateway-0815");
        assertThat(web.get()
                        .uri("/sign-in")
                        .header("X-Request-Id", "bad\tid")
                        .exchange()
                        .getMvcResult()
                        .getResponse()
                        .getHeader("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void a_form_beyond_all_measure_is_refused_before_it_is_read() {
        assertThat(web.post()
                        .uri("/sign-in")
                        .with(csrf())
                        .content(new byte[(int) TooLarge.LARGEST_FORM + 1])
                        .exchange())
                .hasStatus(413);
        verifyNoInteractions(byCode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "//evil.example", "/\\evil.example", "/%5Cevil\r\nX: y", "javascript:1"})
    void the_switches_lead_back_to_our_own_pages_only(String to) {
        assertThat(form("/preferences", "theme", "dark", "to", to).exchange()).hasRedirectedUrl("/");
    }

    @Test
    void language_and_theme_are_kept_in_cookies() {
        var dark = form("/preferences", "theme", "dark", "to", "/rewards?affordable=true&lang=en")
                .exchange();
        assertThat(dark).hasRedirectedUrl("/rewards?affordable=true&");
        assertThat(dark).cookies().hasValue("theme", "dark").isHttpOnly("theme", true);
        assertThat(web.get().uri("/sign-in").cookie(new Cookie("theme", "dark")).exchange())
                .bodyText()
                .contains("perennial-dark", "content=\"dark\"")
                .doesNotContain("prefers-color-scheme");
        assertThat(web.get()
                        .uri("/sign-in")
                        .cookie(new Cookie("theme", "light"))
                        .exchange())
                .bodyText()
                .doesNotContain("perennial-dark");
        assertThat(form("/preferences", "language", "zh-CN", "to", "/sign-in").exchange())
                .cookies()
                .hasValue("lang", "zh-CN");
        assertThat(form("/admin/preferences", "theme", "light", "to", "/admin/sign-in")
                        .exchange())
                .hasRedirectedUrl("/admin/sign-in");
        assertThat(web.get()
                        .uri("/sign-in")
                        .cookie(new Cookie("lang", "zh-CN"))
                        .locale(Locale.ENGLISH)
                        .exchange())
                .bodyText()
                .contains("lang=\"zh-CN\"");
        assertThat(web.get().uri("/sign-in?lang=zh").locale(Locale.ENGLISH).exchange())
                .bodyText()
                .contains("lang=\"zh-CN\"");
        assertThat(web.get()
                        .uri("/sign-in")
                        .cookie(new Cookie("lang", "tlh'><script>"))
                        .locale(Locale.GERMAN)
                        .exchange())
                .hasStatusOk()
                .bodyText()
                .contains("lang=\"en\"");
    }

    static Stream<Arguments> areasAndRoles() {
        return Arrays.stream(StaffArea.values())
                .flatMap(area -> Arrays.stream(StaffRole.values()).map(role -> Arguments.of(area, role)));
    }

    @ParameterizedTest
    @MethodSource("areasAndRoles")
    void each_role_may_do_what_the_table_says_and_nothing_else(StaffArea area, StaffRole role) {
        var roles = Set.of(role);
        when(staff.find(STAFF)).thenReturn(Optional.of(new SignInStaff.Staff(STAFF, "wen", "Wen", roles)));
        assertThat(isLetIn(HttpMethod.GET, area.address())).isEqualTo(area.mayBeReadBy(roles));
        for (var method : new HttpMethod[] {HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE}) {
            assertThat(isLetIn(method, area.address())).as(method.name()).isEqualTo(area.mayBeChangedBy(roles));
        }
        if (area != StaffArea.DASHBOARD) {
            assertThat(isLetIn(HttpMethod.GET, area.address() + "/x/y")).isEqualTo(area.mayBeReadBy(roles));
            assertThat(isLetIn(HttpMethod.POST, area.address() + "/x/y")).isEqualTo(area.mayBeChangedBy(roles));
            assertThat(isLetIn(HttpMethod.GET, area.address() + "/x/edit")).isEqualTo(area.mayBeChangedBy(roles));
        }
    }

    @Test
    void the_table_says_what_the_roles_say() {
        for (var area : StaffArea.values()) {
            assertThat(area.mayBeReadBy(Set.of(StaffRole.ADMIN)))
                    .as("admin reads %s", area)
                    .isTrue();
            assertThat(area.mayBeReadBy(Set.of(StaffRole.AUDITOR)))
                    .as("auditor reads %s", area)
                    .isTrue();
            assertThat(area.mayBeChangedBy(Set.of(StaffRole.AUDITOR)))
                    .as("auditor changes %s", area)
                    .isFalse();
            assertThat(area.mayBeReadBy(Set.of())).isFalse();
        }
        for (var alone : new StaffArea[] {StaffArea.STAFF, StaffArea.TIERS, StaffArea.API_KEYS}) {
            assertThat(alone.mayBeChangedBy(Set.of(StaffRole.SUPPORT, StaffRole.MARKETING, StaffRole.CATALOGUE)))
                    .isFalse();
        }
        assertThat(StaffArea.MEMBERS.mayBeChangedBy(Set.of(StaffRole.SUPPORT))).isTrue();
        assertThat(StaffArea.REDEMPTIONS.mayBeChangedBy(Set.of(StaffRole.SUPPORT)))
                .isTrue();
        assertThat(StaffArea.RULES.mayBeChangedBy(Set.of(StaffRole.MARKETING))).isTrue();
        assertThat(StaffArea.IMPORTS.mayBeChangedBy(Set.of(StaffRole.MARKETING)))
                .isTrue();
        assertThat(StaffArea.REWARDS.mayBeChangedBy(Set.of(StaffRole.CATALOGUE)))
                .isTrue();
        assertThat(StaffArea.REWARDS.mayBeChangedBy(Set.of(StaffRole.SUPPORT))).isFalse();
    }

    @Test
    void what_no_area_holds_is_for_nobody() {
        for (var address : new String[] {"/admin/secrets", "/admin/membersx", "/admin/accountx"}) {
            var answer = web.get().uri(address).with(asStaff()).exchange();
            assertThat(answer).hasStatus(404);
            assertThat(answer.getMvcResult().getHandler())
                    .as("the door itself refuses %s", address)
                    .isNull();
        }
    }

    @Test
    void one_address_that_tries_too_often_has_to_wait_and_others_need_not() {
        when(byPassword.signIn(any(), anyString())).thenReturn(new SignInByPassword.Outcome.Refused());
        for (var i = 0; i < Attempts.Kind.SIGN_IN.times(); i++) {
            assertThat(tryFrom("203.0.113.9")).hasStatus(422);
        }
        clearInvocations(byPassword);
        assertThat(tryFrom("203.0.113.9")).hasStatus(429).bodyText().contains(text("signIn.tooManyFromHere"));
        verifyNoInteractions(byPassword);
        assertThat(tryFrom("203.0.113.10")).hasStatus(422);
        verify(byPassword).signIn(any(), anyString());
    }

    private MvcTestResult tryFrom(String address) {
        return form("/sign-in/password", "email", EMAIL.value(), "password", "x")
                .remoteAddress(address)
                .exchange();
    }

    private boolean isLetIn(HttpMethod method, String address) {
        return web.method(method)
                        .uri(address)
                        .with(asStaff())
                        .with(csrf())
                        .exchange()
                        .getMvcResult()
                        .getResponse()
                        .getStatus()
                != 403;
    }

    private MvcTestResult visit(String address) {
        return web.get().uri(address).accept("text/html").exchange();
    }

    private Cookie signIn() {
        when(byPassword.signIn(any(), anyString())).thenReturn(new SignInByPassword.Outcome.SignedIn(MEMBER));
        return cookie(
                form("/sign-in/password", "email", EMAIL.value(), "password", PASSWORD)
                        .exchange(),
                "session");
    }

    private Cookie signInStaff() {
        when(staff.signIn(anyString(), anyString()))
                .thenReturn(new SignInStaff.Outcome.SignedIn(account(StaffRole.ADMIN)));
        return cookie(
                form("/admin/sign-in", "login", "wen", "password", PASSWORD).exchange(), "staff-session");
    }

    private static Cookie cookie(MvcTestResult answer, String name) {
        var cookie = answer.getMvcResult().getResponse().getCookie(name);
        assertThat(cookie).as("cookie " + name).isNotNull();
        return cookie;
    }
}
