package io.perennial.web.admin;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import io.perennial.points.Mission;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import io.perennial.points.Mission.Step;
import io.perennial.points.MissionId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadMissions.Progress;
import io.perennial.points.ReadMissions.Published;
import io.perennial.points.ReadMissions.Reach;
import io.perennial.points.ReadMissions.StepProgress;
import io.perennial.points.ReadMissions.StepReach;
import io.perennial.points.ReadStreak;
import io.perennial.points.ReadStreakPlan;
import io.perennial.points.StreakPlan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;

/** A mission, a badge and a streak, as on an ordinary day. */
final class MissionSample {

    static final MissionId MISSION = MissionId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e5a01");
    static final Badge BADGE = new Badge(
            BadgeId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e5a02"),
            1,
            new BilingualText("花园之友", "Friend of the garden"),
            new BilingualText("每月买花", "Flowers each month"),
            "flower1");
    static final StreakPlan PLAN = new StreakPlan(
            3,
            LocalDate.of(2026, 1, 1),
            30,
            new TreeMap<>(Map.of(3, Prize.of(5), 30, new Prize(Points.of(120), 10, BADGE.id()))),
            1,
            7);

    private MissionSample() {}

    static Mission mission() {
        return new Mission(
                MISSION,
                2,
                new BilingualText("花园周", "A week in the garden"),
                new BilingualText("买花并来看看", "Buy flowers and come by"),
                List.of(
                        new Step(
                                "s1",
                                new BilingualText("买花", "Buy flowers"),
                                ActivityType.PURCHASE,
                                new Condition.All(List.of(
                                        new Condition.AmountBetween(new BigDecimal("20"), null),
                                        new Condition.CategoryIn(new TreeSet<>(Set.of("flowers"))))),
                                Measure.AMOUNT,
                                CurrencyUnit.of("CNY"),
                                100),
                        new Step(
                                "s2",
                                new BilingualText("来看看", "Come by"),
                                ActivityType.CHECK_IN,
                                Condition.none(),
                                Measure.DAYS,
                                null,
                                2)),
                Recurrence.WEEKLY,
                Sample.NOW,
                null,
                Set.of("vip"),
                new Prize(Points.of(50), 5, BADGE.id()),
                500L);
    }

    /** What one purchase counts for. */
    static List<ReadMissions.Counted> counted() {
        var mission = mission();
        return List.of(new ReadMissions.Counted(
                mission, LocalDate.of(2026, 11, 16), mission.steps().getFirst(), new BigDecimal("25.50")));
    }

    static Published published() {
        return new Published(mission(), Sample.NOW, Optional.empty());
    }

    static void ordinaryDay(ReadMissions missions, ReadBadges badges, ReadStreak streaks, ReadStreakPlan plan) {
        var mission = mission();
        lenient().when(missions.all()).thenReturn(List.of(published()));
        lenient().when(missions.find(MISSION)).thenReturn(Optional.of(published()));
        lenient().when(missions.history(MISSION)).thenReturn(List.of(published()));
        lenient()
                .when(missions.reach(MISSION))
                .thenReturn(Optional.of(new Reach(
                        LocalDate.of(2026, 11, 16),
                        1_234,
                        56,
                        List.of(
                                new StepReach(mission.steps().get(0), 900, 334),
                                new StepReach(mission.steps().get(1), 78, 99)),
                        OptionalLong.of(444))));
        lenient().when(missions.outlook(any())).thenReturn(new ReadMissions.Outlook(1_234, 56, 7));
        lenient()
                .when(missions.of(any(MemberId.class)))
                .thenReturn(List.of(new Progress(
                        mission,
                        LocalDate.of(2026, 11, 16),
                        Optional.empty(),
                        List.of(
                                new StepProgress(mission.steps().get(0), new BigDecimal("120")),
                                new StepProgress(mission.steps().get(1), BigDecimal.ONE)),
                        Optional.empty(),
                        OptionalLong.of(444))));
        lenient().when(badges.all()).thenReturn(List.of(new ReadBadges.Listed(BADGE, false, 12)));
        lenient().when(badges.find(BADGE.id())).thenReturn(Optional.of(BADGE));
        lenient().when(badges.of(any())).thenReturn(List.of(new ReadBadges.Earned(BADGE, Sample.NOW, mission.name())));
        lenient()
                .when(streaks.of(any()))
                .thenReturn(new ReadStreak.Streak(
                        LocalDate.of(2026, 11, 22), 3, true, 9, 1, Optional.empty(), Optional.empty()));
        lenient().when(plan.current()).thenReturn(PLAN);
        lenient().when(plan.upcoming()).thenReturn(Optional.empty());
        lenient().when(plan.history()).thenReturn(List.of(PLAN));
    }
}
