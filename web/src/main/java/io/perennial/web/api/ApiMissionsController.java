package io.perennial.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.points.Prize;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadMissions.Progress;
import io.perennial.points.ReadMissions.StepProgress;
import io.perennial.points.ReadStreak;
import io.perennial.web.pages.MissionWords;
import io.perennial.web.pages.RuleWording;
import io.perennial.web.pages.Voice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Members", description = "Find, read and enrol members")
class ApiMissionsController {

    private final Problems problems;
    private final ReadMember members;
    private final ReadMissions missions;
    private final ReadBadges badges;
    private final ReadStreak streaks;
    private final RuleWording wording;

    ApiMissionsController(
            Problems problems,
            ReadMember members,
            ReadMissions missions,
            ReadBadges badges,
            ReadStreak streaks,
            RuleWording wording) {
        this.wording = wording;
        this.problems = problems;
        this.members = members;
        this.missions = missions;
        this.badges = badges;
        this.streaks = streaks;
    }

    @Operation(
            operationId = "readMissions",
            summary = "Read a member's missions, badges and days in a row",
            description =
                    "How far each step is and what is missing, until when; texts in the language of the request. Needs the scope `members:read`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MissionsAnswer.class)))
    @GetMapping(path = "/api/v1/members/{id}/missions", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> missions(@PathVariable UUID id, HttpServletRequest request) {
        var member = new MemberId(id);
        if (members.find(member).isEmpty()) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
        }
        var locale = Problems.language(request);
        var words = wording.missions(locale, Voice.MEMBER);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .body(new MissionsAnswer(
                        missions.of(member).stream()
                                .map(progress -> mission(progress, words, locale))
                                .toList(),
                        badges.of(member).stream()
                                .map(earned -> new BadgeAnswer(
                                        earned.badge().id().value(),
                                        earned.badge().name().in(locale),
                                        earned.badge().text().in(locale),
                                        earned.at()))
                                .toList(),
                        streak(streaks.of(member))));
    }

    private static MissionAnswer mission(Progress progress, MissionWords words, Locale locale) {
        var mission = progress.mission();
        return new MissionAnswer(
                mission.id().value(),
                mission.name().in(locale),
                mission.text().in(locale),
                Wording.code(mission.recurrence()),
                progress.until().orElse(null),
                progress.completedAt().orElse(null),
                progress.steps().stream().map(step -> step(step, words, locale)).toList(),
                prize(mission.prize()),
                progress.left().isPresent() ? progress.left().getAsLong() : null);
    }

    private static StepAnswer step(StepProgress progress, MissionWords words, Locale locale) {
        var step = progress.step();
        var currency = step.currency();
        return new StepAnswer(
                step.key(),
                step.name().in(locale),
                words.counts(step),
                Wording.code(step.measure()),
                currency == null ? null : currency.getCode(),
                step.target(),
                progress.done(),
                progress.missing());
    }

    private static StreakAnswer streak(ReadStreak.Streak streak) {
        return new StreakAnswer(
                streak.length(),
                streak.today(),
                streak.longest(),
                streak.makeUpsLeft(),
                streak.makeUp().map(ReadStreak.MakeUp::day).orElse(null),
                streak.next()
                        .map(next -> new NextAnswer(next.length(), next.checkIns(), prize(next.prize())))
                        .orElse(null));
    }

    private static PrizeAnswer prize(Prize prize) {
        var badge = prize.badge();
        return new PrizeAnswer(prize.points().value(), prize.growth(), badge == null ? null : badge.value());
    }

    @Schema(name = "Missions")
    record MissionsAnswer(
            @Schema(description = "Open to the member now, or done in the period that goes on")
            List<MissionAnswer> missions,

            @Schema(description = "Newest first") List<BadgeAnswer> badges,
            StreakAnswer streak) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Mission")
    record MissionAnswer(
            UUID id,
            String name,
            String text,

            @Schema(description = "`once`, `daily`, `weekly` or `monthly`", example = "weekly")
            String recurrence,

            @Schema(description = "When the period is over; absent for what never ends") @Nullable
            Instant until,

            @Schema(description = "When it was done and the prize was given, in this period") @Nullable
            Instant completedAt,

            List<StepAnswer> steps,
            PrizeAnswer prize,

            @Schema(description = "How many prizes are left for all members together, where there is a limit") @Nullable
            Long prizesLeft) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MissionStep")
    record StepAnswer(
            @Schema(description = "Names the step in all versions of the mission", example = "s1")
            String key,

            String name,

            @Schema(description = "What counts, as members read it", example = "Each purchase counts.")
            String counts,

            @Schema(description = "What is counted: `times`, `days` or `amount`", example = "times")
            String measure,

            @Schema(description = "Of an amount", example = "CNY") @Nullable
            String currency,

            @Schema(example = "3") long target,
            @Schema(example = "2") BigDecimal done,
            @Schema(example = "1") BigDecimal missing) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Prize")
    record PrizeAnswer(
            @Schema(example = "50") long points,
            @Schema(example = "0") long growth,

            @Schema(description = "The badge that comes with it") @Nullable
            UUID badge) {}

    @Schema(name = "Badge")
    record BadgeAnswer(UUID id, String name, String text, Instant earnedAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Streak")
    record StreakAnswer(
            @Schema(description = "Days in a row up to today, or up to yesterday while today can still be added")
            int length,

            boolean today,
            int longest,

            @Schema(description = "Missed days that may still be filled in this month")
            int makeUpsLeft,

            @Schema(description = "The missed day that the member may fill in now") @Nullable
            LocalDate makeUpDay,

            @Nullable NextAnswer next) {}

    @Schema(name = "NextStreakPrize")
    record NextAnswer(
            int length,

            @Schema(description = "How many more check-ins it takes")
            int checkIns,

            PrizeAnswer prize) {}
}
