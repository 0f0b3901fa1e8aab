package io.perennial.web.admin;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerCheckPageTests extends AdminPages {

    @Test
    void names_what_is_wrong_and_whose_it_is() throws Exception {
        page("/admin/ledger-check", StaffRole.FINANCE)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("42 faults were found"),
                                containsString(
                                        "Lot 7: 8 points remain, but its beginning and its allocations come to 9"),
                                containsString("Transfer 7 is of 9 points, but its pieces come to 8"),
                                containsString(
                                        "Rule %s: 500 points of its budget count as used".formatted(Sample.RULE)),
                                containsString("/admin/rules/" + Sample.RULE),
                                not(containsString("??")),
                                containsString("/admin/members/" + Sample.MEMBER + "/statement"),
                                containsString("56,789 entries of 1,234 accounts"))));
    }

    @Test
    void says_so_when_all_is_well_and_when_it_was_never_looked_at() throws Exception {
        when(ledgerChecks.latest(anyInt()))
                .thenReturn(List.of(Sample.ledgerChecks().getLast()));
        page("/admin/ledger-check", StaffRole.AUDITOR)
                .andExpect(content()
                        .string(allOf(
                                containsString("The ledger is sound"),
                                not(containsString("faults-title")),
                                not(containsString("Check now")))));
        when(ledgerChecks.latest(anyInt())).thenReturn(List.of());
        page("/admin/ledger-check", StaffRole.ADMIN)
                .andExpect(content().string(containsString("It has not been checked yet")));
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
