package io.perennial.web.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecordLookUp.LookUp;
import io.perennial.membership.StaffRole;
import io.perennial.points.FreezeSending;
import io.perennial.points.Points;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.TransferId;
import io.perennial.web.pages.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferPagesTests extends AdminPages {

    private static final String PAGE = "/admin/members/" + Sample.MEMBER + "/transfers";
    private static final String RETURN = PAGE + "/" + TransferSample.TRANSFER + "/return";

    @Test
    void shows_what_went_where_and_who_is_in_the_household() throws Exception {
        page(PAGE, StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("href=\"/admin/members/" + TransferSample.FRIEND),
                                containsString("Taken out of a household"),
                                containsString("taken back"),
                                containsString("Home: 420 points"),
                                containsString(RETURN),
                                containsString("4,950"))))
                // An invitation is the household's own.
                .andExpect(content().string(not(containsString("7KQ2MX4WPD"))));
        page(PAGE, StaffRole.AUDITOR).andExpect(content().string(not(containsString("/return\""))));
        page("/admin/members/" + MemberId.next() + "/transfers", StaffRole.SUPPORT)
                .andExpect(status().isNotFound());
    }

    @Test
    void takes_back_for_the_sender_within_the_rules() throws Exception {
        when(returnTransfer.takeBack(Sample.MEMBER, TransferSample.TRANSFER, Sample.STAFF))
                .thenReturn(new ReturnTransfer.Outcome.TakenBack(Points.of(50)));
        told(RETURN, Map.of(), Notice.success("admin.transfers.returned", 50L));
        when(returnTransfer.takeBack(any(), any(), any())).thenReturn(new ReturnTransfer.Outcome.TooLate());
        told(RETURN, Map.of(), Notice.error("share.tooLate"));
        when(returnTransfer.takeBack(any(), any(), any())).thenReturn(new ReturnTransfer.Outcome.AlreadyUsed());
        told(RETURN, Map.of(), Notice.error("share.alreadyUsed"));
        send(PAGE + "/" + TransferId.next() + "/return", Map.of(), StaffRole.SUPPORT)
                .andExpect(status().isNotFound());
        send(
                        "/admin/members/" + MemberId.next() + "/transfers/" + TransferSample.TRANSFER + "/return",
                        Map.of(),
                        StaffRole.SUPPORT)
                .andExpect(status().isNotFound());
    }

    @Test
    void stops_a_member_from_sending_for_a_reason_and_lets_them_again() throws Exception {
        when(freezeSending.freeze(Sample.MEMBER, "stolen phone", Sample.STAFF))
                .thenReturn(new FreezeSending.Outcome.Done());
        told(PAGE + "/freeze", Map.of("reason", "stolen phone"), Notice.success("admin.transfers.frozen"));
        when(freezeSending.freeze(Sample.MEMBER, "", Sample.STAFF))
                .thenReturn(new FreezeSending.Outcome.ReasonMissing());
        send(PAGE + "/freeze", Map.of("reason", " "), StaffRole.SUPPORT)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("href=\"#reason\"")));
        when(freezeSending.of(Sample.MEMBER))
                .thenReturn(Optional.of(new FreezeSending.Frozen("stolen phone", Sample.COLLEAGUE, Sample.NOW)));
        page(PAGE, StaffRole.SUPPORT)
                .andExpect(content().string(allOf(containsString("stolen phone"), containsString("/unfreeze"))));
        when(freezeSending.unfreeze(Sample.MEMBER, Sample.STAFF)).thenReturn(new FreezeSending.Outcome.Done());
        told(PAGE + "/unfreeze", Map.of(), Notice.success("admin.transfers.unfrozen"));
    }

    @Test
    void whoever_takes_a_members_statement_out_leaves_their_name() throws Exception {
        var statement = "/admin/members/" + Sample.MEMBER + "/statement";
        for (var file : List.of("/statement.json", "/statement.csv", "/print")) {
            page(statement + file, StaffRole.SUPPORT).andExpect(status().isOk());
        }
        verify(recordLookUp, times(3))
                .record(LookUp.of(Sample.STAFF, LookUpKind.STATEMENT, Sample.MEMBER, null, "127.0.0.*"));
    }

    @Test
    void a_statement_that_is_nobodys_or_not_for_this_role_leaves_no_line() throws Exception {
        page("/admin/members/" + MemberId.next() + "/statement/statement.csv", StaffRole.SUPPORT)
                .andExpect(status().isNotFound());
        page("/admin/members/" + Sample.MEMBER + "/statement/statement.csv", StaffRole.MARKETING)
                .andExpect(status().isForbidden());
        verifyNoInteractions(recordLookUp);
    }

    private void told(String address, Map<String, String> form, Notice notice) throws Exception {
        send(address, form, StaffRole.SUPPORT)
                .andExpect(redirectedUrl(PAGE))
                .andExpect(flash().attribute("notice", notice));
    }
}
