package io.perennial.web.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.StaffRole;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.SteerImport.Outcome;
import io.perennial.web.pages.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

class AdjustmentFilePagesTests extends AdminPages {

    private static final ImportId ID = new ImportId(AdjustmentSample.ADJUSTMENT.value());
    private static final String FILES = "/admin/adjustments/files";
    private static final String FILE = FILES + "/" + ID;

    @Test
    void a_file_is_uploaded_with_its_note_and_leads_to_its_page() throws Exception {
        when(receiveFile.receive(any(), any())).thenReturn(new ReceiveFile.Outcome.Received(ID));

        upload("member,points,reason\n").andExpect(redirectedUrl(FILE));

        var sent = ArgumentCaptor.forClass(ReceiveFile.Upload.class);
        verify(receiveFile).receive(sent.capture(), any());
        assertThat(sent.getValue().preset()).isEqualTo(Preset.ADJUSTMENTS);
        assertThat(sent.getValue().fileName()).isEqualTo("apology.csv");
        assertThat(sent.getValue().note()).isEqualTo("ticket 4711");
        assertThat(sent.getValue().by()).contains(Sample.STAFF);
        assertThat(sent.getValue().attended()).isFalse();
    }

    @Test
    void a_refused_file_is_told_why() throws Exception {
        when(receiveFile.receive(any(), any())).thenReturn(new ReceiveFile.Outcome.NoteMissing());
        upload("x")
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("Write what happened")));
        when(receiveFile.receive(any(), any())).thenReturn(new ReceiveFile.Outcome.TooLarge());
        upload("x").andExpect(content().string(containsString("larger than 256 MiB")));
    }

    @Test
    void a_form_without_a_file_is_never_handed_on() throws Exception {
        upload("").andExpect(status().isUnprocessableContent());
        verifyNoInteractions(receiveFile);
    }

    @ParameterizedTest
    @EnumSource(ImportStatus.class)
    void every_status_has_its_page_in_both_languages(ImportStatus status) throws Exception {
        var file = AdjustmentSample.adjustmentImport(status);
        when(readImports.find(ID)).thenReturn(Optional.of(file));
        for (var language : List.of("en", "zh-CN")) {
            for (var address : List.of(FILE, FILE + "/progress", FILES)) {
                mvc.perform(as(get(address), StaffRole.SUPPORT).header("Accept-Language", language))
                        .andExpect(status().isOk())
                        .andExpect(content().string(not(containsString("??"))));
            }
        }
    }

    @Test
    void every_bad_line_is_named_before_anything_is_booked() throws Exception {
        when(readImports.find(ID)).thenReturn(Optional.of(AdjustmentSample.adjustmentImport(ImportStatus.READY)));
        page(FILE, StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("There is no such member."),
                                containsString("The balance does not cover what is to be taken."),
                                containsString("C-9,x,goodwill,"),
                                containsString(FILE + "/left-out.csv"),
                                containsString("60,000"))));
        page(FILE + "/left-out.csv", StaffRole.SUPPORT).andExpect(content().string(containsString("unknown-member")));
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Outcome.WaitsForApproval(500), Notice.info("admin.adjustments.waits", 500L)),
                Arguments.of(new Outcome.NotForYou(), Notice.error("admin.adjustments.not-for-you")),
                Arguments.of(new Outcome.NotNow(ImportStatus.DONE), Notice.info("admin.imports.not-now")));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void each_outcome_has_its_sentence(Outcome outcome, Notice notice) throws Exception {
        when(steerImport.start(ID, Optional.of(Sample.STAFF), false)).thenReturn(outcome);
        when(steerImport.approve(ID, Sample.STAFF)).thenReturn(outcome);
        for (var what : List.of("/start", "/approve")) {
            send(FILE + what, Map.of(), StaffRole.FINANCE)
                    .andExpect(redirectedUrl(FILE))
                    .andExpect(flash().attribute("notice", notice));
        }
        when(steerImport.approve(ID, Sample.STAFF)).thenReturn(new Outcome.Done());
        send(FILE + "/approve", Map.of(), StaffRole.FINANCE).andExpect(redirectedUrl(FILE));
    }

    @Test
    void a_second_person_is_offered_to_approve_and_others_are_not() throws Exception {
        page(FILE, StaffRole.FINANCE).andExpect(content().string(containsString(FILE + "/approve")));
        page(FILE, StaffRole.SUPPORT).andExpect(content().string(not(containsString(FILE + "/approve"))));
        page(FILE, StaffRole.AUDITOR)
                .andExpect(content().string(not(containsString("method=\"post\" action=\"" + FILE))));
    }

    @Test
    void only_who_sent_it_is_offered_to_start_it() throws Exception {
        when(readImports.find(ID)).thenReturn(Optional.of(AdjustmentSample.adjustmentImport(ImportStatus.READY)));
        page(FILE, StaffRole.FINANCE).andExpect(content().string(not(containsString(FILE + "/start"))));
    }

    @Test
    void the_page_of_adjustments_shows_no_other_files() throws Exception {
        page(FILES, StaffRole.SUPPORT).andExpect(content().string(containsString("apology.csv")));
        verify(readImports).page(eq(Preset.ADJUSTMENTS), any(), anyInt());
        page(FILES + "/" + ImportId.next(), StaffRole.SUPPORT).andExpect(status().isNotFound());
    }

    private ResultActions upload(String text) throws Exception {
        var request = multipart(FILES)
                .file(new MockMultipartFile("file", "apology.csv", "text/csv", text.getBytes(UTF_8)))
                .param("reason", "ticket 4711")
                .with(csrf());
        return mvc.perform(as(request, StaffRole.SUPPORT));
    }
}
