package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.ChangeMemberStatus.Outcome;
import io.perennial.membership.FindMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Notice;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class MemberPagesTests extends AdminPages {

    private static final String MEMBER = "/admin/members/" + Sample.MEMBER;

    @Test
    void finds_by_text_tier_and_status_and_keeps_them_in_the_next_address() throws Exception {
        page("/admin/members?q=%2B86138&tier=vip&status=FROZEN", StaffRole.SUPPORT)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("status=FROZEN")))
                .andExpect(content().string(containsString("before=" + Sample.MEMBER)))
                .andExpect(content().string(containsString("q=%2B86138")));
        var asked = ArgumentCaptor.forClass(FindMembers.Query.class);
        verify(members).find(asked.capture());
        assertThat(asked.getValue().text()).isEqualTo("+86138");
        assertThat(asked.getValue().tier()).contains("vip");
        assertThat(asked.getValue().status()).contains(MemberStatus.FROZEN);
        assertThat(asked.getValue().before()).isEmpty();
    }

    @Test
    void filters_by_tag_and_by_days_of_the_programme() throws Exception {
        page("/admin/members?tag=%20Regular&from=2026-01-01&to=2026-01-31", StaffRole.SUPPORT)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("tag=Regular")));
        var asked = ArgumentCaptor.forClass(FindMembers.Query.class);
        verify(members).find(asked.capture());
        assertThat(asked.getValue().tag()).contains(Sample.TAG);
        assertThat(asked.getValue().enrolledFrom()).contains(Instant.parse("2025-12-31T16:00:00Z"));
        assertThat(asked.getValue().enrolledBefore()).contains(Instant.parse("2026-01-31T16:00:00Z"));
    }

    @Test
    void filters_by_a_segment_and_says_where_to_go_on() throws Exception {
        var some = IntStream.range(0, 200).mapToObj(_ -> MemberId.next()).toList();
        when(segments.membersDown(eq("mug-lovers"), any(), anyInt())).thenReturn(some);
        when(members.among(any(), any())).thenReturn(List.of());

        page("/admin/members?segment=mug-lovers&tier=vip", StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("There may be some further on"),
                                containsString("before=" + some.getLast()))));

        when(members.among(any(), any())).thenReturn(List.of(MemberSample.row()));
        when(segments.membersDown(eq("mug-lovers"), any(), anyInt())).thenReturn(List.of(Sample.MEMBER));
        page("/admin/members?segment=mug-lovers", StaffRole.SUPPORT)
                .andExpect(content().string(allOf(containsString(Sample.NAME), not(containsString("before=")))));
    }

    @Test
    void the_segments_are_for_those_who_may_read_them() throws Exception {
        page("/admin/members?segment=mug-lovers", StaffRole.FINANCE)
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("id=\"segment\""))));
        verify(segments, never()).membersDown(any(), any(), anyInt());
    }

    @Test
    void keeps_a_view_without_what_was_typed() throws Exception {
        send(
                        "/admin/account/member-views",
                        Map.of("name", " Regular VIPs ", "q", "13800138000", "tier", "vip", "tag", "咖啡"),
                        StaffRole.AUDITOR)
                .andExpect(redirectedUrl("/admin/members?tag=%E5%92%96%E5%95%A1&tier=vip"));
        var kept = ArgumentCaptor.forClass(MemberView.class);
        verify(views).keep(eq(Sample.STAFF), kept.capture());
        assertThat(kept.getValue().name()).isEqualTo("Regular VIPs");
        assertThat(kept.getValue().filters()).isEqualTo("tag=%E5%92%96%E5%95%A1&tier=vip");
    }

    @ParameterizedTest
    @CsvSource({"'', vip", "VIPs, ''"})
    void keeps_no_view_without_a_name_or_a_filter(String name, String tier) throws Exception {
        send("/admin/account/member-views", Map.of("name", name, "tier", tier), StaffRole.SUPPORT);
        verify(views, never()).keep(any(), any());
    }

    @Test
    void keeps_so_many_views_and_no_more_and_none_of_a_list_one_may_not_see() throws Exception {
        when(views.of(any()))
                .thenReturn(Collections.nCopies(MemberViews.MOST, new MemberView(TierSample.USE, "VIPs", "tier=vip")));
        send("/admin/account/member-views", Map.of("name", "VIPs", "tier", "vip"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("views.too-many", MemberViews.MOST)));
        send("/admin/account/member-views", Map.of("name", "VIPs", "tier", "vip"), StaffRole.CATALOGUE)
                .andExpect(status().isForbidden());
        verify(views, never()).keep(any(), any());
    }

    @Test
    void removes_ones_own_view() throws Exception {
        send("/admin/account/member-views/" + TierSample.USE + "/remove", Map.of(), StaffRole.SUPPORT)
                .andExpect(redirectedUrl("/admin/members"));
        verify(views).forget(Sample.STAFF, TierSample.USE);
    }

    @Test
    void goes_on_where_the_page_before_ended() throws Exception {
        page("/admin/members?before=" + Sample.MEMBER, StaffRole.SUPPORT).andExpect(status().isOk());
        var asked = ArgumentCaptor.forClass(FindMembers.Query.class);
        verify(members).find(asked.capture());
        assertThat(asked.getValue().before()).contains(Sample.MEMBER);
    }

    @Test
    void an_auditor_cannot_learn_a_phone_or_a_name_sign_by_sign() throws Exception {
        when(members.find(any())).thenReturn(new FindMembers.Page(List.of(MemberSample.row()), false));
        page("/admin/members?q=%2B861380", StaffRole.AUDITOR)
                .andExpect(content().string(not(containsString(Sample.MEMBER.toString()))));
        page("/admin/members?q=%2B8613800138000", StaffRole.AUDITOR)
                .andExpect(content().string(containsString(Sample.MEMBER.toString())));
        page("/admin/members?q=zhang", StaffRole.AUDITOR)
                .andExpect(content().string(not(containsString(Sample.MEMBER.toString()))));
        page("/admin/members?q=zhang%20wei", StaffRole.AUDITOR)
                .andExpect(content().string(containsString(Sample.MEMBER.toString())));
        page("/admin/members?q=%2B861380", StaffRole.SUPPORT)
                .andExpect(content().string(containsString(Sample.MEMBER.toString())));
    }

    @Test
    void explains_each_entry_in_full() throws Exception {
        page(MEMBER + "/statement", StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("Shopping, version 2"),
                                containsString("£123.45"),
                                containsString("1 per 1.00"),
                                containsString("to 123"),
                                containsString("its conditions did not hold"),
                                containsString("no rule is for this"),
                                containsString("broken handle"),
                                containsString("by a refund of 536365"),
                                containsString("5 each time"))));
    }

    @Test
    void says_what_is_missing_for_the_next_tier_and_that_the_member_drifts_away() throws Exception {
        page(MEMBER, StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("8,750"),
                                containsString("missing for Black"),
                                containsString("Silent for 45 days; the rule allows 30"))));
    }

    @Test
    void an_unknown_member_and_an_unreadable_id_are_not_found() throws Exception {
        when(profiles.find(any())).thenReturn(Optional.empty());
        page("/admin/members/" + MemberId.next(), StaffRole.SUPPORT).andExpect(status().isNotFound());
        page("/admin/members/nonsense", StaffRole.SUPPORT).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource({"freeze, FROZEN", "unfreeze, ACTIVE", "close, CLOSED"})
    void changes_the_status_with_a_reason_and_says_so(String action, MemberStatus to) throws Exception {
        when(memberStatus.change(Sample.MEMBER, to, "odd refunds", Sample.STAFF))
                .thenReturn(new Outcome.Changed());
        send(MEMBER + "/" + action, Map.of("reason", " odd refunds "), StaffRole.SUPPORT)
                .andExpect(redirectedUrl(MEMBER))
                .andExpect(flash().attribute("notice", Notice.success("admin.members.status.changed." + to)));
    }

    @ParameterizedTest
    @CsvSource({"freeze, FROZEN", "unfreeze, ACTIVE", "close, CLOSED"})
    void says_that_nothing_changed_when_the_status_was_that_already(String action, MemberStatus to) throws Exception {
        when(memberStatus.change(any(), any(), any(), any())).thenReturn(new Outcome.Unchanged());
        send(MEMBER + "/" + action, Map.of("reason", "odd"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("admin.members.status.unchanged." + to)));
    }

    @Test
    void says_that_a_closed_member_stays_closed() throws Exception {
        when(memberStatus.change(any(), any(), any(), any())).thenReturn(new Outcome.AlreadyClosed());
        send(MEMBER + "/unfreeze", Map.of("reason", "odd"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("admin.members.status.already-closed")));
    }

    @ParameterizedTest
    @CsvSource({"freeze", "close"})
    void asks_for_the_reason_beside_its_field(String action) throws Exception {
        when(memberStatus.change(any(), any(), any(), any())).thenReturn(new Outcome.ReasonMissing());
        send(MEMBER + "/" + action, Map.of("reason", ""), StaffRole.SUPPORT)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("error-summary"),
                                containsString("href=\"#reason\""),
                                containsString("id=\"reason-error\""),
                                containsString("Please say why."))));
    }

    @Test
    void a_member_who_is_gone_is_not_found() throws Exception {
        when(memberStatus.change(any(), any(), any(), any())).thenReturn(new Outcome.UnknownMember());
        send(MEMBER + "/freeze", Map.of("reason", "odd"), StaffRole.SUPPORT).andExpect(status().isNotFound());
    }

    @Test
    void a_script_in_a_name_is_only_a_strange_name() throws Exception {
        var name = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";
        when(members.find(any())).thenReturn(new FindMembers.Page(List.of(MemberSample.row(name)), false));
        when(profiles.find(Sample.MEMBER)).thenReturn(Optional.of(MemberSample.profile(MemberStatus.ACTIVE, name)));
        when(profiles.names(any())).thenReturn(Map.of(Sample.MEMBER, name));
        for (var address : List.of(
                "/admin",
                "/admin/members?q=%3Cscript%3Ealert(1)%3C/script%3E",
                MEMBER,
                MEMBER + "/statement",
                "/admin/redemptions",
                "/admin/redemptions/" + Sample.REDEMPTION,
                "/admin/redemptions?code=%3Cscript%3Ealert(1)%3C/script%3E")) {
            page(address, StaffRole.ADMIN)
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(allOf(
                                    not(containsString("<script>alert")),
                                    not(containsString("<img src=x")),
                                    containsString("&lt;script&gt;alert(1)"))));
        }
    }

    @Test
    void reading_changes_nothing() throws Exception {
        page(MEMBER, StaffRole.ADMIN).andExpect(status().isOk());
        verifyNoInteractions(memberStatus, settling, publishRule, editLadder);
    }
}
