package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.PickMembers;
import io.perennial.insights.PublishSegment.Outcome;
import io.perennial.insights.Segment;
import io.perennial.insights.Trait;
import io.perennial.membership.BilingualText;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Notice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentPagesTests extends AdminPages {

    private static final String MUGS = "/admin/segments/mug-lovers";

    @Test
    void says_who_belongs_to_a_segment_and_how_many() throws Exception {
        page("/admin/segments", StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(containsString(
                                "the member bought at least twice in the last 90 days (counted only where"
                                        + " the item’s name contains “mug”)")))
                .andExpect(content().string(containsString("1,204")));
        page(MUGS, StaffRole.SUPPORT)
                .andExpect(content().string(containsString(Sample.NAME)))
                .andExpect(content().string(containsString("Mug lovers")));
        page(MUGS, StaffRole.CATALOGUE).andExpect(status().isForbidden());
        page("/admin/segments/nowhere", StaffRole.MARKETING).andExpect(status().isNotFound());
    }

    @Test
    void says_why_somebody_is_in_it() throws Exception {
        page(MUGS + "/why?member=" + Sample.MEMBER, StaffRole.MARKETING)
                .andExpect(content().string(containsString("The member does not fit")))
                .andExpect(content().string(containsString("not once")));
        page(MUGS + "/why?member=nobody", StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("There is no such member")));
    }

    @Test
    void hands_out_all_of_its_members_as_a_file() throws Exception {
        page(MUGS + "/members.csv", StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(Sample.MEMBER + "," + Sample.NOW)));
        // Who may look at a segment may not take it away.
        page(MUGS + "/members.csv", StaffRole.SUPPORT).andExpect(status().isForbidden());
        page(MUGS, StaffRole.SUPPORT).andExpect(content().string(not(containsString("members.csv"))));
    }

    @Test
    void says_how_many_can_be_reached_and_who_came_and_went() throws Exception {
        page("/admin/segments", StaffRole.MARKETING).andExpect(content().string(containsString("840")));
        page(MUGS, StaffRole.MARKETING)
                .andExpect(content().string(containsString("611")))
                .andExpect(content().string(containsString("In the last 30 days 43 came and 4 went.")));
    }

    @Test
    void says_when_a_count_is_about_so_and_when_there_is_none() throws Exception {
        var form = form();
        form.put("look", "yes");
        when(counts.count(any(), any()))
                .thenReturn(new LiveCounts.Live.Counted(
                        new CountAudience.Audience(284_600, SegmentSample.REACH, 1_000_000, true, Sample.NOW)));
        send("/admin/segments/new", form, StaffRole.MARKETING)
                .andExpect(content().string(containsString(">about</span>")))
                .andExpect(content().string(containsString("some members were drawn by chance")));
        when(counts.count(any(), any())).thenReturn(new LiveCounts.Live.TookTooLong());
        send("/admin/segments/new", form, StaffRole.MARKETING)
                .andExpect(content().string(containsString("so the count was stopped")));
        when(counts.count(any(), any())).thenReturn(new LiveCounts.Live.TooOften());
        send("/admin/segments/new", form, StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("You have counted very often")))
                .andExpect(content().string(containsString("at least twice in the last 90 days")));
    }

    @Test
    void warns_of_tags_that_nobody_has() throws Exception {
        page(MUGS + "/edit", StaffRole.MARKETING)
                .andExpect(content().string(containsString("Nobody has the tag never-seen.")));
    }

    @Test
    void counts_while_it_is_typed() throws Exception {
        var form = form();
        form.put("look", "yes");
        send("/admin/segments/new", form, StaffRole.MARKETING)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("of 20,000")))
                .andExpect(content().string(containsString("840")));
        form.remove("look");
        form.put("adding", "1:item-named");
        send("/admin/segments/new", form, StaffRole.MARKETING)
                .andExpect(content().string(containsString("when.lines[2].kind\" value=\"item-named\"")));
    }

    @Test
    void publishes_what_was_typed_under_a_code_made_from_its_name() throws Exception {
        when(publishSegment.publish(any(), any())).thenReturn(new Outcome.Done("mug-lovers", 1));
        send("/admin/segments/new", form(), StaffRole.MARKETING).andExpect(redirectedUrl(MUGS));
        verify(publishSegment)
                .publish(
                        new Segment(
                                "mug-lovers",
                                1,
                                Segment.Kind.DYNAMIC,
                                new BilingualText("杯子爱好者", "Mug lovers!"),
                                new Condition.All(List.of(new Trait.Did(
                                        "purchase",
                                        Condition.none(),
                                        Trait.Window.last(90),
                                        Trait.Did.Measure.TIMES,
                                        null,
                                        java.math.BigDecimal.TWO,
                                        null)))),
                        Sample.STAFF);
    }

    @Test
    void a_segment_comes_back_from_its_form_as_it_was() throws Exception {
        assertThat(ConditionForm.of(SegmentSample.MUG_LOVERS.condition()).sketch(ConditionOffer.MEMBERS))
                .contains(SegmentSample.MUG_LOVERS.condition());
        page(MUGS + "/edit", StaffRole.MARKETING).andExpect(status().isOk());
    }

    @Test
    void tells_of_every_refusal() throws Exception {
        var refusals = new LinkedHashMap<Outcome, String>();
        refusals.put(new Outcome.CodeTaken(), "There is a segment with this code already");
        refusals.put(new Outcome.ChangedMeanwhile(3), "Someone published version 3");
        refusals.put(new Outcome.UnknownSegment("gone"), "There is no segment with the code gone");
        refusals.put(new Outcome.AsksForItself(List.of("a", "b", "a")), "a → b → a");
        refusals.put(new Outcome.AsksNothing(), "without any, everyone would belong to it");
        refusals.put(new Outcome.OtherKind(Segment.Kind.FROZEN), "The kind of a segment cannot change");
        refusals.put(new Outcome.TooMany(), "There are 200 segments already");
        for (var refusal : refusals.entrySet()) {
            when(publishSegment.publish(any(), any())).thenReturn(refusal.getKey());
            send("/admin/segments/new", form(), StaffRole.MARKETING)
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content().string(containsString(refusal.getValue())));
        }
    }

    @Test
    void refuses_what_cannot_be_read_beside_its_field() throws Exception {
        for (var wrong : Map.of(
                        "nameEn", "",
                        "code", "Mug!",
                        "when.lines[1].from", "two",
                        "when.lines[1].text", "refund",
                        "when.lines[1].days", "0")
                .entrySet()) {
            var form = form();
            form.put(wrong.getKey(), wrong.getValue());
            send("/admin/segments/new", form, StaffRole.MARKETING).andExpect(status().isUnprocessableContent());
        }
        for (var wrong : List.of(
                List.of(
                        "tag",
                        "text",
                        "a tag of more than forty characters, as nobody would want to read it again and again"
                                .replace(",", "")),
                List.of("tag", "text", ""),
                List.of("region", "text", "Atlantis"),
                List.of("interest", "chosen", "FENCING"),
                List.of("agreed", "chosen", ""),
                List.of("agreed", "chosen", "OFFERS:ANY"),
                List.of("agreed", "chosen", "nothing"))) {
            var form = form();
            form.put("when.lines[1].kind", wrong.getFirst());
            form.remove("when.lines[1].text");
            form.put("when.lines[1]." + wrong.get(1), wrong.getLast());
            send("/admin/segments/new", form, StaffRole.MARKETING).andExpect(status().isUnprocessableContent());
        }
        var empty = form();
        empty.keySet().removeIf(key -> key.startsWith("when"));
        send("/admin/segments/new", empty, StaffRole.MARKETING).andExpect(status().isUnprocessableContent());
    }

    @Test
    void picks_members_by_hand_and_retires() throws Exception {
        when(pickMembers.add("mug-lovers", List.of(Sample.MEMBER), Sample.STAFF))
                .thenReturn(new PickMembers.Outcome.Done(1, 0));
        send(MUGS + "/members", Map.of("members", Sample.MEMBER + " ", "what", "add"), StaffRole.MARKETING)
                .andExpect(flash().attribute("notice", Notice.success("admin.segments.pick.added", 1)));
        send(MUGS + "/members", Map.of("members", "nobody", "what", "add"), StaffRole.MARKETING)
                .andExpect(flash().attribute("notice", Notice.error("admin.segments.pick.unreadable")));
        when(publishSegment.retire("mug-lovers", Sample.STAFF)).thenReturn(new Outcome.InUse(List.of("Rule / 规则")));
        send(MUGS + "/retire", Map.of(), StaffRole.MARKETING)
                .andExpect(flash().attribute("notice", Notice.error("admin.segments.in-use", "Rule / 规则")));
        send(MUGS + "/retire", Map.of(), StaffRole.AUDITOR).andExpect(status().isForbidden());
    }

    private static Map<String, String> form() {
        var form = new HashMap<String, String>();
        form.put("version", "1");
        form.put("kind", "DYNAMIC");
        form.put("nameZh", "杯子爱好者");
        form.put("nameEn", "Mug lovers!");
        form.put("when.lines[0].kind", "group");
        form.put("when.lines[0].depth", "0");
        form.put("when.lines[0].sense", "all");
        form.put("when.lines[1].kind", "did");
        form.put("when.lines[1].depth", "1");
        form.put("when.lines[1].sense", "is");
        form.put("when.lines[1].text", "purchase");
        form.put("when.lines[1].from", "2");
        form.put("when.lines[1].days", "90");
        return form;
    }
}
