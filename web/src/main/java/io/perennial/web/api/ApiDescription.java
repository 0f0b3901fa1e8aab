package io.perennial.web.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What programs are told about the API at {@code /v3/api-docs}, beside what each operation says itself. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String KEY = "apiKey";
    private static final String PROBLEM = "#/components/schemas/Problem";

    private static final List<ProblemCode> READ = List.of(ProblemCode.INVALID_PARAMETER, ProblemCode.UNKNOWN_MEMBER);

    private static final List<ProblemCode> WRITTEN = List.of(
            ProblemCode.MALFORMED_JSON,
            ProblemCode.BODY_TOO_LARGE,
            ProblemCode.UNSUPPORTED_MEDIA_TYPE,
            ProblemCode.INVALID_FIELDS);

    private static final List<ProblemCode> SENT = with(
            WRITTEN,
            ProblemCode.IDEMPOTENCY_KEY_MISSING,
            ProblemCode.IDEMPOTENCY_KEY_REUSED,
            ProblemCode.MEMBER_MAY_NOT_SPEND,
            ProblemCode.NOT_ENOUGH_POINTS,
            ProblemCode.TRANSFER_REFUSED);

    /** Which problems an operation may answer, beside those that all may. */
    private static final Map<String, List<ProblemCode>> OWN = Map.ofEntries(
            Map.entry(
                    "recordActivities",
                    with(
                            WRITTEN,
                            ProblemCode.UNKNOWN_MEMBER,
                            ProblemCode.REFERENCE_CONFLICT,
                            ProblemCode.MEMBER_CLOSED,
                            ProblemCode.TOO_MANY_ACTIVITIES,
                            ProblemCode.HAPPENED_IN_FUTURE,
                            ProblemCode.CURRENCY_NOT_CONFIGURED,
                            ProblemCode.UNKNOWN_PURCHASE,
                            ProblemCode.REFUND_TOO_LARGE)),
            Map.entry("readMember", READ),
            Map.entry("findMember", READ),
            Map.entry("readEntries", READ),
            Map.entry("readMissions", READ),
            Map.entry("enrolMember", WRITTEN),
            Map.entry("listRewards", READ),
            Map.entry(
                    "redeemReward",
                    with(
                            WRITTEN,
                            ProblemCode.IDEMPOTENCY_KEY_MISSING,
                            ProblemCode.UNKNOWN_MEMBER,
                            ProblemCode.REWARD_NOT_AVAILABLE,
                            ProblemCode.IDEMPOTENCY_KEY_REUSED,
                            ProblemCode.MEMBER_MAY_NOT_SPEND,
                            ProblemCode.NOT_ENOUGH_POINTS,
                            ProblemCode.SOLD_OUT,
                            ProblemCode.LIMIT_REACHED,
                            ProblemCode.TIER_TOO_LOW)),
            Map.entry("listTransfers", READ),
            Map.entry("sendPoints", SENT),
            Map.entry(
                    "returnTransfer",
                    List.of(ProblemCode.INVALID_PARAMETER, ProblemCode.UNKNOWN_TRANSFER, ProblemCode.TRANSFER_REFUSED)),
            Map.entry("readHousehold", with(READ, ProblemCode.UNKNOWN_HOUSEHOLD)),
            Map.entry("foundHousehold", with(WRITTEN, ProblemCode.HOUSEHOLD_REFUSED)),
            Map.entry("joinHousehold", with(WRITTEN, ProblemCode.UNKNOWN_HOUSEHOLD, ProblemCode.HOUSEHOLD_REFUSED)),
            Map.entry(
                    "renewHouseholdCode",
                    List.of(
                            ProblemCode.INVALID_PARAMETER,
                            ProblemCode.UNKNOWN_HOUSEHOLD,
                            ProblemCode.HOUSEHOLD_REFUSED)),
            Map.entry(
                    "changeHouseholdPerson",
                    with(
                            WRITTEN,
                            ProblemCode.INVALID_PARAMETER,
                            ProblemCode.UNKNOWN_HOUSEHOLD,
                            ProblemCode.HOUSEHOLD_REFUSED)),
            Map.entry("removeHouseholdPerson", List.of(ProblemCode.INVALID_PARAMETER, ProblemCode.HOUSEHOLD_REFUSED)),
            Map.entry("leaveHousehold", List.of(ProblemCode.INVALID_PARAMETER)),
            Map.entry("putIntoHousehold", with(SENT, ProblemCode.INVALID_PARAMETER)),
            Map.entry("takeOutOfHousehold", with(SENT, ProblemCode.INVALID_PARAMETER)));

    private static final List<ProblemCode> EVERYWHERE = List.of(
            ProblemCode.REQUEST_REJECTED,
            ProblemCode.API_KEY_MISSING,
            ProblemCode.API_KEY_INVALID,
            ProblemCode.SCOPE_MISSING,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.RATE_LIMITED,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.BUSY);

    @Bean
    OpenAPI api(MessageSource texts) {
        return new OpenAPI()
                .info(new Info()
                        .title("Perennial")
                        .version("1")
                        .description(introduction(texts))
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .addSecurityItem(new SecurityRequirement().addList(KEY))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        KEY,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("pk_<prefix>_<secret>")
                                                .description(
                                                        "A key that an admin issues at /admin/api-keys, with the scopes that it needs. Revoking it works within seconds.")));
    }

    private static List<ProblemCode> with(List<ProblemCode> usual, ProblemCode... more) {
        return Stream.concat(usual.stream(), Arrays.stream(more)).toList();
    }

    private static String introduction(MessageSource texts) {
        var codes = Arrays.stream(ProblemCode.values())
                .map(code -> "| `%s` | %d | %s |"
                        .formatted(
                                code.code(),
                                code.status(),
                                texts.getMessage("api.problem." + code.code() + ".title", null, Locale.ENGLISH)))
                .collect(Collectors.joining("\n"));
        return """
                Tills, shops and apps tell Perennial what members did, and read what it was worth.

                **Language.** Names and sentences come in the language of `Accept-Language`: `zh-CN` or `en`.

                **Amounts** are decimals with a currency, points are whole numbers, moments are UTC in ISO 8601.

                **Again is safe.** Activities count once by (source, reference), redemptions and
                transfers once by their Idempotency-Key, enrolments once by what the member is known by. After a lost answer send the same again.

                **Names.** Every answer has the header `X-Request-Id`; send your own to find it again.

                **Problems** are documents of RFC 9457 (`application/problem+json`). Go by their `code`:

                | code | status | meaning |
                |---|---|---|
                %s
                """.formatted(codes);
    }

    @Bean
    OpenApiCustomizer problemAnswers() {
        return api -> {
            var problem = io.swagger.v3.core.converter.ModelConverters.getInstance(true)
                    .readAll(Problem.class);
            problem.forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> answers(OWN.getOrDefault(operation.getOperationId(), List.of()))
                            .forEach(operation.getResponses()::addApiResponse));
            api.getPaths().values().forEach(ApiDescription::nameHeaders);
        };
    }

    private static void nameHeaders(PathItem path) {
        path.readOperations()
                .forEach(operation -> operation
                        .getResponses()
                        .values()
                        .forEach(answer -> answer.addHeaderObject(
                                "X-Request-Id",
                                new Header()
                                        .description("Name it when you ask us about this answer")
                                        .schema(new Schema<String>().type("string")))));
    }

    private static Map<String, ApiResponse> answers(List<ProblemCode> own) {
        var byStatus = new TreeMap<String, ApiResponse>();
        Stream.concat(own.stream(), EVERYWHERE.stream())
                .collect(Collectors.groupingBy(code -> Integer.toString(code.status())))
                .forEach((status, codes) -> byStatus.put(
                        status,
                        new ApiResponse()
                                .description(codes.stream()
                                        .map(code -> "`" + code.code() + "`")
                                        .collect(Collectors.joining(", ")))
                                .content(new Content()
                                        .addMediaType(
                                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                                new MediaType().schema(new Schema<>().$ref(PROBLEM))))));
        return byStatus;
    }
}
