package io.perennial.web.admin;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Item;
import io.perennial.insights.ReadActivities;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ConsentWording;
import io.perennial.membership.EditLadder;
import io.perennial.membership.FindMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Interest;
import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.Ladder;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.PictureId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadLookUps;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadTierFloors;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.Region;
import io.perennial.membership.SearchMembers;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.Standing;
import io.perennial.membership.Tag;
import io.perennial.membership.Tenure;
import io.perennial.membership.Tier;
import io.perennial.membership.TierFloor;
import io.perennial.points.AdjustByFile;
import io.perennial.points.AdjustmentFileId;
import io.perennial.points.AdjustmentId;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.EntryKind;
import io.perennial.points.Formula;
import io.perennial.points.KeepDraft;
import io.perennial.points.KeepHousehold;
import io.perennial.points.Movements;
import io.perennial.points.PilotRule;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PoolId;
import io.perennial.points.ReadAdjustments;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadDrafts;
import io.perennial.points.ReadExtensions;
import io.perennial.points.ReadLedgerChecks;
import io.perennial.points.ReadLiability;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadPolicy;
import io.perennial.points.ReadProof;
import io.perennial.points.ReadRules;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadTotals;
import io.perennial.points.ReadTransfers;
import io.perennial.points.RuleId;
import io.perennial.points.SimulateRules;
import io.perennial.points.Stacking;
import io.perennial.points.TransferId;
import io.perennial.points.VerifyLedger;
import io.perennial.points.Why;
import io.perennial.recall.AssessChurn;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.web.imports.AdjustmentPreview;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** One member, one rule, one reward: an ordinary programme on an ordinary day. */
final class Sample {

    static final Tag TAG = new Tag("regular");
    static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    static final String NAME = "Zhang Wei";
    static final AdjustmentId ADJUSTMENT = AdjustmentId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4b77");
    static final MemberId MEMBER = MemberId.of("0193579a-0000-7000-8000-000000000001");
    static final StaffId STAFF = StaffId.of("0193579a-0000-7000-8000-000000000002");
    static final StaffId COLLEAGUE = StaffId.of("0193579a-0000-7000-8000-000000000003");
    static final RuleId CAMPAIGN = RuleId.of("0193579a-0000-7000-8000-000000000014");
    static final RuleId RULE = RuleId.of("0193579a-0000-7000-8000-000000000004");
    static final RewardId REWARD = RewardId.of("0193579a-0000-7000-8000-000000000005");
    static final RedemptionId REDEMPTION = RedemptionId.of("0193579a-0000-7000-8000-000000000006");
    static final ActivityId ACTIVITY = new ActivityId(UUID.fromString("0193579a-0000-7000-8000-000000000007"));
    static final PictureId PICTURE = PictureId.of("0193579a-0000-7000-8000-000000000008");

    static final Tier ORDINARY = new Tier("member", 0, new BilingualText("普通会员", "Member"), 0);
    static final Tier VIP = new Tier("vip", 1, new BilingualText("VIP 会员", "VIP"), 1_000);
    static final Tier BLACK = new Tier("black", 2, new BilingualText("黑金会员", "Black"), 10_000);
    static final Ladder LADDER = new Ladder(List.of(ORDINARY, VIP, BLACK));

    static final Identifier PHONE = new Identifier(Identifier.Kind.PHONE, "+8613800138000");
    static final Identifier EMAIL = new Identifier(Identifier.Kind.EMAIL, "wei@example.com");

    private static final BilingualText MUG = new BilingualText("马克杯", "Mug");
    static final Why.Paid PAID = new Why.Paid(RULE, 2, new BilingualText("消费积分", "Shopping"));

    private Sample() {}

    static FindMembers.Row row() {
        return row(NAME);
    }

    static FindMembers.Row row(String name) {
        return new FindMembers.Row(MEMBER, name, List.of(PHONE, EMAIL), MemberStatus.FROZEN, VIP, 1_250, NOW);
    }

    static SearchMembers.Hit hit() {
        return new SearchMembers.Hit(MEMBER, NAME, List.of(PHONE, EMAIL), MemberStatus.FROZEN, VIP);
    }

    static List<FindMembers.TierCount> perTier() {
        return List.of(
                new FindMembers.TierCount(ORDINARY, 1_000),
                new FindMembers.TierCount(VIP, 200),
                new FindMembers.TierCount(BLACK, 34));
    }

    static List<FindMembers.DayCount> enrolled() {
        return IntStream.range(0, 30)
                .mapToObj(day ->
                        new FindMembers.DayCount(LocalDate.of(2026, 10, 24).plusDays(day), day))
                .toList();
    }

    static List<ReadTotals.Day> days() {
        return IntStream.range(0, 30)
                .mapToObj(day -> new ReadTotals.Day(
                        LocalDate.of(2026, 10, 24).plusDays(day),
                        new Movements(Map.of(
                                EntryKind.EARNED,
                                100L + day,
                                EntryKind.SPENT,
                                -40L,
                                EntryKind.GIVEN_BACK,
                                10L,
                                EntryKind.TAKEN_BACK,
                                (long) -day,
                                EntryKind.EXPIRED,
                                -5L))))
                .toList();
    }

    static List<ReadLiability.Month> rollForward() {
        var october =
                new Movements(Map.of(EntryKind.EARNED, 1_500L, EntryKind.SPENT, -400L, EntryKind.GIVEN_BACK, 50L));
        var november = new Movements(Map.of(EntryKind.TAKEN_BACK, -70L, EntryKind.EXPIRED, -20L));
        return List.of(
                new ReadLiability.Month(YearMonth.of(2026, 10), 0, october),
                new ReadLiability.Month(YearMonth.of(2026, 11), 1_150, november));
    }

    static List<ReadLiability.Cohort> cohorts() {
        return List.of(new ReadLiability.Cohort(
                YearMonth.of(2026, 10), 1_500, new Movements(Map.of(EntryKind.SPENT, -350L, EntryKind.EXPIRED, -20L))));
    }

    static ReadLiability.Breakage breakage() {
        return new ReadLiability.Breakage(
                YearMonth.of(2026, 10),
                1_150,
                700,
                450,
                new BigDecimal("0.3913"),
                new BigDecimal("0.6000"),
                7,
                List.of(new ReadLiability.Forecast(
                        YearMonth.of(2026, 9), 1, 300, 400, Optional.of(new BigDecimal("-0.2500")))),
                Optional.of(new BigDecimal("0.2500")));
    }

    static final List<Identifier> EVERY_IDENTIFIER = List.of(
            PHONE,
            EMAIL,
            new Identifier(Identifier.Kind.CARD_NUMBER, "88001234567"),
            new Identifier(Identifier.Kind.WECHAT, "wx-oPenId77"),
            new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C-17850"));

    static ReadMember.Profile profile() {
        return profile(MemberStatus.ACTIVE, NAME);
    }

    static ReadMember.Profile profile(MemberStatus status, String name) {
        return profile(status, name, List.of(PHONE, EMAIL));
    }

    static ReadMember.Profile profile(List<Identifier> identifiers) {
        return profile(MemberStatus.ACTIVE, NAME, identifiers);
    }

    private static ReadMember.Profile profile(MemberStatus status, String name, List<Identifier> identifiers) {
        return new ReadMember.Profile(
                MEMBER,
                status,
                name,
                Locale.SIMPLIFIED_CHINESE,
                ZoneId.of("Asia/Shanghai"),
                LocalDate.of(1990, 2, 28),
                new Region("CN-31"),
                Set.of(Interest.HOME, Interest.BOOKS),
                identifiers,
                NOW,
                "portal",
                null,
                1);
    }

    static List<ReadConsents.State> consents() {
        return List.of(
                new ReadConsents.State(
                        ConsentPurpose.OFFERS, ConsentChannel.EMAIL, true, Optional.of(NOW), Optional.of(1)),
                new ReadConsents.State(
                        ConsentPurpose.OFFERS, ConsentChannel.SMS, false, Optional.empty(), Optional.empty()));
    }

    static List<ReadConsents.Line> consentLines() {
        return List.of(new ReadConsents.Line(
                1, ConsentPurpose.OFFERS, ConsentChannel.EMAIL, true, 1, "en", RecordConsent.How.STAFF, "Li Wei", NOW));
    }

    static ConsentWording wording(int version) {
        return new ConsentWording(
                ConsentPurpose.OFFERS, version, new BilingualText("发送优惠 " + version, "Offers " + version), NOW, STAFF);
    }

    static Standing standing() {
        var until = Optional.of(NOW.minus(Duration.ofDays(3)));
        return Standing.on(
                LADDER,
                MEMBER,
                1_250,
                VIP,
                NOW,
                new Tenure(
                        NOW.minus(Duration.ofDays(368)),
                        until,
                        250,
                        800,
                        Optional.of(NOW.plus(Duration.ofDays(27))),
                        Optional.of(new TierFloor("vip", Optional.of(NOW.plus(Duration.ofDays(90))))),
                        true,
                        Optional.of(NOW)));
    }

    static final BenefitId BENEFIT = BenefitId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4b01");
    static final UUID GRANT = UUID.fromString("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4b02");
    static final UUID USE = UUID.fromString("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4b03");

    static Benefit benefit(Benefit.Way way, boolean retired) {
        return new Benefit(
                BENEFIT,
                2,
                Benefit.Kind.PARTNER,
                new BilingualText("贵宾厅", "Airport lounge"),
                new BilingualText("出示兑换码", "Show the code at the lounge"),
                Set.of("vip", "black"),
                way,
                2,
                Benefit.Period.YEAR,
                12_345,
                20,
                retired);
    }

    static List<ReadBenefits.Mine> mine() {
        var benefit = benefit(Benefit.Way.COUNTER, false);
        return List.of(
                new ReadBenefits.Mine(
                        benefit, Optional.of(GRANT), 1, 1, Optional.empty(), Optional.of(NOW), Optional.empty()),
                new ReadBenefits.Mine(
                        benefit,
                        Optional.empty(),
                        2,
                        0,
                        Optional.of(NOW),
                        Optional.empty(),
                        Optional.of(uses().getFirst())));
    }

    static List<ReadBenefits.Use> uses() {
        return List.of(
                new ReadBenefits.Use(
                        USE,
                        BENEFIT,
                        "7K3M-Q9AB",
                        NOW,
                        Optional.of(NOW.plusSeconds(900)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new ReadBenefits.Use(
                        GRANT,
                        BENEFIT,
                        "7K3M-Q9AC",
                        NOW,
                        Optional.of(NOW.plusSeconds(900)),
                        Optional.of(NOW),
                        Optional.of(STAFF),
                        Optional.of("Bund 3")));
    }

    static List<ReadBenefits.Granted> benefitGrants() {
        return List.of(
                new ReadBenefits.Granted(
                        GRANT,
                        BENEFIT,
                        1,
                        false,
                        "winner",
                        Optional.of(STAFF),
                        NOW,
                        Optional.of(NOW),
                        Optional.empty()),
                new ReadBenefits.Granted(
                        USE, BENEFIT, 1, true, null, Optional.empty(), NOW, Optional.empty(), Optional.of(NOW)));
    }

    static List<ReadTierFloors.Given> floors() {
        return List.of(
                new ReadTierFloors.Given(
                        "vip",
                        "Guest of the founders' day",
                        STAFF,
                        NOW,
                        Optional.of(NOW.plus(Duration.ofDays(90))),
                        Optional.empty(),
                        Optional.empty()),
                new ReadTierFloors.Given(
                        "black",
                        "By mistake",
                        STAFF,
                        NOW.minus(Duration.ofDays(1)),
                        Optional.empty(),
                        Optional.of(NOW),
                        Optional.of(STAFF)));
    }

    static ReadLadder.Published publishedLadder(int version) {
        return new ReadLadder.Published(version, LADDER, NOW, NOW.plus(Duration.ofDays(9)), Optional.of(STAFF));
    }

    static List<ReadStanding.TierChange> tierChanges() {
        return List.of(new ReadStanding.TierChange(ORDINARY, VIP, 1_020, NOW, NOW));
    }

    static AdjustByFile.File adjustmentFile() {
        return new AdjustByFile.File(
                new AdjustmentFileId(ADJUSTMENT.value()),
                AdjustByFile.Status.PROPOSED,
                2,
                900,
                20,
                COLLEAGUE,
                Optional.of(STAFF));
    }

    static final TransferId TRANSFER = new TransferId(ADJUSTMENT.value());
    static final MemberId FRIEND = MemberId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a78");

    /** To a friend, who may still give it back; from one; and out of the household. */
    static List<ReadTransfers.Transfer> transfers() {
        var later = NOW.plusSeconds(600);
        return List.of(
                transfer(TRANSFER, MEMBER, FRIEND, ReadTransfers.State.DELIVERED, null, later),
                transfer(TransferId.next(), FRIEND, MEMBER, ReadTransfers.State.DELIVERED, null, NOW),
                transfer(
                        TransferId.next(),
                        MEMBER,
                        FRIEND,
                        ReadTransfers.State.RETURNED,
                        ReadTransfers.ReturnedFor.TAKEN_BACK,
                        NOW),
                transfer(
                        TransferId.next(),
                        household().id().account(),
                        MEMBER,
                        ReadTransfers.State.DELIVERED,
                        null,
                        NOW));
    }

    private static ReadTransfers.Transfer transfer(
            TransferId id,
            MemberId from,
            MemberId to,
            ReadTransfers.State state,
            ReadTransfers.@Nullable ReturnedFor why,
            Instant undoUntil) {
        return new ReadTransfers.Transfer(
                id, from, to, MEMBER, Points.of(50), state, why, NOW.minusSeconds(1_200), undoUntil);
    }

    static ReadTransfers.Allowance allowance() {
        return new ReadTransfers.Allowance(Points.of(10), Points.of(5_000), Points.of(4_950), Points.of(19_950), 30);
    }

    static KeepHousehold.Household household() {
        return new KeepHousehold.Household(
                new PoolId(ADJUSTMENT.value()),
                "Home",
                "7KQ2MX4WPD",
                Points.of(420),
                List.of(
                        new KeepHousehold.Person(MEMBER, true, true, NOW),
                        new KeepHousehold.Person(FRIEND, false, false, NOW)));
    }

    /** A colleague's file. */
    static Import adjustmentImport(ImportStatus status) {
        var checked = status != ImportStatus.UPLOADING && status != ImportStatus.CHECKING;
        var started = status == ImportStatus.RUNNING || status == ImportStatus.DONE;
        return new Import(
                new ImportId(ADJUSTMENT.value()),
                "apology.csv",
                "0".repeat(64),
                1_024,
                Preset.ADJUSTMENTS,
                "adjustments",
                CurrencyUnit.of("CNY"),
                ZoneId.of("Asia/Shanghai"),
                "The courier lost a van, ticket 4711",
                status,
                status == ImportStatus.FAILED ? new Import.Failure(Import.Failure.STOPPED, "") : null,
                Optional.of(COLLEAGUE),
                NOW,
                started ? NOW : null,
                status == ImportStatus.DONE ? NOW : null,
                1_024,
                null,
                checked ? new AdjustmentPreview(312, 300, 4, 8, 290, 60_000, 120, 60_500) : null,
                0,
                started ? new Tally(312, 304, 290, 10, 0, 0, 4, 8, 8, 60_000, 120) : Tally.NONE);
    }

    static List<ReadImports.LeftOutLine> leftOutAdjustments() {
        return Stream.of(
                        LeftOutReason.BROKEN_LINE,
                        LeftOutReason.BAD_MEMBER,
                        LeftOutReason.BAD_POINTS,
                        LeftOutReason.UNKNOWN_REASON,
                        LeftOutReason.NOTE_TOO_LONG,
                        LeftOutReason.UNKNOWN_MEMBER,
                        LeftOutReason.OWN_ACCOUNT,
                        LeftOutReason.MEMBER_CLOSED,
                        LeftOutReason.NOT_ENOUGH)
                .map(reason -> new ReadImports.LeftOutLine(2 + reason.ordinal(), reason, "C-9,x,goodwill,"))
                .toList();
    }

    static ReadAdjustments.Reason reason() {
        return new ReadAdjustments.Reason("goodwill", new BilingualText("服务补偿", "Goodwill"), false);
    }

    static ReadAdjustments.Adjustment adjustment() {
        return new ReadAdjustments.Adjustment(
                ADJUSTMENT,
                MEMBER,
                900,
                -5,
                reason(),
                Optional.of("Sorry about the mug"),
                Optional.of("Called twice"),
                Optional.of("https://tickets.example.com/4711"),
                2,
                ReadAdjustments.Status.PROPOSED,
                COLLEAGUE,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** One in force, one planned with everything different. */
    static List<ReadPolicy.Published> policies() {
        var from = NOW.plus(Duration.ofDays(30));
        var first = new PointsPolicy(
                1,
                new PointsPolicy.Rolling(24, PointsPolicy.Rounding.MONTH),
                Map.of(),
                30,
                14,
                Map.of(),
                PointsPolicy.Refunds.WITHIN_BALANCE,
                new PointsPolicy.TransferLimits(0, 0, 1, 0),
                new PointsPolicy.AdjustmentLimits(Map.of(StaffRole.SUPPORT, 500L)),
                Instant.parse("2000-01-01T00:00:00Z"));
        var second = new PointsPolicy(
                2,
                new PointsPolicy.FixedDates(List.of(MonthDay.of(6, 30), MonthDay.of(12, 31)), 30),
                Map.of(
                        "vip",
                        new PointsPolicy.Sliding(
                                12, PointsPolicy.Rounding.DAY, Set.of(ActivityType.PURCHASE, ActivityType.CHECK_IN))),
                1,
                0,
                Map.of(ActivityType.PURCHASE, 14),
                PointsPolicy.Refunds.OVERDRAFT,
                new PointsPolicy.TransferLimits(100, 200, 10, 30),
                new PointsPolicy.AdjustmentLimits(Map.of()),
                from);
        return List.of(
                new ReadPolicy.Published(second, NOW, Optional.of(STAFF), Optional.empty()),
                new ReadPolicy.Published(first, first.effectiveFrom(), Optional.empty(), Optional.of(from)));
    }

    static ReadStatement.Line expired() {
        return statement().lines().stream()
                .filter(line -> line.kind() == EntryKind.EXPIRED)
                .findFirst()
                .orElseThrow();
    }

    static List<ReadExtensions.Extended> extensions() {
        return List.of(
                new ReadExtensions.Extended(
                        NOW,
                        ReadExtensions.Cause.BY_STAFF,
                        LocalDate.of(2026, 11, 30),
                        LocalDate.of(2027, 2, 28),
                        Points.of(80),
                        Optional.of(STAFF),
                        Optional.of("moved house")),
                new ReadExtensions.Extended(
                        NOW,
                        ReadExtensions.Cause.NOT_TOLD,
                        LocalDate.of(2026, 10, 31),
                        LocalDate.of(2026, 12, 20),
                        Points.of(1),
                        Optional.empty(),
                        Optional.empty()));
    }

    static ReadBalance.Balance balance() {
        return new ReadBalance.Balance(
                Points.of(1_180),
                List.of(new ReadBalance.Expiring(LocalDate.of(2028, 11, 30), Points.of(1_180))),
                Points.of(3),
                List.of(new ReadBalance.Waiting(LocalDate.of(2026, 12, 3), Points.of(90))));
    }

    static ReadProof.Head head() {
        return new ReadProof.Head(
                MEMBER,
                10,
                "5f".repeat(32),
                Points.of(1_180),
                Points.of(90),
                Points.of(3),
                NOW,
                new ReadProof.Key("0123456789abcdef", "MCowBQYDK2VwAyEA", NOW),
                "text",
                "c2ln");
    }

    static List<ReadLedgerChecks.Check> ledgerChecks() {
        return List.of(
                new ReadLedgerChecks.Check(
                        NOW,
                        NOW.plusMillis(1_500),
                        ReadLedgerChecks.Extent.NIGHT,
                        new VerifyLedger.Report(
                                1_234,
                                56_789,
                                Points.of(8_902_670),
                                Arrays.stream(VerifyLedger.Breach.values())
                                        .map(Sample::fault)
                                        .toList()),
                        234,
                        false),
                new ReadLedgerChecks.Check(
                        NOW.minus(Duration.ofDays(1)),
                        NOW.minus(Duration.ofDays(1)).plusSeconds(1),
                        ReadLedgerChecks.Extent.WHOLE,
                        new VerifyLedger.Report(4_230, 156_700, Points.of(8_900_000), List.of()),
                        0,
                        false));
    }

    private static VerifyLedger.Fault fault(VerifyLedger.Breach breach) {
        return switch (breach) {
            case BUDGET_USED -> new VerifyLedger.Fault(breach, null, RULE.toString(), "500", "480");
            case STOCK_REDEEMED -> new VerifyLedger.Fault(breach, null, REWARD.toString(), "21", "20");
            case DAY_KEPT -> new VerifyLedger.Fault(breach, null, "2026-11-20 EARNED", "161", "160");
            case EVENT_WAITING ->
                new VerifyLedger.Fault(breach, null, "messaging.tell-of-points", "2026-11-20T01:00:00Z", "");
            default -> new VerifyLedger.Fault(breach, MEMBER, "7", "8", "9");
        };
    }

    /** One entry of each sort, so that every way of saying why is on the page. */
    static ReadStatement.Page statement() {
        var whys = List.of(
                new Why.Earned(
                        PAID,
                        new BigDecimal("123.45"),
                        "GBP",
                        new Formula.PerAmount(1, new BigDecimal("1.00")),
                        new BigDecimal("123.45"),
                        123,
                        123),
                new Why.EarnedNothing(List.of(new Why.NotPaid(PAID, Why.Reason.CONDITION))),
                new Why.EarnedNothing(List.of()),
                new Why.Spent(MUG),
                new Why.GivenBack(MUG, "broken handle"),
                new Why.TakenBack("536365", new BigDecimal("20.00"), "GBP", 20, 5, 20, 4, 3),
                new Why.Expired(LocalDate.of(2026, 10, 31)),
                new Why.Released(3),
                new Why.Granted(MUG),
                new Why.Sent(MEMBER.value(), MEMBER.value(), Why.Party.HOUSEHOLD),
                new Why.Received(MEMBER.value(), MEMBER.value(), Why.Party.MEMBER),
                new Why.SentBack(MEMBER.value(), ReadTransfers.ReturnedFor.UNDELIVERABLE),
                new Why.Earned(PAID, null, null, new Formula.Fixed(5), null, 5, 0));
        var kinds = List.of(
                EntryKind.EARNED,
                EntryKind.EARNED,
                EntryKind.EARNED,
                EntryKind.SPENT,
                EntryKind.GIVEN_BACK,
                EntryKind.TAKEN_BACK,
                EntryKind.EXPIRED,
                EntryKind.RELEASED,
                EntryKind.GRANTED,
                EntryKind.SENT,
                EntryKind.RECEIVED,
                EntryKind.RECEIVED,
                EntryKind.EARNED);
        return new ReadStatement.Page(
                IntStream.range(0, whys.size())
                        .mapToObj(index -> new ReadStatement.Line(
                                whys.size() - index,
                                kinds.get(index),
                                index == 0 ? 123 : -index,
                                index == 5 ? -4 : index == 9 ? 5 : 0,
                                index,
                                Points.of(1_180),
                                index == 5 ? Points.of(3) : Points.NONE,
                                index == 0 ? ACTIVITY : null,
                                whys.get(index),
                                NOW.minus(Duration.ofDays(index)),
                                NOW,
                                index == 0 ? LocalDate.of(2028, 11, 30) : null,
                                index == 0 ? Points.of(100) : null,
                                index == 9 ? NOW.plus(Duration.ofDays(7)) : null))
                        .toList(),
                true);
    }

    static ReadActivities.Recorded purchase() {
        return new ReadActivities.Recorded(
                ACTIVITY,
                MEMBER,
                ActivityType.PURCHASE,
                "web-shop",
                "536365",
                NOW,
                NOW,
                "web",
                "Store 7",
                Money.of(CurrencyUnit.GBP, new BigDecimal("123.45")),
                null);
    }

    static ReadActivities.Page timeline() {
        var checkIn = new ReadActivities.Recorded(
                new ActivityId(UUID.fromString("0193579a-0000-7000-8000-000000000009")),
                MEMBER,
                ActivityType.CHECK_IN,
                "portal",
                "2026-11-22",
                NOW,
                NOW,
                "portal",
                null,
                null,
                null);
        return new ReadActivities.Page(List.of(purchase(), checkIn), true);
    }

    static List<Item> items() {
        return List.of(new Item("85123A", "White hanging heart", null, 6, new BigDecimal("2.5500")));
    }

    static AssessChurn.Verdict lapsed() {
        return new AssessChurn.Verdict.Lapsed(Duration.ofDays(45), Duration.ofDays(30));
    }

    static EarnRule rule(int version) {
        return new EarnRule(
                RULE,
                version,
                PAID.name(),
                EarnRule.Role.BASE,
                ActivityType.PURCHASE,
                new Condition.AmountBetween(new BigDecimal("10.00"), null),
                new Formula.PerAmount(1, new BigDecimal("1.00")),
                new Formula.PerAmount(1, new BigDecimal("1.00")),
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                NOW.minus(Duration.ofDays(10L - version)),
                null);
    }

    /** Double points on mugs for VIPs, on members' day, at most 500 each, 100,000 in all. */
    static EarnRule campaign() {
        return new EarnRule(
                CAMPAIGN,
                1,
                new BilingualText("会员日马克杯双倍积分", "Members’ day: double points on mugs"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                new Condition.All(List.of(
                        new Condition.TierIn(new TreeSet<>(List.of("vip", "black"))),
                        new Condition.ItemNamed(new TreeSet<>(List.of("mug"))),
                        new Condition.DayOfMonthIn(new TreeSet<>(List.of(18))))),
                new Formula.Multiplied(BigDecimal.TWO, Formula.Rounding.DOWN),
                new Formula.Nothing(),
                List.of(new Cap(Cap.Window.EVER, Cap.Measure.POINTS, 500)),
                100_000L,
                Stacking.BEST_WINS,
                10,
                new BilingualText("马克杯，双倍快乐。", "Mugs make twice as happy."),
                NOW,
                NOW.plus(Duration.ofDays(60)));
    }

    static List<ReadRules.Published> everyVersion() {
        return List.of(
                new ReadRules.Published(rule(1), NOW, Optional.empty()),
                new ReadRules.Published(rule(2), NOW, Optional.empty()),
                new ReadRules.Published(campaign(), NOW, Optional.empty()));
    }

    static ReadPilots.Pilot pilot() {
        return new ReadPilots.Pilot(
                campaign(),
                1,
                null,
                PilotRule.Audience.share(105),
                new BilingualText("喜欢吗？", "Do you like it?"),
                NOW,
                ReadPilots.State.RUNNING,
                Optional.empty(),
                Map.of(PilotRule.Answer.LIKE, 3L, PilotRule.Answer.DISLIKE, 1L));
    }

    static ReadPilots.Comparison groups() {
        return new ReadPilots.Comparison(
                NOW.minus(Duration.ofDays(9)),
                NOW,
                true,
                new ReadPilots.Group(40, 100, new BigDecimal("8000.00"), 90, 12_345, 0),
                new ReadPilots.Group(360, 720, new BigDecimal("57600.00"), 0, 0, 0));
    }

    static SimulateRules.Outcome.Compared compared() {
        return new SimulateRules.Outcome.Compared(
                NOW.minus(Duration.ofDays(90)),
                NOW,
                4_321,
                987,
                new SimulateRules.Sums(100_000, 100_000, 2_000, 2_000),
                new SimulateRules.Sums(112_500, 100_000, 2_100, 2_000),
                List.of(new SimulateRules.OfRule(
                        CAMPAIGN,
                        campaign().name(),
                        true,
                        SimulateRules.Payments.NONE,
                        new SimulateRules.Payments(55, 12_500, 0, 730))),
                List.of(new SimulateRules.Move(
                        LADDER.tiers().get(0), LADDER.tiers().get(1), 4)),
                List.of(new SimulateRules.Change(MEMBER, 100, 600)),
                List.of(),
                41,
                0,
                2);
    }

    static ReadDrafts.Draft draft() {
        var rule = campaign();
        var programme = new Programme(ZoneId.of("Asia/Shanghai"), List.of("CNY"));
        return new ReadDrafts.Draft(
                new KeepDraft.Sketch(
                        rule.id(),
                        rule.version(),
                        rule.role(),
                        rule.name().zh(),
                        rule.name().en(),
                        KeptForm.of(RuleForm.of(rule, rule.version(), NOW, programme)),
                        Optional.of(rule)),
                3,
                NOW,
                STAFF);
    }

    /** Without a name in Chinese. */
    static ReadDrafts.Draft incompleteDraft() {
        var complete = draft();
        var sketch = complete.sketch();
        var typed = KeptForm.of(KeptForm.read(sketch.typed()).named("", "Typed so far"));
        return new ReadDrafts.Draft(
                new KeepDraft.Sketch(
                        sketch.id(), sketch.version(), sketch.role(), "", "Typed so far", typed, Optional.empty()),
                complete.edition(),
                NOW,
                STAFF);
    }

    static List<ReadRules.Published> rules() {
        return List.of(
                new ReadRules.Published(rule(2), NOW, Optional.empty()),
                new ReadRules.Published(campaign(), NOW, Optional.empty()));
    }

    static List<ReadRules.Published> versions() {
        return List.of(
                new ReadRules.Published(rule(2), NOW, Optional.empty()),
                new ReadRules.Published(rule(1), NOW, Optional.empty()));
    }

    static EditLadder.Impact impact() {
        return new EditLadder.Impact(
                List.of(new EditLadder.Move("member", "vip", 17)), List.of(new EditLadder.Risk("black", 3, 5)), 4);
    }

    static Reward reward(String name) {
        return new Reward(
                REWARD,
                RewardKind.GOODS,
                new BilingualText("马克杯", name),
                new BilingualText("陶瓷，350 毫升", "Stoneware, 350 ml"),
                Points.of(500),
                OptionalInt.of(2),
                Optional.of("vip"),
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(30)),
                Optional.empty(),
                Optional.of(PICTURE),
                Optional.of("CUP-02"),
                Optional.of("cups"));
    }

    static EditCatalogue.Listed listed() {
        return new EditCatalogue.Listed(reward("Mug"), EditCatalogue.Status.PUBLISHED, 12, 3, 4);
    }

    static EditCatalogue.Listed coupon() {
        return new EditCatalogue.Listed(
                new Reward(
                        RewardId.of("0193579a-0000-7000-8000-00000000000a"),
                        RewardKind.COUPON,
                        new BilingualText("十元券", "Ten off"),
                        new BilingualText("满减", "Ten yuan off"),
                        Points.of(900),
                        OptionalInt.empty(),
                        Optional.empty(),
                        null,
                        null,
                        Optional.of(Money.of(CurrencyUnit.of("CNY"), 10)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                EditCatalogue.Status.DRAFT,
                0,
                0,
                1);
    }

    static ReadRedemptions.Line redemption() {
        return redemption(RedemptionStatus.ORDERED);
    }

    static ReadRedemptions.Line redemption(RedemptionStatus status) {
        return new ReadRedemptions.Line(
                REDEMPTION,
                MEMBER,
                REWARD,
                MUG,
                RewardKind.GOODS,
                Optional.of(PICTURE),
                Points.of(500),
                Optional.empty(),
                "KX7M2P9Q",
                status,
                NOW,
                status == RedemptionStatus.ORDERED ? null : NOW,
                status == RedemptionStatus.CANCELLED ? "broken handle" : null);
    }

    static ReadRedemptions.Page redemptions() {
        return new ReadRedemptions.Page(List.of(redemption()), true);
    }

    static List<ReadAuditTrail.Line> changes() {
        return List.of(
                new ReadAuditTrail.Line(
                        UUID.fromString("0193579a-0000-7000-8000-00000000000b"),
                        NOW,
                        STAFF,
                        "Li Wei",
                        "member.frozen",
                        "member",
                        MEMBER.toString(),
                        "{\"status\":\"ACTIVE\"}",
                        "{\"status\":\"FROZEN\",\"reason\":\"odd refunds\"}",
                        "0193579a-0000-7000-8000-0000000000aa",
                        MEMBER),
                new ReadAuditTrail.Line(
                        UUID.fromString("0193579a-0000-7000-8000-00000000000c"),
                        NOW,
                        null,
                        null,
                        "staff.appointed",
                        "staff",
                        STAFF.toString(),
                        null,
                        "{\"roles\":[\"ADMIN\"]}",
                        null,
                        null));
    }

    static List<ReadLookUps.Line> lookUps() {
        return List.of(
                new ReadLookUps.Line(
                        UUID.fromString("0193579a-0000-7000-8000-00000000001a"),
                        NOW,
                        STAFF,
                        "Li Wei",
                        LookUpKind.PHONE,
                        MEMBER,
                        1,
                        "called about a parcel",
                        41,
                        true,
                        "203.0.113.*",
                        "0193579a-0000-7000-8000-0000000000aa"),
                new ReadLookUps.Line(
                        UUID.fromString("0193579a-0000-7000-8000-00000000001b"),
                        NOW,
                        STAFF,
                        "Li Wei",
                        LookUpKind.AUDIT_FILE,
                        null,
                        1_234,
                        null,
                        1,
                        false,
                        "2001:0db8:0000:*",
                        null));
    }

    static List<KeepStaffSignIns.Try> staffSignIns() {
        var from = new KeepStaffSignIns.From("Firefox · Linux", "203.0.113.*");
        return List.of(
                new KeepStaffSignIns.Try(
                        UUID.fromString("0193579a-0000-7000-8000-00000000002a"),
                        NOW,
                        STAFF,
                        "Li Wei",
                        KeepStaffSignIns.How.SECOND_RIGHT,
                        from,
                        true,
                        null),
                new KeepStaffSignIns.Try(
                        UUID.fromString("0193579a-0000-7000-8000-00000000002b"),
                        NOW,
                        null,
                        null,
                        KeepStaffSignIns.How.PASSWORD_WRONG,
                        new KeepStaffSignIns.From("", ""),
                        false,
                        null));
    }

    static List<AppointStaff.Account> accounts() {
        return List.of(
                new AppointStaff.Account(STAFF, "li.wei", "Li Wei", Set.of(StaffRole.ADMIN), false, NOW),
                new AppointStaff.Account(COLLEAGUE, "ana", "Ana", Set.of(StaffRole.SUPPORT), true, NOW));
    }
}
