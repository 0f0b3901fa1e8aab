package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecordLookUp.LookUp;
import io.perennial.membership.SearchMembers;
import io.perennial.membership.SearchMembers.Reach;
import io.perennial.membership.StaffRole;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpSession;

class SearchPagesTests extends AdminPages {

    @Test
    void shows_members_with_what_support_tells_them_apart_by() throws Exception {
        var body = body("/admin/search/found?q=wei", StaffRole.SUPPORT);

        assertThat(body).contains("Zhang Wei", "+86 •••• 8000", "w••••@example.com", "VIP", "Frozen");
        assertThat(body).contains("/admin/members/" + Sample.MEMBER, "There are more");
        assertThat(body).contains("role=\"listbox\"", "role=\"option\"", "aria-selected=\"false\"");
        assertThat(body).doesNotContain("<html");
        verify(searchMembers).search(eq("wei"), eq(Reach.NAMES_AND_IDENTIFIERS), anyInt());
    }

    @Test
    void masks_identifiers_and_searches_no_parts_of_them_for_those_who_may_not_see_them() throws Exception {
        var body = body("/admin/search/found?q=8000", StaffRole.AUDITOR);

        assertThat(body).doesNotContain(Sample.MEMBER.toString());
        verify(searchMembers).search(eq("8000"), eq(Reach.NAMES), anyInt());
        assertThat(body("/admin/search/found?q=zhang", StaffRole.AUDITOR)).doesNotContain(Sample.MEMBER.toString());
        assertThat(body("/admin/search/found?q=13800138000", StaffRole.AUDITOR))
                .contains(Sample.MEMBER.toString(), "Z••••")
                .doesNotContain("13800138000", "wei@example.com", "Zhang Wei");
    }

    @Test
    void finds_no_members_for_those_who_may_not_read_them() throws Exception {
        var session = new MockHttpSession();
        mvc.perform(as(get("/admin/members/" + Sample.MEMBER).session(session), StaffRole.ADMIN));

        for (var address : List.of("/admin/search/found?q=wei", "/admin/search/found")) {
            var body = mvc.perform(as(get(address).session(session), StaffRole.CATALOGUE))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(body).doesNotContain("Zhang Wei");
        }
        verifyNoInteractions(searchMembers);
    }

    @Test
    void finds_a_redemption_by_its_code_for_those_who_may_read_them() throws Exception {
        assertThat(body("/admin/search/found?q=KX7M%202P9Q", StaffRole.SUPPORT))
                .contains("/admin/redemptions/" + Sample.REDEMPTION);
        assertThat(body("/admin/search/found?q=KX7M%202P9Q", StaffRole.FINANCE)).doesNotContain("/admin/redemptions/");
    }

    @ParameterizedTest
    @CsvSource({
        "audit, /admin/audit",
        "审计, /admin/audit",
        "TAG, /admin/members/tags",
        "标签, /admin/members/tags",
        "expiry, /admin/points-policy",
        "有效期, /admin/points-policy",
        "password, /admin/account"
    })
    void finds_pages_by_their_names_in_both_languages(String typed, String address) throws Exception {
        assertThat(body("/admin/search/found?q=" + typed, StaffRole.ADMIN)).contains("href=\"" + address + "\"");
    }

    @ParameterizedTest
    @EnumSource(StaffRole.class)
    void offers_only_pages_that_open(StaffRole role) throws Exception {
        when(searchMembers.search(any(), any(), anyInt())).thenReturn(new SearchMembers.Found(List.of(), false));
        for (var typed : List.of("new", "a", "e", "files", "points")) {
            var links = Pattern.compile("role=\"option\"[^>]*href=\"([^\"]+)\"")
                    .matcher(body("/admin/search/found?q=" + typed, role))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
            for (var link : links) {
                if (!link.startsWith("/admin/account") && !link.startsWith("/admin/api-keys")) {
                    page(link, role).andExpect(status().isOk());
                }
            }
        }
    }

    /** The area of api keys has pages of its own tests. */
    @Test
    void knows_every_tool_by_a_name_and_an_address_that_opens() throws Exception {
        when(searchMembers.search(any(), any(), anyInt())).thenReturn(new SearchMembers.Found(List.of(), false));
        for (var tool : EnumSet.allOf(SitePages.Tool.class)) {
            if (tool != SitePages.Tool.NEW_API_KEY) {
                page(tool.address(), StaffRole.ADMIN).andExpect(status().isOk());
            }
        }
    }

    @Test
    void begins_with_the_members_looked_at_last_the_newest_first_and_no_more_than_eight() {
        var session = new MockHttpSession();
        var members = IntStream.range(0, 10).mapToObj(_ -> MemberId.next()).toList();
        members.forEach(member -> RecentMembers.note(session, member));
        RecentMembers.note(session, members.get(5));

        assertThat(RecentMembers.of(session))
                .hasSize(8)
                .startsWith(members.get(5), members.get(9), members.get(8))
                .doesNotHaveDuplicates();
    }

    @Test
    void shows_the_members_looked_at_last_when_nothing_is_typed() throws Exception {
        var session = new MockHttpSession();
        mvc.perform(as(get("/admin/members/" + Sample.MEMBER).session(session), StaffRole.ADMIN))
                .andExpect(status().isOk());

        var body = mvc.perform(as(get("/admin/search/found").session(session), StaffRole.ADMIN))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(body).contains("Looked at last", "Zhang Wei");
        verify(searchMembers).of(List.of(Sample.MEMBER));
    }

    @Test
    void a_single_find_on_the_page_is_opened_at_once() throws Exception {
        when(searchMembers.search(any(), any(), anyInt()))
                .thenReturn(new SearchMembers.Found(List.of(MemberSample.hit()), false));

        page("/admin/search?q=13800138000", StaffRole.SUPPORT)
                .andExpect(redirectedUrl("/admin/members/" + Sample.MEMBER));
        verify(recordLookUp).record(LookUp.of(Sample.STAFF, LookUpKind.SEARCH, Sample.MEMBER, null, "127.0.0.*"));
    }

    @Test
    void while_somebody_types_a_number_only_the_one_who_is_left_leaves_a_line() throws Exception {
        when(searchMembers.search(any(), any(), anyInt()))
                .thenReturn(new SearchMembers.Found(List.of(MemberSample.hit(), MemberSample.hit()), false))
                .thenReturn(new SearchMembers.Found(List.of(MemberSample.hit()), false));
        body("/admin/search/found?q=13800", StaffRole.SUPPORT);
        verifyNoInteractions(recordLookUp);
        body("/admin/search/found?q=138001", StaffRole.SUPPORT);
        verify(recordLookUp).record(LookUp.of(Sample.STAFF, LookUpKind.SEARCH, Sample.MEMBER, null, "127.0.0.*"));
    }

    @Test
    void the_page_says_that_nothing_was_found_and_repeats_what_was_typed_as_text() throws Exception {
        when(searchMembers.search(any(), any(), anyInt())).thenReturn(new SearchMembers.Found(List.of(), false));
        when(redemptions.byCode(any())).thenReturn(Optional.empty());

        var body = body("/admin/search?q=%3Cb%3Ezzz", StaffRole.SUPPORT);

        assertThat(body).contains("Nothing found", "&lt;b&gt;zzz").doesNotContain("<b>zzz");
    }

    @Test
    void every_page_offers_the_search_and_groups_its_navigation_by_right() throws Exception {
        var admins = body("/admin/members", StaffRole.ADMIN);
        var catalogues = body("/admin/rewards", StaffRole.CATALOGUE);

        assertThat(admins).contains("id=\"search\"", "role=\"combobox\"", "href=\"/admin/search\"");
        assertThat(admins).containsPattern("areas.MEMBERS\"[^>]*open").doesNotContainPattern("areas.POINTS\"[^>]*open");
        assertThat(catalogues)
                .containsPattern("areas.REWARDS\"[^>]*open")
                .doesNotContain("areas.POINTS", "areas.MEMBERS");
    }

    private String body(String address, StaffRole... roles) throws Exception {
        return page(
                        address.replace("审计", "%E5%AE%A1%E8%AE%A1")
                                .replace("标签", "%E6%A0%87%E7%AD%BE")
                                .replace("有效期", "%E6%9C%89%E6%95%88%E6%9C%9F"),
                        roles)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
