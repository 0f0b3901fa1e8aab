package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.Standing;
import io.perennial.membership.Tier;
import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import io.perennial.points.EarnPoints;
import io.perennial.points.EntryKind;
import io.perennial.points.Formula;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStreak;
import io.perennial.points.ReadTransfers;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.RuleId;
import io.perennial.points.SendPoints;
import io.perennial.points.TransferId;
import io.perennial.points.Why;
import io.perennial.rewards.ReadCatalogue;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RewardId;
import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.RecogniseApiKey;
import io.perennial.web.api.keys.Scope;
import io.perennial.web.pages.Reasons;
import io.perennial.web.pages.RuleWording;
import jakarta.servlet.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest
@ContextConfiguration(classes = ApiTests.ApiAlone.class)
@TestPropertySource(properties = {"perennial.api.burst=1000", "perennial.api.requests-per-minute=60"})
class ApiTests {

    /** The API without the pages, whose language and frame it must not need. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableConfigurationProperties({ApiLimits.class, Programme.class})
    @Import({
        ApiActivitiesController.class,
        ApiMembersController.class,
        ApiMissionsController.class,
        ApiRedemptionsController.class,
        ApiSecurity.class,
        ApiFaults.class,
        Problems.class,
        Requests.class,
        StrictJson.class,
        Wording.class,
        Reasons.class,
        RuleWording.class
    })
    static class ApiAlone {

        @Bean
        FilterRegistrationBean<Filter> requestIds() {
            var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
                request.setAttribute("requestId", "request-1");
                chain.doFilter(request, response);
            });
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }
    }

    private static final String KEY = "pk_aaaaaaaa_" + "b".repeat(52);
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final MemberId MEMBER = MemberId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Identifier PHONE = new Identifier(Identifier.Kind.PHONE, "+8613812345678");
    private static final Ladder LADDER = new Ladder(List.of(
            new Tier("member", 0, new BilingualText("会员", "Member"), 0),
            new Tier("vip", 1, new BilingualText("贵宾", "VIP"), 1_000)));
    private static final String PURCHASE = """
            {"member": {"phone": "138 1234 5678"}, "type": "purchase", "source": "till-7", "reference": "A-1",
             "happenedAt": "2026-11-22T10:15:00.1234567+08:00", "amount": {"value": "12.90", "currency": "CNY"}}""";

    @Autowired
    MockMvcTester web;

    @Autowired
    MessageSource texts;

    @MockitoBean
    RecogniseApiKey keys;

    @MockitoBean
    RecogniseMembers recogniseMembers;

    @MockitoBean
    SendPoints sendPoints;

    @MockitoBean
    ReturnTransfer returnTransfer;

    @MockitoBean
    ReadTransfers readTransfers;

    @MockitoBean
    EarnPoints earnPoints;

    @MockitoBean
    EnrolMembers enrolMembers;

    @MockitoBean
    ReadMember readMember;

    @MockitoBean
    ReadStanding readStanding;

    @MockitoBean
    ReadLadder readLadder;

    @MockitoBean
    ReadBalance readBalance;

    @MockitoBean
    ReadStatement readStatement;

    @MockitoBean
    ReadMissions readMissions;

    @MockitoBean
    ReadBadges readBadges;

    @MockitoBean
    ReadStreak readStreak;

    @MockitoBean
    ReadCatalogue readCatalogue;

    @MockitoBean
    RedeemReward redeemReward;

    @BeforeEach
    void a_key_and_a_member() {
        given(keys.recognise(any())).willReturn(Optional.empty());
        given(keys.recognise(KEY)).willReturn(Optional.of(key("aaaaaaaa", EnumSet.allOf(Scope.class))));
        given(recogniseMembers.recognise(anyList()))
                .willAnswer(call ->
                        call.<List<Identifier>>getArgument(0).contains(PHONE) ? Map.of(PHONE, MEMBER) : Map.of());
        given(recogniseMembers.statuses(any())).willReturn(Map.of(MEMBER, MemberStatus.ACTIVE));
    }

    // --- keys ----------------------------------------------------------------------------------

    @Test
    void asks_for_a_key() {
        var answer = web.post().uri("/api/v1/activities").exchange();
        assertProblem(answer, 401, "api-key-missing");
        assertThat(answer)
                .headers()
                .hasHeaderSatisfying(
                        "WWW-Authenticate",
                        value -> assertThat(value.getFirst()).startsWith("Bearer"));
        assertThat(answer).headers().doesNotContainHeader("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer pk_aaaaaaaa_wrong", "Basic YWRtaW46YWRtaW4=", "Bearer", "pk_x"})
    void refuses_what_is_not_a_key(String authorization) {
        assertProblem(
                web.get()
                        .uri("/api/v1/members/{id}", MEMBER)
                        .header("Authorization", authorization)
                        .exchange(),
                401,
                "api-key-invalid");
    }

    @Test
    void a_key_may_do_only_what_its_scopes_say() {
        given(keys.recognise("pk_other")).willReturn(Optional.of(key("bbbbbbbb", Set.of(Scope.MEMBERS_READ))));
        assertProblem(
                web.post()
                        .uri("/api/v1/activities")
                        .header("Authorization", "Bearer pk_other")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(PURCHASE)
                        .exchange(),
                403,
                "scope-missing");
        then(earnPoints).should(never()).earn(any());
    }

    @Test
    void slows_down_a_key_that_asks_too_often() {
        given(keys.recognise("pk_busy")).willReturn(Optional.of(key("busybusy", EnumSet.allOf(Scope.class))));
        MvcTestResult last = null;
        for (var i = 0; i < 1_003; i++) {
            last = web.get()
                    .uri("/api/v1/nothing")
                    .header("Authorization", "Bearer pk_busy")
                    .exchange();
        }
        assertProblem(last, 429, "rate-limited");
        assertThat(last).headers().containsHeader("Retry-After");
    }

    // --- activities ----------------------------------------------------------------------------

    @Test
    void a_purchase_is_answered_with_points_growth_tier_and_reasons() {
        given(earnPoints.earn(anyList())).willReturn(List.of(booked(12, false)));

        var answer = post(PURCHASE);

        assertThat(answer).hasStatus(200).bodyJson().isLenientlyEqualTo("""
                {"source": "till-7", "reference": "A-1", "member": "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11",
                 "points": 12, "growth": 12, "balance": 112, "repeated": false,
                 "standing": {"growth": 112, "tier": {"code": "member", "name": "Member"},
                              "next": {"code": "vip", "name": "VIP"}, "missing": 888},
                 "reasons": [{"code": "earned", "trace": {"rule": {"version": 1, "name": "Every purchase"},
                   "amount": "12.90", "currency": "CNY", "formula": {"units": 1, "perAmount": "1.00"}, "exact": "12.9",
                   "points": 12, "growth": 12}}]}""");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.reasons[0].sentence")
                .asString()
                .startsWith("Every purchase: 1 point for every");
        ArgumentCaptor<List<Activity>> told = ArgumentCaptor.captor();
        then(earnPoints).should().earn(told.capture());
        var activity = told.getValue().getFirst();
        assertThat(activity.member()).isEqualTo(MEMBER);
        assertThat(activity.amount()).isEqualTo(Money.parse("CNY 12.90"));
        assertThat(activity.happenedAt()).isEqualTo(Instant.parse("2026-11-22T02:15:00.123456Z"));
        assertThat(activity.channel()).isEqualTo("api");
    }

    @Test
    void speaks_chinese_to_who_asks_for_it() {
        given(earnPoints.earn(anyList())).willReturn(List.of(booked(12, true)));
        var answer = web.post()
                .uri("/api/v1/activities")
                .header("Authorization", "Bearer " + KEY)
                .header("Accept-Language", "fr;q=0.9, zh-TW")
                .contentType(MediaType.APPLICATION_JSON)
                .content(PURCHASE)
                .exchange();
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.reasons[0].sentence")
                .asString()
                .startsWith("每笔消费：每满 ¥1.00 得 1 积分，实付 ¥12.90");
        assertThat(answer).bodyJson().extractingPath("$.standing.next.name").isEqualTo("贵宾");
        assertThat(answer).bodyJson().extractingPath("$.repeated").isEqualTo(true);
        assertThat(answer).headers().hasValue("Content-Language", "zh-CN");
    }

    @Test
    void a_batch_is_answered_line_by_line_and_a_refused_one_harms_no_other() {
        given(earnPoints.earn(anyList()))
                .willReturn(List.of(
                        booked(12, false),
                        new EarnPoints.Outcome.Conflict(ActivityId.next(), List.of("amount")),
                        booked(0, true)));
        var bad = PURCHASE.replace("12.90", "-1");
        var stranger = PURCHASE.replace("138 1234 5678", "139 1234 5678");

        var answer = post(
                "{\"activities\": [%s, %s, %s, %s, 7, %s]}".formatted(PURCHASE, bad, PURCHASE, stranger, PURCHASE));

        assertThat(answer).hasStatus(200).bodyJson().isLenientlyEqualTo("""
                {"booked": 1, "repeated": 1, "refused": 4, "results": [
                  {"index": 0, "status": 200, "activity": {"points": 12}},
                  {"index": 1, "status": 422, "problem": {"code": "invalid-fields", "errors": [{"pointer": "/activities/1/amount/value", "code": "negative"}]}},
                  {"index": 2, "status": 409, "problem": {"code": "reference-conflict", "facts": {"differsIn": ["amount"]}}},
                  {"index": 3, "status": 404, "problem": {"code": "unknown-member"}},
                  {"index": 4, "status": 422, "problem": {"code": "invalid-fields", "errors": [{"pointer": "/activities/4", "code": "wrong-type"}]}},
                  {"index": 5, "status": 200, "activity": {"repeated": true}}]}""");
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of(
                        new EarnPoints.Outcome.Conflict(ActivityId.next(), List.of("amount")),
                        409,
                        "reference-conflict"),
                Arguments.of(new EarnPoints.Outcome.UnknownMember(), 404, "unknown-member"),
                Arguments.of(new EarnPoints.Outcome.MemberClosed(), 409, "member-closed"),
                Arguments.of(new EarnPoints.Outcome.InTheFuture(), 422, "happened-in-future"),
                Arguments.of(new EarnPoints.Outcome.CurrencyNotConfigured("JPY"), 422, "currency-not-configured"),
                Arguments.of(new EarnPoints.Outcome.UnknownPurchase("A-0"), 422, "unknown-purchase"),
                Arguments.of(new EarnPoints.Outcome.RefundTooLarge("CNY 1.00", "CNY 0.00"), 422, "refund-too-large"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void each_refusal_of_an_activity_has_a_problem_of_its_own(EarnPoints.Outcome outcome, int status, String code) {
        given(earnPoints.earn(anyList())).willReturn(List.of(outcome));
        assertProblem(post(PURCHASE), status, code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "12.90"                    | -0.01                      | /amount/value | negative
                    "12.90"                    | 12.901                     | /amount/value | too-many-decimals
                    "12.90"                    | "12345678901234567890"     | /amount/value | too-large
                    "12.90"                    | 12345678901234567890       | /amount/value | too-large
                    "12.90"                    | 1e999999999                | /amount/value | too-large
                    "12.90"                    | 1e-999999999               | /amount/value | too-many-decimals
                    "12.90"                    | 1000000000                 | /amount/value | too-large
                    "12.90"                    | "NaN"                      | /amount/value | wrong-type
                    "12.90"                    | "1,000"                    | /amount/value | wrong-type
                    "12.90"                    | " 1"                       | /amount/value | wrong-type
                    "12.90"                    | true                       | /amount/value | wrong-type
                    "12.90"                    | null                       | /amount/value | required
                    "CNY"                      | "XXQ"                      | /amount/currency | not-a-currency
                    "2026-11-22T10:15:00.1234567+08:00" | "2026-11-22"      | /happenedAt   | not-a-moment
                    "2026-11-22T10:15:00.1234567+08:00" | "2026-11-22T10:15:00" | /happenedAt | not-a-moment
                    "2026-11-22T10:15:00.1234567+08:00" | "0001-01-01T00:00:00Z" | /happenedAt | not-a-moment
                    "2026-11-22T10:15:00.1234567+08:00" | 1700000000        | /happenedAt   | wrong-type
                    "A-1"                      | "has blanks"               | /reference    | bad-form
                    "A-1"                      | ""                         | /reference    | bad-form
                    "A-1"                      | 17                         | /reference    | wrong-type
                    "till-7"                   | "portal"                   | /source       | reserved
                    "till-7"                   | "Till 7"                   | /source       | bad-form
                    "purchase"                 | "Purchase"                 | /type         | bad-form
                    "purchase"                 | "review"                   | /amount       | not-allowed
                    "phone": "138 1234 5678"   | "phone": "12"              | /member/phone | not-an-identifier
                    "phone": "138 1234 5678"   | "id": "12"                 | /member/id    | not-an-id
                    "phone": "138 1234 5678"   | "id": "12", "phone": "1"   | /member       | not-exactly-one
                    "phone": "138 1234 5678"   |                            | /member       | not-exactly-one
                    "phone": "138 1234 5678"   | "fax": "1"                 | /member/fax   | unknown-field
                    "member": {                | "x": 1, "member": {        | /x            | unknown-field
                    "type"                     | "refundOf": "A-0", "type"  | /refundOf     | not-allowed
                    "type"                     | "items": [{"sku": "a", "quantity": 0, "unitPrice": 1}], "type" | /items/0/quantity | out-of-range
                    "type"                     | "items": [{"quantity": 1, "unitPrice": 1}], "type" | /items/0/sku | required
                    "type"                     | "items": [{"sku": "a", "quantity": 1, "unitPrice": 1.00001}], "type" | /items/0/unitPrice | too-many-decimals
                    "type"                     | "items": [{"sku": "a", "quantity": 1.5, "unitPrice": 1}], "type" | /items/0/quantity | wrong-type
                    "type"                     | "items": [null], "type"    | /items/0      | required
                    """, quoteCharacter = '\'')
    void names_the_field_that_is_wrong(String good, String bad, String pointer, String code) {
        var answer = post(PURCHASE.replace(good, bad == null ? "" : bad));
        assertProblem(answer, 422, "invalid-fields");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .contains(pointer);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errors[*].code")
                .asArray()
                .contains(code);
        then(earnPoints).should(never()).earn(any());
    }

    @Test
    void names_all_that_is_missing_at_once() {
        var answer = post("{}");
        assertProblem(answer, 422, "invalid-fields");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactly("/member", "/type", "/source", "/reference", "/happenedAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"type\": NaN}",
                "{\"type\": \"a\", \"type\": \"b\"}",
                "{} {}",
                "{\"activities\": [{]}",
                "nope"
            })
    void says_where_json_ends_to_be_json(String body) {
        assertProblem(post(body), 400, "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "\"x\"",
                "null",
                "{\"activities\": 1}",
                "{\"activities\": [], \"more\": 1}",
                "{\"activities\": []}"
            })
    void wants_one_activity_or_a_batch(String body) {
        assertProblem(post(body), 422, "invalid-fields");
    }

    @Test
    void takes_a_thousand_and_not_one_more() {
        given(earnPoints.earn(anyList()))
                .willAnswer(call -> IntStream.range(
                                0, call.<List<Activity>>getArgument(0).size())
                        .mapToObj(_ -> booked(1, false))
                        .toList());
        var thousand = String.join(",", java.util.Collections.nCopies(1_000, PURCHASE));
        assertThat(post("{\"activities\": [" + thousand + "]}"))
                .bodyJson()
                .extractingPath("$.booked")
                .isEqualTo(1_000);
        assertProblem(post("{\"activities\": [" + thousand + "," + PURCHASE + "]}"), 422, "too-many-activities");
    }

    @Test
    void a_body_may_have_a_mebibyte_and_a_batch_eight() {
        var blanks = " ".repeat((1 << 20) + 1);
        assertProblem(post(PURCHASE.replace("\"type\"", blanks + "\"type\"")), 413, "body-too-large");
        given(earnPoints.earn(anyList())).willReturn(List.of(booked(1, false)));
        assertThat(post("{\"activities\": [" + blanks + PURCHASE + "]}")).hasStatus(200);
        assertProblem(post("{\"activities\": [" + " ".repeat((8 << 20) + 1) + PURCHASE + "]}"), 413, "body-too-large");
    }

    @Test
    void deep_nesting_is_malformed() {
        assertProblem(post("{\"x\":".repeat(5_000)), 400, "malformed-json");
    }

    @Test
    void a_deadlock_is_tried_again_and_then_told_as_busy() {
        given(earnPoints.earn(anyList()))
                .willThrow(new CannotAcquireLockException("deadlock"))
                .willReturn(List.of(booked(12, false)));
        assertThat(post(PURCHASE)).hasStatus(200);
        given(earnPoints.earn(anyList())).willThrow(new CannotAcquireLockException("deadlock"));
        var answer = post(PURCHASE);
        assertProblem(answer, 503, "busy");
        assertThat(answer).headers().hasValue("Retry-After", "1");
    }

    @Test
    void a_fault_of_ours_shows_nothing_of_the_inside() {
        given(earnPoints.earn(anyList())).willThrow(new IllegalStateException("secret table points_entry"));
        var answer = post(PURCHASE);
        assertProblem(answer, 500, "internal-error");
        assertThat(answer).bodyText().doesNotContain("points_entry", "Exception");
    }

    // --- addresses -----------------------------------------------------------------------------

    @Test
    void unknown_paths_methods_and_media_types_are_problems_too() {
        assertProblem(get("/api/v1/nothing"), 404, "unknown-path");
        assertProblem(get("/api/v2/activities"), 404, "unknown-path");
        var wrongMethod = get("/api/v1/activities");
        assertProblem(wrongMethod, 405, "method-not-allowed");
        assertThat(wrongMethod).headers().hasValue("Allow", "POST");
        assertProblem(
                web.post()
                        .uri("/api/v1/activities")
                        .header("Authorization", "Bearer " + KEY)
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("a=b")
                        .exchange(),
                415,
                "unsupported-media-type");
        assertProblem(
                web.get()
                        .uri("/api/v1/members/{id}", MEMBER)
                        .header("Authorization", "Bearer " + KEY)
                        .accept(MediaType.APPLICATION_XML)
                        .exchange(),
                406,
                "not-acceptable");
        assertProblem(get("/api/v1/members/17"), 400, "invalid-parameter");
    }

    @Test
    void a_body_that_is_no_object_is_called_the_body() {
        for (var body : List.of("[]", "17", "\"words\"")) {
            var answer = web.post()
                    .uri("/api/v1/activities")
                    .header("Authorization", "Bearer " + KEY)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body)
                    .exchange();
            assertProblem(answer, 422, "invalid-fields");
            assertThat(answer)
                    .bodyJson()
                    .extractingPath("$.detail")
                    .isEqualTo("One thing is wrong with the body, at: the body as a whole");
        }
    }

    // --- members -------------------------------------------------------------------------------

    @Test
    void shows_a_member() {
        givenTheMember();
        for (var address : List.of("/api/v1/members/" + MEMBER, "/api/v1/members?phone=%2B8613812345678")) {
            assertThat(get(address)).hasStatus(200).bodyJson().isLenientlyEqualTo("""
                    {"id": "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11", "status": "active", "displayName": "<b>Lin</b>",
                     "identifiers": [{"kind": "phone", "value": "+8613812345678"}], "balance": 112,
                     "expiring": [{"lastDay": "2026-12-31", "points": 50}],
                     "standing": {"tier": {"code": "member"}, "missing": 888},
                     "links": {"entries": "/api/v1/members/0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11/entries"}}""");
        }
    }

    @Test
    void an_unknown_member_is_not_found() {
        assertProblem(get("/api/v1/members/" + MemberId.next()), 404, "unknown-member");
        assertProblem(get("/api/v1/members?email=a@b.example"), 404, "unknown-member");
        assertProblem(get("/api/v1/members?email=nonsense"), 400, "invalid-parameter");
        assertProblem(get("/api/v1/members"), 400, "invalid-parameter");
        assertProblem(get("/api/v1/members?email=a@b.example&cardNumber=1"), 400, "invalid-parameter");
    }

    @Test
    void pages_through_the_statement() {
        givenTheMember();
        given(readStatement.page(MEMBER, Optional.of(9L), 2))
                .willReturn(new ReadStatement.Page(List.of(line(8), line(7)), true));
        assertThat(get("/api/v1/members/" + MEMBER + "/entries?before=9&limit=2"))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"entries": [{"sequence": 8, "kind": "expired", "points": -5, "reason": {"code": "expired",
                  "sentence": "Not used by October 31, 2026."}}, {"sequence": 7}],
                 "next": "/api/v1/members/0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11/entries?before=7&limit=2"}""");
        assertProblem(get("/api/v1/members/" + MEMBER + "/entries?limit=201"), 400, "invalid-parameter");
        assertProblem(get("/api/v1/members/" + MEMBER + "/entries?before=x"), 400, "invalid-parameter");
    }

    @Test
    void tells_missions_badges_and_days_in_a_row() {
        givenTheMember();
        var name = new BilingualText("花园周", "A week in the garden");
        var mission = new Mission(
                MissionId.next(),
                1,
                name,
                name,
                List.of(new Mission.Step(
                        "s1",
                        name,
                        ActivityType.PURCHASE,
                        Condition.NONE,
                        Mission.Measure.AMOUNT,
                        CurrencyUnit.of("CNY"),
                        100)),
                Mission.Recurrence.WEEKLY,
                NOON,
                null,
                Set.of(),
                Prize.of(50));
        given(readMissions.of(MEMBER))
                .willReturn(List.of(new ReadMissions.Progress(
                        mission,
                        LocalDate.of(2026, 11, 16),
                        Optional.of(Instant.parse("2026-11-22T16:00:00Z")),
                        List.of(new ReadMissions.StepProgress(mission.steps().getFirst(), new BigDecimal("60.50"))),
                        Optional.empty())));
        var badge = new Badge(BadgeId.next(), 1, name, name, "flower1");
        given(readBadges.of(MEMBER)).willReturn(List.of(new ReadBadges.Earned(badge, NOON, name)));
        given(readStreak.of(MEMBER))
                .willReturn(new ReadStreak.Streak(
                        LocalDate.of(2026, 11, 22),
                        3,
                        true,
                        9,
                        1,
                        Optional.of(new ReadStreak.MakeUp(LocalDate.of(2026, 11, 19), 8)),
                        Optional.of(new ReadStreak.Next(7, 4, Prize.of(20)))));
        assertThat(get("/api/v1/members/" + MEMBER + "/missions"))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"missions": [{"name": "A week in the garden", "recurrence": "weekly", "until": "2026-11-22T16:00:00Z",
                  "steps": [{"key": "s1", "measure": "amount", "currency": "CNY", "target": 100, "done": 60.50, "missing": 39.50}],
                  "prize": {"points": 50, "growth": 0}}],
                 "badges": [{"name": "A week in the garden"}],
                 "streak": {"length": 3, "today": true, "longest": 9, "makeUpsLeft": 1, "makeUpDay": "2026-11-19",
                  "next": {"length": 7, "checkIns": 4, "prize": {"points": 20, "growth": 0}}}}""");
        given(readMember.find(MEMBER)).willReturn(Optional.empty());
        assertProblem(get("/api/v1/members/" + MEMBER + "/missions"), 404, "unknown-member");
    }

    @Test
    void enrols_once() {
        given(enrolMembers.enrol(any())).willReturn(List.of(new EnrolMembers.Enrolled(MEMBER, true)));
        assertThat(post("/api/v1/members", "{\"member\": {\"phone\": \"13812345678\"}, \"displayName\": \" Lin \"}"))
                .hasStatus(201)
                .headers()
                .hasValue("Location", "/api/v1/members/" + MEMBER);
        then(enrolMembers).should().enrol(List.of(new EnrolMembers.Enrolment(PHONE, "Lin", "api")));
        given(enrolMembers.enrol(any())).willReturn(List.of(new EnrolMembers.Enrolled(MEMBER, false)));
        assertThat(post("/api/v1/members", "{\"member\": {\"phone\": \"13812345678\"}}"))
                .hasStatus(200);
        assertProblem(
                post("/api/v1/members", "{\"member\": {\"id\": \"%s\"}}".formatted(MEMBER)), 422, "invalid-fields");
    }

    // --- rewards -------------------------------------------------------------------------------

    private static final RewardId REWARD = RewardId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a22");
    private static final String REDEMPTION =
            "{\"member\": {\"phone\": \"13812345678\"}, \"reward\": \"%s\"}".formatted(REWARD);

    @Test
    void sends_points_from_member_to_member_and_takes_them_back() {
        var friend = MemberId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a77");
        var id = TransferId.next();
        var transfer = new ReadTransfers.Transfer(
                id,
                MEMBER,
                friend,
                MEMBER,
                Points.of(50),
                ReadTransfers.State.DELIVERED,
                null,
                NOON,
                NOON.plusSeconds(1_800));
        given(readTransfers.find(id)).willReturn(Optional.of(transfer));
        given(sendPoints.send(new SendPoints.Sending(MEMBER, friend, Points.of(50), "api:k-1")))
                .willReturn(new SendPoints.Outcome.Sent(id, Points.of(7)));
        var body = "{\"from\": \"%s\", \"to\": \"%s\", \"points\": 50}".formatted(MEMBER, friend);
        assertThat(transfer("k-1", body))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo("{\"id\": \"%s\", \"points\": 50, \"state\": \"delivered\"}".formatted(id));
        assertProblem(transfer(null, body), 400, "idempotency-key-missing");
        assertProblem(transfer("k-1", "{}"), 422, "invalid-fields");
        assertProblem(transfer("k-1", body.replace("50}", "0}")), 422, "invalid-fields");

        for (var each : Map.<SendPoints.Outcome, String>of(
                        new SendPoints.Outcome.NotEnough(Points.of(7), Points.of(43)), "not-enough-points",
                        new SendPoints.Outcome.TooFew(Points.of(60)), "transfer-refused",
                        new SendPoints.Outcome.TooManyToday(Points.of(4)), "transfer-refused",
                        new SendPoints.Outcome.TooManyThisMonth(Points.of(4)), "transfer-refused",
                        new SendPoints.Outcome.MayNotReceive(), "transfer-refused",
                        new SendPoints.Outcome.ToOneself(), "transfer-refused",
                        new SendPoints.Outcome.MayNotSend(), "member-may-not-spend",
                        new SendPoints.Outcome.Conflict(), "idempotency-key-reused")
                .entrySet()) {
            given(sendPoints.send(any())).willReturn(each.getKey());
            assertProblem(transfer("k-2", body), 409, each.getValue());
        }

        var back = "/api/v1/transfers/" + id + "/return?sender=" + MEMBER;
        given(returnTransfer.takeBack(MEMBER, id)).willReturn(new ReturnTransfer.Outcome.TakenBack(Points.of(50)));
        assertThat(web.post().uri(back).header("Authorization", "Bearer " + KEY).exchange())
                .hasStatus(200);
        given(returnTransfer.takeBack(MEMBER, id)).willReturn(new ReturnTransfer.Outcome.AlreadyUsed());
        assertProblem(
                web.post().uri(back).header("Authorization", "Bearer " + KEY).exchange(), 409, "transfer-refused");
        given(returnTransfer.takeBack(MEMBER, id)).willReturn(new ReturnTransfer.Outcome.TooLate());
        assertProblem(
                web.post().uri(back).header("Authorization", "Bearer " + KEY).exchange(), 409, "transfer-refused");
        given(returnTransfer.takeBack(MEMBER, id)).willReturn(new ReturnTransfer.Outcome.UnknownTransfer());
        assertProblem(
                web.post().uri(back).header("Authorization", "Bearer " + KEY).exchange(), 404, "unknown-transfer");
    }

    @Test
    void redeems_with_a_key_of_the_callers_own() {
        given(redeemReward.redeem(new RedeemReward.Redeeming(MEMBER, REWARD, "api:k-1")))
                .willReturn(new RedeemReward.Outcome.Redeemed(
                        RedemptionId.next(),
                        REWARD,
                        new BilingualText("茶具", "Tea set"),
                        "7KQ2",
                        Points.of(100),
                        Points.of(12),
                        false));
        assertThat(redeem("k-1", REDEMPTION))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"name\": \"Tea set\", \"code\": \"7KQ2\", \"price\": 100, \"balance\": 12, \"repeated\": false}");
        assertProblem(redeem(null, REDEMPTION), 400, "idempotency-key-missing");
        assertProblem(redeem("two words", REDEMPTION), 400, "idempotency-key-missing");
        assertProblem(redeem("k".repeat(65), REDEMPTION), 400, "idempotency-key-missing");
        assertProblem(redeem("k-1", "{}"), 422, "invalid-fields");
        assertProblem(redeem("k-1", REDEMPTION.replace(REWARD.toString(), "x")), 422, "invalid-fields");
        assertProblem(redeem("k-1", REDEMPTION.replace("138", "139")), 404, "unknown-member");
    }

    static List<Arguments> refusedRedemptions() {
        return List.of(
                Arguments.of(new RedeemReward.Outcome.NotAvailable(), 404, "reward-not-available"),
                Arguments.of(new RedeemReward.Outcome.SoldOut(), 409, "sold-out"),
                Arguments.of(new RedeemReward.Outcome.LimitReached(2), 409, "limit-reached"),
                Arguments.of(new RedeemReward.Outcome.TierTooLow("vip"), 409, "tier-too-low"),
                Arguments.of(
                        new RedeemReward.Outcome.NotEnoughPoints(Points.of(5), Points.of(95)),
                        409,
                        "not-enough-points"),
                Arguments.of(new RedeemReward.Outcome.MayNotSpend(), 409, "member-may-not-spend"),
                Arguments.of(new RedeemReward.Outcome.Conflict(RedemptionId.next()), 409, "idempotency-key-reused"));
    }

    @ParameterizedTest
    @MethodSource("refusedRedemptions")
    void each_refusal_of_a_redemption_has_a_problem_of_its_own(RedeemReward.Outcome outcome, int status, String code) {
        given(redeemReward.redeem(any())).willReturn(outcome);
        assertProblem(redeem("k-1", REDEMPTION), status, code);
    }

    @Test
    void lists_rewards_for_a_member_that_exists() {
        given(readCatalogue.offers(MEMBER)).willReturn(List.of());
        assertThat(get("/api/v1/rewards?member=" + MEMBER))
                .hasStatus(200)
                .bodyJson()
                .isLenientlyEqualTo("{\"rewards\": []}");
        given(recogniseMembers.statuses(any())).willReturn(Map.of());
        assertProblem(get("/api/v1/rewards?member=" + MEMBER), 404, "unknown-member");
        assertProblem(get("/api/v1/rewards"), 400, "invalid-parameter");
    }

    // --- texts ---------------------------------------------------------------------------------

    @Test
    void every_problem_has_its_words_in_both_languages() {
        for (var code : ProblemCode.values()) {
            for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                for (var part : List.of("title", "detail")) {
                    assertThat(texts.getMessage("api.problem." + code.code() + "." + part, null, locale))
                            .isNotBlank();
                }
            }
        }
    }

    // --- shorthand -----------------------------------------------------------------------------

    private MvcTestResult post(String body) {
        return post("/api/v1/activities", body);
    }

    private MvcTestResult post(String address, String body) {
        return web.post()
                .uri(address)
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult redeem(String key, String body) {
        var request = web.post()
                .uri("/api/v1/redemptions")
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).exchange();
    }

    private MvcTestResult transfer(String key, String body) {
        var request = web.post()
                .uri("/api/v1/transfers")
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).exchange();
    }

    private MvcTestResult get(String address) {
        return web.get()
                .uri(java.net.URI.create(address))
                .header("Authorization", "Bearer " + KEY)
                .exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("/problems/" + code);
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo(status);
        assertThat(answer).bodyJson().extractingPath("$.title").asString().isNotBlank();
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .isNotBlank()
                .doesNotContain("{0");
        assertThat(answer).bodyJson().extractingPath("$.requestId").asString().isNotBlank();
    }

    private void givenTheMember() {
        given(readMember.find(MEMBER))
                .willReturn(Optional.of(new ReadMember.Profile(
                        MEMBER,
                        MemberStatus.ACTIVE,
                        "<b>Lin</b>",
                        Locale.SIMPLIFIED_CHINESE,
                        ZoneOffset.UTC,
                        null,
                        List.of(PHONE),
                        NOON,
                        "code",
                        1)));
        given(readBalance.of(MEMBER))
                .willReturn(new ReadBalance.Balance(
                        Points.of(112),
                        List.of(new ReadBalance.Expiring(LocalDate.of(2026, 12, 31), Points.of(50))),
                        Points.NONE,
                        List.of(new ReadBalance.Waiting(LocalDate.of(2026, 12, 3), Points.of(9)))));
        given(readStanding.of(MEMBER)).willReturn(Optional.of(standing()));
        given(recogniseMembers.recognise(any(Identifier.class))).willCallRealMethod();
    }

    private static ReadStatement.Line line(long sequence) {
        return new ReadStatement.Line(
                sequence,
                EntryKind.EXPIRED,
                -5,
                0,
                0,
                Points.of(7),
                Points.NONE,
                null,
                new Why.Expired(LocalDate.of(2026, 10, 31)),
                NOON,
                NOON,
                null,
                null,
                null);
    }

    private static Standing standing() {
        return Standing.on(LADDER, MEMBER, 112, LADDER.lowest(), NOON);
    }

    private static EarnPoints.Outcome booked(long points, boolean repeated) {
        return new EarnPoints.Outcome.Booked(
                ActivityId.next(),
                points,
                0,
                points,
                Points.of(100 + points),
                standing(),
                List.of(new Why.Earned(
                        new Why.Paid(RuleId.next(), 1, new BilingualText("每笔消费", "Every purchase")),
                        new BigDecimal("12.90"),
                        "CNY",
                        new Formula.PerAmount(1, new BigDecimal("1.00")),
                        new BigDecimal("12.9"),
                        points,
                        points)),
                repeated);
    }

    private static ApiKey key(String prefix, Set<Scope> scopes) {
        return new ApiKey(
                UUID.randomUUID(), "Till", prefix, scopes, Optional.empty(), NOON, Optional.empty(), Optional.empty());
    }
}
