package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordLookUp;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffRole;
import io.perennial.points.ReadProof;
import io.perennial.points.ReadStatement;
import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.Scope;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.Preview;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.SteerImport;
import io.perennial.web.imports.Tally;
import io.perennial.web.security.SignedInStaff;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

@Tag("without-database")
@WebMvcTest({AdminImportsController.class, AdminApiKeysController.class})
@org.springframework.context.annotation.Import(AdminPages.Ground.class)
class ImportPagesTests {

    private static final ImportId ID = ImportId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11");
    private static final String PAGE = "/admin/imports/" + ID;
    private static final Tally TALLY =
            new Tally(541_909, 25_900, 18_536, 3_654, 3_710, 4_372, 0, 0, 135_080, 8_902_670, 586_920);
    private static final Tally REPEATED = new Tally(541_909, 25_900, 0, 0, 3_710, 0, 22_190, 0, 135_080, 0, 0);

    @Autowired
    MockMvc mvc;

    @Autowired
    MessageSource texts;

    @MockitoBean
    RecordLookUp recordLookUp;

    @MockitoBean
    KeepStaffSignIns staffSignIns;

    @MockitoBean
    ReceiveFile receiveFile;

    @MockitoBean
    SteerImport steerImport;

    @MockitoBean
    ReadImports readImports;

    @MockitoBean
    IssueApiKeys keys;

    @MockitoBean
    SignInStaff staff;

    @MockitoBean
    KeepSecondFactor secondFactors;

    @MockitoBean
    ReadMember members;

    @MockitoBean
    ReadLadder ladder;

    @MockitoBean
    ReadStatement statement;

    @MockitoBean
    ReadProof proof;

    @MockitoBean
    FindByIndexNameSessionRepository<?> sessions;

    @BeforeEach
    void nothing_yet() {
        given(readImports.sameAs(any())).willReturn(Optional.empty());
        given(readImports.find(any())).willReturn(Optional.empty());
    }

    // --- upload --------------------------------------------------------------------------------

    @Test
    void a_file_is_uploaded_and_leads_to_its_page() throws Exception {
        given(readImports.find(ID)).willReturn(Optional.of(file(ImportStatus.CHECKING, null)));
        given(receiveFile.receive(any(), any())).willReturn(new ReceiveFile.Outcome.Received(ID));
        upload("invoices", "GBP", "Europe/London", "x")
                .andExpect(status().is3xxRedirection())
                .andExpect(redirectedUrl(PAGE));
        then(receiveFile)
                .should()
                .receive(
                        eq(ReceiveFile.Upload.invoices(
                                "<b>.csv", "invoices", "GBP", "Europe/London", Optional.of(Sample.STAFF), false)),
                        any());
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of(new ReceiveFile.Outcome.TooLarge(), "larger than 256 MiB"),
                Arguments.of(new ReceiveFile.Outcome.Empty(), "not empty"),
                Arguments.of(new ReceiveFile.Outcome.BadSource(), "1 to 40 of a–z"),
                Arguments.of(new ReceiveFile.Outcome.CurrencyNotConfigured(), "does not take this currency"),
                Arguments.of(new ReceiveFile.Outcome.UnknownZone(), "no such time zone"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void each_refusal_of_a_file_has_its_sentence(ReceiveFile.Outcome outcome, String sentence) throws Exception {
        given(receiveFile.receive(any(), any())).willReturn(outcome);
        upload("invoices", "GBP", "Europe/London", "x")
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString(sentence)));
    }

    @Test
    void an_upload_without_file_or_without_token_is_refused() throws Exception {
        upload("invoices", "GBP", "Europe/London", "").andExpect(status().isUnprocessableContent());
        mvc.perform(as(
                        multipart("/admin/imports").file(new MockMultipartFile("file", new byte[] {1})),
                        StaffRole.ADMIN))
                .andExpect(status().isForbidden());
        then(receiveFile).should(never()).receive(any(), any());
    }

    // --- the page of a file --------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(ImportStatus.class)
    void every_status_has_its_page_in_both_languages(ImportStatus status) throws Exception {
        var failure = status == ImportStatus.FAILED ? new Import.Failure("wrong-encoding", "17") : null;
        var shown = file(status, failure);
        given(readImports.find(ID)).willReturn(Optional.of(shown));
        given(readImports.page(any(), any(), anyInt())).willReturn(new ReadImports.Page(List.of(shown), true));
        for (var language : List.of("en", "zh-CN")) {
            for (var address : List.of(PAGE, "/admin/imports", "/admin/imports/new")) {
                mvc.perform(as(get(address), StaffRole.MARKETING).header("Accept-Language", language))
                        .andExpect(status().isOk())
                        .andExpect(content().string(not(containsString("??"))))
                        .andExpect(content().string(not(containsString("<script>alert"))));
            }
        }
    }

    @Test
    void shows_what_would_happen_before_it_is_started() throws Exception {
        given(readImports.find(ID)).willReturn(Optional.of(file(ImportStatus.READY, null)));
        page(PAGE, StaffRole.MARKETING)
                .andExpect(content()
                        .string(allOf(
                                containsString("18,536"),
                                containsString("£8,911,407.90"),
                                containsString("No line of the invoice names a customer."),
                                containsString("/start"),
                                containsString("&lt;script&gt;alert(1)"))));
        page(PAGE, StaffRole.AUDITOR).andExpect(content().string(not(containsString("/start"))));
    }

    @Test
    void says_that_a_second_upload_changed_nothing() throws Exception {
        given(readImports.find(ID)).willReturn(Optional.of(file(ImportStatus.DONE, null, REPEATED)));
        page(PAGE, StaffRole.MARKETING)
                .andExpect(content().string(containsString("Nothing changed: all 22,190 were already counted.")));
    }

    @Test
    void every_failure_has_its_sentence() {
        for (var code :
                List.of("wrong-encoding", "empty", "missing-columns", "damaged", "too-large-unpacked", "stopped")) {
            for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                assertThat(texts.getMessage("admin.imports.failure." + code, new Object[] {"17"}, locale))
                        .isNotBlank();
            }
        }
        for (var reason : LeftOutReason.values()) {
            assertThat(texts.getMessage("admin.imports.reason." + reason.code(), null, Locale.ENGLISH))
                    .isNotBlank();
            assertThat(LeftOutReason.ofCode(reason.code())).isEqualTo(reason);
        }
    }

    @Test
    void the_progress_is_asked_for_until_nothing_moves_any_more() throws Exception {
        given(readImports.find(ID)).willReturn(Optional.of(file(ImportStatus.RUNNING, null)));
        page(PAGE + "/progress", StaffRole.MARKETING)
                .andExpect(content().string(allOf(containsString("every 1s"), not(containsString("<html")))))
                .andExpect(header().doesNotExist("HX-Refresh"));
        given(readImports.find(ID)).willReturn(Optional.of(file(ImportStatus.DONE, null)));
        page(PAGE + "/progress", StaffRole.MARKETING).andExpect(header().string("HX-Refresh", "true"));
    }

    @Test
    void a_file_is_started_cancelled_and_resumed_by_who_may() throws Exception {
        given(steerImport.start(ID, Optional.of(Sample.STAFF), false)).willReturn(new SteerImport.Outcome.Done());
        given(steerImport.cancel(ID, Optional.of(Sample.STAFF)))
                .willReturn(new SteerImport.Outcome.NotNow(ImportStatus.RUNNING));
        given(steerImport.resume(ID, Optional.of(Sample.STAFF), false))
                .willReturn(new SteerImport.Outcome.UnknownImport());
        given(readImports.find(ID)).willReturn(Optional.of(file(ImportStatus.READY, null)));
        send(PAGE + "/start", StaffRole.MARKETING).andExpect(redirectedUrl(PAGE));
        send(PAGE + "/cancel", StaffRole.ADMIN).andExpect(redirectedUrl(PAGE));
        send(PAGE + "/resume", StaffRole.ADMIN).andExpect(status().isNotFound());
        send(PAGE + "/start", StaffRole.AUDITOR).andExpect(status().isForbidden());
        send(PAGE + "/start", StaffRole.SUPPORT).andExpect(status().isForbidden());
    }

    @Test
    void the_page_of_invoices_shows_and_starts_no_adjustments() throws Exception {
        given(readImports.find(ID)).willReturn(Optional.of(AdjustmentSample.adjustmentImport(ImportStatus.READY)));
        page(PAGE, StaffRole.MARKETING).andExpect(status().isNotFound());
        send(PAGE + "/start", StaffRole.MARKETING).andExpect(status().isNotFound());
        page(PAGE + "/left-out.csv", StaffRole.MARKETING).andExpect(status().isNotFound());
    }

    @Test
    void an_unknown_file_is_not_found() throws Exception {
        page("/admin/imports/" + UUID.randomUUID(), StaffRole.ADMIN).andExpect(status().isNotFound());
        page("/admin/imports/17", StaffRole.ADMIN).andExpect(status().isNotFound());
    }

    @Test
    void left_out_lines_are_whole_for_who_may_put_them_right_and_masked_for_who_only_reads() throws Exception {
        given(readImports.find(ID)).willReturn(Optional.of(file(ImportStatus.DONE, null)));
        given(readImports.leftOut(eq(ID), anyLong(), anyInt()))
                .willReturn(List.of(new ReadImports.LeftOutLine(
                        1, LeftOutReason.NO_CUSTOMER, "536365,+8613800138000,a@b.example")));
        assertThat(page(PAGE + "/left-out.csv", StaffRole.AUDITOR)
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("536365,••••8000,a••••@b.example");
        verifyNoInteractions(recordLookUp);
        assertThat(page(PAGE + "/left-out.csv", StaffRole.MARKETING)
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("536365,+8613800138000,a@b.example");
        verify(recordLookUp).record(any());
    }

    @Test
    void left_out_lines_are_streamed_and_no_cell_is_a_formula() throws Exception {
        given(readImports.find(ID)).willReturn(Optional.of(file(ImportStatus.DONE, null)));
        given(readImports.leftOut(eq(ID), anyLong(), anyInt())).willAnswer(call -> {
            var after = call.<Long>getArgument(1);
            return LongStream.rangeClosed(after + 1, Math.min(after + 1_000, 1_500))
                    .mapToObj(line -> new ReadImports.LeftOutLine(
                            line,
                            LeftOutReason.NO_CUSTOMER,
                            line == 1 ? "=cmd|' /C calc'!A0,\"x\"" : line == 2 ? "-1+1" : "a,b"))
                    .toList();
        });
        var csv = page(PAGE + "/left-out.csv", StaffRole.AUDITOR)
                .andExpect(header().string("Content-Type", "text/csv;charset=UTF-8"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(csv.lines()).hasSize(1_501);
        assertThat(csv)
                .startsWith("\uFEFF\"line\",\"reason\"")
                .contains("\"'=cmd|' /C calc'!A0,\"\"x\"\"\"", "\"'-1+1\"");
        assertThat(csv.lines().skip(3).findFirst())
                .hasValue("\"3\",\"no-customer\",\"No line of the invoice names a customer.\",\"a,b\"");
    }

    // --- API keys ------------------------------------------------------------------------------

    @Test
    void a_key_is_shown_once_and_never_again() throws Exception {
        var key = new ApiKey(
                UUID.randomUUID(),
                "Till <7>",
                "abcdefgh",
                Set.of(Scope.ACTIVITIES_WRITE),
                Optional.empty(),
                Sample.NOW,
                Optional.empty(),
                Optional.empty());
        given(keys.issue("Till <7>", Set.of(Scope.ACTIVITIES_WRITE), Optional.of(Sample.STAFF)))
                .willReturn(new IssueApiKeys.Outcome.Issued(key, "pk_abcdefgh_secret"));
        given(keys.keys()).willReturn(List.of(key));
        mvc.perform(as(post("/admin/api-keys"), StaffRole.ADMIN)
                        .with(csrf())
                        .param("name", " Till <7> ")
                        .param("scopes", "activities:write", "nonsense"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(content()
                        .string(allOf(containsString("pk_abcdefgh_secret"), containsString("Till &lt;7&gt;"))));
        page("/admin/api-keys", StaffRole.AUDITOR)
                .andExpect(content()
                        .string(allOf(
                                containsString("pk_abcdefgh_…"),
                                not(containsString("secret")),
                                not(containsString("/revoke")))));
    }

    @Test
    void a_key_needs_a_name_and_a_scope() throws Exception {
        given(keys.issue(any(), any(), any())).willReturn(new IssueApiKeys.Outcome.BadName());
        send("/admin/api-keys", StaffRole.ADMIN)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("1 to 80 characters")));
        given(keys.issue(any(), any(), any())).willReturn(new IssueApiKeys.Outcome.NoScope());
        send("/admin/api-keys", StaffRole.ADMIN)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("tick at least one")));
    }

    @Test
    void only_admins_issue_and_revoke() throws Exception {
        var id = UUID.randomUUID();
        given(keys.revoke(id, Sample.STAFF)).willReturn(new IssueApiKeys.Outcome.Revoked());
        send("/admin/api-keys/" + id + "/revoke", StaffRole.ADMIN).andExpect(redirectedUrl("/admin/api-keys"));
        given(keys.revoke(any(), any())).willReturn(new IssueApiKeys.Outcome.UnknownKey());
        send("/admin/api-keys/" + id + "/revoke", StaffRole.ADMIN).andExpect(status().isNotFound());
        for (var role : List.of(StaffRole.MARKETING, StaffRole.AUDITOR, StaffRole.SUPPORT, StaffRole.CATALOGUE)) {
            send("/admin/api-keys", role).andExpect(status().isForbidden());
            page("/admin/api-keys/new", role).andExpect(status().isForbidden());
        }
    }

    // --- shorthand -----------------------------------------------------------------------------

    private ResultActions upload(String source, String currency, String zone, String bytes) throws Exception {
        return mvc.perform(as(
                        multipart("/admin/imports")
                                .file(new MockMultipartFile(
                                        "file",
                                        "<b>.csv",
                                        "text/csv",
                                        bytes.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                        StaffRole.MARKETING)
                .with(csrf())
                .param("source", source)
                .param("currency", currency)
                .param("zone", zone));
    }

    private ResultActions page(String address, StaffRole... roles) throws Exception {
        return mvc.perform(as(get(address), roles));
    }

    private ResultActions send(String address, StaffRole... roles) throws Exception {
        return mvc.perform(as(post(address), roles).with(csrf()));
    }

    private <B extends AbstractMockHttpServletRequestBuilder<B>> B as(B request, StaffRole... roles) {
        given(staff.find(Sample.STAFF))
                .willReturn(Optional.of(new SignInStaff.Staff(Sample.STAFF, "li.wei", "Li Wei", Set.of(roles))));
        return request.with(authentication(
                UsernamePasswordAuthenticationToken.authenticated(SignedInStaff.of(Sample.STAFF), null, List.of())));
    }

    private static Import file(ImportStatus status, Import.Failure failure) {
        return file(status, failure, TALLY);
    }

    private static Import file(ImportStatus status, Import.Failure failure, Tally tally) {
        var checked = status != ImportStatus.UPLOADING && status != ImportStatus.CHECKING && failure == null;
        var started = status == ImportStatus.RUNNING || status == ImportStatus.DONE;
        return new Import(
                ID,
                "<script>alert(1)</script>.csv",
                "0".repeat(64),
                7_618_450,
                Preset.INVOICE_LINES,
                "invoices",
                CurrencyUnit.GBP,
                ZoneId.of("Europe/London"),
                null,
                status,
                failure,
                Optional.of(Sample.STAFF),
                Sample.NOW,
                started ? Sample.NOW : null,
                status == ImportStatus.DONE ? Sample.NOW : null,
                1_000_000,
                checked ? preview() : null,
                null,
                0,
                started ? tally : Tally.NONE);
    }

    private static Preview preview() {
        return new Preview(
                541_909,
                25_900,
                18_536,
                3_654,
                3_710,
                0,
                0,
                4_372,
                0,
                Instant.parse("2010-12-01T08:26:00Z"),
                Instant.parse("2011-12-09T12:50:00Z"),
                new BigDecimal("8911407.90"),
                new BigDecimal("611342.09"),
                List.of(new Preview.LeftOutLines(
                        LeftOutReason.NO_CUSTOMER,
                        135_080,
                        List.of(new Preview.Sample(624, "<script>alert(1)</script>")))));
    }
}
