package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Programme;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.KeepDraft;
import io.perennial.points.PilotRule;
import io.perennial.points.ReadDrafts;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadRules;
import io.perennial.points.RuleId;
import io.perennial.points.SimulateRules;
import io.perennial.points.Stacking;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A rule and a campaign, with their versions, drafts and trials. */
final class RuleSample {

    static final RuleId CAMPAIGN = RuleId.of("0193579a-0000-7000-8000-000000000014");

    private RuleSample() {}

    static EarnRule rule(int version) {
        return new EarnRule(
                Sample.RULE,
                version,
                Sample.PAID.name(),
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
                Sample.NOW.minus(Duration.ofDays(10L - version)),
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
                Sample.NOW,
                Sample.NOW.plus(Duration.ofDays(60)));
    }

    static List<ReadRules.Published> everyVersion() {
        return List.of(
                new ReadRules.Published(rule(1), Sample.NOW, Optional.empty()),
                new ReadRules.Published(rule(2), Sample.NOW, Optional.empty()),
                new ReadRules.Published(campaign(), Sample.NOW, Optional.empty()));
    }

    static ReadPilots.Pilot pilot() {
        return new ReadPilots.Pilot(
                campaign(),
                1,
                null,
                PilotRule.Audience.share(105),
                new BilingualText("喜欢吗？", "Do you like it?"),
                Sample.NOW,
                ReadPilots.State.RUNNING,
                Optional.empty(),
                Map.of(PilotRule.Answer.LIKE, 3L, PilotRule.Answer.DISLIKE, 1L));
    }

    static ReadPilots.Comparison groups() {
        return new ReadPilots.Comparison(
                Sample.NOW.minus(Duration.ofDays(9)),
                Sample.NOW,
                true,
                new ReadPilots.Group(40, 100, new BigDecimal("8000.00"), 90, 12_345, 0),
                new ReadPilots.Group(360, 720, new BigDecimal("57600.00"), 0, 0, 0));
    }

    static SimulateRules.Outcome.Compared compared() {
        return new SimulateRules.Outcome.Compared(
                Sample.NOW.minus(Duration.ofDays(90)),
                Sample.NOW,
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
                        Sample.LADDER.tiers().get(0), Sample.LADDER.tiers().get(1), 4)),
                List.of(new SimulateRules.Change(Sample.MEMBER, 100, 600)),
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
                        KeptForm.of(RuleForm.of(rule, rule.version(), Sample.NOW, programme)),
                        Optional.of(rule)),
                3,
                Sample.NOW,
                Sample.STAFF);
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
                Sample.NOW,
                Sample.STAFF);
    }

    static List<ReadRules.Published> rules() {
        return List.of(
                new ReadRules.Published(rule(2), Sample.NOW, Optional.empty()),
                new ReadRules.Published(campaign(), Sample.NOW, Optional.empty()));
    }

    static List<ReadRules.Published> versions() {
        return List.of(
                new ReadRules.Published(rule(2), Sample.NOW, Optional.empty()),
                new ReadRules.Published(rule(1), Sample.NOW, Optional.empty()));
    }
}
