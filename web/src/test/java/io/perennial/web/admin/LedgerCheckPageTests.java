package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.StaffRole;
import io.perennial.points.Points;
import io.perennial.points.ReadLedgerChecks;
import io.perennial.points.VerifyLedger;
import io.perennial.points.VerifyLedger.Breach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerCheckPageTests extends AdminPages {

    @Test
    void names_what_is_wrong_and_whose_it_is_and_the_entry() throws Exception {
        page("/admin/ledger-check", StaffRole.FINANCE)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString(Breach.values().length + " faults were found"),
                                containsString(
                                        "Lot 7: 8 points remain, but its beginning and its allocations come to 9"),
                                containsString("Transfer 7 is of 9 points, but its pieces come to 8"),
                                containsString(
                                        "Rule %s: 500 points of its budget count as used".formatted(Sample.RULE)),
                                containsString("/admin/rules/" + Sample.RULE),
                                containsString("/admin/rewards/" + Sample.REWARD),
                                not(containsString("??")),
                                containsString("/admin/members/" + Sample.MEMBER + "/statement?before=8"),
                                containsString("See entry 7"))));
    }

    @Test
    void tells_what_the_night_looked_at_and_how_far_the_round_is() throws Exception {
        page("/admin/ledger-check", StaffRole.FINANCE)
                .andExpect(content()
                        .string(allOf(
                                containsString("1,234 accounts with 56,789 entries"),
                                containsString("234 had changed or had had a fault; it was the turn of 1,000."),
                                containsString("1,000 of about 4,230."),
                                containsString("1.5 s"),
                                containsString("everybody seen, 4,230 accounts"))));
        when(ledgerChecks.underWay())
                .thenReturn(Optional.of(new ReadLedgerChecks.Check(
                        Sample.NOW,
                        null,
                        ReadLedgerChecks.Extent.NIGHT,
                        new VerifyLedger.Report(77, 88, Points.NONE, List.of()),
                        0,
                        false)));
        page("/admin/ledger-check", StaffRole.FINANCE)
                .andExpect(content().string(containsString("77 accounts with 88 entries so far")));
    }

    @Test
    void each_of_the_eight_promises_says_whether_it_holds() throws Exception {
        var broken = new VerifyLedger.Fault(Breach.ENTRY_HASH, Sample.MEMBER, "7", "", "");
        when(ledgerChecks.latest(anyInt()))
                .thenReturn(List.of(new ReadLedgerChecks.Check(
                        Sample.NOW,
                        Sample.NOW.plusSeconds(1),
                        ReadLedgerChecks.Extent.NIGHT,
                        new VerifyLedger.Report(1, 7, Points.NONE, List.of(broken)),
                        1,
                        true)));
        var html = page("/admin/ledger-check", StaffRole.FINANCE)
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(html.split("chip chip-good", -1)).hasSize(1 + 7);
        assertThat(html)
                .contains("Entries never change.", "One fault was found", "everybody has been seen in this round");
    }

    @Test
    void says_so_when_all_is_well_and_when_it_was_never_looked_at() throws Exception {
        when(ledgerChecks.latest(anyInt()))
                .thenReturn(List.of(PointsSample.ledgerChecks().getLast()));
        page("/admin/ledger-check", StaffRole.AUDITOR)
                .andExpect(content()
                        .string(allOf(
                                containsString("No fault was found"),
                                containsString("8,900,000"),
                                not(containsString("faults-title")),
                                not(containsString("Check everything now")))));
        when(ledgerChecks.latest(anyInt())).thenReturn(List.of());
        page("/admin/ledger-check", StaffRole.ADMIN)
                .andExpect(content().string(containsString("Nothing has been checked yet")));
    }

    @Test
    void a_check_is_begun_by_those_who_keep_the_books() throws Exception {
        send("/admin/ledger-check", Map.of(), StaffRole.FINANCE).andExpect(redirectedUrl("/admin/ledger-check"));
        verify(ledgerCheckRuns).begin();
    }

    @Test
    void an_auditor_looks_on_and_others_do_not_see_it() throws Exception {
        send("/admin/ledger-check", Map.of(), StaffRole.AUDITOR).andExpect(status().isForbidden());
        page("/admin/ledger-check", StaffRole.MARKETING).andExpect(status().isForbidden());
        verify(ledgerCheckRuns, never()).begin();
    }

    @Test
    void a_members_statement_is_printed_for_them() throws Exception {
        page("/admin/members/" + Sample.MEMBER + "/statement/print", StaffRole.SUPPORT)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(containsString("Statement of points"), containsString("5f".repeat(32)))));
    }
}
