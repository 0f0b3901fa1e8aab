package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.AssignIdentifiers.Outcome;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Card and customer numbers that staff write down. */
class IdentifierPagesTests extends AdminPages {

    private static final String MEMBER = "/admin/members/" + Sample.MEMBER;
    private static final Identifier CARD = new Identifier(Kind.CARD_NUMBER, "88001234567");
    private static final Map<String, String> FORM = Map.of("kind", "CARD_NUMBER", "value", " 88001234567 ");

    @Test
    void a_card_number_is_assigned() throws Exception {
        when(assigning.assign(Sample.MEMBER, CARD, Sample.STAFF)).thenReturn(new Outcome.Done());

        send(MEMBER + "/identifiers/new", FORM, StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.success("number.assigned")));
    }

    @Test
    void a_taken_number_is_told_without_whose() throws Exception {
        when(assigning.assign(any(), any(), any())).thenReturn(new Outcome.Taken());

        send(MEMBER + "/identifiers/new", FORM, StaffRole.SUPPORT)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Another member has this number.")));
    }

    @Test
    void phones_and_what_is_no_number_never_reach_the_port() throws Exception {
        for (var form : new Map[] {
            Map.of("kind", "PHONE", "value", "+8613800138000"),
            Map.of("kind", "EMAIL", "value", "lin@example.com"),
            Map.of("kind", "CARD_NUMBER", "value", ""),
            Map.of("kind", "CARD_NUMBER", "value", "<script>alert(1)</script>"),
            Map.of("value", "123")
        }) {
            @SuppressWarnings("unchecked")
            Map<String, String> typed = form;
            send(MEMBER + "/identifiers/new", typed, StaffRole.SUPPORT)
                    .andExpect(status().is(422))
                    .andExpect(content().string(not(containsString("<script>alert"))));
        }
        verifyNoInteractions(assigning);
    }

    @Test
    void a_closed_account_is_told_and_an_unknown_one_is_not_found() throws Exception {
        when(assigning.assign(any(), any(), any())).thenReturn(new Outcome.Closed());
        send(MEMBER + "/identifiers/new", FORM, StaffRole.SUPPORT)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("The account is closed")));
        when(assigning.assign(any(), any(), any())).thenReturn(new Outcome.UnknownMember());
        send(MEMBER + "/identifiers/new", FORM, StaffRole.SUPPORT).andExpect(status().isNotFound());
    }

    @Test
    void a_number_is_withdrawn() throws Exception {
        when(assigning.withdraw(Sample.MEMBER, CARD, Sample.STAFF)).thenReturn(new Outcome.Done());
        when(profiles.find(Sample.MEMBER)).thenReturn(Optional.of(MemberSample.profile(List.of(Sample.PHONE, CARD))));
        var form = page(MEMBER + "/identifiers/new", StaffRole.ADMIN)
                .andExpect(content().string(allOf(containsString("••••4567"), not(containsString("88001234567")))))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var key = Pattern.compile("name=\"value\" value=\"([^\"]+)\"").matcher(form);
        assertThat(key.find()).isTrue();

        send(MEMBER + "/identifiers/withdraw", Map.of("value", key.group(1)), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.success("number.withdrawn")));
        verify(assigning).withdraw(Sample.MEMBER, CARD, Sample.STAFF);
    }

    @Test
    void only_who_may_change_members_is_offered_it() throws Exception {
        page(MEMBER, StaffRole.SUPPORT).andExpect(content().string(containsString("/identifiers/new")));
        page(MEMBER, StaffRole.AUDITOR).andExpect(content().string(allOf(not(containsString("/identifiers/new")))));
        page(MEMBER + "/identifiers/new", StaffRole.AUDITOR).andExpect(status().isForbidden());
    }
}
