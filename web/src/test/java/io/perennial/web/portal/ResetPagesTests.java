package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.perennial.membership.ResetPassword.Outcome;
import io.perennial.membership.SignInByCode;
import io.perennial.membership.SignInByCode.Sending;
import io.perennial.membership.SignInByPassword.Weakness;
import io.perennial.web.pages.Notice;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A forgotten password, and a number that may have gone from one person to another. */
class ResetPagesTests extends PortalPages {

    private static final String NEW = "a rose is a rose";

    @Test
    void a_code_to_the_address_sets_a_new_password_and_ends_every_session() {
        when(resetPassword.send(EMAIL)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));
        when(resetPassword.reset(EMAIL, "123456", NEW)).thenReturn(new Outcome.Reset(MEMBER));
        var session = sessions.createSession();
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "member:" + MEMBER);
        sessions.save(session);

        var sent = form("/sign-in/reset", "recipient", "Li.Na@example.com").exchange();
        assertThat(sent).hasRedirectedUrl("/sign-in/reset/code");
        assertThat(with(sent, "/sign-in/reset/code")).bodyText().contains("l••••@example.com");
        var done = code(sent, "123 456", NEW);

        assertThat(done).hasRedirectedUrl("/sign-in/password");
        assertThat(noticeOf(done)).isEqualTo("reset.done");
        assertThat(sessions.findById(session.getId())).isNull();
    }

    @Test
    void a_phone_will_do_as_well_and_what_is_neither_is_refused() {
        when(resetPassword.send(PHONE)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));
        assertThat(form("/sign-in/reset", "recipient", "138 1234 5678").exchange())
                .hasRedirectedUrl("/sign-in/reset/code");
        assertThat(form("/sign-in/reset", "recipient", SCRIPT).exchange())
                .hasStatus(422)
                .bodyText()
                .contains(text("reset.recipient.wrong"))
                .doesNotContain(SCRIPT);
        verifyNoInteractions(byPassword);
    }

    @Test
    void each_refusal_has_its_sentence() {
        when(resetPassword.send(EMAIL)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));
        var sent = form("/sign-in/reset", "recipient", EMAIL.value()).exchange();

        when(resetPassword.reset(any(), anyString(), anyString())).thenReturn(new Outcome.WrongCode(2));
        assertThat(code(sent, "1", NEW)).hasStatus(422).bodyText().contains("Tries left: 2");
        when(resetPassword.reset(any(), anyString(), anyString())).thenReturn(new Outcome.NoValidCode());
        assertThat(code(sent, "1", NEW)).hasStatus(422).bodyText().contains(text("signIn.code.noneValid"));
        when(resetPassword.reset(any(), anyString(), anyString()))
                .thenReturn(new Outcome.WeakPassword(Weakness.TOO_COMMON));
        assertThat(code(sent, "1", "password12"))
                .hasStatus(422)
                .bodyText()
                .contains(escaped(text("password.TOO_COMMON")))
                .doesNotContain("password12");
        when(resetPassword.reset(any(), anyString(), anyString())).thenReturn(new Outcome.NothingToReset());
        var nothing = code(sent, "1", NEW);
        assertThat(nothing).hasRedirectedUrl("/sign-in");
        assertThat(noticeOf(nothing)).isEqualTo("reset.nothing");
        assertThat(form("/sign-in/reset/code", "code", "1").exchange()).hasRedirectedUrl("/sign-in/reset");
    }

    @Test
    void says_how_long_to_wait_when_codes_were_sent_too_often() {
        when(resetPassword.send(EMAIL)).thenReturn(new Sending.TooOften(Duration.ofSeconds(42)));
        assertThat(form("/sign-in/reset", "recipient", EMAIL.value()).exchange())
                .hasStatus(429)
                .bodyText()
                .contains("42 seconds");
    }

    @Test
    void an_old_number_asks_whose_it_is_before_anything_is_shown() {
        var asked = rightCode();
        assertThat(asked).hasRedirectedUrl("/sign-in/whose");
        assertThat(with(asked, "/sign-in/whose"))
                .hasStatusOk()
                .bodyText()
                .contains("+86 •••• 5678", escaped(text("signIn.whose.newcomer")))
                .doesNotContain("Li Na", "13812345678");
        assertThat(sessions.findByPrincipalName("member:" + MEMBER)).isEmpty();
        assertThat(say(asked, "something")).hasRedirectedUrl("/sign-in/whose");
    }

    @Test
    void who_says_that_the_number_is_new_to_them_joins() {
        when(byCode.confirmAsNewcomer(PHONE, "123456"))
                .thenReturn(new SignInByCode.Outcome.SignedIn(MEMBER, SignInByCode.Arrival.JOINED));

        var answer = say(rightCode(), "newcomer");

        assertThat(answer).hasRedirectedUrl("/");
        assertThat(noticeOf(answer)).isEqualTo("enrol.welcome");
    }

    @Test
    void who_says_that_it_was_theirs_comes_in_or_is_asked_for_their_other_way() {
        when(byCode.confirmAsBefore(PHONE, "123456"))
                .thenReturn(new SignInByCode.Outcome.SignedIn(MEMBER, SignInByCode.Arrival.BACK));
        assertThat(say(rightCode(), "before")).hasRedirectedUrl("/");

        when(byCode.confirmAsBefore(PHONE, "123456")).thenReturn(new SignInByCode.Outcome.OtherWayNeeded());
        var other = say(rightCode(), "before");
        assertThat(other).hasRedirectedUrl("/sign-in/password");
        assertThat(noticeOf(other)).isEqualTo("signIn.whose.otherWay");
    }

    @Test
    void a_code_that_ended_meanwhile_begins_anew() {
        when(byCode.confirmAsBefore(PHONE, "123456")).thenReturn(new SignInByCode.Outcome.NoValidCode());
        var gone = say(rightCode(), "before");
        assertThat(gone).hasRedirectedUrl("/sign-in");
        assertThat(noticeOf(gone)).isEqualTo("signIn.code.gone");
        assertThat(form("/sign-in/whose", "who", "before").exchange()).hasRedirectedUrl("/sign-in");
        assertThat(web.get().uri("/sign-in/whose").exchange()).hasRedirectedUrl("/sign-in");
    }

    @Test
    void whoever_claims_an_account_sees_what_was_collected_on_it() {
        when(byCode.send(PHONE)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));
        when(byCode.confirm(PHONE, "123456"))
                .thenReturn(new SignInByCode.Outcome.SignedIn(MEMBER, SignInByCode.Arrival.CLAIMED));
        var sent = form("/sign-in", "phone", PHONE.value()).exchange();

        assertThat(form("/sign-in/code", "code", "123456").cookie(cookies(sent)).exchange())
                .hasRedirectedUrl("/claimed");
        assertThat(look("/claimed")).hasStatusOk().bodyText().contains("12,346", "1,146", "VIP");
    }

    private MvcTestResult rightCode() {
        when(byCode.send(PHONE)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));
        when(byCode.confirm(PHONE, "123456")).thenReturn(new SignInByCode.Outcome.Whose());
        var sent = form("/sign-in", "phone", PHONE.value()).exchange();
        session = cookies(sent);
        return form("/sign-in/code", "code", "123456").cookie(session).exchange();
    }

    private Cookie[] session = {};

    private MvcTestResult say(MvcTestResult asked, String who) {
        assertThat(asked).hasRedirectedUrl("/sign-in/whose");
        return form("/sign-in/whose", "who", who).cookie(session).exchange();
    }

    private MvcTestResult code(MvcTestResult sent, String code, String replacement) {
        return form("/sign-in/reset/code", "code", code, "replacement", replacement)
                .cookie(cookies(sent))
                .exchange();
    }

    private MvcTestResult with(MvcTestResult before, String address) {
        var own = cookies(before);
        return web.get()
                .uri(address)
                .cookie(own.length == 0 ? session : own)
                .locale(Locale.ENGLISH)
                .exchange();
    }

    private static Cookie[] cookies(MvcTestResult answer) {
        return answer.getMvcResult().getResponse().getCookies();
    }

    private static String noticeOf(MvcTestResult answer) {
        return ((Notice) answer.getMvcResult().getFlashMap().get("notice")).key();
    }
}
