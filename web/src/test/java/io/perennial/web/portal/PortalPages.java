package io.perennial.web.portal;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.perennial.insights.Article;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadRecommendations;
import io.perennial.insights.ReadSegments;
import io.perennial.membership.AnnounceFall;
import io.perennial.membership.AnnounceRise;
import io.perennial.membership.BilingualText;
import io.perennial.membership.CheckSecondFactor;
import io.perennial.membership.CloseAccount;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ConsentWording;
import io.perennial.membership.ExportMember;
import io.perennial.membership.Identifier;
import io.perennial.membership.Interest;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.KeepPasskeys;
import io.perennial.membership.KeepPictures;
import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.KeyHolder;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.PictureId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadLookUps;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadOutlook;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordLookUp;
import io.perennial.membership.Region;
import io.perennial.membership.ResetPassword;
import io.perennial.membership.SignInByCode;
import io.perennial.membership.SignInByPasskey;
import io.perennial.membership.SignInByPassword;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.Standing;
import io.perennial.membership.Tenure;
import io.perennial.membership.Tier;
import io.perennial.membership.UpdateProfile;
import io.perennial.membership.UseBenefit;
import io.perennial.points.AnnounceExpiry;
import io.perennial.points.AssessActivity;
import io.perennial.points.CheckIn;
import io.perennial.points.EarnPoints;
import io.perennial.points.KeepHousehold;
import io.perennial.points.KeepReceivingCode;
import io.perennial.points.MakeUpDay;
import io.perennial.points.PilotRule;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy;
import io.perennial.points.Prize;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadBudgets;
import io.perennial.points.ReadExtensions;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadPolicy;
import io.perennial.points.ReadProof;
import io.perennial.points.ReadRules;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStreak;
import io.perennial.points.ReadStreakPlan;
import io.perennial.points.ReadTransfers;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.SendPoints;
import io.perennial.points.StreakPlan;
import io.perennial.rewards.ReadCatalogue;
import io.perennial.rewards.ReadCatalogue.Availability;
import io.perennial.rewards.ReadCatalogue.Offer;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.web.security.SignedInMember;
import io.perennial.web.security.SignedInStaff;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.util.HtmlUtils;

/** The real pages, doors and texts of the portal, on ports that answer as on an ordinary day until a test says otherwise. */
@Tag("without-database")
@WebMvcTest
@ContextConfiguration(classes = PortalPages.PortalAlone.class)
public abstract class PortalPages {

    protected static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    protected static final MemberId MEMBER = MemberId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11");
    protected static final StaffId STAFF = StaffId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a12");
    protected static final RewardId REWARD = RewardId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a13");
    protected static final RedemptionId REDEMPTION = RedemptionId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a14");
    protected static final UUID PASSKEY = UUID.fromString("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a15");
    protected static final PointsPolicy POLICY = new PointsPolicy(
            1,
            new PointsPolicy.Rolling(24, PointsPolicy.Rounding.MONTH),
            Map.of(),
            30,
            14,
            Map.of(),
            PointsPolicy.Refunds.WITHIN_BALANCE,
            new PointsPolicy.TransferLimits(5_000, 20_000, 10, 30),
            new PointsPolicy.AdjustmentLimits(Map.of()),
            Instant.parse("2000-01-01T00:00:00Z"));
    protected static final String SCRIPT = "<script>alert('x')</script>";
    protected static final Identifier PHONE = new Identifier(Identifier.Kind.PHONE, "+8613812345678");
    protected static final Identifier EMAIL = new Identifier(Identifier.Kind.EMAIL, "li.na@example.com");
    protected static final Ladder LADDER = new Ladder(List.of(
            new Tier("member", 0, new BilingualText("会员", "Member"), 0),
            new Tier("vip", 1, new BilingualText("VIP 会员", "VIP"), 1_000),
            new Tier("black", 2, new BilingualText("黑金会员", "Black"), 10_000)));

    protected static final Map<ConsentPurpose, ConsentWording> WORDINGS = Arrays.stream(ConsentPurpose.values())
            .collect(Collectors.toMap(
                    purpose -> purpose,
                    purpose -> new ConsentWording(
                            purpose, 2, new BilingualText("条款 " + purpose, "Wording of " + purpose), NOW, null)));

    private static final ReadProof.Key KEY = new ReadProof.Key("0123456789abcdef", "MCowBQYDK2VwAyEA", NOW);

    /** Not a configuration by annotation: the whole application, where a test starts it, must not find it. */
    @EnableAutoConfiguration
    @EnableSpringHttpSession
    @EnableConfigurationProperties({Programme.class, MultipartProperties.class})
    @ComponentScan(
            basePackages = {"io.perennial.web.portal", "io.perennial.web.pages", "io.perennial.web.security"},
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests.*"))
    @ComponentScan(
            basePackages = "io.perennial.web.admin",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    ".*\\.(AdminSignInController|AdminSecondStepController|AdminAccountController|AdminSecondFactorController)"))
    public static class PortalAlone {

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        RememberedSessions sessionRepository() {
            return new RememberedSessions();
        }
    }

    private static final AtomicInteger HOUSEHOLDS = new AtomicInteger();

    /** Each test tries from an address of its own: how often one may try is counted over all tests. */
    private final String household = householdOf(HOUSEHOLDS.incrementAndGet());

    @Autowired
    protected MockMvcTester web;

    @Autowired
    protected MessageSource texts;

    @Autowired
    protected RememberedSessions sessions;

    @MockitoBean
    RecordLookUp recordLookUp;

    @MockitoBean
    KeepStaffSignIns staffSignIns;

    @MockitoBean
    ReadLookUps lookUps;

    @MockitoBean
    protected ReadMember members;

    @MockitoBean
    protected UpdateProfile profiles;

    @MockitoBean
    protected ReadConsents consents;

    @MockitoBean
    protected RecordConsent recordConsent;

    @MockitoBean
    protected ExportMember exportMember;

    @MockitoBean
    protected CloseAccount closeAccount;

    @MockitoBean
    protected ReadStanding standings;

    @MockitoBean
    protected ReadLadder ladder;

    @MockitoBean
    protected ReadOutlook outlooks;

    @MockitoBean
    protected AnnounceFall announceFall;

    @MockitoBean
    protected ReadBenefits benefits;

    @MockitoBean
    protected UseBenefit useBenefit;

    @MockitoBean
    protected AssessActivity assessActivity;

    @MockitoBean
    protected SignInByCode byCode;

    @MockitoBean
    protected SignInByPassword byPassword;

    @MockitoBean
    protected SignInByPasskey byPasskey;

    @MockitoBean
    protected ResetPassword resetPassword;

    @MockitoBean
    protected KeepIdentifiers identifiers;

    @MockitoBean
    protected KeepPasskeys passkeys;

    @MockitoBean
    protected KeepSecondFactor secondFactors;

    @MockitoBean
    protected CheckSecondFactor checkSecondFactor;

    @MockitoBean
    protected SignInStaff staff;

    @MockitoBean
    protected ReadBalance balances;

    @MockitoBean
    protected AnnounceExpiry announceExpiry;

    @MockitoBean
    protected ReadExtensions extensions;

    @MockitoBean
    protected ReadRules rules;

    @MockitoBean
    protected ReadBudgets budgets;

    @MockitoBean
    protected ReadPolicy policies;

    @MockitoBean
    protected ReadSegments segments;

    @MockitoBean
    protected ReadPilots pilots;

    @MockitoBean
    protected PilotRule pilotRule;

    @MockitoBean
    protected ReadStatement statement;

    @MockitoBean
    protected CheckIn checkIn;

    @MockitoBean
    protected MakeUpDay makeUpDay;

    @MockitoBean
    protected ReadStreak streaks;

    @MockitoBean
    protected ReadStreakPlan streakPlan;

    @MockitoBean
    protected ReadMissions missions;

    @MockitoBean
    protected ReadBadges badges;

    @MockitoBean
    protected ReadProof proof;

    @MockitoBean
    protected SendPoints sendPoints;

    @MockitoBean
    protected ReturnTransfer returnTransfer;

    @MockitoBean
    protected ReadTransfers transfers;

    @MockitoBean
    protected KeepReceivingCode receivingCodes;

    @MockitoBean
    protected KeepHousehold households;

    @MockitoBean
    protected EarnPoints earnPoints;

    @MockitoBean
    protected ReadActivities activities;

    @MockitoBean
    protected ReadCatalogue catalogue;

    @MockitoBean
    protected ReadRecommendations recommendations;

    @MockitoBean
    protected RedeemReward redeemReward;

    @MockitoBean
    protected ReadRedemptions redemptions;

    @MockitoBean
    protected KeepPictures pictures;

    @MockitoBean
    protected AnnounceRise announceRise;

    protected static Standing standing(Optional<Instant> graceUntil) {
        return Standing.on(
                LADDER,
                MEMBER,
                1_146,
                LADDER.tiers().get(1),
                NOW,
                new Tenure(
                        Instant.parse("2026-03-01T16:00:00Z"),
                        Optional.of(Instant.parse("2027-03-01T16:00:00Z")),
                        146,
                        800,
                        graceUntil,
                        Optional.empty(),
                        false,
                        Optional.empty()));
    }

    protected static final Article MUG = new Article("CUP-1", "Stoneware mug", "cups");
    protected static final Article SAUCER = new Article("CUP-9", "Saucer", "cups");

    @BeforeEach
    void answers_of_an_ordinary_day() {
        when(recommendations.of(any(ReadMember.Profile.class), anyInt()))
                .thenReturn(new ReadRecommendations.Recommended(
                        true,
                        List.of(new ReadRecommendations.Recommendation(
                                SAUCER, new ReadRecommendations.Reason.BoughtTogether(MUG, 37)))));
        sessions.forget();
        when(members.find(MEMBER)).thenReturn(Optional.of(profile("Li Na", MemberStatus.ACTIVE)));
        var standing = standing(Optional.empty());
        when(standings.of(MEMBER)).thenReturn(Optional.of(standing));
        when(outlooks.of(MEMBER))
                .thenReturn(Optional.of(new ReadOutlook.Outlook(standing, 300, 1_700, standing.tier())));
        when(ladder.ladder()).thenReturn(LADDER);
        when(consents.wordings()).thenReturn(WORDINGS);
        when(consents.of(MEMBER))
                .thenReturn(List.of(new ReadConsents.State(
                        ConsentPurpose.OFFERS, ConsentChannel.EMAIL, true, Optional.of(NOW), Optional.of(1))));
        when(consents.history(MEMBER))
                .thenReturn(List.of(new ReadConsents.Line(
                        1,
                        ConsentPurpose.OFFERS,
                        ConsentChannel.EMAIL,
                        true,
                        1,
                        "en",
                        RecordConsent.How.STAFF,
                        "Wen",
                        NOW)));
        when(balances.soon(MEMBER)).thenAnswer(_ -> balances.of(MEMBER));
        when(balances.of(MEMBER))
                .thenReturn(new ReadBalance.Balance(
                        Points.of(12_346),
                        List.of(new ReadBalance.Expiring(LocalDate.of(2026, 12, 31), Points.of(320))),
                        Points.NONE,
                        List.of()));
        when(proof.head(MEMBER))
                .thenReturn(new ReadProof.Head(
                        MEMBER, 0, "0".repeat(64), Points.NONE, Points.NONE, Points.NONE, NOW, KEY, "text", "c2ln"));
        when(transfers.of(any(), anyInt())).thenReturn(List.of());
        when(transfers.allowance(MEMBER))
                .thenReturn(new ReadTransfers.Allowance(
                        Points.of(10), Points.of(5_000), Points.of(4_000), Points.of(19_000), 30));
        when(receivingCodes.of(MEMBER)).thenReturn("ABCDE23456");
        when(households.of(MEMBER)).thenReturn(Optional.empty());
        when(proof.keys()).thenReturn(List.of(KEY));
        when(announceExpiry.show(MEMBER))
                .thenReturn(List.of(new AnnounceExpiry.Announcement(LocalDate.of(2026, 12, 31), Points.of(320))));
        when(announceExpiry.show(eq(MEMBER), any())).thenAnswer(_ -> announceExpiry.show(MEMBER));
        when(extensions.of(any(), anyInt())).thenReturn(List.of());
        when(rules.all()).thenReturn(List.of());
        when(policies.current()).thenReturn(POLICY);
        when(policies.history())
                .thenReturn(List.of(
                        new ReadPolicy.Published(POLICY, POLICY.effectiveFrom(), Optional.empty(), Optional.empty())));
        when(statement.page(any(), any(), anyInt())).thenReturn(new ReadStatement.Page(List.of(), false));
        var today = LocalDate.of(2026, 11, 22);
        when(streaks.of(MEMBER))
                .thenReturn(new ReadStreak.Streak(
                        today, 3, false, 9, 1, Optional.empty(), Optional.of(new ReadStreak.Next(7, 4, Prize.of(20)))));
        when(streaks.days(any(), any(), any()))
                .thenReturn(new ReadStreak.Days(
                        Set.of(today.minusDays(1), today.minusDays(2), today.minusDays(3)), Set.of(), Set.of()));
        when(streaks.lately(eq(MEMBER), anyInt()))
                .thenAnswer(_ -> new ReadStreak.Lately(streaks.of(MEMBER), streaks.days(MEMBER, today, today)));
        when(missions.of(any(Standing.class))).thenAnswer(_ -> missions.of(MEMBER));
        when(streakPlan.current())
                .thenReturn(new StreakPlan(
                        1, LocalDate.EPOCH, 30, new TreeMap<>(Map.of(3, Prize.of(5), 7, Prize.of(20))), 1, 7));
        when(activities.byId(any(), any())).thenReturn(Map.of());
        when(catalogue.offers(MEMBER)).thenReturn(List.of(offer(Availability.AFFORDABLE)));
        when(catalogue.offer(MEMBER, REWARD)).thenReturn(Optional.of(offer(Availability.AFFORDABLE)));
        when(catalogue.nextGoal(any(), any())).thenReturn(Optional.empty());
        when(redemptions.of(eq(MEMBER), any(), anyInt()))
                .thenReturn(new ReadRedemptions.Page(List.of(redemption(RedemptionStatus.ORDERED)), false));
        when(redemptions.of(MEMBER, REDEMPTION)).thenReturn(Optional.of(redemption(RedemptionStatus.ORDERED)));
        when(byPassword.emailOf(MEMBER)).thenReturn(Optional.of(EMAIL));
        when(identifiers.of(MEMBER))
                .thenReturn(List.of(
                        new KeepIdentifiers.Known(PHONE, NOW, Optional.of(NOW), true),
                        new KeepIdentifiers.Known(EMAIL, NOW, Optional.empty(), true)));
        when(passkeys.of(KeyHolder.of(MEMBER)))
                .thenReturn(List.of(new KeepPasskeys.Passkey(PASSKEY, "My phone", NOW, Optional.empty(), true)));
        when(secondFactors.of(any())).thenReturn(new KeepSecondFactor.State(false, 0, 0));
        when(staff.find(STAFF)).thenReturn(Optional.of(account(StaffRole.ADMIN)));
    }

    protected static ReadMember.Profile profile(@Nullable String name, MemberStatus status) {
        return new ReadMember.Profile(
                MEMBER,
                status,
                name,
                Locale.SIMPLIFIED_CHINESE,
                ZoneId.of("Asia/Shanghai"),
                LocalDate.of(1990, 2, 28),
                new Region("CN-31"),
                Set.of(Interest.HOME),
                List.of(PHONE, EMAIL),
                NOW,
                "portal",
                null,
                7);
    }

    protected static SignInStaff.Staff account(StaffRole... roles) {
        return new SignInStaff.Staff(STAFF, "wen", "Wen", Set.of(roles));
    }

    protected static Offer offer(Availability availability) {
        var missing = availability == Availability.NOT_ENOUGH_POINTS ? Points.of(54) : Points.NONE;
        var reward = new Reward(
                REWARD,
                RewardKind.GOODS,
                new BilingualText("香薰蜡烛", "Scented candle"),
                new BilingualText("雨后花园的味道", "Like a garden after rain"),
                Points.of(1_600),
                OptionalInt.of(2),
                Optional.of("vip"),
                null,
                Instant.parse("2027-01-31T16:00:00Z"),
                Optional.empty(),
                Optional.of(new PictureId(REWARD.value())),
                Optional.of("CANDLE-1"),
                Optional.of("candles"));
        return new Offer(reward, 8, missing, availability);
    }

    protected static ReadRedemptions.Line redemption(RedemptionStatus status) {
        return new ReadRedemptions.Line(
                REDEMPTION,
                MEMBER,
                REWARD,
                new BilingualText("香薰蜡烛", "Scented candle"),
                RewardKind.GOODS,
                Optional.empty(),
                Points.of(1_600),
                Optional.empty(),
                "KX7MP-2P9QR",
                status,
                NOW,
                status == RedemptionStatus.ORDERED ? null : NOW,
                status == RedemptionStatus.CANCELLED ? "damaged" : null);
    }

    protected static RequestPostProcessor asMember() {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                SignedInMember.of(MEMBER), null, authority("MEMBER")));
    }

    protected static RequestPostProcessor asStaff() {
        return authentication(
                UsernamePasswordAuthenticationToken.authenticated(SignedInStaff.of(STAFF), null, authority("STAFF")));
    }

    private static List<GrantedAuthority> authority(String name) {
        return List.of(new SimpleGrantedAuthority(name));
    }

    /** The member reads a page in English. */
    protected MvcTestResult look(String address) {
        return look(address, Locale.ENGLISH);
    }

    protected MvcTestResult look(String address, Locale language) {
        return web.get()
                .uri(address)
                .with(asMember())
                .locale(language)
                .accept("text/html")
                .exchange();
    }

    /** The member sends a form. */
    protected MvcTestResult send(String address, String... namesAndValues) {
        return form(address, namesAndValues).with(asMember()).exchange();
    }

    protected MockMvcRequestBuilder form(String address, String... namesAndValues) {
        var request = web.post()
                .uri(address)
                .remoteAddress(household)
                .with(csrf())
                .locale(Locale.ENGLISH)
                .accept("text/html");
        for (var i = 0; i < namesAndValues.length; i += 2) {
            request = request.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }

    /** The page after this answer, in the same browser. */
    protected MvcTestResult follow(MvcTestResult answer) {
        return web.get()
                .uri(Objects.requireNonNull(answer.getMvcResult().getResponse().getRedirectedUrl()))
                .cookie(answer.getMvcResult().getResponse().getCookies())
                .with(asMember())
                .locale(Locale.ENGLISH)
                .accept("text/html")
                .exchange();
    }

    private static String householdOf(int number) {
        return "10.%d.%d.1".formatted(number / 256, number % 256);
    }

    protected String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, Locale.ENGLISH);
    }

    /** As it stands in the page. */
    protected static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
