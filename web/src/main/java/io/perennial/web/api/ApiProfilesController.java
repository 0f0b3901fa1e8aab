package io.perennial.web.api;

import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadTags;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordConsent.Answers;
import io.perennial.membership.RecordConsent.How;
import io.perennial.membership.Region;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.membership.TagMembers.Tagging;
import io.perennial.membership.UpdateProfile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@io.swagger.v3.oas.annotations.tags.Tag(
        name = "Profiles",
        description = "Where members live, what they like, their tags and consents")
class ApiProfilesController {

    private static final String BASE = "/api/v1/members/{id}";
    private static final int MOST = 50;

    private final StrictJson json;
    private final Requests requests;
    private final Problems problems;
    private final ReadMember readMember;
    private final UpdateProfile updateProfile;
    private final ReadTags readTags;
    private final TagMembers tagMembers;
    private final ReadConsents readConsents;
    private final RecordConsent recordConsent;

    ApiProfilesController(
            StrictJson json,
            Requests requests,
            Problems problems,
            ReadMember readMember,
            UpdateProfile updateProfile,
            ReadTags readTags,
            TagMembers tagMembers,
            ReadConsents readConsents,
            RecordConsent recordConsent) {
        this.json = json;
        this.requests = requests;
        this.problems = problems;
        this.readMember = readMember;
        this.updateProfile = updateProfile;
        this.readTags = readTags;
        this.tagMembers = tagMembers;
        this.readConsents = readConsents;
        this.recordConsent = recordConsent;
    }

    @Schema(name = "Profile")
    record ProfileAnswer(
            UUID id,

            @Schema(description = "ISO 3166: a province of China or a country", example = "CN-31") @Nullable
            String region,

            @Schema(example = "[\"home\",\"books\"]") List<String> interests,
            @Schema(example = "[\"regular\"]") List<String> tags) {}

    @Schema(name = "ProfileChange", description = "What is left out stays as it is")
    record ProfileBody(
            @Schema(description = "ISO 3166: a province of China or a country; empty to forget it", example = "CN-31")
            @Nullable
            String region,

            @Schema(description = "All of them", example = "[\"home\",\"books\"]") @Nullable
            List<String> interests) {}

    @Schema(name = "TagChange", description = "At most 50 tags each; in capitals or not, a tag is the same")
    record TagsBody(
            @Schema(example = "[\"regular\"]") @Nullable List<String> set,
            @Schema(example = "[\"trial\"]") @Nullable List<String> unset) {}

    @Schema(name = "Consents")
    record ConsentsAnswer(List<ConsentAnswer> consents) {}

    @Schema(name = "Consent")
    record ConsentAnswer(
            @Schema(description = "`offers`, `surveys` or `personalisation`", example = "offers")
            String purpose,

            @Schema(description = "`email`, `sms`, `whatsapp`, `wechat` or `any`", example = "email")
            String channel,

            boolean given,

            @Schema(description = "When the member last said so; absent if never") @Nullable
            Instant since,

            @Schema(description = "Version of the wording in force, which a yes has to name")
            int wording,

            @Schema(description = "What the member is to be asked, word by word")
            String text) {}

    @Schema(
            name = "ConsentRecord",
            requiredProperties = {"purpose", "channel", "given", "wording"})
    record ConsentBody(
            @Schema(example = "offers") @Nullable String purpose,
            @Schema(example = "email") @Nullable String channel,
            @Schema(example = "true") @Nullable Boolean given,

            @Schema(description = "Version of the wording that the member read", example = "1") @Nullable
            Integer wording) {}

    @Operation(
            operationId = "readProfile",
            summary = "Read where a member lives, what they like, and their tags",
            description = "Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProfileAnswer.class)))
    @GetMapping(path = BASE + "/profile", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> show(@PathVariable UUID id, HttpServletRequest request) {
        var profile = readMember.find(new MemberId(id));
        return profile.isEmpty() ? unknown(request) : ResponseEntity.ok(answer(profile.get()));
    }

    @Operation(
            operationId = "changeProfile",
            summary = "Change where a member lives or what they like",
            description = "Needs the scope `members:write`.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ProfileBody.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProfileAnswer.class)))
    @PatchMapping(
            path = BASE + "/profile",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> change(@PathVariable UUID id, HttpServletRequest request) throws IOException {
        var body = json.read(request, ProfileBody.class);
        if (!(body instanceof StrictJson.Body.Read<ProfileBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var faults = new ArrayList<Checked.Fault>();
        var region = region(written.region(), faults);
        var interests = interests(written.interests(), faults);
        if (!faults.isEmpty()) {
            return problems.answer(request, requests.faulty(request, faults));
        }
        while (true) {
            var found = readMember.find(new MemberId(id));
            if (found.isEmpty()) {
                return unknown(request);
            }
            var profile = found.get();
            if (profile.status() == MemberStatus.CLOSED) {
                return closed(request);
            }
            var update = new UpdateProfile.Update(
                    profile.member(),
                    profile.displayName(),
                    profile.locale(),
                    profile.zone(),
                    profile.birthday(),
                    region.isPresent() ? region.get().orElse(null) : profile.region(),
                    interests.orElse(profile.interests()),
                    profile.version());
            // Whoever changed it in between changed something else: what is asked for here is asked of what stands now.
            switch (updateProfile.update(update)) {
                case UpdateProfile.Outcome.Updated _ -> {
                    return ResponseEntity.ok(
                            answer(readMember.find(profile.member()).orElseThrow()));
                }
                case UpdateProfile.Outcome.ChangedMeanwhile _ -> {}
                case UpdateProfile.Outcome.BadName _, UpdateProfile.Outcome.BadBirthday _ ->
                    throw new IllegalStateException("the profile was stored so");
            }
        }
    }

    @Operation(
            operationId = "changeTags",
            summary = "Put tags on a member and take them off",
            description = "Safe to ask again. Needs the scope `members:write`.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = TagsBody.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProfileAnswer.class)))
    @PostMapping(
            path = BASE + "/tags",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> tag(@PathVariable UUID id, HttpServletRequest request) throws IOException {
        var body = json.read(request, TagsBody.class);
        if (!(body instanceof StrictJson.Body.Read<TagsBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var faults = new ArrayList<Checked.Fault>();
        var set = tags(written.set(), "/set", faults);
        var unset = tags(written.unset(), "/unset", faults);
        if (!faults.isEmpty()) {
            return problems.answer(request, requests.faulty(request, faults));
        }
        var member = new MemberId(id);
        return switch (requests.patiently(() -> tagMembers.tag(new Tagging(member, set, unset, Optional.empty())))) {
            case TagMembers.Outcome.Tagged _, TagMembers.Outcome.Unchanged _ ->
                ResponseEntity.ok(answer(readMember.find(member).orElseThrow()));
            case TagMembers.Outcome.UnknownMember _ -> unknown(request);
            case TagMembers.Outcome.Closed _ -> closed(request);
            case TagMembers.Outcome.TooMany _ ->
                problems.answer(
                        request,
                        requests.faulty(
                                request, List.of(new Checked.Fault("/set", "too-many", List.of(TagMembers.MOST)))));
        };
    }

    @Operation(
            operationId = "readConsents",
            summary = "Read what a member agreed to, and what they are to be asked",
            description = "Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConsentsAnswer.class)))
    @GetMapping(path = BASE + "/consents", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> consents(@PathVariable UUID id, HttpServletRequest request) {
        var member = new MemberId(id);
        return readMember.find(member).isEmpty() ? unknown(request) : ResponseEntity.ok(consents(member, request));
    }

    @Operation(
            operationId = "recordConsent",
            summary = "Write down what a member said to what they were asked",
            description = """
                    A yes names the version of the wording that the member read, which has to be the one in force; a no is
                    always taken. `Accept-Language` is the language in which they read it. Needs the scope `members:write`.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ConsentBody.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConsentsAnswer.class)))
    @PostMapping(
            path = BASE + "/consents",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> record(@PathVariable UUID id, HttpServletRequest request) throws IOException {
        var body = json.read(request, ConsentBody.class);
        if (!(body instanceof StrictJson.Body.Read<ConsentBody>(var written))) {
            return problems.answer(request, requests.unread(request, body));
        }
        var faults = new ArrayList<Checked.Fault>();
        var purpose = constant(ConsentPurpose.values(), written.purpose(), "/purpose", faults);
        var channel = constant(ConsentChannel.values(), written.channel(), "/channel", faults);
        require(written.given(), "/given", faults);
        require(written.wording(), "/wording", faults);
        if (!faults.isEmpty()
                || purpose == null
                || channel == null
                || written.given() == null
                || written.wording() == null) {
            return problems.answer(request, requests.faulty(request, faults));
        }
        var member = new MemberId(id);
        var said = new RecordConsent.Answer(purpose, channel, written.given(), written.wording());
        var answers = new Answers(member, List.of(said), Problems.language(request), How.API, Optional.empty());
        return switch (requests.patiently(() -> recordConsent.record(answers))) {
            case RecordConsent.Outcome.Recorded _ -> ResponseEntity.ok(consents(member, request));
            case RecordConsent.Outcome.UnknownMember _ -> unknown(request);
            case RecordConsent.Outcome.Closed _ -> closed(request);
            case RecordConsent.Outcome.WordingOutdated _ ->
                problems.answer(
                        request,
                        requests.faulty(
                                request, List.of(new Checked.Fault("/wording", "wording-outdated", List.of()))));
            case RecordConsent.Outcome.NoSuchChannel _ ->
                problems.answer(
                        request,
                        requests.faulty(request, List.of(new Checked.Fault("/channel", "not-allowed", List.of()))));
        };
    }

    private ConsentsAnswer consents(MemberId member, HttpServletRequest request) {
        var wordings = readConsents.wordings();
        var answers = new ArrayList<ConsentAnswer>();
        for (var state : readConsents.of(member)) {
            var wording = wordings.get(state.purpose());
            if (wording != null) {
                answers.add(new ConsentAnswer(
                        Wording.code(state.purpose()),
                        Wording.code(state.channel()),
                        state.given(),
                        state.since().orElse(null),
                        wording.version(),
                        wording.text().in(Problems.language(request))));
            }
        }
        return new ConsentsAnswer(answers);
    }

    private ProfileAnswer answer(ReadMember.Profile profile) {
        return new ProfileAnswer(
                profile.member().value(),
                profile.region() == null ? null : profile.region().code(),
                profile.interests().stream().sorted().map(Wording::code).toList(),
                readTags.of(profile.member()).stream().map(Tag::text).toList());
    }

    /** Nothing asked is an empty answer; asked to be forgotten is an answer that holds nothing. */
    private static Optional<Optional<Region>> region(@Nullable String written, List<Checked.Fault> faults) {
        if (written == null) {
            return Optional.empty();
        }
        if (written.isBlank()) {
            return Optional.of(Optional.empty());
        }
        var region = Region.parse(written);
        if (region.isEmpty()) {
            faults.add(new Checked.Fault("/region", "unknown-code", List.of()));
        }
        return Optional.of(region);
    }

    private static Optional<Set<Interest>> interests(@Nullable List<String> written, List<Checked.Fault> faults) {
        if (written == null) {
            return Optional.empty();
        }
        var interests = EnumSet.noneOf(Interest.class);
        for (var index = 0; index < Math.min(written.size(), MOST); index++) {
            var interest = constant(Interest.values(), written.get(index), "/interests/" + index, faults);
            if (interest != null) {
                interests.add(interest);
            }
        }
        return Optional.of(interests);
    }

    private static List<Tag> tags(@Nullable List<String> written, String field, List<Checked.Fault> faults) {
        if (written == null) {
            return List.of();
        }
        if (written.size() > MOST) {
            faults.add(new Checked.Fault(field, "too-many", List.of(MOST)));
            return List.of();
        }
        var tags = new ArrayList<Tag>();
        for (var index = 0; index < written.size(); index++) {
            var text = written.get(index);
            var tag = text == null ? Optional.<Tag>empty() : Tag.parse(text);
            if (tag.isPresent()) {
                tags.add(tag.get());
            } else {
                faults.add(new Checked.Fault(field + "/" + index, "not-a-tag", List.of()));
            }
        }
        return tags;
    }

    private static <E extends Enum<E>> @Nullable E constant(
            E[] all, @Nullable String written, String field, List<Checked.Fault> faults) {
        if (written == null) {
            faults.add(new Checked.Fault(field, "required", List.of()));
            return null;
        }
        var named = Arrays.stream(all)
                .filter(each -> Wording.code(each).equals(written.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
        if (named.isEmpty()) {
            faults.add(new Checked.Fault(field, "unknown-code", List.of()));
        }
        return named.orElse(null);
    }

    private static void require(@Nullable Object written, String field, List<Checked.Fault> faults) {
        if (written == null) {
            faults.add(new Checked.Fault(field, "required", List.of()));
        }
    }

    private ResponseEntity<Object> unknown(HttpServletRequest request) {
        return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
    }

    private ResponseEntity<Object> closed(HttpServletRequest request) {
        return problems.answer(request, problems.of(request, ProblemCode.MEMBER_CLOSED));
    }
}
