package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.LookUpKind;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.RecordLookUp.LookUp;
import io.perennial.membership.StaffRole;
import io.perennial.web.admin.AuditRow.Difference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditPageTests extends AdminPages {

    @Test
    void says_who_did_what_and_links_to_it() throws Exception {
        page("/admin/audit", StaffRole.AUDITOR)
                .andExpect(content()
                        .string(allOf(
                                containsString("Member frozen"),
                                containsString("Li Wei"),
                                containsString("Command line"),
                                containsString("/admin/members/" + Sample.MEMBER),
                                containsString("odd refunds"))));
    }

    @Test
    void asks_for_what_was_chosen_and_keeps_it_from_page_to_page() throws Exception {
        page(
                        "/admin/audit?what=member.frozen&subject=" + Sample.MEMBER + "&member=" + Sample.MEMBER + "&by="
                                + Sample.STAFF.value() + "&request=r-77&from=2026-11-01&until=2026-11-02",
                        StaffRole.AUDITOR)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("what=member.frozen"),
                                containsString("request=r-77"),
                                containsString("/admin/audit/changes.csv?by="))));
        var midnight = LocalDate.of(2026, 11, 1)
                .atStartOfDay(ZoneId.of("Asia/Shanghai"))
                .toInstant();
        verify(audit)
                .find(new ReadAuditTrail.Query(
                        Optional.empty(),
                        Optional.of(Sample.MEMBER.toString()),
                        Optional.of("member.frozen"),
                        Optional.of(Sample.MEMBER),
                        Optional.of(Sample.STAFF),
                        Optional.of("r-77"),
                        Optional.of(midnight),
                        Optional.of(midnight.plus(Duration.ofDays(2))),
                        Optional.empty(),
                        50));
    }

    @Test
    void finds_a_member_by_any_identifier_keeps_only_the_id_and_writes_the_look_up_down() throws Exception {
        when(recogniseMembers.recognise(anyCollection())).thenReturn(Map.of(Sample.PHONE, Sample.MEMBER));
        page("/admin/audit?member=138%200013%208000&what=member", StaffRole.AUDITOR)
                .andExpect(redirectedUrl("/admin/audit?member=" + Sample.MEMBER + "&what=member"));
        verify(recordLookUp).record(LookUp.of(Sample.STAFF, LookUpKind.SEARCH, Sample.MEMBER, null, "127.0.0.*"));
        when(recogniseMembers.recognise(anyCollection())).thenReturn(Map.of());
        page("/admin/audit?member=139%200013%208000", StaffRole.AUDITOR)
                .andExpect(content().string(allOf(containsString("class=\"empty\""), not(containsString(".csv")))));
        verify(audit, never()).find(any());
    }

    @Test
    void says_what_changed_in_words() throws Exception {
        when(audit.find(any()))
                .thenReturn(new ReadAuditTrail.Page(
                        List.of(line(
                                "ladder",
                                "{\"ladder\":{\"tiers\":[{\"code\":\"vip\",\"entryLine\":1000}]},\"at\":null}",
                                "{\"ladder\":{\"tiers\":[{\"code\":\"vip\",\"entryLine\":25000}]},"
                                        + "\"tier\":\"vip\",\"status\":\"FROZEN\",\"roles\":[\"ADMIN\",\"AUDITOR\"],"
                                        + "\"cost\":{\"amount\":12.5,\"currency\":\"GBP\"},\"disabled\":true,"
                                        + "\"until\":\"2026-12-31T16:00:00Z\",\"lastDay\":\"2027-02-28\",\"perMille\":125,"
                                        + "\"condition\":{\"type\":\"tier\",\"codes\":[\"vip\"]}}")),
                        false));
        page("/admin/audit", StaffRole.ADMIN)
                .andExpect(content()
                        .string(allOf(
                                containsString("Ladder › Tiers (1) › Line to enter"),
                                containsString("25,000"),
                                containsString(">Frozen<"),
                                containsString("Admin, Auditor"),
                                containsString("£12.50"),
                                containsString(">yes<"),
                                containsString("Jan 1, 2027"),
                                containsString("February 28, 2027"),
                                containsString("12.5%"),
                                containsString("the member is VIP"),
                                not(containsString("entryLine")),
                                not(containsString("FROZEN")))));
    }

    @Test
    void hands_the_trail_out_as_a_file_that_no_spreadsheet_runs() throws Exception {
        var first = new ReadAuditTrail.Page(
                List.of(line("member", null, "{\"reason\":\"=HYPERLINK(1)\",\"displayName\":\"@evil\"}")), true);
        var second = new ReadAuditTrail.Page(List.of(line("reward", "{\"price\":5}", "{\"price\":7}")), false);
        when(audit.find(any())).thenReturn(first, second);
        var file = page("/admin/audit/changes.csv?what=member", StaffRole.AUDITOR)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse();
        var text = file.getContentAsString(StandardCharsets.UTF_8);
        assertThat(file.getHeader("Content-Disposition")).contains("audit-trail.csv");
        assertThat(text.lines()).hasSize(3);
        assertThat(text).contains("'=HYPERLINK(1)", "Name: – → @evil", "Price in points: 5 → 7");
        assertThat(text).doesNotContainPattern("(^|,)\"?[=+@-]");
        verify(recordLookUp).record(new LookUp(Sample.STAFF, LookUpKind.AUDIT_FILE, null, 0, null, "127.0.0.*"));
        page("/admin/audit/changes.csv", StaffRole.MARKETING).andExpect(status().isForbidden());
    }

    private static ReadAuditTrail.Line line(String kind, String before, String after) {
        return new ReadAuditTrail.Line(
                UUID.randomUUID(), Sample.NOW, Sample.STAFF, "Li Wei", "x.y", kind, "17", before, after, null, null);
    }

    @Test
    void shows_only_what_differs_with_its_path() {
        assertThat(
                        AuditRow.differences(
                                "{\"name\":{\"en\":\"Mug\",\"zh\":\"杯\"},\"price\":500,\"tags\":[\"a\"],\"steps\":[{\"key\":1}]}",
                                "{\"name\":{\"en\":\"Cup\",\"zh\":\"杯\"},\"price\":450,\"tags\":[\"a\",\"b\"],\"steps\":[{\"key\":2}]}"))
                .extracting(Difference::what)
                .containsExactly("name.en", "price", "tags", "steps[1].key");
    }

    @Test
    void shows_what_is_not_json_as_it_is() {
        assertThat(AuditRow.differences(null, "{half"))
                .singleElement()
                .satisfies(each -> assertThat(each.after()).hasToString("\"{half\""));
        assertThat(AuditRow.differences(null, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "member, /admin/members/17",
        "rule, /admin/rules/17",
        "reward, /admin/rewards/17",
        "redemption, /admin/redemptions/17",
        "staff, /admin/staff/17",
        "import, /admin/imports/17",
        "ladder, /admin/tiers",
        "api-key, /admin/api-keys",
        "points-policy, /admin/points-policy",
        "adjustment, /admin/adjustments/17",
        "adjustment-file, /admin/adjustments/files/17",
        "adjustment-reason, /admin/points-policy/reasons"
    })
    void each_line_leads_to_what_was_changed(String kind, String address) throws Exception {
        when(audit.find(any()))
                .thenReturn(new ReadAuditTrail.Page(
                        List.of(new ReadAuditTrail.Line(
                                UUID.randomUUID(),
                                Sample.NOW,
                                Sample.STAFF,
                                "Li Wei",
                                "x.y",
                                kind,
                                "17",
                                null,
                                null,
                                null,
                                null)),
                        false));
        page("/admin/audit", StaffRole.ADMIN)
                .andExpect(content().string(containsString("href=\"" + address + "\" class=\"code\"")));
    }
}
