package io.perennial.web.portal;

import static io.perennial.membership.ConsentChannel.SMS;
import static io.perennial.membership.ConsentPurpose.OFFERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.membership.CloseAccount;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ExportId;
import io.perennial.membership.ExportMember;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.ReadLookUps;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordConsent.Answer;
import io.perennial.membership.RecordConsent.Answers;
import io.perennial.membership.RecordConsent.How;
import io.perennial.membership.RecordConsent.Outcome;
import io.perennial.membership.SignInByPassword;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class PrivacyPagesTests extends PortalPages {

    @Test
    void shows_how_often_staff_looked_and_at_what_without_saying_who() {
        assertThat(look("/privacy")).bodyText().contains("written down: none in the last 12 months");
        when(lookUps.countOf(any(), any())).thenReturn(3L);
        when(lookUps.of(any(), anyInt()))
                .thenReturn(List.of(new ReadLookUps.Seen(Instant.parse("2026-11-20T02:00:00Z"), LookUpKind.PHONE)));
        assertThat(look("/privacy"))
                .bodyText()
                .contains("written down: 3 in the last 12 months", "Nov 20, 2026", "Phone number");
    }

    @Test
    void shows_what_is_known_and_what_was_agreed_to_masked() {
        assertThat(look("/privacy"))
                .hasStatusOk()
                .bodyText()
                .contains("Li Na", "Shanghai", "Wording of OFFERS", "written down by Wen", "older wording")
                .containsPattern("<input(?=[^>]*agree-OFFERS-EMAIL)(?=[^>]*checked=\"checked\")")
                .doesNotContain("13812345678", "li.na@example.com")
                .doesNotContainPattern("<input(?=[^>]*agree-OFFERS-SMS)(?=[^>]*checked=)");
    }

    @Test
    void saves_what_is_ticked_and_what_is_no_longer() {
        when(recordConsent.record(any())).thenReturn(new Outcome.Recorded(2));
        assertThat(send("/privacy/choices", "version-OFFERS", "2", "agree-OFFERS-SMS", "yes"))
                .hasRedirectedUrl("/privacy");
        var said = said();
        assertThat(said.member()).isEqualTo(MEMBER);
        assertThat(said.how()).isEqualTo(How.PRIVACY_CENTRE);
        assertThat(said.answers())
                .hasSize(4)
                .contains(new Answer(OFFERS, SMS, true, 2), new Answer(OFFERS, ConsentChannel.EMAIL, false, 2));
    }

    @Test
    void a_form_without_its_wording_says_nothing() {
        when(recordConsent.record(any())).thenReturn(new Outcome.Recorded(0));
        send("/privacy/choices", "agree-OFFERS-SMS", "yes", "version-OFFERS", "99999999999");
        assertThat(said().answers()).isEmpty();
    }

    @Test
    void asks_again_when_the_wording_is_renewed_meanwhile() {
        when(recordConsent.record(any())).thenReturn(new Outcome.WordingOutdated(OFFERS));
        assertThat(send("/privacy/choices", "version-OFFERS", "1", "agree-OFFERS-SMS", "yes"))
                .hasRedirectedUrl("/privacy");
    }

    @Test
    void the_boxes_of_enrolment_are_not_ticked_and_are_written_down() {
        assertThat(web.get().uri("/enrol").exchange())
                .bodyText()
                .contains("agree-OFFERS-EMAIL")
                .doesNotContain("checked=\"checked\"", "PERSONALISATION");
        when(byPassword.enrol(any(), any(), any())).thenReturn(new SignInByPassword.Enrolling.Enrolled(MEMBER));
        when(recordConsent.record(any())).thenReturn(new Outcome.Recorded(1));
        var form = List.of("email", "li.na@example.com", "password", "a long one", "version-OFFERS", "2");
        assertThat(
                        web.post()
                                .uri("/enrol")
                                .with(org.springframework.security.test.web.servlet.request
                                        .SecurityMockMvcRequestPostProcessors.csrf())
                                .param(form.get(0), form.get(1))
                                .param(form.get(2), form.get(3))
                                .param(form.get(4), form.get(5))
                                .param("agree-OFFERS-EMAIL", "yes")
                                .exchange())
                .hasRedirectedUrl("/sign-in/password");
        assertThat(said().how()).isEqualTo(How.ENROLMENT);
        assertThat(said().answers()).contains(new Answer(OFFERS, ConsentChannel.EMAIL, true, 2));
    }

    @Test
    void asks_for_an_export_and_hands_out_only_what_is_the_members_own() {
        when(exportMember.ask(MEMBER)).thenReturn(new ExportMember.Outcome.UnderWay());
        assertThat(send("/privacy/export")).hasRedirectedUrl("/privacy");
        when(exportMember.ask(MEMBER)).thenReturn(new ExportMember.Outcome.TooSoon(NOW));
        assertThat(send("/privacy/export")).hasRedirectedUrl("/privacy");
        var export = ExportId.next();
        when(exportMember.of(MEMBER))
                .thenReturn(List.of(new ExportMember.Export(
                        export, NOW, Optional.of(new ExportMember.Ready(NOW, NOW.plusSeconds(60), 5_000)))));
        when(exportMember.open(MEMBER, export))
                .thenReturn(Optional.of(new ByteArrayInputStream("zip".getBytes(StandardCharsets.UTF_8))));
        assertThat(look("/privacy")).bodyText().contains("/privacy/export/" + export, "5 kB");
        assertThat(look("/privacy/export/" + export)).hasStatusOk().hasContentType("application/zip");
        assertThat(look("/privacy/export/" + ExportId.next())).hasStatus(404);
    }

    @Test
    void closes_only_who_is_sure_and_lets_them_stay() {
        assertThat(send("/privacy/close")).hasStatus(422).bodyText().contains("sure-error");
        when(closeAccount.close(MEMBER)).thenReturn(new CloseAccount.Closing.Asked(NOW));
        assertThat(send("/privacy/close", "sure", "yes")).hasRedirectedUrl("/privacy");
        when(closeAccount.undo(MEMBER)).thenReturn(new CloseAccount.Undoing.TooLate());
        assertThat(send("/privacy/stay")).hasRedirectedUrl("/privacy");
    }

    private Answers said() {
        var said = ArgumentCaptor.forClass(RecordConsent.Answers.class);
        verify(recordConsent).record(said.capture());
        return said.getValue();
    }
}
