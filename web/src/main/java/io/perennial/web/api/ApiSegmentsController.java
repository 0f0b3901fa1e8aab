package io.perennial.web.api;

import io.perennial.insights.PickMembers;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.ReadSegments.Listed;
import io.perennial.insights.ReadSegments.Stay;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Segments", description = "Groups of members with a name")
class ApiSegmentsController {

    private final ReadSegments segments;
    private final PickMembers picking;
    private final RecogniseMembers recogniseMembers;
    private final Requests requests;
    private final Problems problems;

    ApiSegmentsController(
            ReadSegments segments,
            PickMembers picking,
            RecogniseMembers recogniseMembers,
            Requests requests,
            Problems problems) {
        this.segments = segments;
        this.picking = picking;
        this.recogniseMembers = recogniseMembers;
        this.requests = requests;
        this.problems = problems;
    }

    @Schema(name = "Segment")
    record SegmentAnswer(
            @Schema(example = "mug-lovers") String code,
            @Schema(example = "Mug lovers") String name,

            @Schema(description = "`dynamic`, `hand-picked` or `frozen`", example = "dynamic")
            String kind,

            @Schema(description = "Who belongs to it now", example = "1204")
            long members,

            @Schema(description = "How many of them can be reached; absent until it has been counted") @Nullable
            ReachableAnswer reachable) {}

    @Schema(name = "Reachable")
    record ReachableAnswer(
            @Schema(description = "In the portal: accounts that may take part", example = "1190")
            long inApp,

            @Schema(
                    description =
                            "By channel (`email`, `sms`, `whatsapp`, `wechat`): active accounts that agreed to offers on"
                                    + " it and are known there",
                    example = "{\"email\":840,\"sms\":611,\"whatsapp\":12,\"wechat\":0}")
            Map<String, Long> channels,

            @Schema(description = "When it was counted: within a minute, or an hour for a large segment")
            Instant countedAt) {}

    @Schema(name = "Segments")
    record SegmentsAnswer(List<SegmentAnswer> segments) {}

    @Schema(name = "SegmentOfMember")
    record StayAnswer(
            @Schema(example = "mug-lovers") String segment,
            @Schema(description = "Since when") Instant enteredAt) {}

    @Schema(name = "SegmentsOfMember")
    record StaysAnswer(List<StayAnswer> segments) {}

    @Operation(
            operationId = "listSegments",
            summary = "List the segments",
            description = "By code, without those that were retired. Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SegmentsAnswer.class)))
    @GetMapping(path = "/api/v1/segments", produces = MediaType.APPLICATION_JSON_VALUE)
    SegmentsAnswer list(Locale locale) {
        return new SegmentsAnswer(
                segments.all().stream().map(each -> answer(each, locale)).toList());
    }

    private static SegmentAnswer answer(Listed listed, Locale locale) {
        var segment = listed.segment();
        return new SegmentAnswer(
                segment.code(),
                segment.name().in(locale),
                Wording.code(segment.kind()),
                listed.members(),
                listed.reachable().map(ApiSegmentsController::answer).orElse(null));
    }

    private static ReachableAnswer answer(ReadSegments.Reachable reachable) {
        var channels = new TreeMap<String, Long>();
        reachable.reach().channels().forEach((channel, members) -> channels.put(Wording.code(channel), members));
        return new ReachableAnswer(reachable.reach().active(), channels, reachable.at());
    }

    @Operation(
            operationId = "listSegmentsOfMember",
            summary = "List the segments to which a member belongs",
            description = "By code. Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StaysAnswer.class)))
    @GetMapping(path = "/api/v1/members/{id}/segments", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> of(@PathVariable UUID id, HttpServletRequest request) {
        var member = new MemberId(id);
        if (recogniseMembers.statuses(List.of(member)).isEmpty()) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
        }
        return ResponseEntity.ok(new StaysAnswer(segments.of(member).stream()
                .map((Stay stay) -> new StayAnswer(stay.segment(), stay.enteredAt()))
                .toList()));
    }

    @Operation(
            operationId = "addToSegment",
            summary = "Put a member into a segment that is picked by hand",
            description = "Safe to ask again. Needs the scope `segments:write`.")
    @ApiResponse(responseCode = "204", description = "The member belongs to it")
    @PutMapping(path = "/api/v1/segments/{code}/members/{id}")
    ResponseEntity<Object> add(@PathVariable String code, @PathVariable UUID id, HttpServletRequest request) {
        return answer(request, requests.patiently(() -> picking.add(code, List.of(new MemberId(id)), null)));
    }

    @Operation(
            operationId = "removeFromSegment",
            summary = "Take a member out of a segment that is picked by hand",
            description = "Safe to ask again. Needs the scope `segments:write`.")
    @ApiResponse(responseCode = "204", description = "The member does not belong to it")
    @DeleteMapping(path = "/api/v1/segments/{code}/members/{id}")
    ResponseEntity<Object> remove(@PathVariable String code, @PathVariable UUID id, HttpServletRequest request) {
        return answer(request, requests.patiently(() -> picking.remove(code, List.of(new MemberId(id)), null)));
    }

    private ResponseEntity<Object> answer(HttpServletRequest request, PickMembers.Outcome outcome) {
        return switch (outcome) {
            case PickMembers.Outcome.Done done
            when done.unknown() > 0 -> problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
            case PickMembers.Outcome.Done _ -> ResponseEntity.noContent().build();
            case PickMembers.Outcome.UnknownSegment _ ->
                problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_SEGMENT));
            case PickMembers.Outcome.NotByHand _ ->
                problems.answer(request, problems.of(request, ProblemCode.SEGMENT_NOT_BY_HAND));
        };
    }
}
