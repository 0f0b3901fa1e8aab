package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.StaffRole;
import io.perennial.points.ReadLiability;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiabilityPageTests extends AdminPages {

    @Test
    void shows_what_is_owed_in_points_and_money_and_how_it_came_to_that() throws Exception {
        page("/admin/liability", StaffRole.FINANCE)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("1,060"),
                                containsString("10.60"),
                                containsString("November 2026"),
                                containsString("+1,500"),
                                containsString("\u2212350"),
                                containsString("\u221270"),
                                containsString("39.1%"),
                                containsString("\u221225%"))));
    }

    @Test
    void is_for_those_who_keep_the_books() throws Exception {
        page("/admin/liability", StaffRole.AUDITOR).andExpect(status().isOk());
        page("/admin/liability", StaffRole.SUPPORT).andExpect(status().isForbidden());
        page("/admin/liability/liability.csv", StaffRole.MARKETING).andExpect(status().isForbidden());
    }

    @Test
    void adds_all_accounts_up_when_asked() throws Exception {
        page("/admin/liability?check=true", StaffRole.FINANCE)
                .andExpect(content().string(containsString("It ties to the point")));
        when(liability.tieOut()).thenReturn(new ReadLiability.TieOut(1_060, 1_050));
        page("/admin/liability?check=true", StaffRole.FINANCE)
                .andExpect(content().string(containsString("a difference of 10")));
    }

    @Test
    void says_so_when_there_is_nothing_to_learn_from_yet() throws Exception {
        when(liability.breakage()).thenReturn(Optional.empty());
        when(liability.cohorts()).thenReturn(List.of());
        page("/admin/liability", StaffRole.FINANCE)
                .andExpect(content()
                        .string(allOf(
                                containsString("Not enough history yet"),
                                containsString("No points have been issued yet"))));
    }

    @Test
    void is_exported_for_spreadsheets(@TempDir Path folder) throws Exception {
        page("/admin/liability/liability.csv", StaffRole.FINANCE)
                .andExpect(header().string("Content-Disposition", containsString("liability.csv")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Month,Opening,Issued,Redeemed,Taken back"),
                                containsString("2026-10,0,1500,-350,0,0,0,0,1150,11.50"),
                                containsString("2026-10,1500,-350,0,-20,0,0,1130"))));
        var xlsx = page("/admin/liability/liability.xlsx", StaffRole.FINANCE)
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        var file = Files.write(folder.resolve("liability.xlsx"), xlsx);
        try (var zip = new ZipFile(file.toFile())) {
            for (var sheet = 1; sheet <= 2; sheet++) {
                try (var content = zip.getInputStream(zip.getEntry("xl/worksheets/sheet" + sheet + ".xml"))) {
                    assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                            .contains("1500");
                }
            }
        }
    }

    @Test
    void answers_an_impossible_span_with_the_usual_one() throws Exception {
        page("/admin/liability?months=9999999", StaffRole.FINANCE).andExpect(status().isOk());
    }
}
