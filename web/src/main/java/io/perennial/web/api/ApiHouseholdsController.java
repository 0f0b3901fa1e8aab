package io.perennial.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.KeepHousehold;
import io.perennial.points.KeepHousehold.Household;
import io.perennial.points.KeepHousehold.Outcome;
import io.perennial.points.Points;
import io.perennial.points.SendPoints;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Households", description = "People who pool their points")
class ApiHouseholdsController {

    private static final String KEY_HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,64}");
    private static final int LONGEST_NAME = 40;

    private final StrictJson json;
    private final Requests requests;
    private final Problems problems;
    private final RecogniseMembers recogniseMembers;
    private final KeepHousehold households;
    private final TransferAnswers transfers;

    ApiHouseholdsController(
            StrictJson json,
            Requests requests,
            Problems problems,
            RecogniseMembers recogniseMembers,
            KeepHousehold households,
            TransferAnswers transfers) {
        this.json = json;
        this.requests = requests;
        this.problems = problems;
        this.recogniseMembers = recogniseMembers;
        this.households = households;
        this.transfers = transfers;
    }

    @Schema(
            name = "HouseholdRequest",
            requiredProperties = {"owner", "name"})
    record FoundBody(
            @Schema(format = "uuid", description = "Id of the member who begins it") @Nullable
            String owner,

            @Schema(example = "Home", maxLength = LONGEST_NAME) @Nullable
            String name) {}

    @Schema(
            name = "JoinRequest",
            requiredProperties = {"member", "code"})
    record JoinBody(
            @Schema(format = "uuid") @Nullable String member,

            @Schema(
                    description = "The household's code, which its owner shares: it is the invitation",
                    example = "7KQ2MX4WPD")
            @Nullable
            String code) {}

    @Schema(name = "HouseholdPersonRequest", requiredProperties = "mayDraw")
    record PersonBody(
            @Schema(description = "Whether they may take points out") @Nullable
            Boolean mayDraw) {}

    @Schema(name = "HouseholdMove", requiredProperties = "points")
    record MoveBody(@Schema(example = "50") @Nullable Long points) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Household")
    record HouseholdAnswer(
            UUID id,
            @Schema(example = "Home") String name,

            @Schema(description = "What is in it", example = "420")
            long balance,

            @Schema(description = "The invitation; only for its owner") @Nullable
            String code,

            @Schema(description = "The owner first, then by when they joined")
            List<PersonAnswer> people) {}

    @Schema(name = "HouseholdPerson")
    record PersonAnswer(UUID member, boolean owner, boolean mayDraw, Instant joinedAt) {}

    @Operation(
            operationId = "readHousehold",
            summary = "Read the household of a member",
            description = "Its code is there for its owner alone. Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdAnswer.class)))
    @GetMapping(path = "/api/v1/members/{id}/household", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> show(@PathVariable UUID id, HttpServletRequest request) {
        var member = new MemberId(id);
        if (recogniseMembers.statuses(List.of(member)).isEmpty()) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
        }
        return shown(request, member, 200);
    }

    @Operation(
            operationId = "foundHousehold",
            summary = "Begin a household",
            description = """
                A member is in one household at most. Safe to ask again: whoever owns one of this name gets it once more.
                Needs the scope `households:write`.\
                """,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = FoundBody.class))))
    @ApiResponse(
            responseCode = "201",
            description = "It is there, now or since before",
            content = @Content(schema = @Schema(implementation = HouseholdAnswer.class)))
    @PostMapping(
            path = "/api/v1/households",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> found(HttpServletRequest request) throws IOException {
        var body = json.read(request, FoundBody.class);
        if (!(body instanceof StrictJson.Body.Read<FoundBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var faults = new ArrayList<Checked.Fault>();
        var owner = member(written.owner(), "/owner", faults);
        var name = written.name();
        if (name == null || name.isBlank()) {
            faults.add(new Checked.Fault("/name", "required", List.of()));
        }
        if (owner == null || name == null || !faults.isEmpty()) {
            return problems.answer(request, requests.faulty(request, faults));
        }
        var before = households.of(owner);
        if (before.isPresent() && isOwnersOfThatName(before.get(), owner, name)) {
            return shown(request, owner, 201);
        }
        var outcome = requests.patiently(() -> households.found(owner, name));
        return outcome instanceof Outcome.BadName
                ? problems.answer(
                        request,
                        requests.faulty(
                                request, List.of(new Checked.Fault("/name", "too-long", List.of(LONGEST_NAME)))))
                : answer(request, outcome, owner, 201);
    }

    @Operation(
            operationId = "joinHousehold",
            summary = "Join a household by its code",
            description = """
                The code is the invitation: its owner shares it, and may make another one. Safe to ask again.
                Needs the scope `households:write`.\
                """,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = JoinBody.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdAnswer.class)))
    @PostMapping(
            path = "/api/v1/households/join",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> join(HttpServletRequest request) throws IOException {
        var body = json.read(request, JoinBody.class);
        if (!(body instanceof StrictJson.Body.Read<JoinBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var faults = new ArrayList<Checked.Fault>();
        var member = member(written.member(), "/member", faults);
        var code = written.code();
        if (code == null || code.isBlank()) {
            faults.add(new Checked.Fault("/code", "required", List.of()));
        }
        if (member == null || code == null || !faults.isEmpty()) {
            return problems.answer(request, requests.faulty(request, faults));
        }
        var before = households.of(member);
        if (before.isPresent() && before.get().code().equalsIgnoreCase(code.replaceAll("[\\s-]", ""))) {
            return shown(request, member, 200);
        }
        return answer(request, requests.patiently(() -> households.join(member, code)), member, 200);
    }

    @Operation(
            operationId = "renewHouseholdCode",
            summary = "Make another code for a household",
            description = "By its owner; the one before leads nowhere from now on. Needs the scope `households:write`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdAnswer.class)))
    @PostMapping(path = "/api/v1/members/{owner}/household/code", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> renewCode(@PathVariable UUID owner, HttpServletRequest request) {
        var who = new MemberId(owner);
        return answer(request, requests.patiently(() -> households.renewCode(who)), who, 200);
    }

    @Operation(
            operationId = "changeHouseholdPerson",
            summary = "Say whether someone may take points out of a household",
            description = "By its owner. Safe to ask again. Needs the scope `households:write`.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = PersonBody.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdAnswer.class)))
    @PutMapping(
            path = "/api/v1/members/{owner}/household/people/{person}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> change(@PathVariable UUID owner, @PathVariable UUID person, HttpServletRequest request)
            throws IOException {
        var body = json.read(request, PersonBody.class);
        if (!(body instanceof StrictJson.Body.Read<PersonBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var mayDraw = written.mayDraw();
        if (mayDraw == null) {
            return problems.answer(
                    request, requests.faulty(request, List.of(new Checked.Fault("/mayDraw", "required", List.of()))));
        }
        var who = new MemberId(owner);
        return answer(
                request, requests.patiently(() -> households.allow(who, new MemberId(person), mayDraw)), who, 200);
    }

    @Operation(operationId = "removeHouseholdPerson", summary = "Send someone away from a household", description = """
        By its owner; what is left of what they put in goes with them. Safe to ask again. Needs the scope
        `households:write`.\
        """)
    @ApiResponse(responseCode = "204", description = "They are not in it any more")
    @DeleteMapping(path = "/api/v1/members/{owner}/household/people/{person}")
    ResponseEntity<Object> remove(@PathVariable UUID owner, @PathVariable UUID person, HttpServletRequest request) {
        var who = new MemberId(owner);
        var whom = new MemberId(person);
        var home = households.of(who);
        if (home.isPresent() && home.get().person(whom).isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        return gone(request, requests.patiently(() -> households.remove(who, whom)));
    }

    @Operation(operationId = "leaveHousehold", summary = "Leave a household", description = """
        What is left of what they put in comes back to them. Safe to ask again. Needs the scope
        `households:write`.\
        """)
    @ApiResponse(responseCode = "204", description = "They are in none any more")
    @DeleteMapping(path = "/api/v1/members/{id}/household")
    ResponseEntity<Object> leave(@PathVariable UUID id, HttpServletRequest request) {
        var member = new MemberId(id);
        if (households.of(member).isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        return gone(request, requests.patiently(() -> households.leave(member)));
    }

    @Operation(
            operationId = "putIntoHousehold",
            summary = "Put points into a household",
            description = """
                A transfer: points keep their expiry, the limits of the points policy hold, and it may be taken back like
                any. The `Idempotency-Key` counts per member, for ever. Needs the scope `households:write`.\
                """,
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = KEY_HEADER,
                            required = true,
                            description = "1 to 64 printable ASCII characters without blanks, made by you",
                            schema = @Schema(type = "string", minLength = 1, maxLength = 64)),
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = MoveBody.class))))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TransferAnswer.class)))
    @PostMapping(
            path = "/api/v1/members/{id}/household/deposits",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> putIn(@PathVariable UUID id, HttpServletRequest request) throws IOException {
        return move(request, (points, key) -> households.putIn(new MemberId(id), points, key));
    }

    @Operation(
            operationId = "takeOutOfHousehold",
            summary = "Take points out of a household",
            description = """
                Soonest to expire first, without limits, by whom the owner lets; for good. The `Idempotency-Key` counts per
                household, for ever. Needs the scope `households:write`.\
                """,
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = KEY_HEADER,
                            required = true,
                            description = "1 to 64 printable ASCII characters without blanks, made by you",
                            schema = @Schema(type = "string", minLength = 1, maxLength = 64)),
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = MoveBody.class))))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TransferAnswer.class)))
    @PostMapping(
            path = "/api/v1/members/{id}/household/withdrawals",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> takeOut(@PathVariable UUID id, HttpServletRequest request) throws IOException {
        return move(request, (points, key) -> households.takeOut(new MemberId(id), points, key));
    }

    private interface Move {
        SendPoints.Outcome of(Points points, String key);
    }

    private ResponseEntity<Object> move(HttpServletRequest request, Move move) throws IOException {
        var key = request.getHeader(KEY_HEADER);
        if (key == null || !KEY.matcher(key).matches()) {
            return problems.answer(request, problems.of(request, ProblemCode.IDEMPOTENCY_KEY_MISSING));
        }
        var body = json.read(request, MoveBody.class);
        if (!(body instanceof StrictJson.Body.Read<MoveBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var points = written.points();
        if (points == null || points < 1) {
            var fault = points == null ? "required" : "not-allowed";
            return problems.answer(
                    request, requests.faulty(request, List.of(new Checked.Fault("/points", fault, List.of()))));
        }
        return transfers.of(request, requests.untilAnswered(() -> move.of(Points.of(points), "api:" + key)));
    }

    private ResponseEntity<Object> gone(HttpServletRequest request, Outcome outcome) {
        return outcome instanceof Outcome.Done ? ResponseEntity.noContent().build() : refused(request, outcome);
    }

    private ResponseEntity<Object> answer(HttpServletRequest request, Outcome outcome, MemberId member, int status) {
        return outcome instanceof Outcome.Done ? shown(request, member, status) : refused(request, outcome);
    }

    private ResponseEntity<Object> refused(HttpServletRequest request, Outcome outcome) {
        return switch (outcome) {
            case Outcome.UnknownCode _ -> problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_HOUSEHOLD));
            case Outcome.InOneAlready _ -> refused(request, "in-one-already");
            case Outcome.Full _ -> refused(request, "full");
            case Outcome.MayNot _ -> refused(request, "may-not");
            case Outcome.Done _, Outcome.BadName _ -> throw new IllegalStateException("no refusal: " + outcome);
        };
    }

    private ResponseEntity<Object> refused(HttpServletRequest request, String because) {
        return problems.answer(
                request,
                problems.of(
                        request,
                        ProblemCode.HOUSEHOLD_REFUSED,
                        List.of(),
                        Map.of("because", because),
                        problems.because(request, because)));
    }

    private ResponseEntity<Object> shown(HttpServletRequest request, MemberId member, int status) {
        Optional<Household> home = households.of(member);
        return home.<ResponseEntity<Object>>map(
                        each -> ResponseEntity.status(status).body(answer(each, member)))
                .orElseGet(() -> problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_HOUSEHOLD)));
    }

    private static HouseholdAnswer answer(Household home, MemberId asked) {
        var isOwner = home.person(asked).map(KeepHousehold.Person::isOwner).orElse(false);
        return new HouseholdAnswer(
                home.id().value(),
                home.name(),
                home.balance().value(),
                isOwner ? home.code() : null,
                home.people().stream()
                        .map(person -> new PersonAnswer(
                                person.member().value(), person.isOwner(), person.mayDraw(), person.joinedAt()))
                        .toList());
    }

    private static boolean isOwnersOfThatName(Household home, MemberId owner, String name) {
        return home.name().equals(name.strip())
                && home.person(owner).map(KeepHousehold.Person::isOwner).orElse(false);
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
