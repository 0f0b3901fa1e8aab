package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.FindMembers;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadLookUps;
import io.perennial.membership.RecordLookUp.LookUp;
import io.perennial.membership.StaffRole;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is hidden is shown to whoever may ask, once, and never without a line. */
class LookUpPagesTests extends AdminPages {

    private static final String MEMBER = "/admin/members/" + Sample.MEMBER;
    private static final String REVEAL = MEMBER + "/look-ups";

    @Test
    void what_was_asked_for_is_written_down_and_shown_on_the_next_page_only() throws Exception {
        var answer = send(REVEAL, Map.of("what", "PHONE", "reason", "called about a parcel"), StaffRole.FINANCE)
                .andExpect(redirectedUrl(MEMBER + "#who"))
                .andReturn();
        verify(recordLookUp)
                .record(LookUp.of(Sample.STAFF, LookUpKind.PHONE, Sample.MEMBER, "called about a parcel", "127.0.0.*"));
        assertThat(answer.getFlashMap().values().toString()).doesNotContain("13800138000");

        mvc.perform(as(get(MEMBER).flashAttrs(Map.copyOf(answer.getFlashMap())), StaffRole.FINANCE))
                .andExpect(content()
                        .string(allOf(
                                containsString("+8613800138000"),
                                not(containsString(Sample.EMAIL.value())),
                                not(containsString(Sample.NAME)))));
        page(MEMBER, StaffRole.FINANCE).andExpect(content().string(not(containsString("13800138000"))));
        var other = MemberId.next();
        when(profiles.find(other)).thenReturn(Optional.of(MemberSample.profile()));
        when(standings.of(other)).thenReturn(Optional.of(TierSample.standing()));
        when(balances.of(other)).thenReturn(PointsSample.balance());
        mvc.perform(as(get("/admin/members/" + other).flashAttrs(Map.copyOf(answer.getFlashMap())), StaffRole.FINANCE))
                .andExpect(content().string(not(containsString("13800138000"))));
    }

    @Test
    void each_hidden_thing_has_a_button_of_its_own() throws Exception {
        when(profiles.find(Sample.MEMBER)).thenReturn(Optional.of(MemberSample.profile(MemberSample.EVERY_IDENTIFIER)));
        page(MEMBER, StaffRole.FINANCE)
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"NAME\""),
                                containsString("value=\"PHONE\""),
                                containsString("value=\"CARD_NUMBER\""),
                                containsString("value=\"CUSTOMER_NUMBER\""),
                                containsString("value=\"BIRTHDAY\""))));
        page(MEMBER, StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"PHONE\""),
                                not(containsString("value=\"NAME\"")),
                                containsString(Sample.NAME))));
        page(MEMBER, StaffRole.AUDITOR).andExpect(content().string(not(containsString("value=\"PHONE\""))));
    }

    @ParameterizedTest
    @EnumSource(
            value = StaffRole.class,
            names = {"AUDITOR", "MARKETING", "CATALOGUE"})
    void who_may_not_reveal_is_refused(StaffRole role) throws Exception {
        send(REVEAL, Map.of("what", "PHONE"), role).andExpect(status().isForbidden());
        verifyNoInteractions(recordLookUp);
    }

    @Test
    void nothing_is_shown_when_it_could_not_be_written_down() {
        doThrow(new IllegalStateException("no database")).when(recordLookUp).record(any());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> send(REVEAL, Map.of("what", "PHONE"), StaffRole.SUPPORT)))
                .hasRootCauseMessage("no database");
    }

    @Test
    void what_is_not_hidden_cannot_be_revealed_and_a_form_without_a_token_is_refused() throws Exception {
        send(REVEAL, Map.of("what", "AUDIT_FILE"), StaffRole.ADMIN).andExpect(status().isBadRequest());
        send(REVEAL, Map.of("what", "SHOE_SIZE"), StaffRole.ADMIN).andExpect(status().isBadRequest());
        when(profiles.find(any())).thenReturn(Optional.empty());
        send("/admin/members/" + MemberId.next() + "/look-ups", Map.of("what", "PHONE"), StaffRole.ADMIN)
                .andExpect(status().isNotFound());
        mvc.perform(as(post(REVEAL).param("what", "PHONE"), StaffRole.ADMIN)).andExpect(status().isForbidden());
        verifyNoInteractions(recordLookUp);
    }

    @Test
    void a_search_by_an_identifier_leaves_a_line_and_one_by_name_does_not() throws Exception {
        when(members.find(any())).thenReturn(new FindMembers.Page(List.of(MemberSample.row()), false));
        page("/admin/members?q=zhang", StaffRole.SUPPORT);
        page("/admin/members?q=" + Sample.MEMBER, StaffRole.SUPPORT);
        verifyNoInteractions(recordLookUp);
        page("/admin/members?q=%2B861380013", StaffRole.SUPPORT);
        verify(recordLookUp).record(LookUp.of(Sample.STAFF, LookUpKind.SEARCH, Sample.MEMBER, null, "127.0.0.*"));
    }

    @Test
    void the_form_that_shows_a_birthday_leaves_a_line_and_so_does_a_list_of_members() throws Exception {
        page(MEMBER + "/profile/edit", StaffRole.SUPPORT).andExpect(status().isOk());
        verify(recordLookUp).record(LookUp.of(Sample.STAFF, LookUpKind.BIRTHDAY, Sample.MEMBER, null, "127.0.0.*"));
    }

    @Test
    void the_log_names_who_looked_marks_what_is_unusual_and_hides_the_name() throws Exception {
        page("/admin/audit/look-ups", StaffRole.AUDITOR)
                .andExpect(content()
                        .string(allOf(
                                containsString("Li Wei"),
                                containsString("No. 41 within an hour"),
                                containsString("called about a parcel"),
                                containsString("203.0.113.*"),
                                containsString("Z••••"),
                                not(containsString(Sample.NAME)))));
        page("/admin/audit/look-ups?what=unusual&by=" + Sample.STAFF.value(), StaffRole.ADMIN);
        verify(lookUps)
                .find(new ReadLookUps.Query(
                        Optional.of(Sample.STAFF),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        50));
        page("/admin/audit/look-ups", StaffRole.SUPPORT).andExpect(status().isForbidden());
    }

    @Test
    void the_log_says_how_long_its_lines_are_kept() throws Exception {
        page("/admin/audit/look-ups", StaffRole.AUDITOR)
                .andExpect(content().string(containsString("Each line is kept for 2 years and then deleted.")));
        mvc.perform(as(get("/admin/audit/look-ups").locale(Locale.SIMPLIFIED_CHINESE), StaffRole.AUDITOR))
                .andExpect(content().string(containsString("每条记录保留 2 年，到期删除。")));
        when(lookUps.kept()).thenReturn(Duration.ofDays(400));
        page("/admin/audit/look-ups", StaffRole.AUDITOR)
                .andExpect(content().string(containsString("Each line is kept for 400 days and then deleted.")));
    }
}
