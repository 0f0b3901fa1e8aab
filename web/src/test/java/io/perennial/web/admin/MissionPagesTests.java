package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.PictureId;
import io.perennial.membership.StaffRole;
import io.perennial.points.Badge;
import io.perennial.points.EditBadges;
import io.perennial.points.Mission;
import io.perennial.points.PublishMission.Outcome;
import io.perennial.points.PublishStreakPlan;
import io.perennial.points.StreakPlan;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockMultipartFile;

class MissionPagesTests extends AdminPages {

    private static final String AREA = "/admin/missions";
    private static final String SHOW = AREA + "/" + MissionSample.MISSION;

    @Test
    void shows_how_many_are_on_which_step() throws Exception {
        page(SHOW, StaffRole.AUDITOR)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("1,234")))
                .andExpect(content().string(containsString("334")))
                .andExpect(content().string(containsString("In the period from November 16, 2026")));
    }

    @Test
    void the_form_sends_back_the_mission_that_it_was_made_from() throws Exception {
        when(publishMission.publish(any(), any())).thenReturn(new Outcome.Done(MissionSample.MISSION, 3));

        send(SHOW + "/edit", form(), StaffRole.MARKETING)
                .andExpect(redirectedUrl(SHOW))
                .andExpect(flash().attributeExists("notice"));

        var sent = ArgumentCaptor.forClass(Mission.class);
        verify(publishMission).publish(sent.capture(), eq(Sample.STAFF));
        var before = MissionSample.mission();
        assertThat(sent.getValue().steps()).isEqualTo(before.steps());
        assertThat(sent.getValue().prize()).isEqualTo(before.prize());
        assertThat(sent.getValue().tiers()).isEqualTo(before.tiers());
        assertThat(sent.getValue().recurrence()).isEqualTo(before.recurrence());
        assertThat(sent.getValue().version()).isEqualTo(3);
    }

    @Test
    void a_new_step_gets_a_key_that_no_other_has() throws Exception {
        when(publishMission.publish(any(), any())).thenReturn(new Outcome.Done(MissionSample.MISSION, 3));
        var form = form();
        form.putAll(Map.of(
                "steps[2].nameZh", "晒图",
                "steps[2].nameEn", "Share a picture",
                "steps[2].type", "share",
                "steps[2].measure", "TIMES",
                "steps[2].target", "1"));

        send(SHOW + "/edit", form, StaffRole.ADMIN).andExpect(redirectedUrl(SHOW));

        var sent = ArgumentCaptor.forClass(Mission.class);
        verify(publishMission).publish(sent.capture(), any());
        assertThat(sent.getValue().steps()).extracting(Mission.Step::key).containsExactly("s1", "s2", "s3");
    }

    @Test
    void steps_are_added_and_taken_out_without_storing_anything() throws Exception {
        var more = form();
        more.put("add", "step");
        send(SHOW + "/edit", more, StaffRole.ADMIN)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("steps[2].nameEn")));
        var fewer = form();
        fewer.put("remove", "0");
        var body = send(SHOW + "/edit", fewer, StaffRole.ADMIN)
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(body).contains("Come by").doesNotContain("Buy flowers\"", "steps[1].nameEn");
        verify(publishMission, never()).publish(any(), any());
    }

    @Test
    void conditions_of_a_step_are_added_and_removed_without_losing_what_was_typed() throws Exception {
        var more = form();
        more.putAll(Map.of("adding", "1 0:weekday", "nameEn", "Typed with care"));
        assertThat(body(more))
                .contains("name=\"steps[1].when.lines[1].kind\" value=\"weekday\"", "Typed with care")
                .contains("name=\"steps[0].when.lines[2].text\"")
                .contains("value=\"1 0:tier\"")
                .doesNotContain("error-summary");
        var fewer = form();
        fewer.put("removing", "0 1");
        assertThat(body(fewer))
                .contains("name=\"steps[0].when.lines[1].kind\" value=\"category\"")
                .doesNotContain("steps[0].when.lines[2]");
        var nonsense = form();
        nonsense.put("adding", "9 0:tier");
        assertThat(body(nonsense)).doesNotContain("error-summary");
        verify(publishMission, never()).publish(any(), any());
    }

    @Test
    void says_what_counts_and_what_publishing_would_do_while_it_is_typed() throws Exception {
        var form = form();
        form.put("look", "yes");
        form.put("nameEn", "");
        form.put("prizes", "1,000");
        assertThat(body(form))
                .contains("Each purchase counts with what was paid in CNY if the amount is")
                .contains("and the item is from the category “flowers”. Only the items that fit count.")
                .contains("Each daily check-in counts (once a day).", "1,000 prizes at most")
                .contains("1,234 members have begun in this period; 56 have the prize already and keep it.")
                .contains("7 members have done all of this already and get the prize at once.")
                .doesNotContain("error-summary");
    }

    @Test
    void a_step_that_counts_something_else_begins_anew() throws Exception {
        when(publishMission.publish(any(), any())).thenReturn(new Outcome.Done(MissionSample.MISSION, 3));
        var form = form();
        form.put("steps[0].measure", "TIMES");
        form.put("steps[0].target", "3");

        send(SHOW + "/edit", form, StaffRole.ADMIN).andExpect(redirectedUrl(SHOW));

        var sent = ArgumentCaptor.forClass(Mission.class);
        verify(publishMission).publish(sent.capture(), any());
        assertThat(sent.getValue().steps()).extracting(Mission.Step::key).containsExactly("s3", "s2");
    }

    private String body(Map<String, String> form) throws Exception {
        return send(SHOW + "/edit", form, StaffRole.ADMIN)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void what_cannot_be_read_comes_back_as_it_was_typed() throws Exception {
        var form = form();
        form.put("steps[0].target", "many");
        form.put("steps[1].type", "refund");
        form.put("points", "0");
        form.put("growth", "");
        form.put("badge", "");
        form.put("nameEn", "");
        form.put("until", "someday");
        form.put("prizes", "none");
        send(SHOW + "/edit", form, StaffRole.ADMIN)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("value=\"many\"")))
                .andExpect(content().string(containsString("A prize is points, growth or a badge.")))
                .andExpect(content().string(containsString("A refund is no step")))
                .andExpect(content().string(containsString("href=\"#prizes\"")))
                .andExpect(content().string(containsString("Please fill this in.")));
        verify(publishMission, never()).publish(any(), any());
    }

    @Test
    void only_purchases_have_amounts_and_items() throws Exception {
        for (var kind : List.of("amount", "category", "item-named", "first-purchase")) {
            var form = form();
            form.put("steps[1].when.lines[0].kind", "group");
            form.put("steps[1].when.lines[1].kind", kind);
            form.put("steps[1].when.lines[1].text", "20");
            form.put("steps[1].when.lines[1].from", "20");
            send(SHOW + "/edit", form, StaffRole.ADMIN)
                    .andExpect(content().string(containsString("Only a purchase has items")))
                    .andExpect(content().string(containsString("href=\"#steps[1].when.lines[1].sense\"")));
        }
        var form = form();
        form.put("steps[1].measure", "AMOUNT");
        send(SHOW + "/edit", form, StaffRole.ADMIN)
                .andExpect(content().string(containsString("Only purchases have amounts")));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Outcome.ChangedMeanwhile(7), "version 7"),
                Arguments.of(new Outcome.RecurrenceIsFixed(), "another rhythm"),
                Arguments.of(new Outcome.StepCountsSomethingElse("s1"), "no longer fits what is stored"),
                Arguments.of(new Outcome.EndsInThePast(), "It would be over already."),
                Arguments.of(new Outcome.UnknownTier("gold"), "There is a problem"),
                Arguments.of(new Outcome.UnknownBadge(MissionSample.BADGE.id()), "given any more"),
                Arguments.of(new Outcome.CurrencyNotConfigured("JPY"), "JPY"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void each_refusal_has_its_sentence(Outcome outcome, String sentence) throws Exception {
        when(publishMission.publish(any(), any())).thenReturn(outcome);
        var body = send(SHOW + "/edit", form(), StaffRole.ADMIN)
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(body).contains("error-summary");
        if (!(outcome instanceof Outcome.UnknownTier)) {
            assertThat(body).contains(sentence);
        }
    }

    @Test
    void a_mission_that_is_not_there_is_not_found() throws Exception {
        when(publishMission.publish(any(), any())).thenReturn(new Outcome.UnknownMission());
        when(publishMission.retire(any(), any())).thenReturn(new Outcome.UnknownMission());
        send(SHOW + "/edit", form(), StaffRole.ADMIN).andExpect(status().isNotFound());
        send(SHOW + "/retire", Map.of(), StaffRole.ADMIN).andExpect(status().isNotFound());
        page(AREA + "/0199b3a4-6f5e-7c3d-8a77-1c2f6f0e5aff", StaffRole.ADMIN).andExpect(status().isNotFound());
    }

    @Test
    void retires_a_mission() throws Exception {
        when(publishMission.retire(any(), any())).thenReturn(new Outcome.Done(MissionSample.MISSION, 2));
        send(SHOW + "/retire", Map.of(), StaffRole.MARKETING).andExpect(redirectedUrl(SHOW));
        verify(publishMission).retire(MissionSample.MISSION, Sample.STAFF);
    }

    @Test
    void publishes_what_days_in_a_row_bring() throws Exception {
        when(publishStreakPlan.publish(any(), any()))
                .thenReturn(new PublishStreakPlan.Outcome.Done(4, LocalDate.of(2026, 12, 1)));
        send(AREA + "/streak/edit", streakForm(), StaffRole.MARKETING).andExpect(redirectedUrl(AREA + "/streak"));

        var sent = ArgumentCaptor.forClass(StreakPlan.class);
        verify(publishStreakPlan).publish(sent.capture(), eq(Sample.STAFF));
        assertThat(sent.getValue())
                .isEqualTo(new StreakPlan(4, LocalDate.of(2026, 12, 1), 30, MissionSample.PLAN.prizes(), 1, 7));
    }

    @Test
    void a_streak_plan_that_cannot_be_is_explained() throws Exception {
        var form = streakForm();
        form.put("prizes[2].day", "3");
        form.put("prizes[2].points", "9");
        form.put("makeUps", "6");
        send(AREA + "/streak/edit", form, StaffRole.ADMIN)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("Another line has this day already.")));
        verify(publishStreakPlan, never()).publish(any(), any());
        for (var outcome : List.of(
                new PublishStreakPlan.Outcome.ChangedMeanwhile(5),
                new PublishStreakPlan.Outcome.StartsTooEarly(LocalDate.of(2026, 12, 2)),
                new PublishStreakPlan.Outcome.UnknownBadge(MissionSample.BADGE.id()))) {
            when(publishStreakPlan.publish(any(), any())).thenReturn(outcome);
            send(AREA + "/streak/edit", streakForm(), StaffRole.ADMIN)
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(containsString("error-summary")));
        }
    }

    @Test
    void badges_are_made_changed_and_retired() throws Exception {
        var badge = MissionSample.BADGE;
        var address = AREA + "/badges/" + badge.id();
        var form = Map.of(
                "version", "2", "nameZh", "花", "nameEn", "Flower", "textZh", "花", "textEn", "Flower", "icon", "leaf");
        when(editBadges.save(any(), any())).thenReturn(new EditBadges.Outcome.Done(badge.id(), 2));
        send(address + "/edit", form, StaffRole.MARKETING).andExpect(redirectedUrl(AREA + "/badges"));

        when(editBadges.save(any(), any())).thenReturn(new EditBadges.Outcome.ChangedMeanwhile(9));
        send(address + "/edit", form, StaffRole.MARKETING).andExpect(status().isUnprocessableContent());

        when(editBadges.save(any(), any())).thenReturn(new EditBadges.Outcome.UnknownBadge());
        send(address + "/edit", form, StaffRole.MARKETING).andExpect(status().isNotFound());

        when(editBadges.retire(any(), any())).thenReturn(new EditBadges.Outcome.Done(badge.id(), 2));
        send(address + "/retire", Map.of(), StaffRole.MARKETING).andExpect(redirectedUrl(AREA + "/badges"));

        send(address + "/edit", Map.of("version", "2", "icon", "skull"), StaffRole.MARKETING)
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void a_badge_is_given_a_picture_which_stays_with_the_form() throws Exception {
        var picture = PictureId.next();
        var address = AREA + "/badges/" + MissionSample.BADGE.id() + "/edit";
        when(pictures.keep(any(), any())).thenReturn(new KeepPictures.Outcome.Kept(picture));
        when(editBadges.save(any(), any())).thenReturn(new EditBadges.Outcome.ChangedMeanwhile(9));
        assertThat(upload(address))
                .contains("name=\"picture\" value=\"" + picture + "\"", "src=\"/pictures/" + picture + "\"");

        var saved = ArgumentCaptor.forClass(Badge.class);
        verify(editBadges).save(saved.capture(), any());
        assertThat(saved.getValue().picture()).isEqualTo(picture);

        when(pictures.keep(any(), any())).thenReturn(new KeepPictures.Outcome.NotAPicture());
        assertThat(upload(address)).contains("not a picture that can be read", "href=\"#picture\"");
        when(pictures.keep(any(), any())).thenReturn(new KeepPictures.Outcome.TooLarge());
        assertThat(upload(address)).contains("too large");
        when(editBadges.save(any(), any())).thenReturn(new EditBadges.Outcome.UnknownPicture());
        when(pictures.keep(any(), any())).thenReturn(new KeepPictures.Outcome.Kept(picture));
        assertThat(upload(address)).contains("upload it again");
    }

    private String upload(String address) throws Exception {
        var request =
                multipart(address).file(new MockMultipartFile("upload", "flower.png", "image/png", new byte[] {1}));
        Map.of("version", "2", "nameZh", "花", "nameEn", "Flower", "textZh", "花", "textEn", "Flower", "icon", "leaf")
                .forEach(request::param);
        request.with(csrf());
        return mvc.perform(as(request, StaffRole.MARKETING))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void a_member_is_shown_with_missions_badges_and_days() throws Exception {
        page("/admin/members/" + Sample.MEMBER, StaffRole.SUPPORT)
                .andExpect(content().string(containsString("3 days in a row; longest 9")))
                .andExpect(content().string(containsString("1 of 2 steps")))
                .andExpect(content().string(containsString("Friend of the garden")));
    }

    /** As the page itself would send it. */
    private static Map<String, String> form() {
        var form = new HashMap<String, String>();
        form.put("version", "3");
        form.put("nameZh", "花园周");
        form.put("nameEn", "A week in the garden");
        form.put("textZh", "买花并来看看");
        form.put("textEn", "Buy flowers and come by");
        form.put("recurrence", "WEEKLY");
        form.put("tiers", "vip");
        form.put("points", "50");
        form.put("growth", "5");
        form.put("badge", MissionSample.BADGE.id().toString());
        form.put("steps[0].key", "s1");
        form.put("steps[0].nameZh", "买花");
        form.put("steps[0].nameEn", "Buy flowers");
        form.put("steps[0].type", "purchase");
        form.put("steps[0].measure", "AMOUNT");
        form.put("steps[0].target", "100");
        form.put("steps[0].currency", "CNY");
        form.put("prizes", "");
        form.put("steps[0].when.lines[0].kind", "group");
        form.put("steps[0].when.lines[0].depth", "0");
        form.put("steps[0].when.lines[0].sense", "all");
        form.put("steps[0].when.lines[1].kind", "amount");
        form.put("steps[0].when.lines[1].depth", "1");
        form.put("steps[0].when.lines[1].sense", "is");
        form.put("steps[0].when.lines[1].from", "20");
        form.put("steps[0].when.lines[2].kind", "category");
        form.put("steps[0].when.lines[2].depth", "1");
        form.put("steps[0].when.lines[2].sense", "is");
        form.put("steps[0].when.lines[2].text", "flowers");
        form.put("steps[1].key", "s2");
        form.put("steps[1].nameZh", "来看看");
        form.put("steps[1].nameEn", "Come by");
        form.put("steps[1].type", "check-in");
        form.put("steps[1].measure", "DAYS");
        form.put("steps[1].target", "2");
        return form;
    }

    private static Map<String, String> streakForm() {
        var form = new HashMap<String, String>();
        form.put("version", "4");
        form.put("from", "2026-12-01");
        form.put("cycle", "30");
        form.put("makeUps", "1");
        form.put("makeUpWithin", "7");
        form.put("prizes[0].day", "3");
        form.put("prizes[0].points", "5");
        form.put("prizes[1].day", "30");
        form.put("prizes[1].points", "120");
        form.put("prizes[1].growth", "10");
        form.put("prizes[1].badge", MissionSample.BADGE.id().toString());
        form.put("prizes[2].day", "");
        return form;
    }
}
