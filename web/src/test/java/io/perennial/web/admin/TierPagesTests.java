package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.EditLadder.Outcome;
import io.perennial.membership.Ladder;
import io.perennial.membership.StaffRole;
import io.perennial.membership.Tier;
import io.perennial.web.pages.Notice;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class TierPagesTests extends AdminPages {

    private static final Map<String, String> ONE_MORE = Map.of(
            "steps[3].code", "jade",
            "steps[3].nameZh", "翡翠会员",
            "steps[3].nameEn", "Jade",
            "steps[3].entryLine", "50000");

    @Test
    void offers_one_more_tier_at_the_top() throws Exception {
        page("/admin/tiers/edit", StaffRole.ADMIN)
                .andExpect(content()
                        .string(allOf(
                                containsString("One more tier at the top"),
                                containsString("name=\"steps[3].code\""),
                                containsString("name=\"version\" value=\"3\""))));
    }

    @Test
    void shows_who_would_rise_before_anything_is_published() throws Exception {
        send("/admin/tiers/preview", Forms.ladder(Map.of()), StaffRole.ADMIN)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("17 members rise from Member to VIP."),
                                containsString("name=\"steps[1].entryLine\" value=\"800\""))));
        verify(editLadder, never()).publish(any(), anyInt(), any());
    }

    @Test
    void goes_back_from_the_preview_with_what_was_typed() throws Exception {
        send("/admin/tiers/edit", with(Forms.ladder(Map.of("steps[1].entryLine", "777")), "again"), StaffRole.ADMIN)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"777\"")));
        verifyNoInteractions(editLadder);
    }

    @Test
    void publishes_the_ladder_with_the_version_that_the_editor_saw() throws Exception {
        when(editLadder.publish(any(), eq(3), eq(Sample.STAFF))).thenReturn(new Outcome.Published(Sample.impact()));
        send("/admin/tiers/edit", Forms.ladder(ONE_MORE), StaffRole.ADMIN)
                .andExpect(redirectedUrl("/admin/tiers"))
                .andExpect(flash().attribute("notice", Notice.success("admin.tiers.published", 17L)));
        var published = ArgumentCaptor.forClass(Ladder.class);
        verify(editLadder).publish(published.capture(), eq(3), any());
        assertThat(published.getValue().tiers())
                .extracting(Tier::code, Tier::entryLine)
                .containsExactly(
                        tuple("member", 0L), tuple("vip", 800L), tuple("black", 10_000L), tuple("jade", 50_000L));
    }

    @Test
    void tells_that_a_tier_cannot_be_removed() throws Exception {
        when(editLadder.publish(any(), anyInt(), any())).thenReturn(new Outcome.TierRemoved("vip"));
        send("/admin/tiers/edit", Forms.ladder(Map.of()), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("The tier “vip” cannot be removed")));
    }

    @Test
    void tells_that_tiers_keep_their_order() throws Exception {
        when(editLadder.publish(any(), anyInt(), any())).thenReturn(new Outcome.OrderChanged());
        send("/admin/tiers/edit", Forms.ladder(Map.of()), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Tiers keep their order")));
    }

    @Test
    void tells_when_someone_published_in_between() throws Exception {
        when(editLadder.publish(any(), anyInt(), any())).thenReturn(new Outcome.ChangedMeanwhile());
        send("/admin/tiers/edit", Forms.ladder(Map.of()), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Meanwhile someone else published a ladder")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    steps[1].nameZh    |        | steps[1].nameZh    | Please enter a name
                    steps[2].entryLine | 800    | steps[2].entryLine | more than 800
                    steps[1].entryLine | soon   | steps[1].entryLine | whole number above 0
                    steps[3].code      | No way | steps[3].code      | a short word of lower-case letters
                    steps[3].code      | vip    | steps[3].code      | Another tier has this code
                    """)
    void refuses_what_cannot_be_a_ladder_beside_its_field(String field, String typed, String wrong, String sentence)
            throws Exception {
        var form = new HashMap<>(Forms.ladder(field.startsWith("steps[3]") ? ONE_MORE : Map.of()));
        form.put(field, typed == null ? "" : typed);
        for (var address : new String[] {"/admin/tiers/preview", "/admin/tiers/edit"}) {
            var body = send(address, form, StaffRole.ADMIN)
                    .andExpect(status().is(422))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
            assertThat(body).contains("href=\"#" + wrong + "\"").contains(sentence);
        }
        verifyNoInteractions(editLadder);
    }

    private static Map<String, String> with(Map<String, String> form, String button) {
        var pressed = new HashMap<>(form);
        pressed.put(button, "yes");
        return pressed;
    }
}
