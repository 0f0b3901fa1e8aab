package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.membership.StaffRole;
import io.perennial.points.EntryKind;
import io.perennial.points.Formula;
import io.perennial.points.Movements;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadExtensions;
import io.perennial.points.ReadLedgerChecks;
import io.perennial.points.ReadLiability;
import io.perennial.points.ReadPolicy;
import io.perennial.points.ReadProof;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadTotals;
import io.perennial.points.ReadTransfers;
import io.perennial.points.VerifyLedger;
import io.perennial.points.Why;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Points of a member and of all: statement, balance, policies, and what the books say. */
final class PointsSample {

    private PointsSample() {}

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

    /** One in force, one planned with everything different. */
    static List<ReadPolicy.Published> policies() {
        var from = Sample.NOW.plus(Duration.ofDays(30));
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
                new ReadPolicy.Published(second, Sample.NOW, Optional.of(Sample.STAFF), Optional.empty()),
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
                        Sample.NOW,
                        ReadExtensions.Cause.BY_STAFF,
                        LocalDate.of(2026, 11, 30),
                        LocalDate.of(2027, 2, 28),
                        Points.of(80),
                        Optional.of(Sample.STAFF),
                        Optional.of("moved house")),
                new ReadExtensions.Extended(
                        Sample.NOW,
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
                Sample.MEMBER,
                10,
                "5f".repeat(32),
                Points.of(1_180),
                Points.of(90),
                Points.of(3),
                Sample.NOW,
                new ReadProof.Key("0123456789abcdef", "MCowBQYDK2VwAyEA", Sample.NOW),
                "text",
                "c2ln");
    }

    static List<ReadLedgerChecks.Check> ledgerChecks() {
        return List.of(
                new ReadLedgerChecks.Check(
                        Sample.NOW,
                        Sample.NOW.plusMillis(1_500),
                        ReadLedgerChecks.Extent.NIGHT,
                        new VerifyLedger.Report(
                                1_234,
                                56_789,
                                Points.of(8_902_670),
                                Arrays.stream(VerifyLedger.Breach.values())
                                        .map(PointsSample::fault)
                                        .toList()),
                        234,
                        false),
                new ReadLedgerChecks.Check(
                        Sample.NOW.minus(Duration.ofDays(1)),
                        Sample.NOW.minus(Duration.ofDays(1)).plusSeconds(1),
                        ReadLedgerChecks.Extent.WHOLE,
                        new VerifyLedger.Report(4_230, 156_700, Points.of(8_900_000), List.of()),
                        0,
                        false));
    }

    private static VerifyLedger.Fault fault(VerifyLedger.Breach breach) {
        return switch (breach) {
            case BUDGET_USED -> new VerifyLedger.Fault(breach, null, Sample.RULE.toString(), "500", "480");
            case STOCK_REDEEMED -> new VerifyLedger.Fault(breach, null, Sample.REWARD.toString(), "21", "20");
            case DAY_KEPT -> new VerifyLedger.Fault(breach, null, "2026-11-20 EARNED", "161", "160");
            case EVENT_WAITING ->
                new VerifyLedger.Fault(breach, null, "messaging.tell-of-points", "2026-11-20T01:00:00Z", "");
            default -> new VerifyLedger.Fault(breach, Sample.MEMBER, "7", "8", "9");
        };
    }

    /** One entry of each sort, so that every way of saying why is on the page. */
    static ReadStatement.Page statement() {
        var whys = List.of(
                new Why.Earned(
                        Sample.PAID,
                        new BigDecimal("123.45"),
                        "GBP",
                        new Formula.PerAmount(1, new BigDecimal("1.00")),
                        new BigDecimal("123.45"),
                        123,
                        123),
                new Why.EarnedNothing(List.of(new Why.NotPaid(Sample.PAID, Why.Reason.CONDITION))),
                new Why.EarnedNothing(List.of()),
                new Why.Spent(RewardSample.MUG),
                new Why.GivenBack(RewardSample.MUG, "broken handle"),
                new Why.TakenBack("536365", new BigDecimal("20.00"), "GBP", 20, 5, 20, 4, 3),
                new Why.Expired(LocalDate.of(2026, 10, 31)),
                new Why.Released(3),
                new Why.Granted(RewardSample.MUG),
                new Why.Sent(Sample.MEMBER.value(), Sample.MEMBER.value(), Why.Party.HOUSEHOLD),
                new Why.Received(Sample.MEMBER.value(), Sample.MEMBER.value(), Why.Party.MEMBER),
                new Why.SentBack(Sample.MEMBER.value(), ReadTransfers.ReturnedFor.UNDELIVERABLE),
                new Why.Earned(Sample.PAID, null, null, new Formula.Fixed(5), null, 5, 0));
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
                                index == 0 ? Sample.ACTIVITY : null,
                                whys.get(index),
                                Sample.NOW.minus(Duration.ofDays(index)),
                                Sample.NOW,
                                index == 0 ? LocalDate.of(2028, 11, 30) : null,
                                index == 0 ? Points.of(100) : null,
                                index == 9 ? Sample.NOW.plus(Duration.ofDays(7)) : null))
                        .toList(),
                true);
    }
}
