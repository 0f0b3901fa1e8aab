package io.perennial.web.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.StaffRole;
import io.perennial.points.PilotRule.Audience;
import io.perennial.points.PilotRule.Outcome;
import io.perennial.points.PublishRule;
import io.perennial.points.ReadPilots;
import io.perennial.points.SimulateRules;
import io.perennial.web.pages.Notice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PilotPagesTests extends AdminPages {

    private static final String RULE = "/admin/rules/" + RuleSample.CAMPAIGN;
    private static final Map<String, String> TEN_PERCENT =
            Map.of("percent", "10.5", "questionZh", "喜欢吗？", "questionEn", "Do you like it?");

    @Test
    void shows_what_a_draft_would_have_paid_beside_the_rules_in_force() throws Exception {
        page(RULE + "/draft/replay?days=365", StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("4,321 activities of 987 members"),
                                containsString("2 refunds of earlier purchases are left out."),
                                containsString("+12,500"),
                                containsString("4 members: VIP instead of Member"),
                                containsString("41 members would gain"),
                                containsString("+500"),
                                containsString("Nobody would lose"))));
        verify(simulateRules).simulate(List.of(RuleSample.campaign()), 365);
    }

    @Test
    void who_may_not_see_members_gets_no_link_to_them() throws Exception {
        page(RULE + "/draft/replay", StaffRole.MARKETING)
                .andExpect(content().string(not(containsString("/admin/members/" + Sample.MEMBER))));
        page(RULE + "/draft/replay", StaffRole.ADMIN)
                .andExpect(content().string(containsString("/admin/members/" + Sample.MEMBER)));
    }

    @Test
    void says_when_there_is_too_much_to_replay() throws Exception {
        when(simulateRules.simulate(any(), anyInt())).thenReturn(new SimulateRules.Outcome.TooMany(900_000));
        page(RULE + "/draft/replay?days=999999", StaffRole.MARKETING)
                .andExpect(content().string(containsString("900,000 activities are too many")));
        verify(simulateRules).simulate(any(), eq(30));
    }

    @Test
    void a_draft_that_is_gone_is_not_found() throws Exception {
        page("/admin/rules/" + Sample.RULE + "/draft/replay", StaffRole.MARKETING)
                .andExpect(status().isNotFound());
        page("/admin/rules/" + Sample.RULE + "/pilot/new", StaffRole.MARKETING).andExpect(status().isNotFound());
        page("/admin/rules/" + Sample.RULE + "/pilot", StaffRole.MARKETING).andExpect(status().isNotFound());
    }

    @Test
    void starts_a_trial_with_a_share_of_the_members() throws Exception {
        when(pilotRule.start(
                        any(),
                        eq(Audience.share(105)),
                        eq(new BilingualText("喜欢吗？", "Do you like it?")),
                        eq(Sample.STAFF)))
                .thenReturn(new Outcome.Done(1, Sample.NOW));
        send(RULE + "/pilot/new", TEN_PERCENT, StaffRole.MARKETING)
                .andExpect(redirectedUrl(RULE + "/pilot"))
                .andExpect(flash().attribute("notice", Notice.success("admin.pilots.started")));
        verify(keepDraft).discard(RuleSample.CAMPAIGN, Sample.STAFF);
    }

    @Test
    void starts_a_trial_with_everyone_in_a_segment_on_a_tier() throws Exception {
        var whom = new Condition.All(List.of(
                new Condition.TierIn(new TreeSet<>(List.of("vip"))),
                new Condition.SegmentIn(new TreeSet<>(List.of("mug-lovers")))));
        when(pilotRule.start(any(), eq(new Audience(Audience.ALL, whom)), any(), eq(Sample.STAFF)))
                .thenReturn(new Outcome.Done(1, Sample.NOW));
        var form = new HashMap<>(TEN_PERCENT);
        form.put("percent", "100");
        form.put("tiers", "vip");
        form.put("segments", "mug-lovers");
        send(RULE + "/pilot/new", form, StaffRole.MARKETING).andExpect(redirectedUrl(RULE + "/pilot"));
        form.put("segments", "gone");
        send(RULE + "/pilot/new", form, StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("One of the segments is gone")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    percent    | 100 | percent    | from 0.1 to 99.9
                    percent    | 0   | percent    | from 0.1 to 99.9
                    questionEn |     | questionEn | Please enter the question
                    """)
    void refuses_a_trial_that_cannot_be(String field, String typed, String wrong, String sentence) throws Exception {
        var form = new HashMap<>(TEN_PERCENT);
        form.put(field, typed == null ? "" : typed);
        send(RULE + "/pilot/new", form, StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(
                        content().string(allOf(containsString("href=\"#" + wrong + "\""), containsString(sentence))));
        verifyNoInteractions(pilotRule);
    }

    @Test
    void says_why_a_trial_did_not_start() throws Exception {
        when(pilotRule.start(any(), any(), any(), any()))
                .thenReturn(new Outcome.Refused(new PublishRule.Outcome.BeingTried()));
        send(RULE + "/pilot/new", TEN_PERCENT, StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("is being tried with some members")));
        when(pilotRule.start(any(), any(), any(), any()))
                .thenReturn(new Outcome.Refused(new PublishRule.Outcome.StartsTooEarly()));
        send(RULE + "/pilot/new", TEN_PERCENT, StaffRole.MARKETING)
                .andExpect(content().string(containsString("cannot start in the past")));
    }

    @Test
    void widens_a_trial_to_everyone() throws Exception {
        when(pilotRule.widen(RuleSample.CAMPAIGN, Audience.EVERYONE, Sample.STAFF))
                .thenReturn(new Outcome.Done(2, Sample.NOW));
        send(RULE + "/pilot/widen", Map.of("percent", "100"), StaffRole.MARKETING)
                .andExpect(flash().attribute("notice", Notice.success("admin.pilots.widened.all")));
        when(pilotRule.widen(RuleSample.CAMPAIGN, Audience.share(50), Sample.STAFF))
                .thenReturn(new Outcome.NotWider(Audience.share(105)));
        send(RULE + "/pilot/widen", Map.of("percent", "5"), StaffRole.MARKETING)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("more than the present share")));
        when(pilotRule.widen(RuleSample.CAMPAIGN, Audience.share(500), Sample.STAFF))
                .thenReturn(new Outcome.NotRunning());
        send(RULE + "/pilot/widen", Map.of("percent", "50"), StaffRole.MARKETING)
                .andExpect(content().string(containsString("This trial is over")));
    }

    @Test
    void makes_a_trial_everyones_by_one_button() throws Exception {
        when(pilotRule.widen(RuleSample.CAMPAIGN, Audience.EVERYONE, Sample.STAFF))
                .thenReturn(new Outcome.Done(2, Sample.NOW));
        send(RULE + "/pilot/widen", Map.of("percent", "", "everyone", "yes"), StaffRole.MARKETING)
                .andExpect(flash().attribute("notice", Notice.success("admin.pilots.widened.all")));
    }

    @Test
    void starts_a_trial_with_all_members_on_a_tier() throws Exception {
        var form = new HashMap<>(TEN_PERCENT);
        form.put("percent", "100");
        form.put("tiers", "vip");
        var vips = new Audience(Audience.ALL, new Condition.TierIn(new TreeSet<>(List.of("vip"))));
        when(pilotRule.start(any(), eq(vips), any(), any())).thenReturn(new Outcome.Done(1, Sample.NOW));
        send(RULE + "/pilot/new", form, StaffRole.MARKETING).andExpect(redirectedUrl(RULE + "/pilot"));
    }

    @Test
    void shows_what_all_others_have_while_a_change_is_tried() throws Exception {
        var pilot = RuleSample.pilot();
        var change = new ReadPilots.Pilot(
                pilot.rule(),
                2,
                RuleSample.rule(1),
                new Audience(200, new Condition.TierIn(new TreeSet<>(List.of("vip")))),
                pilot.question(),
                pilot.startedAt(),
                pilot.state(),
                pilot.endedAt(),
                pilot.answers());
        when(pilots.find(RuleSample.CAMPAIGN, 2)).thenReturn(Optional.of(change));
        page(RULE + "/pilot?since=2", StaffRole.MARKETING)
                .andExpect(content()
                        .string(allOf(
                                containsString("All others have:"),
                                containsString("with 20% of those of whom it holds: the member is VIP"),
                                containsString("Everyone has the version before again."))));
    }

    @Test
    void withdraws_a_trial() throws Exception {
        when(pilotRule.withdraw(RuleSample.CAMPAIGN, Sample.STAFF)).thenReturn(new Outcome.Done(1, Sample.NOW));
        send(RULE + "/pilot/withdraw", Map.of(), StaffRole.MARKETING)
                .andExpect(redirectedUrl(RULE + "/pilot"))
                .andExpect(flash().attribute("notice", Notice.success("admin.pilots.withdrawn")));
    }

    @Test
    void shows_what_members_answered_and_offers_changes_to_writers_only() throws Exception {
        page(RULE + "/pilot", StaffRole.MARKETING)
                .andExpect(content()
                        .string(allOf(
                                containsString("4 answers"),
                                containsString("More mugs!"),
                                containsString("with 10.5% of the members"),
                                containsString("In the trial"),
                                containsString("12,345"),
                                containsString("308.63"),
                                containsString("/pilot/widen"))));
        page(RULE + "/pilot", StaffRole.AUDITOR).andExpect(content().string(not(containsString("/pilot/widen"))));
        send(RULE + "/pilot/withdraw", Map.of(), StaffRole.AUDITOR).andExpect(status().isForbidden());
    }
}
