package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffRole;
import io.perennial.web.admin.AuditRow.Difference;
import java.util.List;
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
    void filters_by_kind_subject_and_person() throws Exception {
        page("/admin/audit?kind=member&subject=" + Sample.MEMBER + "&by=" + Sample.STAFF, StaffRole.AUDITOR)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("kind=member")));
        verify(audit)
                .find(new ReadAuditTrail.Query(
                        Optional.of("member"),
                        Optional.of(Sample.MEMBER.toString()),
                        Optional.of(Sample.STAFF),
                        Optional.empty(),
                        50));
    }

    @Test
    void shows_only_what_differs_with_its_path() {
        assertThat(AuditRow.differences(
                        "{\"name\":{\"en\":\"Mug\",\"zh\":\"杯\"},\"price\":500,\"tags\":[\"a\"]}",
                        "{\"name\":{\"en\":\"Cup\",\"zh\":\"杯\"},\"price\":450,\"tags\":[\"a\",\"b\"]}"))
                .containsExactly(
                        new Difference("name.en", "Mug", "Cup"),
                        new Difference("price", "500", "450"),
                        new Difference("tags[2]", null, "b"));
    }

    @Test
    void shows_what_is_not_json_as_it_is() {
        assertThat(AuditRow.differences(null, "{half")).containsExactly(new Difference("", null, "{half"));
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
                                null)),
                        false));
        page("/admin/audit", StaffRole.ADMIN)
                .andExpect(content().string(containsString("href=\"" + address + "\" class=\"code\"")));
    }
}
