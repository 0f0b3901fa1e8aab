package io.perennial.web.api;

import io.perennial.insights.Activity;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.web.api.Answers.ActivityResult;
import io.perennial.web.api.Answers.BatchLine;
import io.perennial.web.api.Answers.BatchResult;
import io.perennial.web.api.Checked.Named;
import io.perennial.web.api.Checked.Unaddressed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The way of a purchase begins here. */
@RestController
@Tag(name = "Activities", description = "Tell what members did")
class ApiActivitiesController {

    private final StrictJson json;
    private final EarnPoints earnPoints;
    private final Requests requests;
    private final Problems problems;
    private final Wording wording;

    ApiActivitiesController(
            StrictJson json, EarnPoints earnPoints, Requests requests, Problems problems, Wording wording) {
        this.json = json;
        this.earnPoints = earnPoints;
        this.requests = requests;
        this.problems = problems;
        this.wording = wording;
    }

    @Operation(
            operationId = "recordActivities",
            summary = "Tell one activity, or up to 1,000",
            description = """
                The body is one activity, or `{"activities": [ … ]}`. What is accepted is stored when the answer arrives.

                **One** is answered with its result, or with a problem document.

                **A batch** is answered with 200 and one line for each activity, in the same order: its result, or the
                problem document that it would have got alone. A refused activity changes nothing and harms no other.
                All that is accepted is stored in one transaction: after any other answer than 200 nothing is.

                Telling an activity again is safe: the same (source, reference) with the same content gets the answer of
                the first time, with `repeated: true`. So after a lost answer send it again, unchanged.

                Needs the scope `activities:write`. One activity may have 1 MiB, a batch 8 MiB.\
                """,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(oneOf = {ActivityBody.class, ActivitiesBody.class}),
                                            examples = {
                                                @ExampleObject(name = "A purchase", value = """
                                                    {
                                                      "member": {"phone": "+8613812345678"},
                                                      "type": "purchase",
                                                      "source": "till-7",
                                                      "reference": "2026-11-22-000481",
                                                      "happenedAt": "2026-11-22T10:15:00+08:00",
                                                      "channel": "pos",
                                                      "amount": {"value": "129.90", "currency": "CNY"},
                                                      "items": [{"sku": "85123A", "name": "Tea set, white", "quantity": 2, "unitPrice": "64.95"}]
                                                    }\
                                                    """),
                                                @ExampleObject(name = "A batch", value = """
                                                    {"activities": [
                                                      {"member": {"customerNumber": "17850"}, "type": "purchase", "source": "web-shop", "reference": "A-1",
                                                       "happenedAt": "2026-11-22T02:15:00Z", "amount": {"value": "20.00", "currency": "GBP"}},
                                                      {"member": {"customerNumber": "17850"}, "type": "refund", "source": "web-shop", "reference": "A-1-R",
                                                       "happenedAt": "2026-11-22T03:00:00Z", "amount": {"value": "20.00", "currency": "GBP"}, "refundOf": "A-1"}
                                                    ]}\
                                                    """)
                                            })))
    @ApiResponse(
            responseCode = "200",
            description = "Stored: the result of the activity, or of each one of the batch",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(oneOf = {ActivityResult.class, BatchResult.class})))
    @PostMapping(
            path = "/api/v1/activities",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> record(HttpServletRequest request) throws IOException {
        var body = json.readActivities(request);
        if (!(body instanceof StrictJson.Body.Read<StrictJson.Told>(var told))) {
            return problems.answer(request, requests.unread(request, body));
        }
        if (told.activities().isEmpty()) {
            return problems.answer(
                    request,
                    requests.faulty(request, List.of(new Checked.Fault("/activities", "required", List.of()))));
        }
        if (told.activities().size() > EarnPoints.MOST_AT_ONCE) {
            return problems.answer(
                    request,
                    problems.of(
                            request,
                            ProblemCode.TOO_MANY_ACTIVITIES,
                            told.activities().size(),
                            EarnPoints.MOST_AT_ONCE));
        }
        var lines = judge(request, told);
        if (told.batch()) {
            return answer(request, batch(lines));
        }
        var only = lines.getFirst();
        return only.problem() != null
                ? problems.answer(request, only.problem())
                : answer(request, Objects.requireNonNull(only.activity()));
    }

    private static ResponseEntity<Object> answer(HttpServletRequest request, Object body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, Problems.language(request).toLanguageTag())
                .body(body);
    }

    private static BatchResult batch(List<BatchLine> lines) {
        var repeated = (int) lines.stream()
                .filter(line -> line.activity() != null && line.activity().repeated())
                .count();
        var refused =
                (int) lines.stream().filter(line -> line.problem() != null).count();
        return new BatchResult(lines.size() - repeated - refused, repeated, refused, lines);
    }

    private List<BatchLine> judge(HttpServletRequest request, StrictJson.Told told) {
        var lines = new ArrayList<@Nullable BatchLine>();
        var sound = new LinkedHashMap<Integer, Unaddressed>();
        for (var index = 0; index < told.activities().size(); index++) {
            var at = told.batch() ? "/activities/" + index : "";
            var read = told.activities().get(index);
            Problem problem = null;
            if (read instanceof StrictJson.Body.Read<ActivityBody>(var written)) {
                switch (FieldReading.checkActivity(written, at)) {
                    case Checked.Sound<Unaddressed>(var activity) -> sound.put(index, activity);
                    case Checked.Faulty<Unaddressed>(var faults) -> problem = requests.faulty(request, faults);
                }
            } else {
                problem = requests.unread(request, read);
            }
            lines.add(problem == null ? null : refused(index, problem));
        }
        book(request, sound, lines);
        return lines.stream().map(Objects::requireNonNull).toList();
    }

    private void book(HttpServletRequest request, Map<Integer, Unaddressed> sound, List<@Nullable BatchLine> lines) {
        var members = requests.recognise(
                sound.values().stream().map(Unaddressed::member).distinct().toList());
        var indexes = new ArrayList<Integer>();
        var activities = new ArrayList<Activity>();
        sound.forEach((index, unaddressed) -> {
            var member = members.get(unaddressed.member());
            if (member == null) {
                lines.set(index, refused(index, unknown(request, unaddressed.member())));
            } else {
                indexes.add(index);
                activities.add(addressed(unaddressed.activity(), member));
            }
        });
        if (activities.isEmpty()) {
            return;
        }
        var outcomes = requests.untilAnswered(() -> earnPoints.earn(activities));
        for (var i = 0; i < outcomes.size(); i++) {
            int index = indexes.get(i);
            lines.set(index, line(request, index, activities.get(i), outcomes.get(i)));
        }
    }

    private static Activity addressed(Activity activity, MemberId member) {
        return new Activity(
                member,
                activity.type(),
                activity.source(),
                activity.reference(),
                activity.happenedAt(),
                activity.channel(),
                activity.store(),
                activity.amount(),
                activity.refundOf(),
                activity.items());
    }

    private Problem unknown(HttpServletRequest request, Named name) {
        return problems.of(
                request,
                ProblemCode.UNKNOWN_MEMBER,
                switch (name) {
                    case Named.ById _ -> "id";
                    case Named.ByIdentifier by ->
                        MemberName.field(by.identifier().kind());
                });
    }

    private static BatchLine refused(int index, Problem problem) {
        return new BatchLine(index, problem.status(), null, problem);
    }

    private BatchLine line(HttpServletRequest request, int index, Activity activity, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Booked booked -> new BatchLine(index, 200, result(request, activity, booked), null);
            case Outcome.Conflict conflict ->
                refused(
                        index,
                        problems.of(
                                request,
                                ProblemCode.REFERENCE_CONFLICT,
                                List.of(),
                                Map.of(
                                        "differsIn",
                                        conflict.differsIn(),
                                        "id",
                                        conflict.activity().toString()),
                                activity.reference(),
                                String.join(", ", conflict.differsIn())));
            case Outcome.UnknownMember _ -> refused(index, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
            case Outcome.MemberClosed _ -> refused(index, problems.of(request, ProblemCode.MEMBER_CLOSED));
            case Outcome.InTheFuture _ -> refused(index, problems.of(request, ProblemCode.HAPPENED_IN_FUTURE));
            case Outcome.CurrencyNotConfigured(var currency) ->
                refused(index, problems.of(request, ProblemCode.CURRENCY_NOT_CONFIGURED, currency));
            case Outcome.UnknownPurchase(var reference) ->
                refused(index, problems.of(request, ProblemCode.UNKNOWN_PURCHASE, reference));
            case Outcome.RefundTooLarge large ->
                refused(
                        index,
                        problems.of(
                                request,
                                ProblemCode.REFUND_TOO_LARGE,
                                List.of(),
                                Map.of("paid", large.paid(), "refundedBefore", large.refundedBefore()),
                                large.paid(),
                                large.refundedBefore()));
        };
    }

    private ActivityResult result(HttpServletRequest request, Activity activity, Outcome.Booked booked) {
        var locale = Problems.language(request);
        return new ActivityResult(
                booked.activity().value(),
                activity.source(),
                activity.reference(),
                booked.standing().member().value(),
                booked.points(),
                booked.pending(),
                booked.growth(),
                booked.balance().value(),
                wording.standing(booked.standing(), locale),
                booked.reasons().stream()
                        .map(why -> wording.reason(why, locale))
                        .toList(),
                booked.repeated());
    }
}
