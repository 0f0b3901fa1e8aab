package io.perennial.web.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.BilingualText;
import io.perennial.membership.StaffRole;
import io.perennial.points.EditAdjustmentReasons.Outcome;
import io.perennial.web.pages.Notice;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdjustmentReasonPagesTests extends AdminPages {

    private static final String REASONS = "/admin/points-policy/reasons";
    private static final BilingualText LATE = new BilingualText("送货迟到", "Late delivery");
    private static final Map<String, String> FORM =
            Map.of("code", "late-delivery", "nameZh", " 送货迟到 ", "nameEn", "Late delivery");

    @Test
    void adds_renames_retires_and_brings_back() throws Exception {
        when(editReasons.add("late-delivery", LATE, Sample.STAFF)).thenReturn(new Outcome.Done());
        when(editReasons.rename("goodwill", LATE, Sample.STAFF)).thenReturn(new Outcome.Done());
        when(editReasons.retire("goodwill", Sample.STAFF)).thenReturn(new Outcome.Done());
        when(editReasons.bringBack("misuse", Sample.STAFF)).thenReturn(new Outcome.Done());
        told("/new", FORM, Notice.success("admin.adjustments.reasons.added"));
        told("/goodwill/edit", FORM, Notice.success("admin.adjustments.reasons.renamed"));
        told("/goodwill/retire", Map.of(), Notice.success("admin.adjustments.reasons.retired"));
        told("/misuse/bring-back", Map.of(), Notice.success("admin.adjustments.reasons.brought-back"));
        when(editReasons.retire("goodwill", Sample.STAFF)).thenReturn(new Outcome.LastReason());
        told("/goodwill/retire", Map.of(), Notice.error("admin.adjustments.reasons.last"));
    }

    @Test
    void a_refused_reason_comes_back_as_it_was_typed() throws Exception {
        when(editReasons.add(any(), any(), any())).thenReturn(new Outcome.CodeTaken());
        refused(FORM, "There is a reason with this code");
        when(editReasons.add(any(), any(), any())).thenReturn(new Outcome.BadCode());
        refused(FORM, "Please use 2 to 32");
    }

    @Test
    void a_name_is_needed_in_both_languages() throws Exception {
        refused(Map.of("code", "late-delivery", "nameEn", "Late"), "href=\"#nameZh\"");
        refused(Map.of("code", "late-delivery", "nameZh", "迟", "nameEn", "x".repeat(81)), "href=\"#nameEn\"");
        verifyNoInteractions(editReasons);
    }

    @Test
    void what_can_be_done_with_a_reason_depends_on_whether_it_is_in_use() throws Exception {
        page(REASONS, StaffRole.ADMIN)
                .andExpect(content()
                        .string(allOf(
                                containsString(REASONS + "/goodwill/retire"),
                                containsString(REASONS + "/misuse/bring-back"),
                                not(containsString(REASONS + "/misuse/retire")))));
        page(REASONS, StaffRole.FINANCE).andExpect(content().string(not(containsString("/retire"))));
        page(REASONS + "/nothing/edit", StaffRole.ADMIN).andExpect(status().isNotFound());
    }

    private void told(String address, Map<String, String> form, Notice notice) throws Exception {
        send(REASONS + address, form, StaffRole.ADMIN)
                .andExpect(redirectedUrl(REASONS))
                .andExpect(flash().attribute("notice", notice));
    }

    private void refused(Map<String, String> form, String sentence) throws Exception {
        send(REASONS + "/new", form, StaffRole.ADMIN)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString(sentence)))
                .andExpect(content().string(containsString("value=\"late-delivery\"")));
    }
}
