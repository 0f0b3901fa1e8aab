package io.perennial.web.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.EraseMember.Deciding;
import io.perennial.membership.EraseMember.Outcome;
import io.perennial.membership.EraseMember.State;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErasurePagesTests extends AdminPages {

    private static final String MEMBER = "/admin/members/" + Sample.MEMBER;
    private static final String ERASURE = MEMBER + "/erasure";
    private static final State WAITING =
            new State(Sample.MEMBER, Sample.NOW, Sample.COLLEAGUE, "Wang Fang", "asked by letter", null, null);

    @Test
    void asks_with_a_reason_and_says_who_has_to_agree() throws Exception {
        page(ERASURE + "/edit", StaffRole.SUPPORT)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("A colleague has to agree")));
        page(ERASURE + "/edit", StaffRole.ADMIN).andExpect(content().string(containsString("within a minute")));
        when(eraseMember.ask(Sample.MEMBER, "asked by letter", Sample.STAFF)).thenReturn(new Outcome.Waiting());
        send(ERASURE + "/edit", Map.of("reason", " asked by letter "), StaffRole.SUPPORT)
                .andExpect(redirectedUrl(MEMBER))
                .andExpect(flash().attribute("notice", Notice.info("admin.members.erase.waiting")));
        when(eraseMember.ask(any(), any(), any())).thenReturn(new Outcome.ReasonMissing());
        send(ERASURE + "/edit", Map.of("reason", ""), StaffRole.SUPPORT)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("reason-error")));
        when(eraseMember.ask(any(), any(), any())).thenReturn(new Outcome.UnknownMember());
        send(ERASURE + "/edit", Map.of("reason", "odd"), StaffRole.SUPPORT).andExpect(status().isNotFound());
    }

    @Test
    void shows_what_waits_to_whoever_may_decide_it() throws Exception {
        when(eraseMember.of(Sample.MEMBER)).thenReturn(Optional.of(WAITING));
        when(eraseMember.waiting()).thenReturn(List.of(WAITING));
        page(MEMBER, StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("Wang Fang asked on"),
                                containsString("asked by letter"),
                                containsString("/erasure/approve"))));
        page(MEMBER, StaffRole.AUDITOR).andExpect(content().string(not(containsString("/erasure/approve"))));
        page("/admin/members/erasures", StaffRole.SUPPORT)
                .andExpect(content().string(containsString(Sample.MEMBER.toString())));
    }

    @Test
    void says_when_the_members_own_wish_is_due_and_when_it_was_done() throws Exception {
        when(eraseMember.of(Sample.MEMBER))
                .thenReturn(Optional.of(new State(
                        Sample.MEMBER, Sample.NOW, null, null, null, Sample.NOW.plusSeconds(1_209_600), null)));
        page(MEMBER, StaffRole.SUPPORT).andExpect(content().string(containsString("The member closed their account")));
        when(eraseMember.of(Sample.MEMBER))
                .thenReturn(Optional.of(new State(Sample.MEMBER, Sample.NOW, null, null, null, null, Sample.NOW)));
        page(MEMBER, StaffRole.SUPPORT).andExpect(content().string(containsString("This member was erased on")));
    }

    @Test
    void decides_and_says_why_not() throws Exception {
        when(eraseMember.approve(Sample.MEMBER, Sample.STAFF)).thenReturn(new Deciding.Yourself());
        send(ERASURE + "/approve", Map.of(), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("admin.members.erase.yourself")));
        when(eraseMember.refuse(Sample.MEMBER, Sample.STAFF)).thenReturn(new Deciding.Decided());
        send(ERASURE + "/refuse", Map.of(), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.success("admin.members.erase.decided")));
    }

    @Test
    void an_auditor_reads_and_decides_nothing() throws Exception {
        send(ERASURE + "/approve", Map.of(), StaffRole.AUDITOR).andExpect(status().isForbidden());
        page(ERASURE + "/edit", StaffRole.AUDITOR).andExpect(status().isForbidden());
        verifyNoInteractions(appointing);
    }

    @Test
    void every_page_about_what_members_agreed_to_and_are_called_opens() throws Exception {
        for (var address : List.of(
                "/admin/members/tags",
                MEMBER + "/profile/edit",
                MEMBER + "/consents",
                "/admin/consents",
                "/admin/consents/OFFERS/edit",
                "/admin/members/erasures")) {
            page(address, StaffRole.ADMIN)
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("??"))));
        }
    }
}
