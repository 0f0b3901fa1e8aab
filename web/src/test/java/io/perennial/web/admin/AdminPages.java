package io.perennial.web.admin;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.lenient;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.perennial.insights.EditRecommendations;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.KeepRecommendations;
import io.perennial.insights.PickMembers;
import io.perennial.insights.PublishSegment;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.ReadSegments;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.AssignIdentifiers;
import io.perennial.membership.Benefit;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.CheckSecondFactor;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.EditBenefits;
import io.perennial.membership.EditLadder;
import io.perennial.membership.EraseMember;
import io.perennial.membership.FindMembers;
import io.perennial.membership.FollowMembers;
import io.perennial.membership.GrantBenefit;
import io.perennial.membership.HoldTier;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.KeepOwnMembership;
import io.perennial.membership.KeepPasskeys;
import io.perennial.membership.KeepPictures;
import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.Picture;
import io.perennial.membership.Programme;
import io.perennial.membership.PublishWording;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadLookUps;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadMerges;
import io.perennial.membership.ReadOutlook;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadTags;
import io.perennial.membership.ReadTierFloors;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordLookUp;
import io.perennial.membership.SearchMembers;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffRole;
import io.perennial.membership.TagMembers;
import io.perennial.membership.UpdateProfile;
import io.perennial.membership.UseBenefit;
import io.perennial.points.AdjustByFile;
import io.perennial.points.AdjustPoints;
import io.perennial.points.AssessActivity;
import io.perennial.points.CostOfPoints;
import io.perennial.points.EditAdjustmentReasons;
import io.perennial.points.EditBadges;
import io.perennial.points.ExtendPoints;
import io.perennial.points.FreezeSending;
import io.perennial.points.KeepDraft;
import io.perennial.points.KeepHousehold;
import io.perennial.points.PilotRule;
import io.perennial.points.Points;
import io.perennial.points.PublishMission;
import io.perennial.points.PublishPolicy;
import io.perennial.points.PublishRule;
import io.perennial.points.PublishStreakPlan;
import io.perennial.points.ReadAdjustments;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadBudgets;
import io.perennial.points.ReadDrafts;
import io.perennial.points.ReadExtensions;
import io.perennial.points.ReadLedgerChecks;
import io.perennial.points.ReadLiability;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadPolicy;
import io.perennial.points.ReadProof;
import io.perennial.points.ReadRules;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStreak;
import io.perennial.points.ReadStreakPlan;
import io.perennial.points.ReadTotals;
import io.perennial.points.ReadTransfers;
import io.perennial.points.ReinstatePoints;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.SimulateRules;
import io.perennial.recall.AssessChurn;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.SettleRedemption;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.SteerImport;
import io.perennial.web.jobs.LedgerCheckRuns;
import io.perennial.web.jobs.RecommendationRuns;
import io.perennial.web.security.SignedInStaff;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.mockito.ArgumentMatchers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** The real pages, doors and texts, standing on ports that answer with {@link Sample}s until a test says otherwise. */
@Tag("without-database")
@WebMvcTest({
    AdminAdjustmentsController.class,
    AdminAdjustmentFilesController.class,
    AdminAdjustmentReasonsController.class,
    AdminPolicyController.class,
    AdminReinstatementsController.class,
    AdminAuditController.class,
    AdminBadgesController.class,
    AdminBenefitsController.class,
    AdminBenefitUsesController.class,
    AdminMemberBenefitsController.class,
    AdminCampaignsController.class,
    AdminDashboardController.class,
    AdminLedgerCheckController.class,
    AdminExtensionsController.class,
    AdminIdentifiersController.class,
    AdminImportsController.class,
    AdminLiabilityController.class,
    AdminLookUpLogController.class,
    AdminLookUpsController.class,
    AdminMembersController.class,
    AdminMemberViewsController.class,
    AdminMemberProfilesController.class,
    AdminConsentsController.class,
    AdminErasuresController.class,
    AdminMergesController.class,
    AdminMissionsController.class,
    AdminPilotsController.class,
    AdminRecommendationsController.class,
    AdminRedemptionsController.class,
    AdminRewardsController.class,
    AdminRulesController.class,
    AdminSearchController.class,
    AdminSegmentsController.class,
    AdminStaffController.class,
    AdminStaffRecordsController.class,
    AdminStreakController.class,
    AdminStatementFilesController.class,
    AdminTierFloorsController.class,
    AdminTimelineController.class,
    AdminTiersController.class,
    AdminTransfersController.class
})
@Import({AdminPages.Ground.class, Chapters.class})
abstract class AdminPages {

    @Autowired
    MockMvc mvc;

    @MockitoBean
    FindMembers members;

    @MockitoBean
    SearchMembers searchMembers;

    @MockitoBean
    ReadMember profiles;

    @MockitoBean
    UpdateProfile updateProfile;

    @MockitoBean
    MergeMembers mergeMembers;

    @MockitoBean
    ReadMerges merges;

    @MockitoBean
    FollowMembers follow;

    @MockitoBean
    EraseMember eraseMember;

    @MockitoBean
    ReadTags tags;

    @MockitoBean
    TagMembers tagMembers;

    @MockitoBean
    ReadConsents consents;

    @MockitoBean
    RecordConsent recordConsent;

    @MockitoBean
    PublishWording publishWording;

    @MockitoBean
    ReadStanding standings;

    @MockitoBean
    ReadLadder ladder;

    @MockitoBean
    EditLadder editLadder;

    @MockitoBean
    HoldTier holdTier;

    @MockitoBean
    ReadBenefits benefits;

    @MockitoBean
    EditBenefits editBenefits;

    @MockitoBean
    GrantBenefit grantBenefit;

    @MockitoBean
    UseBenefit useBenefit;

    @MockitoBean
    ReadTierFloors tierFloors;

    @MockitoBean
    ChangeMemberStatus memberStatus;

    @MockitoBean
    ReadAuditTrail audit;

    @MockitoBean
    AppointStaff appointing;

    @MockitoBean
    SignInStaff staff;

    @MockitoBean
    ReadBalance balances;

    @MockitoBean
    ReadExtensions extensions;

    @MockitoBean
    ExtendPoints extendPoints;

    @MockitoBean
    ReinstatePoints reinstatePoints;

    @MockitoBean
    AdjustPoints adjustPoints;

    @MockitoBean
    ReadAdjustments adjustments;

    @MockitoBean
    AdjustByFile adjustByFile;

    @MockitoBean
    EditAdjustmentReasons editReasons;

    @MockitoBean
    ReadTransfers transfers;

    @MockitoBean
    ReturnTransfer returnTransfer;

    @MockitoBean
    FreezeSending freezeSending;

    @MockitoBean
    KeepHousehold households;

    @MockitoBean
    RecordChange recordChange;

    @MockitoBean
    RecordLookUp recordLookUp;

    @MockitoBean
    ReadLookUps lookUps;

    @MockitoBean
    KeepStaffSignIns staffSignIns;

    @MockitoBean
    ReceiveFile receiveFile;

    @MockitoBean
    SteerImport steerImport;

    @MockitoBean
    ReadImports readImports;

    @MockitoBean
    KeepOwnMembership ownMembership;

    @MockitoBean
    RecogniseMembers recogniseMembers;

    @MockitoBean
    ReadPolicy readPolicy;

    @MockitoBean
    PublishPolicy publishPolicy;

    @MockitoBean
    ReadStatement statements;

    @MockitoBean
    ReadProof proof;

    @MockitoBean
    ReadLedgerChecks ledgerChecks;

    @MockitoBean
    LedgerCheckRuns ledgerCheckRuns;

    @MockitoBean
    EditRecommendations recommendations;

    @MockitoBean
    KeepRecommendations countedRecommendations;

    @MockitoBean
    RecommendationRuns recommendationRuns;

    @MockitoBean
    ReadTotals totals;

    @MockitoBean
    ReadLiability liability;

    @MockitoBean
    ReadRules rules;

    @MockitoBean
    PublishRule publishRule;

    @MockitoBean
    ReadDrafts drafts;

    @MockitoBean
    ReadBudgets budgets;

    @MockitoBean
    SimulateRules simulateRules;

    @MockitoBean
    PilotRule pilotRule;

    @MockitoBean
    ReadPilots pilots;

    @MockitoBean
    KeepDraft keepDraft;

    @MockitoBean
    AssessActivity assessing;

    @MockitoBean
    ReadMissions missions;

    @MockitoBean
    PublishMission publishMission;

    @MockitoBean
    ReadBadges badges;

    @MockitoBean
    EditBadges editBadges;

    @MockitoBean
    ReadStreak streaks;

    @MockitoBean
    ReadStreakPlan streakPlan;

    @MockitoBean
    PublishStreakPlan publishStreakPlan;

    @MockitoBean
    ReadActivities activities;

    @MockitoBean
    ReadRedemptions redemptions;

    @MockitoBean
    SettleRedemption settling;

    @MockitoBean
    EditCatalogue catalogue;

    @MockitoBean
    KeepPictures pictures;

    @MockitoBean
    AssessChurn churn;

    @MockitoBean
    ReadSegments segments;

    @MockitoBean
    PublishSegment publishSegment;

    @MockitoBean
    PickMembers pickMembers;

    @MockitoBean
    LiveCounts counts;

    @MockitoBean
    ReadFacts facts;

    @MockitoBean
    KeepFacts keepFacts;

    @MockitoBean
    MemberViews views;

    @MockitoBean
    ReadOutlook outlooks;

    @MockitoBean
    KeepIdentifiers keepIdentifiers;

    @MockitoBean
    KeepSecondFactor secondFactors;

    @MockitoBean
    CheckSecondFactor checkSecondFactor;

    @MockitoBean
    KeepPasskeys passkeys;

    @MockitoBean
    AssignIdentifiers assigning;

    @MockitoBean
    FindByIndexNameSessionRepository<?> sessions;

    @TestConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties({CostOfPoints.class, Programme.class, MultipartProperties.class})
    @ComponentScan({"io.perennial.web.security", "io.perennial.web.pages"})
    static class Ground {

        @Bean
        Clock clock() {
            return Clock.fixed(Sample.NOW, ZoneOffset.UTC);
        }
    }

    @BeforeEach
    void answers_of_an_ordinary_day() {
        RecommendationSample.answer(recommendations, countedRecommendations);
        lenient().when(secondFactors.of(any())).thenReturn(new KeepSecondFactor.State(true, 1, 7));
        lenient().when(members.total()).thenReturn(1_234L);
        lenient().when(members.find(any())).thenReturn(new FindMembers.Page(List.of(MemberSample.row()), true));
        lenient()
                .when(searchMembers.search(any(), any(), anyInt()))
                .thenReturn(new SearchMembers.Found(List.of(MemberSample.hit(), MemberSample.hit()), true));
        lenient().when(views.of(any())).thenReturn(List.of(new MemberView(TierSample.USE, "VIPs", "tier=vip")));
        lenient().when(searchMembers.of(any())).thenReturn(List.of(MemberSample.hit()));
        lenient().when(members.perTier()).thenReturn(MemberSample.perTier());
        lenient().when(members.enrolledPerDay(anyInt())).thenReturn(MemberSample.enrolled());
        lenient().when(profiles.find(Sample.MEMBER)).thenReturn(Optional.of(MemberSample.profile()));
        lenient().when(profiles.names(any())).thenReturn(Map.of(Sample.MEMBER, Sample.NAME));
        lenient().when(tags.of(Sample.MEMBER)).thenReturn(Set.of(Sample.TAG));
        lenient().when(tags.inUse()).thenReturn(List.of(new ReadTags.Use(Sample.TAG, 1_234)));
        lenient().when(consents.of(Sample.MEMBER)).thenReturn(MemberSample.consents());
        lenient().when(consents.history(Sample.MEMBER)).thenReturn(MemberSample.consentLines());
        lenient().when(consents.isWhole(Sample.MEMBER)).thenReturn(true);
        lenient().when(consents.wordings()).thenReturn(Map.of(ConsentPurpose.OFFERS, MemberSample.wording(2)));
        lenient()
                .when(consents.wordings(ConsentPurpose.OFFERS))
                .thenReturn(List.of(MemberSample.wording(2), MemberSample.wording(1)));
        lenient().when(standings.of(Sample.MEMBER)).thenReturn(Optional.of(TierSample.standing()));
        lenient().when(standings.history(Sample.MEMBER)).thenReturn(TierSample.tierChanges());
        lenient().when(ladder.ladder()).thenReturn(Sample.LADDER);
        lenient().when(ladder.version()).thenReturn(3);
        lenient().when(editLadder.preview(any())).thenReturn(TierSample.impact());
        lenient().when(audit.find(any())).thenReturn(new ReadAuditTrail.Page(StaffSample.changes(), true));
        lenient().when(lookUps.kept()).thenReturn(Duration.ofDays(730));
        lenient().when(lookUps.find(any())).thenReturn(new ReadLookUps.Page(StaffSample.lookUps(), true));
        lenient()
                .when(lookUps.unusual(any()))
                .thenReturn(List.of(new ReadLookUps.Unusual(Sample.STAFF, "Li Wei", 41, Sample.NOW)));
        lenient()
                .when(staffSignIns.find(any()))
                .thenReturn(new KeepStaffSignIns.Page(StaffSample.staffSignIns(), true));
        lenient().when(appointing.accounts()).thenReturn(StaffSample.accounts());
        lenient().when(tierFloors.of(any())).thenReturn(TierSample.floors());
        lenient().when(benefits.all()).thenReturn(List.of(TierSample.benefit(Benefit.Way.PARTNER_CODE, false)));
        lenient()
                .when(benefits.find(TierSample.BENEFIT))
                .thenReturn(Optional.of(TierSample.benefit(Benefit.Way.PARTNER_CODE, false)));
        lenient()
                .when(useBenefit.look(any()))
                .thenReturn(new UseBenefit.Taken.Good(
                        Sample.MEMBER, TierSample.benefit(Benefit.Way.COUNTER, false), Sample.NOW.plusSeconds(900)));
        lenient().when(benefits.pools()).thenReturn(Map.of(TierSample.BENEFIT, new ReadBenefits.Pool(3, 7)));
        lenient().when(benefits.of(any())).thenReturn(TierSample.mine());
        lenient().when(benefits.uses(any(), anyInt())).thenReturn(TierSample.uses());
        lenient().when(benefits.grants(any())).thenReturn(TierSample.benefitGrants());
        lenient().when(ladder.announced()).thenReturn(Optional.of(TierSample.publishedLadder(4)));
        lenient()
                .when(ladder.history())
                .thenReturn(List.of(TierSample.publishedLadder(4), TierSample.publishedLadder(3)));
        lenient().when(balances.of(Sample.MEMBER)).thenReturn(PointsSample.balance());
        lenient()
                .when(balances.of(ArgumentMatchers.<Collection<MemberId>>any()))
                .thenReturn(Map.of(Sample.MEMBER, PointsSample.balance().points()));
        lenient().when(adjustByFile.find(any())).thenReturn(Optional.of(AdjustmentSample.adjustmentFile()));
        var waiting = AdjustmentSample.adjustmentImport(ImportStatus.WAITING);
        lenient().when(readImports.find(waiting.id())).thenReturn(Optional.of(waiting));
        lenient()
                .when(readImports.page(any(), any(), anyInt()))
                .thenReturn(new ReadImports.Page(List.of(waiting), true));
        lenient()
                .when(readImports.leftOut(any(), anyLong(), anyInt()))
                .thenReturn(AdjustmentSample.leftOutAdjustments());
        lenient().when(transfers.of(any(), anyInt())).thenReturn(TransferSample.transfers());
        lenient()
                .when(transfers.find(TransferSample.TRANSFER))
                .thenReturn(Optional.of(TransferSample.transfers().getFirst()));
        lenient().when(transfers.allowance(any())).thenReturn(TransferSample.allowance());
        lenient().when(households.of(Sample.MEMBER)).thenReturn(Optional.of(TransferSample.household()));
        lenient().when(recogniseMembers.statuses(any())).thenReturn(Map.of(TransferSample.FRIEND, MemberStatus.ACTIVE));
        lenient().when(ownMembership.of(any())).thenReturn(Optional.of(Sample.MEMBER));
        lenient().when(adjustments.reasons()).thenReturn(List.of(AdjustmentSample.reason()));
        lenient()
                .when(adjustments.everyReason())
                .thenReturn(List.of(
                        AdjustmentSample.reason(),
                        new ReadAdjustments.Reason("misuse", new BilingualText("违规扣回", "Misuse"), true)));
        lenient().when(adjustments.find(any())).thenReturn(Optional.of(AdjustmentSample.adjustment()));
        lenient()
                .when(adjustments.picture(AdjustmentSample.ADJUSTMENT, 1))
                .thenReturn(Optional.of(new Picture("image/jpeg", new byte[] {1, 2, 3})));
        lenient()
                .when(adjustments.page(any(), any(), anyInt()))
                .thenReturn(new ReadAdjustments.Page(List.of(AdjustmentSample.adjustment()), true));
        lenient()
                .when(readPolicy.current())
                .thenReturn(PointsSample.policies().getLast().policy());
        lenient().when(readPolicy.history()).thenReturn(PointsSample.policies());
        lenient().when(statements.entry(Sample.MEMBER, 9)).thenReturn(Optional.of(PointsSample.expired()));
        lenient().when(extensions.of(any(), anyInt())).thenReturn(PointsSample.extensions());
        lenient().when(statements.page(any(), any(), anyInt())).thenReturn(PointsSample.statement());
        lenient().when(proof.head(Sample.MEMBER)).thenReturn(PointsSample.head());
        lenient().when(ledgerChecks.latest(anyInt())).thenReturn(PointsSample.ledgerChecks());
        lenient().when(ledgerChecks.lastSeenWhole()).thenReturn(Optional.of(Sample.NOW.minus(Duration.ofDays(1))));
        lenient()
                .when(ledgerChecks.round())
                .thenReturn(
                        Optional.of(new ReadLedgerChecks.Round(Sample.NOW.minus(Duration.ofDays(1)), 1_000, 4_230)));
        lenient().when(totals.outstanding()).thenReturn(Points.of(8_902_670));
        lenient().when(totals.lastDays(anyInt())).thenReturn(PointsSample.days());
        lenient().when(liability.rollForward(anyInt())).thenReturn(PointsSample.rollForward());
        lenient().when(liability.cohorts()).thenReturn(PointsSample.cohorts());
        lenient().when(liability.breakage()).thenReturn(Optional.of(PointsSample.breakage()));
        lenient().when(liability.tieOut()).thenReturn(new ReadLiability.TieOut(1_060, 1_060));
        lenient().when(merges.waiting()).thenReturn(List.of(MergeSample.PROPOSED));
        lenient().when(merges.history(any(), anyInt())).thenReturn(MergeSample.ALL);
        lenient().when(merges.of(any())).thenReturn(MergeSample.ALL);
        MergeSample.ALL.forEach(each -> lenient().when(merges.find(each.id())).thenReturn(Optional.of(each)));
        lenient().when(merges.preview(any(), any())).thenReturn(Optional.of(MergeSample.preview()));
        lenient().when(merges.reversal(MergeSample.MERGED.id())).thenReturn(Optional.of(MergeSample.REVERSAL));
        lenient().when(rules.current()).thenReturn(RuleSample.rules());
        lenient()
                .when(rules.find(Sample.RULE))
                .thenReturn(Optional.of(RuleSample.rules().getFirst()));
        lenient().when(rules.all()).thenReturn(RuleSample.everyVersion());
        lenient()
                .when(budgets.of(any()))
                .thenReturn(Map.of(RuleSample.CAMPAIGN, new ReadBudgets.Budget(100_000, 37_500)));
        lenient().when(simulateRules.simulate(any(), anyInt())).thenReturn(RuleSample.compared());
        lenient().when(pilots.all()).thenReturn(List.of(RuleSample.pilot()));
        lenient().when(pilots.find(RuleSample.CAMPAIGN)).thenReturn(Optional.of(RuleSample.pilot()));
        lenient().when(pilots.find(RuleSample.CAMPAIGN, 1)).thenReturn(Optional.of(RuleSample.pilot()));
        lenient().when(pilots.compare(any(), anyInt())).thenReturn(Optional.of(RuleSample.groups()));
        lenient()
                .when(pilots.comments(any(), anyInt(), anyInt()))
                .thenReturn(List.of(new ReadPilots.Comment(PilotRule.Answer.LIKE, "More mugs!", Sample.NOW)));
        lenient().when(drafts.drafts()).thenReturn(List.of(RuleSample.draft()));
        lenient().when(drafts.draft(RuleSample.CAMPAIGN)).thenReturn(Optional.of(RuleSample.draft()));
        lenient().when(rules.history(Sample.RULE)).thenReturn(RuleSample.versions());
        SegmentSample.ordinaryDay(segments, counts, facts);
        MissionSample.ordinaryDay(missions, badges, streaks, streakPlan);
        lenient().when(activities.timeline(any(), any(), anyInt())).thenReturn(ActivitySample.timeline());
        lenient().when(activities.byId(any(), any())).thenReturn(Map.of(Sample.ACTIVITY, ActivitySample.purchase()));
        lenient().when(activities.items(any(), any())).thenReturn(ActivitySample.items());
        lenient()
                .when(statements.ofActivity(any(), any()))
                .thenReturn(PointsSample.statement().lines());
        lenient().when(missions.countedFor(any(), any())).thenReturn(MissionSample.counted());
        lenient().when(redemptions.of(any(), any(), anyInt())).thenReturn(RewardSample.redemptions());
        lenient()
                .when(redemptions.latest(any(), any(), anyInt()))
                .thenReturn(RewardSample.redemptions().lines());
        lenient()
                .when(statements.withoutActivity(any(), any(), anyInt()))
                .thenReturn(PointsSample.statement().lines());
        lenient()
                .when(statements.ofActivities(any(), any()))
                .thenReturn(Map.of(Sample.ACTIVITY, PointsSample.statement().lines()));
        lenient().when(audit.about(any(), any(), any(), anyInt())).thenReturn(StaffSample.changes());
        lenient().when(redemptions.all(any(), any(), anyInt())).thenReturn(RewardSample.redemptions());
        lenient().when(redemptions.find(Sample.REDEMPTION)).thenReturn(Optional.of(RewardSample.redemption()));
        lenient().when(redemptions.byCode("KX7M 2P9Q")).thenReturn(Optional.of(RewardSample.redemption()));
        lenient().when(redemptions.waiting()).thenReturn(2L);
        lenient().when(catalogue.rewards()).thenReturn(List.of(RewardSample.listed(), RewardSample.coupon()));
        lenient().when(catalogue.find(Sample.REWARD)).thenReturn(Optional.of(RewardSample.listed()));
        lenient().when(churn.assess(any())).thenReturn(ActivitySample.lapsed());
    }

    /** Someone with these roles asks for a page in English. */
    ResultActions page(String address, StaffRole... roles) throws Exception {
        return mvc.perform(as(get(URI.create(address)), roles));
    }

    /** Someone with these roles sends a form. */
    ResultActions send(String address, Map<String, String> form, StaffRole... roles) throws Exception {
        var request = post(address).with(csrf());
        form.forEach(request::param);
        return mvc.perform(as(request, roles));
    }

    <B extends AbstractMockHttpServletRequestBuilder<B>> B as(B request, StaffRole... roles) {
        var who = new SignInStaff.Staff(Sample.STAFF, "li.wei", "Li Wei", Set.of(roles));
        lenient().when(staff.find(Sample.STAFF)).thenReturn(Optional.of(who));
        request.with(authentication(
                UsernamePasswordAuthenticationToken.authenticated(SignedInStaff.of(Sample.STAFF), null, List.of())));
        return request;
    }
}
