package io.perennial.web.api;

import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.rewards.ReadCatalogue;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedeemReward.Outcome;
import io.perennial.rewards.RewardId;
import io.perennial.web.api.Answers.OfferAnswer;
import io.perennial.web.api.Answers.OffersAnswer;
import io.perennial.web.api.Answers.RedemptionAnswer;
import io.perennial.web.api.Checked.Named;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Rewards", description = "What members can have for their points")
class ApiRedemptionsController {

    private static final String KEY_HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,64}");

    private final StrictJson json;
    private final Requests requests;
    private final Problems problems;
    private final RecogniseMembers recogniseMembers;
    private final ReadCatalogue readCatalogue;
    private final RedeemReward redeemReward;

    ApiRedemptionsController(
            StrictJson json,
            Requests requests,
            Problems problems,
            RecogniseMembers recogniseMembers,
            ReadCatalogue readCatalogue,
            RedeemReward redeemReward) {
        this.json = json;
        this.requests = requests;
        this.problems = problems;
        this.recogniseMembers = recogniseMembers;
        this.readCatalogue = readCatalogue;
        this.redeemReward = redeemReward;
    }

    @Schema(
            name = "RedemptionRequest",
            requiredProperties = {"member", "reward"})
    record RedemptionBody(
            @Nullable MemberName member,

            @Schema(format = "uuid", description = "Which reward: see `GET /api/v1/rewards`") @Nullable
            String reward) {}

    @Operation(
            operationId = "listRewards",
            summary = "List the rewards as a member sees them",
            description =
                    "Cheapest first, with what stands between the member and each. Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OffersAnswer.class)))
    @GetMapping(path = "/api/v1/rewards", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> rewards(@RequestParam UUID member, HttpServletRequest request) {
        var id = new MemberId(member);
        if (recogniseMembers.statuses(List.of(id)).isEmpty()) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
        }
        var locale = Problems.language(request);
        var offers = readCatalogue.offers(id).stream()
                .map(offer -> new OfferAnswer(
                        offer.reward().id().value(),
                        Wording.code(offer.reward().kind()),
                        offer.reward().name().in(locale),
                        offer.reward().description().in(locale),
                        offer.reward().price().value(),
                        offer.left(),
                        offer.missing().value(),
                        Wording.code(offer.availability())))
                .toList();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .body(new OffersAnswer(offers));
    }

    @Operation(
            operationId = "redeemReward",
            summary = "Redeem one piece of a reward for a member",
            description = """
                Limit, stock and points move together or not at all. The `Idempotency-Key` names this one intention: the
                same key with the same member and reward gets the same redemption, however often it is sent; for another
                reward it is refused. Needs the scope `redemptions:write`.\
                """,
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = KEY_HEADER,
                            required = true,
                            description = "1 to 64 printable ASCII characters without blanks, made by you; counts per"
                                    + " member, for ever",
                            example = "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11",
                            schema = @Schema(type = "string", minLength = 1, maxLength = 64)),
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = RedemptionBody.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Redeemed, now or the first time this key was sent",
            content = @Content(schema = @Schema(implementation = RedemptionAnswer.class)))
    @PostMapping(
            path = "/api/v1/redemptions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> redeem(HttpServletRequest request) throws IOException {
        var key = request.getHeader(KEY_HEADER);
        if (key == null || !KEY.matcher(key).matches()) {
            return problems.answer(request, problems.of(request, ProblemCode.IDEMPOTENCY_KEY_MISSING));
        }
        var body = json.read(request, RedemptionBody.class);
        if (!(body instanceof StrictJson.Body.Read<RedemptionBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var faults = new ArrayList<Checked.Fault>();
        var name = FieldReading.checkMember(written.member(), "");
        if (name instanceof Checked.Faulty<Named>(var wrong)) {
            faults.addAll(wrong);
        }
        var reward = reward(written, faults);
        if (reward == null || !(name instanceof Checked.Sound<Named>(var named)) || !faults.isEmpty()) {
            return problems.answer(request, requests.faulty(request, faults));
        }
        var member = requests.find(named);
        if (member == null || recogniseMembers.statuses(List.of(member)).isEmpty()) {
            return problems.answer(
                    request,
                    problems.of(
                            request,
                            ProblemCode.UNKNOWN_MEMBER,
                            named instanceof Named.ByIdentifier(var identifier)
                                    ? MemberName.field(identifier.kind())
                                    : "id"));
        }
        // The portal makes keys of its own for the same members.
        var redeeming = new RedeemReward.Redeeming(member, reward, "api:" + key);
        return answer(request, member, requests.untilAnswered(() -> redeemReward.redeem(redeeming)));
    }

    private static @Nullable RewardId reward(RedemptionBody body, List<Checked.Fault> faults) {
        if (body.reward() == null) {
            faults.add(new Checked.Fault("/reward", "required", List.of()));
            return null;
        }
        try {
            return RewardId.of(body.reward());
        } catch (IllegalArgumentException _) {
            faults.add(new Checked.Fault("/reward", "not-an-id", List.of()));
            return null;
        }
    }

    private ResponseEntity<Object> answer(HttpServletRequest request, MemberId member, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Redeemed redeemed ->
                ResponseEntity.status(201)
                        .header(
                                HttpHeaders.CONTENT_LANGUAGE,
                                Problems.language(request).toLanguageTag())
                        .body(new RedemptionAnswer(
                                redeemed.redemption().value(),
                                member.value(),
                                redeemed.reward().value(),
                                redeemed.name().in(Problems.language(request)),
                                redeemed.code(),
                                redeemed.price().value(),
                                redeemed.balance().value(),
                                redeemed.repeated()));
            case Outcome.NotAvailable _ -> refused(request, ProblemCode.REWARD_NOT_AVAILABLE, Map.of());
            case Outcome.SoldOut _ -> refused(request, ProblemCode.SOLD_OUT, Map.of());
            case Outcome.LimitReached(var limit) ->
                refused(request, ProblemCode.LIMIT_REACHED, Map.of("limit", limit), limit);
            case Outcome.TierTooLow(var tier) ->
                refused(request, ProblemCode.TIER_TOO_LOW, Map.of("neededTier", tier), tier);
            case Outcome.NotEnoughPoints(var balance, var missing) ->
                refused(
                        request,
                        ProblemCode.NOT_ENOUGH_POINTS,
                        Map.of("balance", balance.value(), "missing", missing.value()),
                        missing.value());
            case Outcome.MayNotSpend _ -> refused(request, ProblemCode.MEMBER_MAY_NOT_SPEND, Map.of());
            case Outcome.Conflict(var redemption) ->
                refused(request, ProblemCode.IDEMPOTENCY_KEY_REUSED, Map.of("redemption", redemption.toString()));
        };
    }

    private ResponseEntity<Object> refused(
            HttpServletRequest request, ProblemCode code, Map<String, Object> facts, Object... arguments) {
        return problems.answer(request, problems.of(request, code, List.of(), facts, arguments));
    }
}
