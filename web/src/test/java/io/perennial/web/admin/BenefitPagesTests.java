package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.Benefit;
import io.perennial.membership.EditBenefits.Outcome;
import io.perennial.membership.GrantBenefit;
import io.perennial.membership.StaffRole;
import io.perennial.membership.UseBenefit.Taken;
import io.perennial.web.pages.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

class BenefitPagesTests extends AdminPages {

    private static final String ONE = "/admin/benefits/" + TierSample.BENEFIT;
    private static final String OF_MEMBER = "/admin/members/" + Sample.MEMBER + "/benefits";

    @Test
    void warns_when_a_pool_runs_out() throws Exception {
        page("/admin/benefits", StaffRole.MARKETING)
                .andExpect(content().string(allOf(containsString("Airport lounge"), containsString("running out"))));
        page(ONE, StaffRole.MARKETING).andExpect(content().string(containsString("running out")));
    }

    @Test
    void saves_what_was_typed() throws Exception {
        when(editBenefits.save(any(), any())).thenReturn(new Outcome.Done(TierSample.BENEFIT));
        send(ONE + "/edit", form(Map.of()), StaffRole.MARKETING).andExpect(redirectedUrl(ONE));
        var saved = ArgumentCaptor.forClass(Benefit.class);
        verify(editBenefits).save(saved.capture(), eq(Sample.STAFF));
        assertThat(saved.getValue().cost()).isEqualTo(12_050);
        assertThat(saved.getValue().tiers()).containsExactly("black");
        assertThat(saved.getValue().version()).isEqualTo(2);
        assertThat(saved.getValue().quota()).isEqualTo(3);
    }

    @Test
    void tells_when_someone_saved_in_between() throws Exception {
        when(editBenefits.save(any(), any())).thenReturn(new Outcome.ChangedMeanwhile());
        send(ONE + "/edit", form(Map.of()), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("someone else changed this benefit")));
        when(editBenefits.save(any(), any())).thenReturn(new Outcome.UnknownTier("gold"));
        send(ONE + "/edit", form(Map.of()), StaffRole.ADMIN).andExpect(status().is(422));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nameEn    |       | nameEn    | Please enter a name
                    howZh     |       | howZh     | how to use it
                    kind      | SPELL | kind      | Please choose one
                    quota     | 0     | quota     | whole number from 1 to 1,000
                    cost      | 1.234 | cost      | at most two decimals
                    warnBelow | few   | warnBelow | whole number of 0 or more
                    """)
    void refuses_what_cannot_be_a_benefit_beside_its_field(String field, String typed, String wrong, String sentence)
            throws Exception {
        var body = send(ONE + "/edit", form(Map.of(field, typed == null ? "" : typed)), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(body).contains("href=\"#" + wrong + "\"").contains(sentence);
        verifyNoInteractions(editBenefits);
    }

    @Test
    void retires_and_restores() throws Exception {
        when(editBenefits.retire(TierSample.BENEFIT, Sample.STAFF)).thenReturn(new Outcome.Done(TierSample.BENEFIT));
        when(editBenefits.restore(TierSample.BENEFIT, Sample.STAFF)).thenReturn(new Outcome.UnknownBenefit());
        send(ONE + "/retire", Map.of(), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.success("admin.benefits.retired")));
        send(ONE + "/restore", Map.of(), StaffRole.ADMIN).andExpect(status().isNotFound());
    }

    @Test
    void adds_the_codes_of_a_file() throws Exception {
        when(editBenefits.addCodes(TierSample.BENEFIT, List.of("A-1", "B-2"), Sample.STAFF))
                .thenReturn(new Outcome.Added(1, 1));
        upload("\uFEFFA-1\r\n\r\n  B-2 \n".getBytes(StandardCharsets.UTF_8))
                .andExpect(redirectedUrl(ONE))
                .andExpect(flash().attribute("notice", Notice.success("admin.benefits.codes.added", 1, 1)));
    }

    @Test
    void tells_why_codes_are_not_added() throws Exception {
        upload(new byte[] {(byte) 0xC3, (byte) 0x28})
                .andExpect(flash().attribute("notice", Notice.error("admin.benefits.codes.unreadable")));
        upload(new byte[0]).andExpect(flash().attribute("notice", Notice.error("admin.benefits.codes.unreadable")));
        when(editBenefits.addCodes(any(), any(), any())).thenReturn(new Outcome.UnreadableCode(2));
        upload("A".getBytes(StandardCharsets.UTF_8))
                .andExpect(flash().attribute("notice", Notice.error("admin.benefits.codes.line", 2)));
        when(editBenefits.addCodes(any(), any(), any())).thenReturn(new Outcome.NoPool());
        upload("A".getBytes(StandardCharsets.UTF_8))
                .andExpect(flash().attribute("notice", Notice.error("admin.benefits.codes.none")));
    }

    @Test
    void shows_at_the_counter_what_a_code_is_for_and_takes_it() throws Exception {
        var good = new Taken.Good(Sample.MEMBER, TierSample.benefit(Benefit.Way.COUNTER, false), Sample.NOW);
        when(useBenefit.look("7K3M-Q9AB")).thenReturn(good);
        when(useBenefit.take("7K3M-Q9AB", "Bund 3", Optional.of(Sample.STAFF))).thenReturn(good);
        page("/admin/benefit-uses?code=7K3M-Q9AB", StaffRole.SUPPORT)
                .andExpect(content().string(allOf(containsString("Airport lounge"), containsString("Take the code"))));
        send("/admin/benefit-uses", Map.of("code", "7K3M-Q9AB", "place", "Bund 3"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.success("admin.benefit-uses.taken")));
    }

    @Test
    void tells_why_a_code_is_not_taken() throws Exception {
        var benefit = TierSample.benefit(Benefit.Way.COUNTER, false);
        for (var refusal : Map.<Taken, String>of(
                        new Taken.UnknownCode(), "There is no such code",
                        new Taken.TooLate(benefit), "This code is too old",
                        new Taken.TakenBefore(benefit, Instant.EPOCH), "This code was taken before",
                        new Taken.MemberInactive(), "frozen or closed")
                .entrySet()) {
            when(useBenefit.look("7K3M-Q9AB")).thenReturn(refusal.getKey());
            page("/admin/benefit-uses?code=7K3M-Q9AB", StaffRole.SUPPORT)
                    .andExpect(content().string(containsString(refusal.getValue())));
        }
        when(useBenefit.take(any(), any(), any())).thenReturn(new Taken.TakenBefore(benefit, Instant.EPOCH));
        send("/admin/benefit-uses", Map.of("code", "7K3M-Q9AB"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("admin.benefit-uses.taken-before")));
    }

    @Test
    void grants_one_to_a_member_with_a_reason() throws Exception {
        when(grantBenefit.grant(any(), any(), anyInt(), any(), any(), any()))
                .thenReturn(new GrantBenefit.Outcome.Done());
        send(OF_MEMBER, grant("2027-01-31"), StaffRole.SUPPORT).andExpect(redirectedUrl(OF_MEMBER));
        verify(grantBenefit)
                .grant(
                        Sample.MEMBER,
                        TierSample.BENEFIT,
                        2,
                        Optional.of(LocalDate.of(2027, 1, 31)),
                        "winner",
                        Sample.STAFF);
    }

    @Test
    void tells_why_nothing_is_granted() throws Exception {
        for (var refusal : Map.<GrantBenefit.Outcome, String>of(
                        new GrantBenefit.Outcome.MemberClosed(), "This account is closed",
                        new GrantBenefit.Outcome.UnknownBenefit(), "Please choose one",
                        new GrantBenefit.Outcome.ReasonMissing(), "Please say why",
                        new GrantBenefit.Outcome.DayIsOver(), "today or a day to come",
                        new GrantBenefit.Outcome.BadNumberOfUses(), "from 1 to 1,000")
                .entrySet()) {
            when(grantBenefit.grant(any(), any(), anyInt(), any(), any(), any()))
                    .thenReturn(refusal.getKey());
            send(OF_MEMBER, grant(""), StaffRole.ADMIN)
                    .andExpect(status().is(422))
                    .andExpect(content().string(containsString(refusal.getValue())));
        }
        when(grantBenefit.grant(any(), any(), anyInt(), any(), any(), any()))
                .thenReturn(new GrantBenefit.Outcome.UnknownMember());
        send(OF_MEMBER, grant(""), StaffRole.ADMIN).andExpect(status().isNotFound());
    }

    @Test
    void takes_a_grant_back() throws Exception {
        var address = OF_MEMBER + "/" + TierSample.GRANT + "/revoke";
        when(grantBenefit.revoke(Sample.MEMBER, TierSample.GRANT, "mistake", Sample.STAFF))
                .thenReturn(new GrantBenefit.Outcome.Done());
        send(address, Map.of("reason", "mistake"), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.success("admin.benefits.revoked")));
        when(grantBenefit.revoke(any(), any(), any(), any())).thenReturn(new GrantBenefit.Outcome.UnknownGrant());
        send(address, Map.of("reason", "mistake"), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.error("admin.benefits.grant.gone")));
        when(grantBenefit.revoke(any(), any(), any(), any())).thenReturn(new GrantBenefit.Outcome.ReasonMissing());
        send(address, Map.of("reason", ""), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.error("admin.reason.missing")));
    }

    private ResultActions upload(byte[] bytes) throws Exception {
        var request = multipart(ONE + "/codes").file(new MockMultipartFile("file", "codes.csv", "text/csv", bytes));
        return mvc.perform(as(request.with(csrf()), StaffRole.MARKETING));
    }

    private static Map<String, String> grant(String lastDay) {
        return Map.of("benefit", TierSample.BENEFIT.toString(), "uses", "2", "lastDay", lastDay, "reason", "winner");
    }

    private static Map<String, String> form(Map<String, String> different) {
        var form = new HashMap<>(Map.ofEntries(
                Map.entry("version", "2"),
                Map.entry("kind", "PARTNER"),
                Map.entry("nameZh", "贵宾厅"),
                Map.entry("nameEn", "Lounge"),
                Map.entry("howZh", "出示"),
                Map.entry("howEn", "Show it"),
                Map.entry("tiers", "black"),
                Map.entry("way", "COUNTER"),
                Map.entry("quota", "3"),
                Map.entry("period", "YEAR"),
                Map.entry("cost", "120.5"),
                Map.entry("warnBelow", "")));
        form.putAll(different);
        return form;
    }
}
