package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.RedrawPicture;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustPoints.Outcome;
import io.perennial.points.AdjustPoints.Proposal;
import io.perennial.points.AdjustmentId;
import io.perennial.points.ExtendPoints;
import io.perennial.points.Points;
import io.perennial.points.ReadAdjustments;
import io.perennial.points.ReinstatePoints;
import io.perennial.web.pages.Notice;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

class AdjustmentPagesTests extends AdminPages {

    private static final AdjustmentId ID = AdjustmentSample.ADJUSTMENT;
    private static final String ADJUSTMENT = "/admin/adjustments/" + ID;
    private static final String NEW = "/admin/adjustments/new?member=" + Sample.MEMBER;

    @Test
    void a_form_becomes_a_proposal() throws Exception {
        when(adjustPoints.propose(any(), any())).thenReturn(new Outcome.Booked(ID, Points.of(7)));

        send(NEW, form(Map.of("points", " -1,200 ", "growth", "−5")), StaffRole.SUPPORT)
                .andExpect(redirectedUrl(ADJUSTMENT));

        verify(adjustPoints)
                .propose(
                        new Proposal(
                                ID,
                                Sample.MEMBER,
                                -1_200,
                                -5,
                                "goodwill",
                                Optional.of("sorry"),
                                Optional.of("ticket"),
                                Optional.of("https://example.com/1"),
                                List.of()),
                        Sample.STAFF);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Outcome.NothingToAdjust(), "Say how many points or how much growth."),
                Arguments.of(new Outcome.TooMuch(), "A whole number between -10,000,000 and 10,000,000."),
                Arguments.of(new Outcome.UnknownReason(), "Please choose one."),
                Arguments.of(new Outcome.EvidenceMissing(), "Write what happened"),
                Arguments.of(new Outcome.TooLong(), "One of the texts is too long."),
                Arguments.of(new Outcome.MemberClosed(), "This account is closed."),
                Arguments.of(new Outcome.OwnAccount(), "This is your own membership."),
                Arguments.of(new Outcome.NotEnough(Points.of(80)), "The balance is only 80"),
                Arguments.of(new Outcome.NotAPicture(), "not a picture"),
                Arguments.of(new Outcome.PictureTooLarge(), "8 MiB"),
                Arguments.of(new Outcome.TooManyPictures(), "At most 4 pictures."),
                Arguments.of(new Outcome.NotEnoughGrowth(3), "The growth is only 3."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refused_proposal_comes_back_as_it_was_typed(Outcome refusal, String sentence) throws Exception {
        when(adjustPoints.propose(any(), any())).thenReturn(refusal);

        send(NEW, form(Map.of("points", "77")), StaffRole.SUPPORT)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString(sentence)))
                .andExpect(content().string(containsString("value=\"77\"")));
    }

    @ParameterizedTest
    @CsvSource({
        "points, twelve, A whole number",
        "points, 10000001, A whole number",
        "reason, '', Please choose one",
        "evidence, javascript:alert(1), Links begin with https",
        "id, nonsense, This form no longer fits",
    })
    void what_cannot_be_read_is_never_proposed(String field, String typed, String sentence) throws Exception {
        send(NEW, form(Map.of(field, typed)), StaffRole.SUPPORT)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString(sentence)));
        verifyNoInteractions(adjustPoints);
    }

    @Test
    void a_proposal_above_the_limit_says_who_decides() throws Exception {
        when(adjustPoints.propose(any(), any())).thenReturn(new Outcome.WaitsForApproval(ID, 500));

        send(NEW, form(Map.of()), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.info("admin.adjustments.waits", 500L)));
    }

    @Test
    void only_who_may_decide_is_offered_to() throws Exception {
        page(ADJUSTMENT, StaffRole.FINANCE)
                .andExpect(content().string(containsString("/approve")))
                .andExpect(content().string(not(containsString("/withdraw"))));
        page(ADJUSTMENT, StaffRole.SUPPORT).andExpect(content().string(not(containsString("/approve"))));
        page(ADJUSTMENT, StaffRole.AUDITOR).andExpect(content().string(not(containsString("/approve"))));
        var mine = AdjustmentSample.adjustment();
        when(adjustments.find(ID))
                .thenReturn(Optional.of(new ReadAdjustments.Adjustment(
                        mine.id(),
                        mine.member(),
                        mine.points(),
                        mine.growth(),
                        mine.reason(),
                        mine.memberNote(),
                        mine.internalNote(),
                        mine.evidence(),
                        mine.pictures(),
                        mine.status(),
                        Sample.STAFF,
                        mine.proposedAt(),
                        mine.decidedBy(),
                        mine.decidedAt(),
                        mine.decisionNote(),
                        mine.entry())));
        page(ADJUSTMENT, StaffRole.FINANCE)
                .andExpect(content().string(not(containsString("/approve"))))
                .andExpect(content().string(containsString("/withdraw")));
    }

    @Test
    void pictures_are_handed_on_as_evidence() throws Exception {
        when(adjustPoints.propose(any(), any())).thenReturn(new Outcome.Booked(ID, Points.of(7)));

        propose(picture(3), picture(0), picture(5)).andExpect(redirectedUrl(ADJUSTMENT));

        var proposed = ArgumentCaptor.forClass(Proposal.class);
        verify(adjustPoints).propose(proposed.capture(), any());
        assertThat(proposed.getValue().pictures())
                .extracting(bytes -> bytes.length)
                .containsExactly(3, 5);
    }

    @Test
    void too_many_or_too_large_pictures_are_not_even_read() throws Exception {
        propose(picture(1), picture(1), picture(1), picture(1), picture(1))
                .andExpect(content().string(containsString("At most 4 pictures.")));
        propose(picture(RedrawPicture.MOST_BYTES + 1)).andExpect(content().string(containsString("8 MiB")));
        verifyNoInteractions(adjustPoints);
    }

    @Test
    void the_second_pair_of_eyes_sees_the_pictures_and_nobody_keeps_them() throws Exception {
        page(ADJUSTMENT, StaffRole.FINANCE)
                .andExpect(content().string(containsString("src=\"" + ADJUSTMENT + "/pictures/2\"")));
        page(ADJUSTMENT + "/pictures/1", StaffRole.FINANCE)
                .andExpect(content().contentType("image/jpeg"))
                .andExpect(content().bytes(new byte[] {1, 2, 3}))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"));
        page(ADJUSTMENT + "/pictures/9", StaffRole.FINANCE).andExpect(status().isNotFound());
        page(ADJUSTMENT + "/pictures/1", StaffRole.MARKETING).andExpect(status().isForbidden());
        mvc.perform(get(ADJUSTMENT + "/pictures/1")).andExpect(redirectedUrl("/admin/sign-in"));
    }

    private ResultActions propose(MockMultipartFile... pictures) throws Exception {
        var request = multipart(NEW);
        for (var picture : pictures) {
            request.file(picture);
        }
        form(Map.of()).forEach(request::param);
        return mvc.perform(as(request.with(csrf()), StaffRole.SUPPORT));
    }

    private static MockMultipartFile picture(int bytes) {
        return new MockMultipartFile("pictures", "receipt.jpg", "image/jpeg", new byte[bytes]);
    }

    static Stream<Arguments> decisions() {
        return Stream.of(
                Arguments.of(new Outcome.Booked(ID, Points.of(7)), Notice.success("admin.adjustments.booked", 7L)),
                Arguments.of(
                        new Outcome.AlreadyDecided(ReadAdjustments.Status.REJECTED),
                        Notice.info("admin.adjustments.already.REJECTED")),
                Arguments.of(new Outcome.NotForYou(), Notice.error("admin.adjustments.not-for-you")),
                Arguments.of(new Outcome.OwnAccount(), Notice.error("admin.adjustments.own-account")),
                Arguments.of(new Outcome.MemberClosed(), Notice.error("admin.adjustments.member-closed")),
                Arguments.of(new Outcome.NotEnough(Points.of(3)), Notice.error("admin.adjustments.not-enough", 3L)),
                Arguments.of(new Outcome.NotEnoughGrowth(3), Notice.error("admin.adjustments.not-enough-growth", 3L)));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void each_decision_has_its_sentence(Outcome outcome, Notice notice) throws Exception {
        when(adjustPoints.approve(ID, Sample.STAFF)).thenReturn(outcome);

        send(ADJUSTMENT + "/approve", Map.of(), StaffRole.FINANCE)
                .andExpect(redirectedUrl(ADJUSTMENT))
                .andExpect(flash().attribute("notice", notice));
    }

    @Test
    void a_rejection_needs_a_reason() throws Exception {
        when(adjustPoints.reject(eq(ID), any(), any())).thenReturn(new Outcome.EvidenceMissing());

        send(ADJUSTMENT + "/reject", Map.of("reason", " "), StaffRole.FINANCE)
                .andExpect(status().isUnprocessableContent());

        when(adjustPoints.reject(ID, "no receipt", Sample.STAFF)).thenReturn(new Outcome.Rejected());
        send(ADJUSTMENT + "/reject", Map.of("reason", "no receipt"), StaffRole.FINANCE)
                .andExpect(flash().attribute("notice", Notice.success("admin.adjustments.rejected")));
    }

    @Test
    void an_unknown_adjustment_is_not_found() throws Exception {
        when(adjustments.find(any())).thenReturn(Optional.empty());
        when(adjustPoints.withdraw(any(), any())).thenReturn(new Outcome.UnknownAdjustment());

        page(ADJUSTMENT, StaffRole.ADMIN).andExpect(status().isNotFound());
        send(ADJUSTMENT + "/withdraw", Map.of(), StaffRole.ADMIN).andExpect(status().isNotFound());
    }

    @Test
    void staff_give_points_more_time() throws Exception {
        var address = "/admin/members/" + Sample.MEMBER + "/expiry/2028-11-30/edit";
        when(extendPoints.extend(any(), any())).thenReturn(new ExtendPoints.Outcome.Extended(Points.of(80)));

        send(address, Map.of("newLastDay", "2029-01-31", "reason", "moved"), StaffRole.SUPPORT)
                .andExpect(redirectedUrl("/admin/members/" + Sample.MEMBER));

        verify(extendPoints)
                .extend(
                        new ExtendPoints.Extension(
                                Sample.MEMBER, LocalDate.of(2028, 11, 30), LocalDate.of(2029, 1, 31), "moved"),
                        Sample.STAFF);
        when(extendPoints.extend(any(), any())).thenReturn(new ExtendPoints.Outcome.NotLater());
        send(address, Map.of("newLastDay", "2028-01-31", "reason", "moved"), StaffRole.SUPPORT)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("the life of points is never shortened")));
        send(address, Map.of("newLastDay", "soon", "reason", "moved"), StaffRole.SUPPORT)
                .andExpect(content().string(containsString("Choose a date.")));
    }

    @Test
    void staff_give_back_what_expired() throws Exception {
        var address = "/admin/members/" + Sample.MEMBER + "/entries/9/edit";
        when(reinstatePoints.reinstate(Sample.MEMBER, 9, LocalDate.of(2029, 1, 31), "ill", Sample.STAFF))
                .thenReturn(new ReinstatePoints.Outcome.Reinstated(Points.of(20), Points.of(20)));
        send(address, Map.of("newLastDay", "2029-01-31", "reason", "ill"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.success("admin.reinstate.done", 20L)));

        when(reinstatePoints.reinstate(Sample.MEMBER, 9, LocalDate.of(2029, 1, 31), "ill", Sample.STAFF))
                .thenReturn(new ReinstatePoints.Outcome.TooLate(180));
        send(address, Map.of("newLastDay", "2029-01-31", "reason", "ill"), StaffRole.SUPPORT)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("more than 180 days ago")));
    }

    private static Map<String, String> form(Map<String, String> changes) {
        var form = new TreeMap<>(Map.of(
                "id", ID.toString(),
                "points", "10",
                "growth", "",
                "reason", "goodwill",
                "memberNote", "sorry",
                "internalNote", "ticket",
                "evidence", "https://example.com/1"));
        form.putAll(changes);
        return form;
    }
}
