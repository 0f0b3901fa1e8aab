package io.perennial.web.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import io.perennial.membership.StaffRole;
import org.junit.jupiter.api.Test;

class DashboardPageTests extends AdminPages {

    @Test
    void prints_each_figure_with_its_definition() throws Exception {
        page("/admin", StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("1,234"),
                                containsString("closed accounts included"),
                                containsString("8,902,670"),
                                containsString("could spend now"),
                                // enrolled 0+1+…+29
                                containsString(">435<"),
                                // earned (100+…+129) less what was taken back (0+…+29)
                                containsString(">3,000<"),
                                // spent 30×(40−10)
                                containsString(">900<"),
                                // expired 30×5
                                containsString(">150<"))));
    }

    @Test
    void has_the_charts_figures_in_a_table() throws Exception {
        page("/admin", StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("data-chart=\"days\""),
                                containsString("id=\"days\""),
                                containsString("data-day=\"2026-10-24\""),
                                containsString("data-value=\"100\""))));
    }

    @Test
    void shows_the_queue_to_those_who_may_read_it() throws Exception {
        page("/admin", StaffRole.SUPPORT).andExpect(content().string(containsString(Sample.NAME)));
        page("/admin", StaffRole.MARKETING).andExpect(content().string(not(containsString(Sample.NAME))));
    }
}
