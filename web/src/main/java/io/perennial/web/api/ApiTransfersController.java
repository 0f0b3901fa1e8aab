package io.perennial.web.api;

import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.Points;
import io.perennial.points.ReadTransfers;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.SendPoints;
import io.perennial.points.TransferId;
import io.perennial.web.api.TransferAnswers.TransferAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Transfers", description = "Points from one member to another")
class ApiTransfersController {

    private static final String KEY_HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,64}");
    private static final int LATEST = 100;

    private final StrictJson json;
    private final Requests requests;
    private final Problems problems;
    private final RecogniseMembers recogniseMembers;
    private final SendPoints sendPoints;
    private final ReturnTransfer returnTransfer;
    private final ReadTransfers readTransfers;
    private final TransferAnswers answers;

    ApiTransfersController(
            StrictJson json,
            Requests requests,
            Problems problems,
            RecogniseMembers recogniseMembers,
            SendPoints sendPoints,
            ReturnTransfer returnTransfer,
            ReadTransfers readTransfers,
            TransferAnswers answers) {
        this.json = json;
        this.requests = requests;
        this.problems = problems;
        this.recogniseMembers = recogniseMembers;
        this.sendPoints = sendPoints;
        this.returnTransfer = returnTransfer;
        this.readTransfers = readTransfers;
        this.answers = answers;
    }

    @Schema(
            name = "TransferRequest",
            requiredProperties = {"from", "to", "points"})
    record TransferBody(
            @Schema(format = "uuid", description = "Id of the member who sends") @Nullable
            String from,

            @Schema(format = "uuid", description = "Id of the member who receives") @Nullable
            String to,

            @Schema(example = "50") @Nullable Long points) {}

    @Schema(name = "Transfers")
    record TransfersAnswer(List<TransferAnswer> transfers, AllowanceAnswer allowance) {}

    @Schema(name = "TransferAllowance", description = "What this member may send now by the points policy")
    record AllowanceAnswer(
            @Schema(description = "The fewest at once", example = "10")
            long smallest,

            @Schema(description = "Nothing may be sent where this is 0", example = "5000")
            long perDay,

            @Schema(example = "4950") long leftToday,
            @Schema(example = "19950") long leftThisMonth,

            @Schema(description = "For how long a transfer may be taken back", example = "30")
            int undoMinutes) {}

    @Operation(
            operationId = "listTransfers",
            summary = "List the latest transfers of a member",
            description = "Sent and received, newest first, at most 100; and what may still be sent. Needs the scope"
                    + " `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransfersAnswer.class)))
    @GetMapping(path = "/api/v1/members/{id}/transfers", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> list(@PathVariable UUID id, HttpServletRequest request) {
        var member = new MemberId(id);
        if (recogniseMembers.statuses(List.of(member)).isEmpty()) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
        }
        var allowance = readTransfers.allowance(member);
        return ResponseEntity.ok(new TransfersAnswer(
                readTransfers.of(member, LATEST).stream()
                        .map(TransferAnswers::answer)
                        .toList(),
                new AllowanceAnswer(
                        allowance.smallest().value(),
                        allowance.perDay().value(),
                        allowance.leftToday().value(),
                        allowance.leftThisMonth().value(),
                        allowance.undoMinutes())));
    }

    @Operation(
            operationId = "sendPoints",
            summary = "Send points from one member to another",
            description = """
                Points keep their expiry; the limits of the points policy hold. The `Idempotency-Key` names this one
                intention and counts per sender, for ever. Members are named by their ids alone, so that nobody learns
                by trying whether a phone or an address belongs to a member. Needs the scope `transfers:write`.\
                """,
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = KEY_HEADER,
                            required = true,
                            description = "1 to 64 printable ASCII characters without blanks, made by you",
                            example = "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11",
                            schema = @Schema(type = "string", minLength = 1, maxLength = 64)),
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = TransferBody.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Sent, now or the first time this key was sent",
            content = @Content(schema = @Schema(implementation = TransferAnswer.class)))
    @PostMapping(
            path = "/api/v1/transfers",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> send(HttpServletRequest request) throws IOException {
        var key = request.getHeader(KEY_HEADER);
        if (key == null || !KEY.matcher(key).matches()) {
            return problems.answer(request, problems.of(request, ProblemCode.IDEMPOTENCY_KEY_MISSING));
        }
        var body = json.read(request, TransferBody.class);
        if (!(body instanceof StrictJson.Body.Read<TransferBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var faults = new ArrayList<Checked.Fault>();
        var from = member(written.from(), "/from", faults);
        var to = member(written.to(), "/to", faults);
        var points = written.points();
        if (points == null) {
            faults.add(new Checked.Fault("/points", "required", List.of()));
        } else if (points < 1) {
            faults.add(new Checked.Fault("/points", "not-allowed", List.of()));
        }
        if (from == null || to == null || points == null || !faults.isEmpty()) {
            return problems.answer(request, requests.faulty(request, faults));
        }
        var sending = new SendPoints.Sending(from, to, Points.of(points), "api:" + key);
        return answers.of(request, requests.untilAnswered(() -> sendPoints.send(sending)));
    }

    @Operation(
            operationId = "returnTransfer",
            summary = "Take a transfer back for its sender",
            description = "While its time is not over and nothing of it was used. Safe to ask again. Needs the scope"
                    + " `transfers:write`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferAnswer.class)))
    @PostMapping(path = "/api/v1/transfers/{id}/return", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> takeBack(
            @PathVariable UUID id,
            @Parameter(description = "Id of the member who sent it") @RequestParam UUID sender,
            HttpServletRequest request) {
        var transfer = new TransferId(id);
        return switch (requests.patiently(() -> returnTransfer.takeBack(new MemberId(sender), transfer))) {
            case ReturnTransfer.Outcome.TakenBack _ ->
                ResponseEntity.ok(
                        TransferAnswers.answer(readTransfers.find(transfer).orElseThrow()));
            case ReturnTransfer.Outcome.TooLate _ -> answers.refused(request, "too-late", Map.of());
            case ReturnTransfer.Outcome.AlreadyUsed _ -> answers.refused(request, "already-used", Map.of());
            case ReturnTransfer.Outcome.UnknownTransfer _ ->
                problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_TRANSFER));
        };
    }

    private static @Nullable MemberId member(@Nullable String id, String field, List<Checked.Fault> faults) {
        if (id == null) {
            faults.add(new Checked.Fault(field, "required", List.of()));
            return null;
        }
        try {
            return MemberId.of(id);
        } catch (IllegalArgumentException _) {
            faults.add(new Checked.Fault(field, "not-an-id", List.of()));
            return null;
        }
    }
}
