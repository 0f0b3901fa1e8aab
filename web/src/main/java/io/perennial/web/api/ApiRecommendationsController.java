package io.perennial.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.perennial.insights.ReadRecommendations;
import io.perennial.insights.ReadRecommendations.Reason;
import io.perennial.insights.ReadRecommendations.Recommendation;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.RecommendationWords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
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
class ApiRecommendationsController {

    private static final int MOST = 20;

    private final Problems problems;
    private final ReadMember members;
    private final ReadRecommendations recommendations;
    private final RecommendationWords words;
    private final Programme programme;

    ApiRecommendationsController(
            Problems problems,
            ReadMember members,
            ReadRecommendations recommendations,
            RecommendationWords words,
            Programme programme) {
        this.problems = problems;
        this.members = members;
        this.recommendations = recommendations;
        this.words = words;
        this.programme = programme;
    }

    @Schema(name = "Recommendation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RecommendationAnswer(
            @Schema(description = "The shop's article number", example = "CUP-01")
            String sku,

            @Schema(description = "As it was last called", example = "Stoneware mug")
            String name,

            @Schema(example = "cups") @Nullable String category,

            @Schema(
                    description =
                            "`bought-together` with something the member bought, `time-again` for what is bought again and again, or `popular-now`",
                    example = "bought-together")
            String reason,

            @Schema(
                    description = "The reason in the language of the request",
                    example = "Because you bought “Saucer”; 134 members bought both")
            String because) {}

    @Schema(name = "Recommendations")
    record RecommendationsAnswer(
            @Schema(
                    description =
                            "Whether what the member bought was looked at. `false` for those who switched personalisation off: they get what is popular, the same as everybody",
                    example = "true")
            boolean personal,

            @Schema(description = "The best first; at most 20")
            List<RecommendationAnswer> recommendations) {}

    @Operation(
            operationId = "readRecommendations",
            summary = "Read what a member may also like",
            description =
                    "Articles with the reason, worked out when asked for; texts in the language of the request. Needs the scope `members:read`.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = RecommendationsAnswer.class)))
    @GetMapping(path = "/api/v1/members/{id}/recommendations", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> recommendations(@PathVariable UUID id, HttpServletRequest request) {
        var member = new MemberId(id);
        if (members.find(member).isEmpty()) {
            return problems.answer(request, problems.of(request, ProblemCode.UNKNOWN_MEMBER, "id"));
        }
        var locale = Problems.language(request);
        var recommended = recommendations.of(member, MOST);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .body(new RecommendationsAnswer(
                        recommended.personal(),
                        recommended.recommendations().stream()
                                .map(each -> answer(each, locale))
                                .toList()));
    }

    private RecommendationAnswer answer(Recommendation recommendation, Locale locale) {
        var article = recommendation.article();
        return new RecommendationAnswer(
                article.sku(),
                article.title(),
                article.category(),
                code(recommendation.reason()),
                words.because(recommendation.reason(), locale, programme.zone()));
    }

    private static String code(Reason reason) {
        return switch (reason) {
            case Reason.BoughtTogether _ -> "bought-together";
            case Reason.TimeAgain _ -> "time-again";
            case Reason.PopularNow _ -> "popular-now";
            case Reason.FavouriteCategory _ -> "favourite-category";
        };
    }
}
