package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.membership.Ceremony;
import io.perennial.membership.Identifier;
import io.perennial.membership.KeepIdentifiers.Lost;
import io.perennial.membership.KeepIdentifiers.Outcome;
import io.perennial.membership.KeepIdentifiers.Removing;
import io.perennial.membership.KeepIdentifiers.Sending;
import io.perennial.membership.KeepPasskeys.Adding;
import io.perennial.membership.KeepPasskeys.Beginning;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadMember;
import io.perennial.membership.SignInByPasskey;
import io.perennial.web.pages.Notice;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How members come in, and where they are signed in. */
class AccessPagesTests extends PortalPages {

    private static final Identifier WANTED = new Identifier(Identifier.Kind.PHONE, "+8613900139000");
    private static final String ORIGIN = "http://localhost";

    @Test
    void shows_what_leads_to_the_account_masked_and_whether_it_was_proven() {
        assertThat(look("/access"))
                .hasStatusOk()
                .bodyText()
                .contains("+86 •••• 5678", "l••••@example.com", "My phone")
                .contains(text("access.proven"), text("access.unproven"))
                .doesNotContain("13812345678", "li.na@example.com");
    }

    @Test
    void adds_a_phone_by_its_code() {
        when(identifiers.send(MEMBER, WANTED)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));
        when(identifiers.confirm(MEMBER, WANTED, "123456", Optional.empty())).thenReturn(new Outcome.Proven());

        var sent = send("/access/identifiers/new", "kind", "PHONE", "value", "139 0013 9000");
        assertThat(sent).hasRedirectedUrl("/access/identifiers/code");
        assertThat(lookWith(sent, "/access/identifiers/code")).bodyText().contains("+86 •••• 9000");
        var proven = sendWith(sent, "/access/identifiers/code", "code", "123 456");

        assertThat(proven).hasRedirectedUrl("/access");
        assertThat(noticeOf(proven)).isEqualTo("access.identifiers.proven");
    }

    @Test
    void puts_the_new_one_in_the_place_of_the_one_that_is_to_be_changed() {
        when(identifiers.send(MEMBER, WANTED)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));
        when(identifiers.confirm(any(), any(), anyString(), any())).thenReturn(new Outcome.Proven());
        var key = key("instead=([0-9a-f-]{36})");

        assertThat(look("/access/identifiers/new?kind=PHONE&instead=" + key))
                .bodyText()
                .contains("+86 •••• 5678");
        var sent = send("/access/identifiers/new", "kind", "PHONE", "instead", key, "value", WANTED.value());
        sendWith(sent, "/access/identifiers/code", "code", "123456");

        verify(identifiers).confirm(MEMBER, WANTED, "123456", Optional.of(PHONE));
    }

    @Test
    void each_refusal_of_a_code_has_its_sentence() {
        when(identifiers.send(MEMBER, WANTED)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));
        var sent = send("/access/identifiers/new", "kind", "PHONE", "value", WANTED.value());

        when(identifiers.confirm(any(), any(), anyString(), any())).thenReturn(new Outcome.WrongCode(3));
        assertThat(sendWith(sent, "/access/identifiers/code", "code", "1"))
                .hasStatus(422)
                .bodyText()
                .contains("Tries left: 3");
        when(identifiers.confirm(any(), any(), anyString(), any())).thenReturn(new Outcome.NoValidCode());
        assertThat(sendWith(sent, "/access/identifiers/code", "code", "1"))
                .hasStatus(422)
                .bodyText()
                .contains(text("signIn.code.noneValid"));
        when(identifiers.confirm(any(), any(), anyString(), any())).thenReturn(new Outcome.NotNow());
        assertThat(noticeOf(sendWith(sent, "/access/identifiers/code", "code", "1")))
                .isEqualTo("access.identifiers.enough");
    }

    @Test
    void each_refusal_to_send_has_its_sentence() {
        assertThat(send("/access/identifiers/new", "kind", "PHONE", "value", "123"))
                .hasStatus(422)
                .bodyText()
                .contains(text("signIn.phone.wrong"));
        assertThat(send("/access/identifiers/new", "kind", "EMAIL", "value", SCRIPT))
                .hasStatus(422)
                .bodyText()
                .contains(text("signIn.email.wrong"))
                .doesNotContain(SCRIPT);
        when(identifiers.send(MEMBER, WANTED)).thenReturn(new Sending.TooOften(Duration.ofSeconds(42)));
        assertThat(noticeOf(send("/access/identifiers/new", "kind", "PHONE", "value", WANTED.value())))
                .isEqualTo("code.tooOften");
        when(identifiers.send(MEMBER, WANTED)).thenReturn(new Sending.ProveFirst(List.of(EMAIL)));
        assertThat(noticeOf(send("/access/identifiers/new", "kind", "PHONE", "value", WANTED.value())))
                .isEqualTo("access.proveFirst");
    }

    @Test
    void what_is_taken_is_taken_over_only_when_its_owner_says_so() {
        when(identifiers.send(MEMBER, WANTED)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));
        when(identifiers.confirm(any(), any(), anyString(), any())).thenReturn(new Outcome.Taken());
        when(identifiers.takeOver(MEMBER, WANTED, "123456", Optional.empty())).thenReturn(new Outcome.Proven());
        var sent = send("/access/identifiers/new", "kind", "PHONE", "value", WANTED.value());

        assertThat(sendWith(sent, "/access/identifiers/code", "code", "123456"))
                .hasRedirectedUrl("/access/identifiers/taken");
        verify(identifiers, never()).takeOver(any(), any(), anyString(), any());
        assertThat(lookWith(sent, "/access/identifiers/taken"))
                .hasStatusOk()
                .bodyText()
                .contains(escaped(text("access.taken.PHONE", "+86 •••• 9000")));
        assertThat(noticeOf(sendWith(sent, "/access/identifiers/taken"))).isEqualTo("access.identifiers.proven");
        assertThat(sendWith(sent, "/access/identifiers/taken")).hasRedirectedUrl("/access");
        verify(identifiers).takeOver(any(), any(), anyString(), any());
    }

    @Test
    void proves_once_more_what_is_on_the_account_already() {
        when(identifiers.send(MEMBER, EMAIL)).thenReturn(new Sending.Sent(Duration.ofMinutes(5)));

        assertThat(send("/access/identifiers/" + key("/access/identifiers/([0-9a-f-]{36})/prove") + "/prove"))
                .hasRedirectedUrl("/access/identifiers/code");
    }

    @Test
    void removes_what_may_go() {
        var address = "/access/identifiers/" + key("/access/identifiers/([0-9a-f-]{36})/remove") + "/remove";
        when(identifiers.remove(MEMBER, PHONE)).thenReturn(new Removing.Removed());
        assertThat(noticeOf(send(address))).isEqualTo("access.identifiers.removed");
        when(identifiers.remove(MEMBER, PHONE)).thenReturn(new Removing.LastProven());
        assertThat(noticeOf(send(address))).isEqualTo("access.identifiers.last");
        assertThat(send("/access/identifiers/" + UUID.randomUUID() + "/remove")).hasRedirectedUrl("/access");
    }

    @Test
    void tells_on_the_first_page_what_went_to_somebody_else_until_it_was_read() {
        when(members.find(MEMBER)).thenReturn(Optional.of(losing(profile("Lin", MemberStatus.ACTIVE))));
        when(identifiers.lost(MEMBER)).thenReturn(List.of(new Lost(Identifier.Kind.PHONE, "+86 •••• 8000", NOW)));

        assertThat(look("/")).bodyText().contains(escaped(text("lost.title")), "+86 •••• 8000");
        assertThat(send("/access/told")).hasRedirectedUrl("/");
        verify(identifiers).told(MEMBER);
    }

    private static ReadMember.Profile losing(ReadMember.Profile profile) {
        return new ReadMember.Profile(
                profile.member(),
                profile.status(),
                profile.displayName(),
                profile.locale(),
                profile.zone(),
                profile.birthday(),
                profile.region(),
                profile.interests(),
                profile.identifiers(),
                profile.enrolledAt(),
                profile.enrolledVia(),
                profile.closingAt(),
                profile.version(),
                true,
                true);
    }

    @Test
    void lists_devices_and_signs_out_of_one_and_of_all_others() {
        var elsewhere = elsewhere("Firefox · Mac");
        var further = elsewhere("");
        assertThat(look("/profile")).bodyText().contains("2 other devices");

        var page = look("/access");
        assertThat(page)
                .bodyText()
                .contains("Firefox · Mac", text("access.devices.unknown"))
                .doesNotContain(elsewhere, further);
        var first = Pattern.compile("/access/devices/([0-9a-f]+)/sign-out").matcher(body(page));
        assertThat(first.find()).isTrue();
        assertThat(noticeOf(send("/access/devices/" + first.group(1) + "/sign-out")))
                .isEqualTo("access.devices.ended");
        assertThat(List.of(sessions.findById(elsewhere) == null, sessions.findById(further) == null))
                .containsExactlyInAnyOrder(true, false);

        send("/access/sign-out-elsewhere");
        assertThat(sessions.findById(elsewhere)).isNull();
        assertThat(sessions.findById(further)).isNull();
        assertThat(send("/access/devices/nobodys/sign-out")).hasRedirectedUrl("/access");
    }

    @Test
    void a_sign_in_keeps_what_the_browser_says_it_is() {
        when(byPassword.signIn(EMAIL, "a garden of roses"))
                .thenReturn(new io.perennial.membership.SignInByPassword.Outcome.SignedIn(MEMBER));
        var signedIn = form("/sign-in/password", "email", EMAIL.value(), "password", "a garden of roses")
                .header(
                        "User-Agent",
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0")
                .exchange();

        assertThat(lookWith(signedIn, "/access"))
                .bodyText()
                .contains("Edge · Windows", "本设备")
                .doesNotContain("Chrome/142", "在其他设备上退出");
    }

    @Test
    void adds_a_passkey_that_the_browser_made() {
        when(passkeys.begin(KeyHolder.of(MEMBER), "Li Na", ORIGIN))
                .thenReturn(new Beginning.Begun(new Ceremony("Y2hhbGxlbmdl", "{\"rp\":1}")));
        when(passkeys.add(KeyHolder.of(MEMBER), "Y2hhbGxlbmdl", "{}", "Tablet", ORIGIN))
                .thenReturn(new Adding.Added(PASSKEY));

        var options = send("/access/passkeys/options");
        assertThat(options).hasStatusOk().bodyText().isEqualTo("{\"rp\":1}");
        assertThat(noticeOf(sendWith(options, "/access/passkeys/new", "name", "Tablet", "answer", "{}")))
                .isEqualTo("passkey.added");
        assertThat(noticeOf(sendWith(options, "/access/passkeys/new", "name", "Tablet", "answer", "{}")))
                .describedAs("the same challenge once more")
                .isEqualTo("access.proveFirst");
    }

    @Test
    void says_why_a_passkey_was_not_added() {
        when(passkeys.begin(any(), anyString(), anyString())).thenReturn(new Beginning.ProveFirst());
        assertThat(send("/access/passkeys/options")).hasStatus(409);
        when(passkeys.begin(any(), anyString(), anyString()))
                .thenReturn(new Beginning.Begun(new Ceremony("Y2hhbGxlbmdl", "{}")));
        when(passkeys.add(any(), anyString(), anyString(), anyString(), anyString()))
                .thenReturn(new Adding.Refused());
        var options = send("/access/passkeys/options");
        assertThat(noticeOf(sendWith(options, "/access/passkeys/new", "answer", "{}")))
                .isEqualTo("passkey.notAdded");
    }

    @Test
    void renames_a_passkey() {
        when(passkeys.rename(KeyHolder.of(MEMBER), PASSKEY, "Tablet")).thenReturn(true);

        assertThat(noticeOf(send("/access/passkeys/" + PASSKEY + "/edit", "name", "Tablet")))
                .isEqualTo("passkey.renamed");
        assertThat(send("/access/passkeys/" + PASSKEY + "/edit", "name", SCRIPT))
                .hasStatus(422)
                .bodyText()
                .contains(text("passkey.name.wrong", 60))
                .doesNotContain(SCRIPT);
        assertThat(look("/access/passkeys/" + UUID.randomUUID() + "/edit")).hasStatus(404);
    }

    @Test
    void a_removed_passkey_ends_the_sessions_elsewhere() {
        when(passkeys.remove(KeyHolder.of(MEMBER), PASSKEY)).thenReturn(true);
        var elsewhere = elsewhere("Firefox · Mac");

        assertThat(noticeOf(send("/access/passkeys/" + PASSKEY + "/remove"))).isEqualTo("passkey.removed");
        assertThat(sessions.findById(elsewhere)).isNull();
    }

    @Test
    void a_passkey_signs_its_holder_in() {
        when(byPasskey.begin(ORIGIN)).thenReturn(new Ceremony("Y2hhbGxlbmdl", "{\"challenge\":1}"));
        when(byPasskey.confirm("Y2hhbGxlbmdl", "{}", ORIGIN)).thenReturn(new SignInByPasskey.Outcome.SignedIn(MEMBER));

        var options = form("/sign-in/passkey/options").exchange();
        assertThat(options).hasStatusOk().bodyText().isEqualTo("{\"challenge\":1}");
        assertThat(form("/sign-in/passkey", "answer", "{}")
                        .cookie(cookies(options))
                        .exchange())
                .hasRedirectedUrl("/");
        assertThat(sessions.findByPrincipalName("member:" + MEMBER)).hasSize(1);
    }

    @Test
    void a_refused_passkey_and_a_closed_account_are_told_so() {
        when(byPasskey.begin(ORIGIN)).thenReturn(new Ceremony("Y2hhbGxlbmdl", "{}"));
        when(byPasskey.confirm(anyString(), anyString(), eq(ORIGIN))).thenReturn(new SignInByPasskey.Outcome.Refused());
        var options = form("/sign-in/passkey/options").exchange();
        assertThat(noticeOf(form("/sign-in/passkey", "answer", "{}")
                        .cookie(cookies(options))
                        .exchange()))
                .isEqualTo("passkey.refused");
        assertThat(noticeOf(form("/sign-in/passkey", "answer", "{}")
                        .cookie(cookies(options))
                        .exchange()))
                .isEqualTo("passkey.gone");
        when(byPasskey.confirm(anyString(), anyString(), eq(ORIGIN))).thenReturn(new SignInByPasskey.Outcome.Closed());
        options = form("/sign-in/passkey/options").exchange();
        assertThat(form("/sign-in/passkey", "answer", "{}")
                        .cookie(cookies(options))
                        .exchange())
                .hasRedirectedUrl("/sign-in?why=closed");
    }

    @Test
    void a_site_whose_address_is_not_known_offers_no_passkeys() {
        assertThat(web.get().uri("http://club.example.com/sign-in").exchange())
                .bodyText()
                .doesNotContain("data-passkey");
        assertThat(web.get().uri("/sign-in").exchange()).bodyText().contains("data-passkey");
    }

    private String elsewhere(String name) {
        var session = sessions.createSession();
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "member:" + MEMBER);
        session.setAttribute("device", name);
        sessions.save(session);
        return session.getId();
    }

    private String key(String pattern) {
        var found = Pattern.compile(pattern).matcher(body(look("/access")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private MvcTestResult lookWith(MvcTestResult before, String address) {
        return web.get()
                .uri(address)
                .with(asMember())
                .cookie(cookies(before))
                .locale(java.util.Locale.ENGLISH)
                .exchange();
    }

    private MvcTestResult sendWith(MvcTestResult before, String address, String... namesAndValues) {
        return form(address, namesAndValues)
                .with(asMember())
                .cookie(cookies(before))
                .exchange();
    }

    private static Cookie[] cookies(MvcTestResult answer) {
        return answer.getMvcResult().getResponse().getCookies();
    }

    private static String body(MvcTestResult page) {
        try {
            return page.getMvcResult().getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String noticeOf(MvcTestResult answer) {
        return ((Notice) answer.getMvcResult().getFlashMap().get("notice")).key();
    }
}
