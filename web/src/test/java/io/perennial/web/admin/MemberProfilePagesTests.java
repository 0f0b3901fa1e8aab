package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.PublishWording;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.Region;
import io.perennial.membership.StaffRole;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.membership.UpdateProfile;
import io.perennial.web.pages.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Tags, corrections and consents as staff write them. */
class MemberProfilePagesTests extends AdminPages {

    private static final String MEMBER = "/admin/members/" + Sample.MEMBER;

    @Test
    void shows_tags_region_interests_and_consents_on_the_page_of_the_member() throws Exception {
        page(MEMBER, StaffRole.SUPPORT)
                .andExpect(content()
                        .string(allOf(
                                containsString("regular"),
                                containsString("Shanghai"),
                                containsString("Home and living"),
                                containsString("Offers and events"))));
    }

    @Test
    void an_auditor_sees_tags_and_consents_and_changes_neither() throws Exception {
        page(MEMBER, StaffRole.AUDITOR)
                .andExpect(content().string(allOf(containsString("regular"), not(containsString("name=\"unset\"")))));
        page(MEMBER + "/consents", StaffRole.AUDITOR)
                .andExpect(content().string(containsString("disabled=\"disabled\"")));
        send(MEMBER + "/tags", Map.of("set", "new"), StaffRole.AUDITOR).andExpect(status().isForbidden());
        send(MEMBER + "/consents", Map.of(), StaffRole.AUDITOR).andExpect(status().isForbidden());
        page(MEMBER + "/profile/edit", StaffRole.AUDITOR).andExpect(status().isForbidden());
        send("/admin/consents/OFFERS/edit", Map.of(), StaffRole.SUPPORT).andExpect(status().isForbidden());
        verifyNoInteractions(tagMembers, recordConsent, updateProfile, publishWording);
    }

    @Test
    void sets_and_unsets_a_tag() throws Exception {
        when(tagMembers.tag(any())).thenReturn(new TagMembers.Outcome.Tagged(Set.of()));
        send(MEMBER + "/tags", Map.of("set", " VIP event "), StaffRole.SUPPORT)
                .andExpect(redirectedUrl(MEMBER))
                .andExpect(flash().attribute("notice", Notice.success("admin.members.tags.done")));
        verify(tagMembers)
                .tag(new TagMembers.Tagging(
                        Sample.MEMBER, List.of(new Tag("vip event")), List.of(), Optional.of(Sample.STAFF)));
    }

    @Test
    void says_what_is_wrong_with_a_tag() throws Exception {
        send(MEMBER + "/tags", Map.of("set", "a,b"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("admin.members.tags.wrong")));
        when(tagMembers.tag(any())).thenReturn(new TagMembers.Outcome.TooMany());
        send(MEMBER + "/tags", Map.of("set", "ab"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("admin.members.tags.too-many", TagMembers.MOST)));
        when(tagMembers.tag(any())).thenReturn(new TagMembers.Outcome.Closed());
        send(MEMBER + "/tags", Map.of("set", "ab"), StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("admin.members.is-closed")));
        when(tagMembers.tag(any())).thenReturn(new TagMembers.Outcome.UnknownMember());
        send(MEMBER + "/tags", Map.of("set", "ab"), StaffRole.SUPPORT).andExpect(status().isNotFound());
    }

    @Test
    void corrects_a_profile_and_says_what_is_wrong() throws Exception {
        when(updateProfile.correct(any(), eq(Sample.STAFF))).thenReturn(new UpdateProfile.Outcome.Updated());
        var form =
                Map.of("name", "Zhang Wei", "birthday", "1991-05-06", "language", "en", "region", "GB", "version", "1");
        send(MEMBER + "/profile/edit", form, StaffRole.SUPPORT).andExpect(redirectedUrl(MEMBER));
        var update = ArgumentCaptor.forClass(UpdateProfile.Update.class);
        verify(updateProfile).correct(update.capture(), eq(Sample.STAFF));
        assertThat(update.getValue().region()).isEqualTo(new Region("GB"));
        assertThat(update.getValue().interests()).isEmpty();

        when(updateProfile.correct(any(), any())).thenReturn(new UpdateProfile.Outcome.BadName());
        send(MEMBER + "/profile/edit", form, StaffRole.SUPPORT)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("name-error")));
        send(MEMBER + "/profile/edit", Map.of("birthday", "yesterday", "version", "1"), StaffRole.SUPPORT)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("birthday-error")));
        when(profiles.find(Sample.MEMBER)).thenReturn(Optional.of(MemberSample.profile(MemberStatus.CLOSED, "Zhang")));
        send(MEMBER + "/profile/edit", form, StaffRole.SUPPORT)
                .andExpect(flash().attribute("notice", Notice.error("admin.members.is-closed")));
    }

    @Test
    void writes_down_what_a_member_said() throws Exception {
        when(recordConsent.record(any())).thenReturn(new RecordConsent.Outcome.Recorded(1));
        send(MEMBER + "/consents", Map.of("version-OFFERS", "2", "agree-OFFERS-SMS", "yes"), StaffRole.SUPPORT)
                .andExpect(redirectedUrl(MEMBER + "/consents"));
        var said = ArgumentCaptor.forClass(RecordConsent.Answers.class);
        verify(recordConsent).record(said.capture());
        assertThat(said.getValue().how()).isEqualTo(RecordConsent.How.STAFF);
        assertThat(said.getValue().by()).contains(Sample.STAFF);
    }

    @Test
    void warns_when_the_log_of_a_member_is_not_as_it_was_written() throws Exception {
        when(consents.isWhole(Sample.MEMBER)).thenReturn(false);
        page(MEMBER + "/consents", StaffRole.SUPPORT)
                .andExpect(content().string(containsString("not as it was written")));
    }

    @Test
    void publishes_a_wording_and_says_what_is_wrong() throws Exception {
        when(publishWording.publish(ConsentPurpose.OFFERS, "好", "Good", 2, Sample.STAFF))
                .thenReturn(new PublishWording.Outcome.Published(MemberSample.wording(3)));
        send("/admin/consents/OFFERS/edit", Map.of("zh", "好", "en", "Good", "after", "2"), StaffRole.ADMIN)
                .andExpect(redirectedUrl("/admin/consents"))
                .andExpect(flash().attribute("notice", Notice.success("admin.consents.published")));
        when(publishWording.publish(any(), any(), any(), eq(1), any()))
                .thenReturn(new PublishWording.Outcome.ChangedMeanwhile());
        send("/admin/consents/OFFERS/edit", Map.of("zh", "好", "en", "Good", "after", "1"), StaffRole.ADMIN)
                .andExpect(flash().attribute("notice", Notice.warning("admin.consents.meanwhile")));
        when(publishWording.publish(any(), any(), any(), eq(2), any()))
                .thenReturn(new PublishWording.Outcome.BadText(true));
        send("/admin/consents/OFFERS/edit", Map.of("zh", "", "en", "Good", "after", "2"), StaffRole.ADMIN)
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("zh-error")));
        page("/admin/consents/NONSENSE/edit", StaffRole.ADMIN).andExpect(status().is4xxClientError());
    }
}
