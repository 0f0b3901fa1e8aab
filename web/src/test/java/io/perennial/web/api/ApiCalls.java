package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.BDDMockito.given;

import io.perennial.insights.ActivityId;
import io.perennial.insights.PickMembers;
import io.perennial.insights.ReadRecommendations;
import io.perennial.insights.ReadSegments;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.FollowMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadTags;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.Standing;
import io.perennial.membership.TagMembers;
import io.perennial.membership.Tier;
import io.perennial.membership.UpdateProfile;
import io.perennial.membership.UseBenefit;
import io.perennial.points.EarnPoints;
import io.perennial.points.Formula;
import io.perennial.points.KeepHousehold;
import io.perennial.points.Points;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStreak;
import io.perennial.points.ReadTransfers;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.RuleId;
import io.perennial.points.SendPoints;
import io.perennial.points.Why;
import io.perennial.rewards.ReadCatalogue;
import io.perennial.rewards.RedeemReward;
import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.RecogniseApiKey;
import io.perennial.web.api.keys.Scope;
import io.perennial.web.pages.Reasons;
import io.perennial.web.pages.RecommendationWords;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The API alone, without the pages, on ports that know one member and one key until a test says otherwise. */
@Tag("without-database")
@WebMvcTest
@ContextConfiguration(classes = ApiCalls.ApiAlone.class)
@TestPropertySource(properties = {"perennial.api.burst=1000", "perennial.api.requests-per-minute=60"})
abstract class ApiCalls {

    /** The API without the pages, whose language and frame it must not need. */
    @EnableAutoConfiguration
    @EnableConfigurationProperties({ApiLimits.class, Programme.class})
    @Import({
        ApiActivitiesController.class,
        ApiBenefitsController.class,
        ApiMembersController.class,
        ApiMissionsController.class,
        ApiProfilesController.class,
        ApiRecommendationsController.class,
        ApiRedemptionsController.class,
        ApiSegmentsController.class,
        ApiTransfersController.class,
        MergedInPath.class,
        ApiHouseholdsController.class,
        TransferAnswers.class,
        ApiSecurity.class,
        ApiFaults.class,
        Problems.class,
        Requests.class,
        StrictJson.class,
        Wording.class,
        Reasons.class,
        RecommendationWords.class,
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

    static final String KEY = "pk_aaaaaaaa_" + "b".repeat(52);
    static final MemberId MEMBER = MemberId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Identifier PHONE = new Identifier(Identifier.Kind.PHONE, "+8613812345678");
    static final Ladder LADDER = new Ladder(List.of(
            new Tier("member", 0, new BilingualText("会员", "Member"), 0),
            new Tier("vip", 1, new BilingualText("贵宾", "VIP"), 1_000)));
    static final String PURCHASE = """
            {"member": {"phone": "138 1234 5678"}, "type": "purchase", "source": "till-7", "reference": "A-1",
             "happenedAt": "2026-11-22T10:15:00.1234567+08:00", "amount": {"value": "12.90", "currency": "CNY"}}""";

    @Autowired
    MockMvcTester web;

    @Autowired
    MessageSource texts;

    @MockitoBean
    RecogniseApiKey keys;

    @MockitoBean
    FollowMembers follow;

    @MockitoBean
    RecogniseMembers recogniseMembers;

    @MockitoBean
    UpdateProfile updateProfile;

    @MockitoBean
    ReadTags readTags;

    @MockitoBean
    TagMembers tagMembers;

    @MockitoBean
    ReadConsents readConsents;

    @MockitoBean
    RecordConsent recordConsent;

    @MockitoBean
    ReadBenefits readBenefits;

    @MockitoBean
    UseBenefit useBenefit;

    @MockitoBean
    SendPoints sendPoints;

    @MockitoBean
    ReturnTransfer returnTransfer;

    @MockitoBean
    ReadTransfers readTransfers;

    @MockitoBean
    ReadSegments readSegments;

    @MockitoBean
    PickMembers pickMembers;

    @MockitoBean
    KeepHousehold households;

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
    ReadRecommendations readRecommendations;

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

    MvcTestResult post(String body) {
        return post("/api/v1/activities", body);
    }

    MvcTestResult post(String address, String body) {
        return web.post()
                .uri(address)
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    MvcTestResult get(String address) {
        return web.get()
                .uri(java.net.URI.create(address))
                .header("Authorization", "Bearer " + KEY)
                .exchange();
    }

    static void assertProblem(MvcTestResult answer, int status, String code) {
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

    void givenTheMember() {
        given(readMember.find(MEMBER))
                .willReturn(Optional.of(new ReadMember.Profile(
                        MEMBER,
                        MemberStatus.ACTIVE,
                        "<b>Lin</b>",
                        Locale.SIMPLIFIED_CHINESE,
                        ZoneOffset.UTC,
                        null,
                        null,
                        Set.of(),
                        List.of(PHONE),
                        NOON,
                        "code",
                        null,
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

    static Standing standing() {
        return Standing.on(LADDER, MEMBER, 112, LADDER.lowest(), NOON);
    }

    static EarnPoints.Outcome booked(long points, boolean repeated) {
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

    static ApiKey key(String prefix, Set<Scope> scopes) {
        return new ApiKey(
                UUID.randomUUID(), "Till", prefix, scopes, Optional.empty(), NOON, Optional.empty(), Optional.empty());
    }
}
