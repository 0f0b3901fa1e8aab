package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.points.KeepHousehold.Household;
import io.perennial.points.KeepHousehold.Outcome;
import io.perennial.points.KeepHousehold.Person;
import io.perennial.points.Points;
import io.perennial.points.PoolId;
import io.perennial.points.ReadTransfers;
import io.perennial.points.SendPoints;
import io.perennial.points.TransferId;
import io.perennial.web.api.keys.Scope;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ApiHouseholdsTests extends ApiCalls {

    private static final MemberId FRIEND = MemberId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a77");
    private static final String HOUSEHOLD = "/api/v1/members/" + MEMBER + "/household";
    private static final Household HOME = new Household(
            PoolId.next(),
            "Home",
            "7KQ2MX4WPD",
            Points.of(420),
            List.of(new Person(MEMBER, true, true, NOON), new Person(FRIEND, false, false, NOON)));

    @Test
    void the_owner_reads_the_code_and_nobody_else_does() {
        given(households.of(MEMBER)).willReturn(Optional.of(HOME));
        given(households.of(FRIEND)).willReturn(Optional.of(HOME));
        given(recogniseMembers.statuses(any())).willReturn(Map.of(FRIEND, MemberStatus.ACTIVE));
        assertThat(get(HOUSEHOLD)).hasStatus(200).bodyJson().isLenientlyEqualTo("""
                {"name": "Home", "balance": 420, "code": "7KQ2MX4WPD",
                 "people": [{"owner": true, "mayDraw": true}, {"owner": false, "mayDraw": false}]}""");
        assertThat(get("/api/v1/members/" + FRIEND + "/household"))
                .bodyText()
                .contains("Home")
                .doesNotContain("7KQ2MX4WPD");
        given(households.of(FRIEND)).willReturn(Optional.empty());
        assertProblem(get("/api/v1/members/" + FRIEND + "/household"), 404, "unknown-household");
        given(recogniseMembers.statuses(any())).willReturn(Map.of());
        assertProblem(get(HOUSEHOLD), 404, "unknown-member");
    }

    @Test
    void a_household_is_begun_once_however_often_it_is_asked_for() {
        var body = "{\"owner\": \"%s\", \"name\": \" Home \"}".formatted(MEMBER);
        given(households.of(MEMBER)).willReturn(Optional.empty(), Optional.of(HOME));
        given(households.found(MEMBER, " Home ")).willReturn(new Outcome.Done());
        assertThat(post("/api/v1/households", body)).hasStatus(201);
        assertThat(post("/api/v1/households", body)).hasStatus(201);
        then(households).should().found(any(), any());

        given(households.found(any(), any())).willReturn(new Outcome.InOneAlready());
        var other = post("/api/v1/households", body.replace("Home", "Other"));
        assertProblem(other, 409, "household-refused");
        assertThat(other).bodyJson().extractingPath("$.facts.because").isEqualTo("in-one-already");
        assertThat(other)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("The household was not changed: the member is in a household already.");
        given(households.found(any(), any())).willReturn(new Outcome.BadName());
        assertProblem(post("/api/v1/households", body.replace("Home", "x".repeat(41))), 422, "invalid-fields");
        assertProblem(post("/api/v1/households", "{}"), 422, "invalid-fields");
        assertProblem(post("/api/v1/households", "["), 400, "malformed-json");
    }

    @Test
    void whoever_has_the_code_joins_and_again_is_safe() {
        var body = "{\"member\": \"%s\", \"code\": \"7kq2m x4wpd\"}".formatted(MEMBER);
        given(households.of(MEMBER)).willReturn(Optional.empty(), Optional.of(HOME));
        given(households.join(MEMBER, "7kq2m x4wpd")).willReturn(new Outcome.Done());
        assertThat(post("/api/v1/households/join", body)).hasStatus(200);
        assertThat(post("/api/v1/households/join", body)).hasStatus(200);
        then(households).should().join(any(), any());

        given(households.of(MEMBER)).willReturn(Optional.empty());
        given(households.join(any(), any())).willReturn(new Outcome.UnknownCode());
        assertProblem(post("/api/v1/households/join", body), 404, "unknown-household");
        given(households.join(any(), any())).willReturn(new Outcome.Full());
        assertProblem(post("/api/v1/households/join", body), 409, "household-refused");
        given(households.join(any(), any())).willReturn(new Outcome.MayNot());
        assertProblem(post("/api/v1/households/join", body), 409, "household-refused");
        assertProblem(post("/api/v1/households/join", "{\"member\": \"x\"}"), 422, "invalid-fields");
    }

    @Test
    void its_owner_changes_it_and_people_leave() {
        given(households.of(MEMBER)).willReturn(Optional.of(HOME));
        given(households.renewCode(MEMBER)).willReturn(new Outcome.Done());
        assertThat(post(HOUSEHOLD + "/code", "")).hasStatus(200);
        given(households.allow(MEMBER, FRIEND, true)).willReturn(new Outcome.Done());
        var person = HOUSEHOLD + "/people/" + FRIEND;
        assertThat(send(HttpMethod.PUT, person, "{\"mayDraw\": true}")).hasStatus(200);
        assertProblem(send(HttpMethod.PUT, person, "{}"), 422, "invalid-fields");
        given(households.allow(any(), any(), anyBoolean())).willReturn(new Outcome.MayNot());
        assertProblem(send(HttpMethod.PUT, person, "{\"mayDraw\": false}"), 409, "household-refused");

        given(households.remove(MEMBER, FRIEND)).willReturn(new Outcome.Done());
        assertThat(send(HttpMethod.DELETE, person, "")).hasStatus(204);
        assertThat(send(HttpMethod.DELETE, HOUSEHOLD + "/people/" + MemberId.next(), ""))
                .hasStatus(204);
        given(households.leave(MEMBER)).willReturn(new Outcome.Done());
        assertThat(send(HttpMethod.DELETE, HOUSEHOLD, "")).hasStatus(204);
        given(households.of(MEMBER)).willReturn(Optional.empty());
        assertThat(send(HttpMethod.DELETE, HOUSEHOLD, "")).hasStatus(204);
        then(households).should().leave(MEMBER);
    }

    @Test
    void points_go_in_and_out_by_a_key_of_the_callers_own() {
        var id = TransferId.next();
        var pool = HOME.id().account();
        given(readTransfers.find(id))
                .willReturn(Optional.of(new ReadTransfers.Transfer(
                        id,
                        MEMBER,
                        pool,
                        MEMBER,
                        Points.of(50),
                        ReadTransfers.State.DELIVERED,
                        null,
                        NOON,
                        NOON.plusSeconds(1_800))));
        given(households.putIn(MEMBER, Points.of(50), "api:k-1"))
                .willReturn(new SendPoints.Outcome.Sent(id, Points.of(7)));
        given(households.takeOut(MEMBER, Points.of(50), "api:k-2"))
                .willReturn(new SendPoints.Outcome.Sent(id, Points.of(7)));
        assertThat(keyed(HOUSEHOLD + "/deposits", "k-1", "{\"points\": 50}"))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo("{\"points\": 50, \"state\": \"delivered\"}");
        assertThat(keyed(HOUSEHOLD + "/withdrawals", "k-2", "{\"points\": 50}")).hasStatus(201);
        assertProblem(keyed(HOUSEHOLD + "/deposits", null, "{\"points\": 50}"), 400, "idempotency-key-missing");
        assertProblem(keyed(HOUSEHOLD + "/deposits", "k-1", "{\"points\": 0}"), 422, "invalid-fields");
        assertProblem(keyed(HOUSEHOLD + "/deposits", "k-1", "{}"), 422, "invalid-fields");
        given(households.takeOut(any(), any(), any())).willReturn(new SendPoints.Outcome.MayNotSend());
        assertProblem(keyed(HOUSEHOLD + "/withdrawals", "k-3", "{\"points\": 50}"), 409, "member-may-not-spend");
        given(households.takeOut(any(), any(), any()))
                .willReturn(new SendPoints.Outcome.NotEnough(Points.of(1), Points.of(49)));
        assertProblem(keyed(HOUSEHOLD + "/withdrawals", "k-3", "{\"points\": 50}"), 409, "not-enough-points");
    }

    @Test
    void a_scope_of_its_own_is_needed_to_change_anything() {
        given(keys.recognise(KEY))
                .willReturn(Optional.of(key("aaaaaaaa", Set.of(Scope.MEMBERS_READ, Scope.TRANSFERS_WRITE))));
        assertProblem(post("/api/v1/households", "{}"), 403, "scope-missing");
        assertProblem(post("/api/v1/households/join", "{}"), 403, "scope-missing");
        assertProblem(send(HttpMethod.DELETE, HOUSEHOLD, ""), 403, "scope-missing");
        assertProblem(send(HttpMethod.PUT, HOUSEHOLD + "/people/" + FRIEND, "{}"), 403, "scope-missing");
        assertProblem(keyed(HOUSEHOLD + "/deposits", "k", "{\"points\": 5}"), 403, "scope-missing");
        then(households).should(never()).leave(any());
    }

    private MvcTestResult send(HttpMethod method, String address, String body) {
        return web.method(method)
                .uri(URI.create(address))
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult keyed(String address, String key, String body) {
        var request = web.post()
                .uri(address)
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).exchange();
    }
}
