package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadTransfers;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.SendPoints;
import io.perennial.points.TransferId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ApiTransfersTests extends ApiCalls {

    @Test
    void sends_points_from_member_to_member_and_takes_them_back() {
        var friend = MemberId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a77");
        var id = TransferId.next();
        var transfer = new ReadTransfers.Transfer(
                id,
                MEMBER,
                friend,
                MEMBER,
                Points.of(50),
                ReadTransfers.State.DELIVERED,
                null,
                NOON,
                NOON.plusSeconds(1_800));
        given(readTransfers.find(id)).willReturn(Optional.of(transfer));
        given(sendPoints.send(new SendPoints.Sending(MEMBER, friend, Points.of(50), "api:k-1")))
                .willReturn(new SendPoints.Outcome.Sent(id, Points.of(7)));
        var body = "{\"from\": \"%s\", \"to\": \"%s\", \"points\": 50}".formatted(MEMBER, friend);
        assertThat(transfer("k-1", body))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo("{\"id\": \"%s\", \"points\": 50, \"state\": \"delivered\"}".formatted(id));
        assertProblem(transfer(null, body), 400, "idempotency-key-missing");
        assertProblem(transfer("k-1", "{}"), 422, "invalid-fields");
        assertProblem(transfer("k-1", body.replace("50}", "0}")), 422, "invalid-fields");

        for (var each : Map.<SendPoints.Outcome, String>of(
                        new SendPoints.Outcome.NotEnough(Points.of(7), Points.of(43)), "not-enough-points",
                        new SendPoints.Outcome.TooFew(Points.of(60)), "transfer-refused",
                        new SendPoints.Outcome.TooManyToday(Points.of(4)), "transfer-refused",
                        new SendPoints.Outcome.TooManyThisMonth(Points.of(4)), "transfer-refused",
                        new SendPoints.Outcome.MayNotReceive(), "transfer-refused",
                        new SendPoints.Outcome.ToOneself(), "transfer-refused",
                        new SendPoints.Outcome.MayNotSend(), "member-may-not-spend",
                        new SendPoints.Outcome.Conflict(), "idempotency-key-reused")
                .entrySet()) {
            given(sendPoints.send(any())).willReturn(each.getKey());
            assertProblem(transfer("k-2", body), 409, each.getValue());
        }

        given(readTransfers.of(MEMBER, 100)).willReturn(List.of(transfer));
        given(readTransfers.allowance(MEMBER))
                .willReturn(new ReadTransfers.Allowance(
                        Points.of(10), Points.of(5_000), Points.of(4_950), Points.of(19_950), 30));
        assertThat(get("/api/v1/members/" + MEMBER + "/transfers"))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"transfers": [{"points": 50, "state": "delivered"}],
                 "allowance": {"smallest": 10, "perDay": 5000, "leftToday": 4950, "leftThisMonth": 19950, "undoMinutes": 30}}""");

        var back = "/api/v1/transfers/" + id + "/return?sender=" + MEMBER;
        given(returnTransfer.takeBack(MEMBER, id)).willReturn(new ReturnTransfer.Outcome.TakenBack(Points.of(50)));
        assertThat(web.post().uri(back).header("Authorization", "Bearer " + KEY).exchange())
                .hasStatus(200);
        given(returnTransfer.takeBack(MEMBER, id)).willReturn(new ReturnTransfer.Outcome.AlreadyUsed());
        assertProblem(
                web.post().uri(back).header("Authorization", "Bearer " + KEY).exchange(), 409, "transfer-refused");
        given(returnTransfer.takeBack(MEMBER, id)).willReturn(new ReturnTransfer.Outcome.TooLate());
        assertProblem(
                web.post().uri(back).header("Authorization", "Bearer " + KEY).exchange(), 409, "transfer-refused");
        given(returnTransfer.takeBack(MEMBER, id)).willReturn(new ReturnTransfer.Outcome.UnknownTransfer());
        assertProblem(
                web.post().uri(back).header("Authorization", "Bearer " + KEY).exchange(), 404, "unknown-transfer");
    }

    private MvcTestResult transfer(String key, String body) {
        var request = web.post()
                .uri("/api/v1/transfers")
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).exchange();
    }
}
