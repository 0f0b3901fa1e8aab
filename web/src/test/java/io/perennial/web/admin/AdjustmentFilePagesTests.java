package io.perennial.web.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
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

import io.perennial.membership.Identifier;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustByFile.LeftOut;
import io.perennial.points.AdjustByFile.Line;
import io.perennial.points.AdjustByFile.Outcome;
import io.perennial.points.AdjustByFile.Problem;
import io.perennial.points.AdjustByFile.Received;
import io.perennial.points.AdjustByFile.Status;
import io.perennial.points.AdjustByFile.Upload;
import io.perennial.points.AdjustmentFileId;
import io.perennial.web.pages.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

class AdjustmentFilePagesTests extends AdminPages {

    private static final AdjustmentFileId ID = new AdjustmentFileId(Sample.ADJUSTMENT.value());
    private static final String FILE = "/admin/adjustments/files/" + ID;

    @Test
    void a_file_is_read_line_by_line_whatever_the_order_of_its_columns() throws Exception {
        when(adjustByFile.receive(any(), any())).thenReturn(new Received.Kept(ID));

        upload("""
                Reason;Points;Member;Note
                goodwill;100;C-17;sorry; so sorry
                Goodwill;-5;li.na@Example.com;
                misuse;12.5;C-18;
                misuse;3;;

                "broken
                correction;+7;+8613812345678;thanks
                """.replace("sorry; so sorry", "\"sorry; so sorry\"")).andExpect(redirectedUrl(FILE));

        var sent = ArgumentCaptor.forClass(Upload.class);
        verify(adjustByFile).receive(sent.capture(), eq(Sample.STAFF));
        assertThat(sent.getValue().fileName()).isEqualTo("apology.csv");
        assertThat(sent.getValue().note()).isEqualTo("ticket 4711");
        assertThat(sent.getValue().sha256()).hasSize(32);
        assertThat(sent.getValue().lines())
                .containsExactly(
                        new Line(
                                2,
                                new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C-17"),
                                100,
                                "goodwill",
                                Optional.of("sorry; so sorry")),
                        new Line(
                                3,
                                new Identifier(Identifier.Kind.EMAIL, "li.na@example.com"),
                                -5,
                                "goodwill",
                                Optional.empty()),
                        new Line(
                                8,
                                new Identifier(Identifier.Kind.PHONE, "+8613812345678"),
                                7,
                                "correction",
                                Optional.of("thanks")));
        assertThat(sent.getValue().unreadable())
                .extracting(LeftOut::number, LeftOut::problem)
                .contains(tuple(4, Problem.BAD_POINTS), tuple(5, Problem.BAD_MEMBER));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        new Received.NothingInIt(List.of(new LeftOut(2, Problem.UNKNOWN_MEMBER, "C-1"))),
                        "No line of this file can be booked."),
                Arguments.of(new Received.TooManyLines(), "At most 10,000 lines."),
                Arguments.of(new Received.NoteMissing(), "Write what happened"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refused_file_is_told_why(Received refusal, String sentence) throws Exception {
        when(adjustByFile.receive(any(), any())).thenReturn(refusal);

        upload("member,points,reason\nC-1,5,goodwill\n")
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString(sentence)));
    }

    @Test
    void what_is_no_such_file_is_never_handed_on() throws Exception {
        upload("name,age\nLi,7\n").andExpect(content().string(containsString("member, points, reason")));
        upload("").andExpect(status().isUnprocessableContent());
        verifyNoInteractions(adjustByFile);
    }

    @Test
    void a_file_sent_before_is_shown_again() throws Exception {
        when(adjustByFile.receive(any(), any())).thenReturn(new Received.SentBefore(ID));

        upload("member,points,reason\nC-1,5,goodwill\n")
                .andExpect(redirectedUrl(FILE))
                .andExpect(flash().attribute("notice", Notice.info("admin.adjustments.file.sent-before")));
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Outcome.Booked(2), Notice.success("admin.adjustments.file.booked", 2)),
                Arguments.of(new Outcome.WaitsForApproval(500), Notice.info("admin.adjustments.waits", 500L)),
                Arguments.of(new Outcome.NotForYou(), Notice.error("admin.adjustments.not-for-you")),
                Arguments.of(new Outcome.NotNow(Status.BOOKED), Notice.info("admin.adjustments.file.not-now")));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void each_outcome_has_its_sentence(Outcome outcome, Notice notice) throws Exception {
        when(adjustByFile.start(ID, Sample.STAFF)).thenReturn(outcome);

        send(FILE + "/start", Map.of(), StaffRole.FINANCE)
                .andExpect(redirectedUrl(FILE))
                .andExpect(flash().attribute("notice", notice));
    }

    @Test
    void a_second_person_is_offered_to_approve_and_others_are_not() throws Exception {
        page(FILE, StaffRole.FINANCE).andExpect(content().string(containsString("Approve and book")));
        page(FILE, StaffRole.SUPPORT).andExpect(content().string(not(containsString("Approve and book"))));
        when(adjustByFile.find(any())).thenReturn(Optional.empty());
        page(FILE, StaffRole.FINANCE).andExpect(status().isNotFound());
    }

    private ResultActions upload(String text) throws Exception {
        var request = multipart("/admin/adjustments/files/new")
                .file(new MockMultipartFile("file", "apology.csv", "text/csv", text.getBytes(UTF_8)))
                .param("reason", "ticket 4711")
                .with(csrf());
        return mvc.perform(as(request, StaffRole.SUPPORT));
    }
}
