package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import io.perennial.insights.ActivityId;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.ReadStatement;
import io.perennial.points.Why;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiMembersTests extends ApiCalls {

    @Test
    void shows_a_member() {
        givenTheMember();
        for (var address : List.of("/api/v1/members/" + MEMBER, "/api/v1/members?phone=%2B8613812345678")) {
            assertThat(get(address)).hasStatus(200).bodyJson().isLenientlyEqualTo("""
                    {"id": "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11", "status": "active", "displayName": "<b>Lin</b>",
                     "identifiers": [{"kind": "phone", "value": "+8613812345678"}], "balance": 112,
                     "expiring": [{"lastDay": "2026-12-31", "points": 50}],
                     "standing": {"tier": {"code": "member"}, "missing": 888},
                     "links": {"entries": "/api/v1/members/0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11/entries"}}""");
        }
    }

    @Test
    void an_unknown_member_is_not_found() {
        assertProblem(get("/api/v1/members/" + MemberId.next()), 404, "unknown-member");
        assertProblem(get("/api/v1/members?email=a@b.example"), 404, "unknown-member");
        assertProblem(get("/api/v1/members?email=nonsense"), 400, "invalid-parameter");
        assertProblem(get("/api/v1/members"), 400, "invalid-parameter");
        assertProblem(get("/api/v1/members?email=a@b.example&cardNumber=1"), 400, "invalid-parameter");
    }

    @Test
    void pages_through_the_statement() {
        givenTheMember();
        given(readStatement.page(MEMBER, Optional.of(9L), 2))
                .willReturn(new ReadStatement.Page(List.of(line(8), line(7)), true));
        assertThat(get("/api/v1/members/" + MEMBER + "/entries?before=9&limit=2"))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"entries": [{"sequence": 8, "kind": "expired", "points": -5, "reason": {"code": "expired",
                  "sentence": "Not used by October 31, 2026."}}, {"sequence": 7}],
                 "next": "/api/v1/members/0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11/entries?before=7&limit=2"}""");
        assertProblem(get("/api/v1/members/" + MEMBER + "/entries?limit=201"), 400, "invalid-parameter");
        assertProblem(get("/api/v1/members/" + MEMBER + "/entries?before=x"), 400, "invalid-parameter");
    }

    @Test
    void tells_what_one_activity_was_booked_as() {
        givenTheMember();
        var activity = ActivityId.next();
        given(readStatement.ofActivity(MEMBER, activity)).willReturn(List.of(line(8)));
        assertThat(get("/api/v1/members/" + MEMBER + "/entries?activity=" + activity))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"entries": [{"sequence": 8, "reason": {"code": "expired"}}]}""");
        assertProblem(get("/api/v1/members/" + MEMBER + "/entries?activity=x"), 400, "invalid-parameter");
    }

    @Test
    void whoever_names_a_merged_member_is_answered_for_the_survivor_and_told_so() {
        givenTheMember();
        var merged = MemberId.next();
        given(follow.survivors(any())).willReturn(Map.of(merged, MEMBER));

        var answer = get("/api/v1/members/" + merged);

        assertThat(answer).hasStatus(200).headers().hasValue("Member-Merged-Into", MEMBER.toString());
        assertThat(answer).bodyJson().extractingPath("$.id").isEqualTo(MEMBER.toString());
    }

    @Test
    void enrols_once() {
        given(enrolMembers.enrol(any())).willReturn(List.of(new EnrolMembers.Enrolled(MEMBER, true)));
        assertThat(post("/api/v1/members", "{\"member\": {\"phone\": \"13812345678\"}, \"displayName\": \" Lin \"}"))
                .hasStatus(201)
                .headers()
                .hasValue("Location", "/api/v1/members/" + MEMBER);
        then(enrolMembers).should().enrol(List.of(new EnrolMembers.Enrolment(PHONE, "Lin", "api")));
        given(enrolMembers.enrol(any())).willReturn(List.of(new EnrolMembers.Enrolled(MEMBER, false)));
        assertThat(post("/api/v1/members", "{\"member\": {\"phone\": \"13812345678\"}}"))
                .hasStatus(200);
        assertProblem(
                post("/api/v1/members", "{\"member\": {\"id\": \"%s\"}}".formatted(MEMBER)), 422, "invalid-fields");
    }

    private static ReadStatement.Line line(long sequence) {
        return new ReadStatement.Line(
                sequence,
                EntryKind.EXPIRED,
                -5,
                0,
                0,
                Points.of(7),
                Points.NONE,
                null,
                new Why.Expired(LocalDate.of(2026, 10, 31)),
                NOON,
                NOON,
                null,
                null,
                null);
    }
}
