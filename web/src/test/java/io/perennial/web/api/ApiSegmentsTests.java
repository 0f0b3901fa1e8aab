package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.PickMembers.Outcome;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.Segment;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ApiSegmentsTests extends ApiCalls {

    private static final String OF_GUESTS = "/api/v1/segments/guests/members/" + MEMBER;

    @Test
    void tells_segments_and_those_of_a_member() {
        givenTheMember();
        var segment =
                new Segment("guests", 2, Segment.Kind.HAND_PICKED, new BilingualText("来宾", "Guests"), Condition.none());
        var reach = new CountAudience.Reach(11, Map.of(ConsentChannel.EMAIL, 7L, ConsentChannel.SMS, 0L));
        given(readSegments.all())
                .willReturn(List.of(new ReadSegments.Listed(
                        segment, 12, false, null, Optional.of(new ReadSegments.Reachable(reach, NOON)))));
        given(readSegments.of(MEMBER)).willReturn(List.of(new ReadSegments.Stay("guests", NOON, null)));

        assertThat(get("/api/v1/segments")).hasStatus(200).bodyJson().isLenientlyEqualTo("""
                {"segments": [{"code": "guests", "name": "Guests", "kind": "hand-picked", "members": 12,
                 "reachable": {"inApp": 11, "channels": {"email": 7, "sms": 0}, "countedAt": "2026-11-22T12:00:00Z"}}]}""");
        assertThat(get("/api/v1/members/" + MEMBER + "/segments"))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"segments": [{"segment": "guests", "enteredAt": "2026-11-22T12:00:00Z"}]}""");
        given(recogniseMembers.statuses(any())).willReturn(Map.of());
        assertProblem(get("/api/v1/members/" + UUID.randomUUID() + "/segments"), 404, "unknown-member");
    }

    @Test
    void puts_members_in_and_takes_them_out() {
        given(pickMembers.add("guests", List.of(MEMBER), null)).willReturn(new Outcome.Done(1, 0));
        given(pickMembers.remove("guests", List.of(MEMBER), null)).willReturn(new Outcome.Done(0, 0));
        assertThat(put(OF_GUESTS)).hasStatus(204);
        assertThat(delete(OF_GUESTS)).hasStatus(204);

        given(pickMembers.add("guests", List.of(MEMBER), null)).willReturn(new Outcome.NotByHand());
        assertProblem(put(OF_GUESTS), 409, "segment-not-by-hand");
        given(pickMembers.add("guests", List.of(MEMBER), null)).willReturn(new Outcome.UnknownSegment());
        assertProblem(put(OF_GUESTS), 404, "unknown-segment");
        given(pickMembers.add("guests", List.of(MEMBER), null)).willReturn(new Outcome.Done(0, 1));
        assertProblem(put(OF_GUESTS), 404, "unknown-member");
    }

    private MvcTestResult put(String path) {
        return web.put()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + KEY)
                .exchange();
    }

    private MvcTestResult delete(String path) {
        return web.delete()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + KEY)
                .exchange();
    }
}
