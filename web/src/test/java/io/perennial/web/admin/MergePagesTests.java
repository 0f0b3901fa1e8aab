package io.perennial.web.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.Identifier;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers.Outcome;
import io.perennial.membership.MergeMembers.Part;
import io.perennial.membership.MergeMembers.Proposal;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MergePagesTests extends AdminPages {

    private static final String MERGE = "/admin/merges/" + MergeSample.PROPOSED.id();

    @Test
    void shows_both_side_by_side_with_sums_and_what_stands_against_it() throws Exception {
        page("/admin/merges/new?survivor=" + Sample.MEMBER + "&merged=" + MergeSample.TWICE, StaffRole.SUPPORT)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("1,750"),
                                containsString("at most 3"),
                                containsString("two different households"),
                                containsString("Tao Zi instead of"))));
    }

    @Test
    void whoever_may_approve_sees_in_the_navigation_how_many_wait() throws Exception {
        when(merges.waitingCount()).thenReturn(3);
        when(adjustments.waiting(anyInt())).thenReturn(100);
        page("/admin/merges", StaffRole.FINANCE)
                .andExpect(content()
                        .string(allOf(
                                containsString("waiting for a second person:</span> <span>3</span>"),
                                containsString("<span>99+</span>"))));
        page("/admin/merges", StaffRole.SUPPORT).andExpect(content().string(not(containsString("area-waits"))));
        when(merges.waitingCount()).thenReturn(0);
        when(adjustments.waiting(anyInt())).thenReturn(0);
        page("/admin/merges", StaffRole.FINANCE).andExpect(content().string(not(containsString("area-waits"))));
    }

    @Test
    void calls_one_without_a_name_by_what_it_was_known_by_masked() throws Exception {
        when(profiles.names(any())).thenReturn(Map.of());
        var phone = new Identifier(Identifier.Kind.PHONE, "+8613812345678");
        var card = new Identifier(Identifier.Kind.CARD_NUMBER, "62223344");
        when(profiles.identifiers(any())).thenReturn(Map.of(Sample.MEMBER, List.of(card, phone)));
        when(merges.identifiers(any())).thenReturn(Map.of(MergeSample.MERGED.id(), List.of(phone)));

        page("/admin/merges/" + MergeSample.MERGED.id(), StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("5678 into"),
                                containsString("3344"),
                                not(containsString("13812345678")),
                                not(containsString("62223344")))));
    }

    @Test
    void proposes_with_what_is_taken_over_and_a_reason() throws Exception {
        var proposal = new Proposal(MergeSample.TWICE, Sample.MEMBER, Set.of(Part.NAME), "same phone");
        when(mergeMembers.propose(proposal, Sample.STAFF)).thenReturn(new Outcome.Proposed(MergeSample.PROPOSED.id()));
        send(
                        "/admin/merges/new",
                        Map.of(
                                "merged",
                                MergeSample.TWICE.toString(),
                                "survivor",
                                Sample.MEMBER.toString(),
                                "taken",
                                "NAME",
                                "reason",
                                "same phone"),
                        StaffRole.SUPPORT)
                .andExpect(redirectedUrl(MERGE));
        verify(mergeMembers).propose(proposal, Sample.STAFF);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void every_refusal_has_its_sentence(Outcome refusal) throws Exception {
        when(mergeMembers.propose(any(), any())).thenReturn(refusal);
        send(
                        "/admin/merges/new",
                        Map.of(
                                "merged", MergeSample.TWICE.toString(),
                                "survivor", Sample.MEMBER.toString(),
                                "reason", "same"),
                        StaffRole.SUPPORT)
                .andExpect(status().is(422))
                .andExpect(content().string(allOf(containsString("error-summary"), not(containsString("??")))));
    }

    static List<Outcome> refusals() {
        var other = MergeSample.MERGED.id();
        return List.of(
                new Outcome.SameMember(),
                new Outcome.UnknownMember(),
                new Outcome.ReasonMissing(),
                new Outcome.AlreadyMerged(MergeSample.TWICE, Sample.MEMBER),
                new Outcome.Leaving(MergeSample.TWICE),
                new Outcome.AnotherWaits(other),
                new Outcome.OwnMembership(),
                new Outcome.NotYourRole(),
                new Outcome.Yourself(),
                new Outcome.NothingWaiting(),
                new Outcome.TooLate(),
                new Outcome.LaterMergeFirst(other),
                new Outcome.Erased(),
                new Outcome.Hindered("points.two-households"));
    }

    @Test
    void a_second_person_approves() throws Exception {
        page(MERGE, StaffRole.FINANCE).andExpect(content().string(containsString("/approve")));
        page(MERGE, StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(not(containsString("/approve")), containsString("Finance and admins approve"))));
        when(mergeMembers.approve(MergeSample.PROPOSED.id(), Sample.STAFF))
                .thenReturn(new Outcome.Merged(MergeSample.PROPOSED.id(), Sample.MEMBER));
        send(MERGE + "/approve", Map.of(), StaffRole.FINANCE)
                .andExpect(redirectedUrl(MERGE))
                .andExpect(flash().attribute("notice", Notice.success("admin.merges.merged")));
        when(mergeMembers.approve(MergeSample.PROPOSED.id(), Sample.STAFF)).thenReturn(new Outcome.Yourself());
        send(MERGE + "/approve", Map.of(), StaffRole.FINANCE)
                .andExpect(flash().attribute("notice", Notice.error("admin.merges.yourself")));
    }

    @Test
    void tells_before_an_undo_what_goes_back_and_what_cannot() throws Exception {
        var address = "/admin/merges/" + MergeSample.MERGED.id();
        page(address, StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("1,250"),
                                containsString("300"),
                                containsString("/ask-undo"),
                                containsString("/admin/members/" + MergeSample.TWICE + "/statement"),
                                containsString(">" + MergeSample.TWICE + "<"))));
        when(mergeMembers.askUndo(MergeSample.MERGED.id(), "two sisters", Sample.STAFF))
                .thenReturn(new Outcome.UndoAsked(MergeSample.MERGED.id()));
        send(address + "/ask-undo", Map.of("reason", "two sisters"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.info("admin.merges.undo-asked")));
        when(mergeMembers.undo(MergeSample.UNDO_ASKED.id(), Sample.STAFF))
                .thenReturn(new Outcome.Undone(MergeSample.UNDO_ASKED.id()));
        send("/admin/merges/" + MergeSample.UNDO_ASKED.id() + "/undo", Map.of(), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.success("admin.merges.undone")));
    }

    @Test
    void an_auditor_reads_and_decides_nothing() throws Exception {
        page("/admin/merges", StaffRole.AUDITOR).andExpect(status().isOk());
        page(MERGE, StaffRole.AUDITOR).andExpect(content().string(not(containsString("/approve"))));
        send(MERGE + "/approve", Map.of(), StaffRole.AUDITOR).andExpect(status().isForbidden());
        page("/admin/merges", StaffRole.MARKETING).andExpect(status().isForbidden());
    }

    @Test
    void an_old_link_leads_on_to_the_survivor() throws Exception {
        when(follow.survivors(any())).thenReturn(Map.of(MergeSample.TWICE, Sample.MEMBER));

        page("/admin/members/" + MergeSample.TWICE, StaffRole.SUPPORT)
                .andExpect(redirectedUrl("/admin/members/" + Sample.MEMBER + "?was=" + MergeSample.TWICE));
    }

    @Test
    void what_is_no_merge_is_not_found() throws Exception {
        page("/admin/merges/nothing", StaffRole.SUPPORT).andExpect(status().isNotFound());
        page("/admin/merges/" + MergeId.next(), StaffRole.SUPPORT).andExpect(status().isNotFound());
    }

    @Test
    void finds_the_other_by_what_is_known_of_them() throws Exception {
        when(profiles.find(MergeSample.TWICE)).thenReturn(Optional.of(MemberSample.profile()));
        page("/admin/merges/new?survivor=" + Sample.MEMBER + "&other=" + MergeSample.TWICE, StaffRole.SUPPORT)
                .andExpect(content().string(containsString("name=\"reason\"")));
        page("/admin/merges/new?survivor=" + Sample.MEMBER + "&other=nobody", StaffRole.SUPPORT)
                .andExpect(content().string(containsString("No such member was found")));
    }
}
