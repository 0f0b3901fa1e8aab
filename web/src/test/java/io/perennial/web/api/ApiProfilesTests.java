package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;

import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ConsentWording;
import io.perennial.membership.Interest;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.Region;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.membership.UpdateProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ApiProfilesTests extends ApiCalls {

    private static final String MEMBER_PATH = "/api/v1/members/" + MEMBER;

    @BeforeEach
    void the_member_is_known() {
        givenTheMember();
    }

    @Test
    void changes_where_a_member_lives_and_what_they_like() {
        given(updateProfile.update(any())).willReturn(new UpdateProfile.Outcome.Updated());
        assertThat(call(HttpMethod.PATCH, "/profile", "{\"region\": \"cn-31\", \"interests\": [\"home\"]}"))
                .hasStatusOk();
        var update = ArgumentCaptor.forClass(UpdateProfile.Update.class);
        verify(updateProfile).update(update.capture());
        assertThat(update.getValue().region()).isEqualTo(new Region("CN-31"));
        assertThat(update.getValue().interests()).containsExactly(Interest.HOME);
        assertThat(update.getValue().displayName()).isEqualTo("<b>Lin</b>");
    }

    @Test
    void tries_again_when_somebody_else_changed_the_profile() {
        given(updateProfile.update(any()))
                .willReturn(new UpdateProfile.Outcome.ChangedMeanwhile(), new UpdateProfile.Outcome.Updated());
        assertThat(call(HttpMethod.PATCH, "/profile", "{\"region\": \"\"}")).hasStatusOk();
    }

    @Test
    void refuses_regions_and_interests_that_there_are_not() {
        assertProblem(call(HttpMethod.PATCH, "/profile", "{\"region\": \"Atlantis\"}"), 422, "invalid-fields");
        assertProblem(call(HttpMethod.PATCH, "/profile", "{\"interests\": [\"war\"]}"), 422, "invalid-fields");
        given(readMember.find(MEMBER)).willReturn(Optional.empty());
        assertProblem(call(HttpMethod.PATCH, "/profile", "{}"), 404, "unknown-member");
    }

    @Test
    void puts_tags_on_and_takes_them_off() {
        given(tagMembers.tag(new TagMembers.Tagging(
                        MEMBER, List.of(new Tag("vip event")), List.of(new Tag("trial")), Optional.empty())))
                .willReturn(new TagMembers.Outcome.Tagged(Set.of(new Tag("vip event"))));
        given(readTags.of(MEMBER)).willReturn(Set.of(new Tag("vip event")));
        assertThat(call(HttpMethod.POST, "/tags", "{\"set\": [\"VIP Event\"], \"unset\": [\"trial\"]}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"tags\": [\"vip event\"]}");
        assertProblem(call(HttpMethod.POST, "/tags", "{\"set\": [\"a,b\"]}"), 422, "invalid-fields");
        given(tagMembers.tag(any())).willReturn(new TagMembers.Outcome.TooMany());
        assertProblem(call(HttpMethod.POST, "/tags", "{\"set\": [\"ab\"]}"), 422, "invalid-fields");
        given(tagMembers.tag(any())).willReturn(new TagMembers.Outcome.Closed());
        assertProblem(call(HttpMethod.POST, "/tags", "{\"set\": [\"ab\"]}"), 409, "member-closed");
        given(tagMembers.tag(any())).willReturn(new TagMembers.Outcome.UnknownMember());
        assertProblem(call(HttpMethod.POST, "/tags", "{\"set\": [\"ab\"]}"), 404, "unknown-member");
    }

    @Test
    void tells_consents_with_the_wording_and_writes_them_down() {
        given(readConsents.wordings())
                .willReturn(Map.of(
                        ConsentPurpose.OFFERS,
                        new ConsentWording(
                                ConsentPurpose.OFFERS, 3, new BilingualText("发送优惠", "Send offers"), NOON, null)));
        given(readConsents.of(MEMBER))
                .willReturn(List.of(new ReadConsents.State(
                        ConsentPurpose.OFFERS, ConsentChannel.EMAIL, true, Optional.of(NOON), Optional.of(3))));
        given(recordConsent.record(any())).willReturn(new RecordConsent.Outcome.Recorded(1));
        var yes = "{\"purpose\": \"offers\", \"channel\": \"email\", \"given\": true, \"wording\": 3}";
        assertThat(call(HttpMethod.POST, "/consents", yes))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"consents\": [{\"purpose\": \"offers\", \"given\": true, \"wording\": 3, \"text\": \"Send offers\"}]}");
        assertProblem(call(HttpMethod.POST, "/consents", "{}"), 422, "invalid-fields");
        assertProblem(call(HttpMethod.POST, "/consents", yes.replace("email", "pigeon")), 422, "invalid-fields");
        given(recordConsent.record(any())).willReturn(new RecordConsent.Outcome.WordingOutdated(ConsentPurpose.OFFERS));
        assertProblem(call(HttpMethod.POST, "/consents", yes), 422, "invalid-fields");
        given(recordConsent.record(any())).willReturn(new RecordConsent.Outcome.Closed());
        assertProblem(call(HttpMethod.POST, "/consents", yes), 409, "member-closed");
        assertThat(call(HttpMethod.GET, "/consents", "")).hasStatusOk();
        given(readMember.find(MEMBER)).willReturn(Optional.empty());
        assertProblem(call(HttpMethod.GET, "/consents", ""), 404, "unknown-member");
    }

    private MvcTestResult call(HttpMethod method, String path, String body) {
        return web.method(method)
                .uri(MEMBER_PATH + path)
                .header("Authorization", "Bearer " + KEY)
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
