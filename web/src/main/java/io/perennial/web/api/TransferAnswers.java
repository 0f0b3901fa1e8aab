package io.perennial.web.api;

import io.perennial.points.ReadTransfers;
import io.perennial.points.ReadTransfers.Transfer;
import io.perennial.points.SendPoints.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What sending points is answered with, from member to member and to and from a household. */
@Component
class TransferAnswers {

    private final Problems problems;
    private final ReadTransfers readTransfers;

    TransferAnswers(Problems problems, ReadTransfers readTransfers) {
        this.problems = problems;
        this.readTransfers = readTransfers;
    }

    @Schema(name = "Transfer")
    record TransferAnswer(
            UUID id,
            UUID from,
            UUID to,
            @Schema(example = "50") long points,

            @Schema(description = "`sent`, `delivered`, `returning` or `returned`", example = "delivered")
            String state,

            Instant sentAt,

            @Schema(description = "Until then the sender may take it back, while nothing of it is used")
            Instant undoUntil) {}

    ResponseEntity<Object> of(HttpServletRequest request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent(var transfer, var _) ->
                ResponseEntity.status(201)
                        .body(answer(readTransfers.find(transfer).orElseThrow()));
            case Outcome.NotEnough(var balance, var missing) ->
                problems.answer(
                        request,
                        problems.of(
                                request,
                                ProblemCode.NOT_ENOUGH_POINTS,
                                List.of(),
                                Map.of("balance", balance.value(), "missing", missing.value()),
                                missing.value()));
            case Outcome.TooFew(var smallest) -> refused(request, "too-few", Map.of("smallest", smallest.value()));
            case Outcome.TooManyToday(var left) -> refused(request, "too-many-today", Map.of("left", left.value()));
            case Outcome.TooManyThisMonth(var left) ->
                refused(request, "too-many-this-month", Map.of("left", left.value()));
            case Outcome.MayNotSend _ ->
                problems.answer(request, problems.of(request, ProblemCode.MEMBER_MAY_NOT_SPEND));
            case Outcome.MayNotReceive _ -> refused(request, "may-not-receive", Map.of());
            case Outcome.ToOneself _ -> refused(request, "to-oneself", Map.of());
            case Outcome.Conflict _ ->
                problems.answer(request, problems.of(request, ProblemCode.IDEMPOTENCY_KEY_REUSED));
        };
    }

    ResponseEntity<Object> refused(HttpServletRequest request, String because, Map<String, Object> facts) {
        var all = new TreeMap<String, Object>(facts);
        all.put("because", because);
        return problems.answer(
                request,
                problems.of(request, ProblemCode.TRANSFER_REFUSED, List.of(), all, problems.because(request, because)));
    }

    static TransferAnswer answer(Transfer transfer) {
        return new TransferAnswer(
                transfer.id().value(),
                transfer.from().value(),
                transfer.to().value(),
                transfer.points().value(),
                Wording.code(transfer.state()),
                transfer.sentAt(),
                transfer.undoUntil());
    }
}
