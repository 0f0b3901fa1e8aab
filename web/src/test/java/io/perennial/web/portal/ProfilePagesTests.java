package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.membership.Interest;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Region;
import io.perennial.membership.SignInByPassword.Changing;
import io.perennial.membership.SignInByPassword.Weakness;
import io.perennial.membership.UpdateProfile;
import io.perennial.membership.UpdateProfile.Outcome;
import io.perennial.web.pages.Notice;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ProfilePagesTests extends PortalPages {

    @Test
    void shows_what_is_known_with_the_sensitive_parts_masked() {
        assertThat(look("/profile"))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"Li Na\"", "value=\"1990-02-28\"", "+86 •••• 5678", "l••••@example.com")
                .doesNotContain("13812345678", "li.na@example.com");
    }

    @Test
    void shows_a_script_in_a_name_as_text() {
        when(members.find(MEMBER)).thenReturn(Optional.of(profile(SCRIPT, MemberStatus.ACTIVE)));
        for (var page : new String[] {"/", "/profile"}) {
            assertThat(look(page))
                    .hasStatusOk()
                    .bodyText()
                    .contains("&lt;script&gt;alert(")
                    .doesNotContain(SCRIPT);
        }
    }

    @Test
    void stores_a_change_and_speaks_the_new_language_at_once() {
        when(profiles.update(any())).thenReturn(new Outcome.Updated());
        var answer = save("Li Na", "1990-02-28", "zh-CN", "Europe/London");
        assertThat(answer).hasRedirectedUrl("/profile");
        assertThat(answer).cookies().hasValue("lang", "zh-CN");
        verify(profiles)
                .update(new UpdateProfile.Update(
                        MEMBER,
                        "Li Na",
                        Locale.SIMPLIFIED_CHINESE,
                        ZoneId.of("Europe/London"),
                        LocalDate.of(1990, 2, 28),
                        new Region("GB"),
                        Set.of(Interest.HOME, Interest.BOOKS),
                        7));
    }

    @Test
    void a_bad_name_and_a_bad_birthday_stand_beside_their_fields() {
        when(profiles.update(any())).thenReturn(new Outcome.BadName());
        assertThat(save(SCRIPT, "", "en", "UTC"))
                .hasStatus(422)
                .bodyText()
                .contains(text("profile.name.wrong"), "id=\"name-error\"")
                .doesNotContain(SCRIPT);
        when(profiles.update(any())).thenReturn(new Outcome.BadBirthday());
        assertThat(save("Li Na", "2990-01-01", "en", "UTC"))
                .hasStatus(422)
                .bodyText()
                .contains(text("profile.birthday.wrong"), "id=\"birthday-error\"");
    }

    @ParameterizedTest
    @CsvSource({"1990-02-30,UTC", "yesterday,UTC", "1990-02-28,Mars/Olympus", "1990-02-28,''"})
    void what_is_no_date_or_no_zone_never_reaches_the_port(String birthday, String zone) {
        assertThat(save("Li Na", birthday, "en", zone)).hasStatus(422);
        verify(profiles, never()).update(any());
    }

    @Test
    void a_change_in_between_is_told() {
        when(profiles.update(any())).thenReturn(new Outcome.ChangedMeanwhile());
        assertThat(noticeOf(save("Li Na", "", "en", "UTC"))).isEqualTo("profile.changedMeanwhile");
    }

    @Test
    void a_changed_password_ends_the_sessions_elsewhere() {
        when(byPassword.change(MEMBER, "the old one is long", "the new one is long"))
                .thenReturn(new Changing.Changed());
        var elsewhere = elsewhere();
        assertThat(noticeOf(changePassword("the old one is long", "the new one is long")))
                .isEqualTo("password.changed");
        assertThat(sessions.findById(elsewhere)).isNull();
    }

    @Test
    void each_refusal_of_a_password_has_its_sentence() {
        when(byPassword.change(any(), any(), any())).thenReturn(new Changing.WrongPassword());
        assertThat(changePassword("a", "b")).hasStatus(422).bodyText().contains(escaped(text("password.wrong")));
        for (var weakness : Weakness.values()) {
            when(byPassword.change(any(), any(), any())).thenReturn(new Changing.WeakPassword(weakness));
            assertThat(changePassword("a", "b"))
                    .hasStatus(422)
                    .bodyText()
                    .contains(escaped(text("password." + weakness)));
        }
        when(byPassword.change(any(), any(), any())).thenReturn(new Changing.NoPassword());
        assertThat(noticeOf(changePassword("a", "b"))).isEqualTo("password.none");
    }

    @Test
    void a_refused_password_leaves_the_sessions_elsewhere() {
        when(byPassword.change(any(), any(), any())).thenReturn(new Changing.WrongPassword());
        var elsewhere = elsewhere();
        changePassword("a", "b");
        assertThat(sessions.findById(elsewhere)).isNotNull();
    }

    @Test
    void who_signs_in_by_code_has_no_password_to_change() {
        when(byPassword.emailOf(MEMBER)).thenReturn(Optional.empty());
        assertThat(look("/access")).bodyText().doesNotContain("/profile/password");
        assertThat(look("/profile/password")).hasRedirectedUrl("/access");
    }

    private String elsewhere() {
        var session = sessions.createSession();
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "member:" + MEMBER);
        sessions.save(session);
        return session.getId();
    }

    private MvcTestResult save(String name, String birthday, String language, String zone) {
        return send(
                "/profile",
                "name",
                name,
                "birthday",
                birthday,
                "language",
                language,
                "zone",
                zone,
                "version",
                "7",
                "region",
                "GB",
                "interests",
                "HOME",
                "interests",
                "BOOKS");
    }

    private MvcTestResult changePassword(String current, String replacement) {
        return send("/profile/password", "current", current, "replacement", replacement);
    }

    private static String noticeOf(MvcTestResult answer) {
        return ((Notice) answer.getMvcResult().getFlashMap().get("notice")).key();
    }
}
