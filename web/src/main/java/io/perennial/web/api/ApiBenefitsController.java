package io.perennial.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.perennial.membership.Benefit;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadMember;
import io.perennial.membership.UseBenefit;
import io.perennial.membership.UseBenefit.Taken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Benefits", description = "What members have because of their tier, and its use at a till")
class ApiBenefitsController {

    private static final int LONGEST_CODE = 40;

    private final StrictJson json;
    private final Requests requests;
    private final Problems problems;
    private final ReadMember members;
    private final ReadBenefits benefits;
    private final UseBenefit useBenefit;

    ApiBenefitsController(
            StrictJson json,
            Requests requests,
            Problems problems,
            ReadMember members,
            ReadBenefits benefits,
            UseBenefit useBenefit) {
        this.json = json;
        this.requests = requests;
        this.problems = problems;
        this.members = members;
        this.benefits = benefits;
        this.useBenefit = useBenefit;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Benefit")
    record BenefitAnswer(
            UUID id,
            @Schema(example = "Home cleaning") String name,

            @Schema(description = "How to use it") String howTo,

            @Schema(description = "`birthday-pack`, `partner`, …", example = "special-service")
            String kind,

            @Schema(description = "`counter`, `partner-code` or `standing`", example = "counter")
            String way,

            @Schema(description = "Whether it was granted to this member singly; else the tier brings it")
            boolean granted,

            @Schema(example = "2") int quota,

            @Schema(description = "How often it can still be used", example = "1")
            int left,

            @Schema(description = "When the quota begins anew") @Nullable
            Instant again,

            @Schema(description = "From then on it cannot be used any more") @Nullable
            Instant until) {}

    @Schema(name = "Benefits")
    record BenefitsAnswer(List<BenefitAnswer> benefits) {}

    @Schema(name = "BenefitUse", requiredProperties = "code")
    record UseBody(
            @Schema(description = "What the member shows", example = "7K3M-Q9AB") @Nullable
            String code,

            @Schema(description = "The shop or till, at most 80 characters", example = "Bund 3") @Nullable
            String place) {}

    @Schema(name = "BenefitTaken")
    record TakenAnswer(UUID member, UUID benefit, String name) {}

    @Operation(
            operationId = "readBenefits",
            summary = "Read what a member has of benefits now",
            description =
                    "By tier or granted singly; texts in the language of the request. Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BenefitsAnswer.class)))
    @GetMapping(path = "/api/v1/members/{id}/benefits", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> list(@PathVariable UUID id, HttpServletRequest request) {
        var member = new MemberId(id);
        if (members.find(member).isEmpty()) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
        }
        var locale = Problems.language(request);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .body(new BenefitsAnswer(benefits.of(member).stream()
                        .map(mine -> answer(mine, locale))
                        .toList()));
    }

    private static BenefitAnswer answer(ReadBenefits.Mine mine, Locale locale) {
        var benefit = mine.benefit();
        return new BenefitAnswer(
                benefit.id().value(),
                benefit.name().in(locale),
                benefit.howTo().in(locale),
                Wording.code(benefit.kind()),
                Wording.code(benefit.way()),
                mine.grant().isPresent(),
                mine.quota(),
                mine.left(),
                mine.again().orElse(null),
                mine.until().orElse(null));
    }

    @Operation(
            operationId = "takeBenefitCode",
            summary = "Take the code that a member shows for using a benefit",
            description =
                    "A code is good once, for 15 minutes: of two tills that send it one is told that it was taken. Needs the scope `redemptions:write`.",
            requestBody =
                    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UseBody.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TakenAnswer.class)))
    @PostMapping(
            path = "/api/v1/benefit-uses",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> take(HttpServletRequest request) throws IOException {
        var body = json.read(request, UseBody.class);
        if (!(body instanceof StrictJson.Body.Read<UseBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var code = written.code();
        if (code == null || code.isBlank()) {
            return problems.answer(
                    request, requests.faulty(request, List.of(new Checked.Fault("/code", "required", List.of()))));
        }
        var place = Optional.ofNullable(written.place()).orElse("");
        if (code.length() > LONGEST_CODE) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_BENEFIT_CODE));
        }
        return switch (requests.patiently(() -> useBenefit.take(code, place, Optional.empty()))) {
            case Taken.Good good -> ResponseEntity.ok(answer(good.member(), good.benefit(), request));
            case Taken.UnknownCode _ ->
                problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_BENEFIT_CODE));
            case Taken.TooLate _ -> spent(request, "too-late");
            case Taken.TakenBefore _ -> spent(request, "taken-before");
            case Taken.MemberInactive _ -> problems.answer(request, problems.of(request, ProblemCode.MEMBER_INACTIVE));
        };
    }

    private static TakenAnswer answer(MemberId member, Benefit benefit, HttpServletRequest request) {
        return new TakenAnswer(
                member.value(), benefit.id().value(), benefit.name().in(Problems.language(request)));
    }

    private ResponseEntity<Object> spent(HttpServletRequest request, String because) {
        return problems.answer(
                request, problems.of(request, ProblemCode.BENEFIT_CODE_SPENT, List.of(), Map.of("because", because)));
    }
}
