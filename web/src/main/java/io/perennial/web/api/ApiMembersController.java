package io.perennial.web.api;

import io.perennial.insights.ActivityId;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadStatement;
import io.perennial.web.api.Answers.EnrolledAnswer;
import io.perennial.web.api.Answers.EntriesAnswer;
import io.perennial.web.api.Answers.EntryAnswer;
import io.perennial.web.api.Answers.ExpiringAnswer;
import io.perennial.web.api.Answers.IdentifierAnswer;
import io.perennial.web.api.Answers.MemberAnswer;
import io.perennial.web.api.Answers.WaitingAnswer;
import io.perennial.web.api.Checked.Named;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Members", description = "Find, read and enrol members")
class ApiMembersController {

    private static final String BASE = "/api/v1/members";
    private static final int MOST_ENTRIES = 200;
    private static final int LONGEST_NAME = 80;

    private final StrictJson json;
    private final Requests requests;
    private final Problems problems;
    private final Wording wording;
    private final ReadMember readMember;
    private final ReadStanding readStanding;
    private final ReadBalance readBalance;
    private final ReadStatement readStatement;
    private final EnrolMembers enrolMembers;

    ApiMembersController(
            StrictJson json,
            Requests requests,
            Problems problems,
            Wording wording,
            ReadMember readMember,
            ReadStanding readStanding,
            ReadBalance readBalance,
            ReadStatement readStatement,
            EnrolMembers enrolMembers) {
        this.json = json;
        this.requests = requests;
        this.problems = problems;
        this.wording = wording;
        this.readMember = readMember;
        this.readStanding = readStanding;
        this.readBalance = readBalance;
        this.readStatement = readStatement;
        this.enrolMembers = enrolMembers;
    }

    @Operation(
            operationId = "readMember",
            summary = "Read a member: balance, what expires, standing",
            description = "Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberAnswer.class)))
    @GetMapping(path = BASE + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> show(@PathVariable UUID id, HttpServletRequest request) {
        return member(request, new MemberId(id), "id");
    }

    @Operation(
            operationId = "findMember",
            summary = "Find a member by what you know of them",
            description = "Exactly one of the parameters is to be given. Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberAnswer.class)))
    @GetMapping(path = BASE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> find(
            @Parameter(example = "+8613812345678") @RequestParam(required = false) @Nullable String phone,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String cardNumber,
            @RequestParam(required = false) @Nullable String customerNumber,
            @RequestParam(required = false) @Nullable String wechat,
            @RequestParam(required = false) @Nullable String alipay,
            @RequestParam(required = false) @Nullable String whatsapp,
            HttpServletRequest request) {
        var name = new MemberName(null, phone, email, cardNumber, customerNumber, wechat, alipay, whatsapp);
        if (!(FieldReading.checkMember(name, "") instanceof Checked.Sound<Named>(var named))) {
            return problems.answer(
                    request,
                    problems.of(
                            request,
                            ProblemCode.INVALID_PARAMETER,
                            name.identifiers().isEmpty()
                                    ? "phone, email, cardNumber, customerNumber, wechat, alipay, whatsapp"
                                    : String.join(", ", name.identifiers().keySet())));
        }
        var field = name.identifiers().keySet().iterator().next();
        var member = requests.find(named);
        return member == null
                ? problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, field))
                : member(request, member, field);
    }

    @Operation(
            operationId = "readEntries",
            summary = "Read a member's statement, newest entries first",
            description =
                    "A page at a time: follow `next` until it is absent; page 1,000 comes as fast as page 1. Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntriesAnswer.class)))
    @GetMapping(path = BASE + "/{id}/entries", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> entries(
            @PathVariable UUID id,
            @Parameter(description = "Only entries with a smaller sequence number")
                    @RequestParam(required = false)
                    @Nullable
                    Long before,
            @Parameter(description = "1 to 200") @RequestParam(defaultValue = "50") int limit,
            @Parameter(
                            description =
                                    "Only what this activity was booked as, with the full trace: an entry for each rule that paid, or one without points that says why none did")
                    @RequestParam(required = false)
                    @Nullable
                    UUID activity,
            HttpServletRequest request) {
        if (limit < 1 || limit > MOST_ENTRIES) {
            return problems.answer(request, problems.of(request, ProblemCode.INVALID_PARAMETER, "limit"));
        }
        if (before != null && before < 1) {
            return problems.answer(request, problems.of(request, ProblemCode.INVALID_PARAMETER, "before"));
        }
        var member = new MemberId(id);
        if (readMember.find(member).isEmpty()) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
        }
        var locale = Problems.language(request);
        if (activity != null) {
            var booked = readStatement.ofActivity(member, new ActivityId(activity)).stream()
                    .map(line -> entry(line, locale))
                    .toList();
            return answer(request, new EntriesAnswer(booked, null));
        }
        var page = readStatement.page(member, Optional.ofNullable(before), limit);
        var entries = page.lines().stream().map(line -> entry(line, locale)).toList();
        var next = page.hasMore()
                ? BASE + "/" + id + "/entries?before=" + entries.getLast().sequence() + "&limit=" + limit
                : null;
        return answer(request, new EntriesAnswer(entries, next));
    }

    @Operation(
            operationId = "enrolMember",
            summary = "Enrol a member",
            description =
                    "Whoever is already known by this name is answered with 200 and their id, not enrolled twice; so it is safe to ask again. Needs the scope `members:write`.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = EnrolmentBody.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Enrolled",
            content = @Content(schema = @Schema(implementation = EnrolledAnswer.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Was a member already",
            content = @Content(schema = @Schema(implementation = EnrolledAnswer.class)))
    @PostMapping(path = BASE, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> enrol(HttpServletRequest request) throws IOException {
        var body = json.read(request, EnrolmentBody.class);
        if (!(body instanceof StrictJson.Body.Read<EnrolmentBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var displayName =
                written.displayName() == null ? null : written.displayName().strip();
        if (displayName != null
                && (displayName.length() > LONGEST_NAME || displayName.chars().anyMatch(Character::isISOControl))) {
            return problems.answer(
                    request,
                    requests.faulty(
                            request, List.of(new Checked.Fault("/displayName", "too-long", List.of(LONGEST_NAME)))));
        }
        return switch (FieldReading.checkMember(written.member(), "")) {
            case Checked.Faulty<Named>(var faults) -> problems.answer(request, requests.faulty(request, faults));
            case Checked.Sound<Named>(Named.ById _) ->
                problems.answer(
                        request,
                        requests.faulty(request, List.of(new Checked.Fault("/member/id", "not-allowed", List.of()))));
            case Checked.Sound<Named>(Named.ByIdentifier(var identifier)) ->
                enrolled(identifier, displayName == null || displayName.isEmpty() ? null : displayName);
        };
    }

    @Schema(name = "Enrolment", requiredProperties = "member")
    record EnrolmentBody(
            @Nullable MemberName member,

            @Schema(description = "At most 80 characters", example = "Lin Mei") @Nullable
            String displayName) {}

    private ResponseEntity<Object> enrolled(Identifier identifier, @Nullable String displayName) {
        var enrolled = requests.patiently(
                        () -> enrolMembers.enrol(List.of(new EnrolMembers.Enrolment(identifier, displayName, "api"))))
                .getFirst();
        return ResponseEntity.status(enrolled.isNew() ? 201 : 200)
                .header(HttpHeaders.LOCATION, BASE + "/" + enrolled.member())
                .body(new EnrolledAnswer(enrolled.member().value(), enrolled.isNew(), links(enrolled.member())));
    }

    private ResponseEntity<Object> member(HttpServletRequest request, MemberId member, String knownBy) {
        var profile = readMember.find(member).orElse(null);
        if (profile == null) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, knownBy));
        }
        var balance = readBalance.of(member);
        var standing = readStanding.of(member).orElseThrow();
        return answer(
                request,
                new MemberAnswer(
                        member.value(),
                        Wording.code(profile.status()),
                        profile.displayName(),
                        profile.identifiers().stream()
                                .map(each -> new IdentifierAnswer(MemberName.field(each.kind()), each.value()))
                                .toList(),
                        profile.enrolledAt(),
                        balance.points().value(),
                        balance.pending().value(),
                        balance.waiting().stream()
                                .map(each -> new WaitingAnswer(
                                        each.from(), each.points().value()))
                                .toList(),
                        balance.owed().value(),
                        balance.expiring().stream()
                                .map(each -> new ExpiringAnswer(
                                        each.lastDay(), each.points().value()))
                                .toList(),
                        wording.standing(standing, Problems.language(request)),
                        links(member)));
    }

    private EntryAnswer entry(ReadStatement.Line line, Locale locale) {
        return new EntryAnswer(
                line.sequence(),
                Wording.code(line.kind()),
                line.points(),
                line.pending(),
                line.growth(),
                line.balanceAfter().value(),
                line.owedAfter().value(),
                line.activity() == null ? null : line.activity().value(),
                wording.reason(line.why(), locale),
                line.happenedAt(),
                line.bookedAt(),
                line.lastDay(),
                line.remaining() == null ? null : line.remaining().value(),
                line.availableAt());
    }

    private static Map<String, String> links(MemberId member) {
        return Map.of(
                "self",
                BASE + "/" + member,
                "entries",
                BASE + "/" + member + "/entries",
                "missions",
                BASE + "/" + member + "/missions");
    }

    private static ResponseEntity<Object> answer(HttpServletRequest request, Object body) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        Objects.requireNonNull(Problems.language(request).toLanguageTag()))
                .body(body);
    }
}
