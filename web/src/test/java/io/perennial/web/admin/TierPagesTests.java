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
import io.perennial.membership.HoldTier;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.StaffRole;
import io.perennial.membership.Tier;
import io.perennial.web.pages.Notice;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class TierPagesTests extends AdminPages {

    private static final String MEMBERS_TIER = "/admin/members/" + Sample.MEMBER + "/tier";
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
        when(editLadder.publish(any(), eq(3), eq(Sample.STAFF))).thenReturn(new Outcome.Published(TierSample.impact()));
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
    void publishes_lines_places_and_terms_as_typed() throws Exception {
        when(editLadder.publish(any(), eq(3), eq(Sample.STAFF))).thenReturn(new Outcome.Published(TierSample.impact()));
        send("/admin/tiers/edit", Forms.ladder(Map.of("steps[2].places", "1,000", "surplus", "true")), StaffRole.ADMIN)
                .andExpect(redirectedUrl("/admin/tiers"));
        var published = ArgumentCaptor.forClass(Ladder.class);
        verify(editLadder).publish(published.capture(), eq(3), any());
        assertThat(published.getValue().terms())
                .isEqualTo(new LadderTerms(LadderTerms.Period.CALENDAR_YEAR, 20, 10, true));
        assertThat(published.getValue().tiers())
                .extracting(Tier::retentionLine, Tier::places)
                .containsExactly(tuple(0L, null), tuple(800L, null), tuple(8_000L, 1_000));
    }

    @Test
    void shows_who_would_wait_and_who_would_be_judged_otherwise() throws Exception {
        send("/admin/tiers/preview", Forms.ladder(Map.of()), StaffRole.ADMIN)
                .andExpect(content()
                        .string(allOf(
                                containsString("4 members would wait for a place"),
                                containsString("5 members of Black would be short of the line"),
                                containsString("it is 3"),
                                containsString("20 more days to make up for it"))));
    }

    @Test
    void announces_a_ladder_for_a_day_to_come() throws Exception {
        var day = LocalDate.of(2027, 3, 1);
        when(editLadder.announce(any(), eq(3), eq(day), eq(Sample.STAFF))).thenReturn(new Outcome.Announced(4));
        var form = Forms.ladder(Map.of("from", day.toString()));
        send("/admin/tiers/preview", form, StaffRole.ADMIN)
                .andExpect(content().string(containsString("In force from 2027-03-01")));
        send("/admin/tiers/edit", form, StaffRole.ADMIN)
                .andExpect(redirectedUrl("/admin/tiers"))
                .andExpect(flash().attribute("notice", Notice.success("admin.tiers.announced.done", "2027-03-01")));
        verify(editLadder, never()).publish(any(), anyInt(), any());
    }

    @Test
    void tells_why_a_ladder_is_not_announced() throws Exception {
        when(editLadder.announce(any(), anyInt(), any(), any()))
                .thenReturn(new Outcome.DayIsOver())
                .thenReturn(new Outcome.AnotherAnnounced(4));
        for (var sentence : new String[] {"Please enter a day to come", "A ladder is announced already"}) {
            send("/admin/tiers/edit", Forms.ladder(Map.of("from", "2020-01-01")), StaffRole.ADMIN)
                    .andExpect(status().is(422))
                    .andExpect(content().string(containsString(sentence)));
        }
    }

    @Test
    void withdraws_what_was_announced() throws Exception {
        when(editLadder.withdraw(4, Sample.STAFF)).thenReturn(new Outcome.Withdrawn());
        send("/admin/tiers/announced/4/withdraw", Map.of(), StaffRole.ADMIN)
                .andExpect(redirectedUrl("/admin/tiers"))
                .andExpect(flash().attribute("notice", Notice.success("admin.tiers.withdrawn")));
        when(editLadder.withdraw(5, Sample.STAFF)).thenReturn(new Outcome.ChangedMeanwhile());
        send("/admin/tiers/announced/5/withdraw", Map.of(), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.error("admin.tiers.changed-meanwhile")));
    }

    @Test
    void gives_a_tier_until_a_day_or_for_life() throws Exception {
        when(holdTier.hold(any(), any(), any(), any(), any()))
                .thenReturn(new HoldTier.Outcome.Done(TierSample.standing()));
        send(MEMBERS_TIER, Map.of("tier", "vip", "lastDay", "2027-01-31", "reason", "press"), StaffRole.SUPPORT)
                .andExpect(redirectedUrl("/admin/members/" + Sample.MEMBER));
        verify(holdTier).hold(Sample.MEMBER, "vip", Optional.of(LocalDate.of(2027, 1, 31)), "press", Sample.STAFF);
        send(MEMBERS_TIER, Map.of("tier", "black", "forLife", "true", "reason", "founder"), StaffRole.SUPPORT)
                .andExpect(redirectedUrl("/admin/members/" + Sample.MEMBER));
        verify(holdTier).hold(Sample.MEMBER, "black", Optional.empty(), "founder", Sample.STAFF);
    }

    @Test
    void tells_why_a_tier_is_not_given() throws Exception {
        var refusals = Map.of(
                new HoldTier.Outcome.MemberClosed(), "This account is closed",
                new HoldTier.Outcome.UnknownTier(), "Please choose a tier",
                new HoldTier.Outcome.ReasonMissing(), "Please say why",
                new HoldTier.Outcome.DayIsOver(), "today or a day to come",
                new HoldTier.Outcome.Full(), "no place left");
        for (var refusal : refusals.entrySet()) {
            when(holdTier.hold(any(), any(), any(), any(), any())).thenReturn(refusal.getKey());
            send(MEMBERS_TIER, Map.of("tier", "vip", "lastDay", "2027-01-31", "reason", "x"), StaffRole.ADMIN)
                    .andExpect(status().is(422))
                    .andExpect(content().string(containsString(refusal.getValue())));
        }
        when(holdTier.hold(any(), any(), any(), any(), any())).thenReturn(new HoldTier.Outcome.UnknownMember());
        send(MEMBERS_TIER, Map.of("tier", "vip", "lastDay", "2027-01-31", "reason", "x"), StaffRole.ADMIN)
                .andExpect(status().isNotFound());
    }

    @Test
    void wants_a_last_day_or_a_lifetime_not_neither_and_not_both() throws Exception {
        send(MEMBERS_TIER, Map.of("tier", "vip", "reason", "x"), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Please enter the last day, or tick")));
        send(
                        MEMBERS_TIER,
                        Map.of("tier", "vip", "lastDay", "2027-01-31", "forLife", "true", "reason", "x"),
                        StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("a last day, or for life")));
        verifyNoInteractions(holdTier);
    }

    @Test
    void ends_what_was_given() throws Exception {
        when(holdTier.release(Sample.MEMBER, "over", Sample.STAFF))
                .thenReturn(new HoldTier.Outcome.Done(TierSample.standing()));
        send(MEMBERS_TIER + "/release", Map.of("reason", "over"), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.success("admin.tier.released")));
        when(holdTier.release(any(), any(), any())).thenReturn(new HoldTier.Outcome.NothingHeld());
        send(MEMBERS_TIER + "/release", Map.of("reason", "over"), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.error("admin.tier.nothing-held")));
        when(holdTier.release(any(), any(), any())).thenReturn(new HoldTier.Outcome.ReasonMissing());
        send(MEMBERS_TIER + "/release", Map.of("reason", ""), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Please say why")));
        when(holdTier.release(any(), any(), any())).thenReturn(new HoldTier.Outcome.UnknownMember());
        send(MEMBERS_TIER + "/release", Map.of("reason", "x"), StaffRole.ADMIN).andExpect(status().isNotFound());
    }

    @Test
    void tells_how_long_a_members_tier_holds() throws Exception {
        page("/admin/members/" + Sample.MEMBER, StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("How long the tier holds"),
                                containsString("250 of 800"),
                                containsString("/tier/edit"))));
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
                    steps[2].retentionLine | 10001 | steps[2].retentionLine | at most what it takes to enter it: 10,000
                    steps[2].retentionLine | some  | steps[2].retentionLine | whole number of 0 or more
                    steps[1].places    | 7      | steps[1].places    | Only the highest tier
                    steps[2].places    | none   | steps[2].places    | whole number above 0
                    period             | WEEK   | period             | how long tiers hold
                    graceDays          | 400    | graceDays          | from 0 to 365
                    noticeDays         | 21     | noticeDays         | from 0 to 20
                    from               | soon   | from               | enter a day
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
