package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.AppointStaff.Outcome;
import io.perennial.membership.Identifier;
import io.perennial.membership.KeepOwnMembership;
import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.MemberId;
import io.perennial.membership.SignInByPassword.Weakness;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.StaffArea;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StaffPagesTests extends AdminPages {

    private static final String COLLEAGUE = "/admin/staff/" + Sample.COLLEAGUE;
    private static final Map<String, String> APPOINTMENT =
            Map.of("login", "ana.b", "displayName", "Ana B", "password", "correct horse battery", "roles", "SUPPORT");

    @Test
    void prints_what_each_role_may_do_from_the_table_that_the_doors_go_by() throws Exception {
        var table = page("/admin/staff/permissions", StaffRole.AUDITOR)
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(count(table, ">Change</span>")).isEqualTo(cells(StaffArea::mayBeChangedBy));
        assertThat(count(table, ">See</span>")).isEqualTo(cells(StaffArea::mayBeReadBy));
        assertThat(count(table, ">Reveal</span>")).isEqualTo(cells(StaffArea::mayBeRevealedTo));
    }

    private static long count(String text, String part) {
        return text.split(part, -1).length - 1L;
    }

    private static long cells(BiPredicate<StaffArea, Set<StaffRole>> may) {
        return Arrays.stream(StaffArea.values())
                .mapToLong(area -> Arrays.stream(StaffRole.values())
                        .filter(role -> may.test(area, Set.of(role)))
                        .count())
                .sum();
    }

    @Test
    void shows_how_staff_came_in_and_what_failed() throws Exception {
        page("/admin/staff/sign-ins?what=new-device&by=" + Sample.STAFF.value(), StaffRole.AUDITOR)
                .andExpect(content()
                        .string(allOf(
                                containsString("New device or network"),
                                containsString("Password wrong"),
                                containsString("No such login"),
                                containsString("Firefox · Linux"))));
        verify(staffSignIns)
                .find(new KeepStaffSignIns.Query(
                        Optional.of(Sample.STAFF), Optional.empty(), true, Optional.empty(), 50));
        page("/admin/staff/sign-ins", StaffRole.SUPPORT).andExpect(status().isForbidden());
    }

    @Test
    void appoints_someone_and_says_so() throws Exception {
        when(appointing.appoint(
                        "ana.b",
                        "Ana B",
                        "correct horse battery",
                        Set.of(StaffRole.SUPPORT),
                        Optional.of(Sample.STAFF)))
                .thenReturn(new Outcome.Done(Sample.COLLEAGUE));
        send("/admin/staff/new", APPOINTMENT, StaffRole.ADMIN)
                .andExpect(redirectedUrl(COLLEAGUE))
                .andExpect(flash().attribute("notice", Notice.success("admin.staff.appointed", "Ana B")));
    }

    @Test
    void tells_each_refusal_beside_its_field_and_never_shows_the_password_again() throws Exception {
        refused(new Outcome.LoginTaken(), "login", "Someone has this login name already");
        refused(new Outcome.BadLogin(), "login", "3 to 40 lower-case letters");
    }

    @ParameterizedTest
    @EnumSource
    void tells_what_is_weak_about_a_password(Weakness weakness) throws Exception {
        refused(new Outcome.WeakPassword(weakness), "password", "id=\"password-error\"");
    }

    @Test
    void asks_for_a_name_and_a_role() throws Exception {
        send("/admin/staff/new", Map.of("login", "ana.b", "password", "correct horse battery"), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"#displayName\""),
                                containsString("href=\"#roles\""),
                                containsString("at least one role"))));
        verifyNoInteractions(appointing);
    }

    @Test
    void changes_roles_and_says_so() throws Exception {
        when(appointing.changeRoles(Sample.COLLEAGUE, Set.of(StaffRole.MARKETING), Sample.STAFF))
                .thenReturn(new Outcome.Done(Sample.COLLEAGUE));
        send(COLLEAGUE + "/edit", Map.of("roles", "MARKETING"), StaffRole.ADMIN)
                .andExpect(redirectedUrl(COLLEAGUE))
                .andExpect(flash().attribute("notice", Notice.success("admin.staff.roles-changed")));
    }

    @Test
    void keeps_the_last_admin() throws Exception {
        when(appointing.changeRoles(any(), any(), any())).thenReturn(new Outcome.LastAdmin());
        send(COLLEAGUE + "/edit", Map.of("roles", "MARKETING"), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("take away the last admin")));
        when(appointing.disable(any(), any())).thenReturn(new Outcome.LastAdmin());
        send(COLLEAGUE + "/disable", Map.of(), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.error("admin.staff.last-admin")));
    }

    @Test
    void asks_for_at_least_one_role() throws Exception {
        send(COLLEAGUE + "/edit", Map.of(), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("at least one role")));
    }

    @Test
    void disables_and_enables_and_says_so() throws Exception {
        when(appointing.disable(Sample.COLLEAGUE, Sample.STAFF)).thenReturn(new Outcome.Done(Sample.COLLEAGUE));
        send(COLLEAGUE + "/disable", Map.of(), StaffRole.ADMIN)
                .andExpect(redirectedUrl(COLLEAGUE))
                .andExpect(flash().attribute("notice", Notice.success("admin.staff.disabled")));
        when(appointing.enable(Sample.COLLEAGUE, Sample.STAFF)).thenReturn(new Outcome.Done(Sample.COLLEAGUE));
        send(COLLEAGUE + "/enable", Map.of(), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.success("admin.staff.enabled")));
    }

    @Test
    void an_unknown_account_is_not_found() throws Exception {
        page("/admin/staff/" + StaffId.next(), StaffRole.ADMIN).andExpect(status().isNotFound());
        when(appointing.disable(any(), any())).thenReturn(new Outcome.UnknownStaff());
        send(COLLEAGUE + "/disable", Map.of(), StaffRole.ADMIN).andExpect(status().isNotFound());
    }

    @Test
    void nobody_is_offered_to_disable_themselves() throws Exception {
        page("/admin/staff/" + Sample.STAFF, StaffRole.ADMIN)
                .andExpect(content().string(not(containsString("/disable\""))));
    }

    @Test
    void links_a_colleague_to_their_own_membership() throws Exception {
        when(recogniseMembers.recognise(anyCollection()))
                .thenReturn(Map.of(new Identifier(Identifier.Kind.PHONE, "+8613812345678"), Sample.MEMBER));
        when(ownMembership.link(Sample.COLLEAGUE, Sample.MEMBER, Sample.STAFF))
                .thenReturn(new KeepOwnMembership.Outcome.Done());
        send(COLLEAGUE + "/membership", Map.of("identifier", " 138 1234 5678 "), StaffRole.ADMIN)
                .andExpect(redirectedUrl(COLLEAGUE))
                .andExpect(flash().attribute("notice", Notice.success("admin.staff.own.linked")));
        page(COLLEAGUE, StaffRole.ADMIN)
                .andExpect(content().string(containsString("href=\"/admin/members/" + Sample.MEMBER)));

        when(recogniseMembers.recognise(anyCollection())).thenReturn(Map.of());
        send(COLLEAGUE + "/membership", Map.of("identifier", "nobody"), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.error("admin.staff.own.unknown")));
        when(recogniseMembers.recognise(anyCollection()))
                .thenReturn(Map.of(
                        new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "17"),
                        Sample.MEMBER,
                        new Identifier(Identifier.Kind.CARD_NUMBER, "17"),
                        MemberId.next()));
        send(COLLEAGUE + "/membership", Map.of("identifier", "17"), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.error("admin.staff.own.several")));
    }

    @Test
    void nobody_is_offered_to_lose_their_own_membership() throws Exception {
        var mine = "/admin/staff/" + Sample.STAFF;
        page(mine, StaffRole.ADMIN).andExpect(content().string(not(containsString("/membership"))));
        page(COLLEAGUE, StaffRole.ADMIN).andExpect(content().string(containsString("/membership/remove")));
        when(ownMembership.unlink(any(), any())).thenReturn(new KeepOwnMembership.Outcome.NotOnesOwn());
        send(mine + "/membership/remove", Map.of(), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.error("admin.staff.own.not-yours")));
    }

    @Test
    void an_admin_resets_the_second_factor_of_a_colleague_who_lost_it() throws Exception {
        page(COLLEAGUE, StaffRole.ADMIN).andExpect(content().string(containsString("/reset-second-factor\"")));
        page(COLLEAGUE, StaffRole.AUDITOR).andExpect(content().string(not(containsString("/reset-second-factor\""))));
        page("/admin/staff/" + Sample.STAFF, StaffRole.ADMIN)
                .andExpect(content().string(not(containsString("/reset-second-factor\""))));

        when(secondFactors.reset(Sample.COLLEAGUE, Sample.STAFF)).thenReturn(KeepSecondFactor.Resetting.RESET);
        send(COLLEAGUE + "/reset-second-factor", Map.of(), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.success("second.staff.reset.done")));
        verify(sessions).findByPrincipalName("staff:" + Sample.COLLEAGUE);
        when(secondFactors.reset(any(), any())).thenReturn(KeepSecondFactor.Resetting.NOTHING_SET_UP);
        send(COLLEAGUE + "/reset-second-factor", Map.of(), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.info("second.staff.reset.nothing")));
        when(secondFactors.reset(any(), any())).thenReturn(KeepSecondFactor.Resetting.THEMSELVES);
        send(COLLEAGUE + "/reset-second-factor", Map.of(), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.warning("second.staff.reset.themselves")));
        when(secondFactors.reset(any(), any())).thenReturn(KeepSecondFactor.Resetting.UNKNOWN_STAFF);
        send(COLLEAGUE + "/reset-second-factor", Map.of(), StaffRole.ADMIN).andExpect(status().isNotFound());
    }

    private void refused(Outcome outcome, String wrong, String sentence) throws Exception {
        when(appointing.appoint(any(), any(), any(), any(), any())).thenReturn(outcome);
        send("/admin/staff/new", APPOINTMENT, StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"#" + wrong + "\""),
                                containsString(sentence),
                                containsString("value=\"ana.b\""),
                                not(containsString("correct horse battery")))));
    }
}
