package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.Prize;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadStreak;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class ApiMissionsTests extends ApiCalls {

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
                        Condition.none(),
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
                        Optional.empty(),
                        OptionalLong.of(7))));
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
                  "prizesLeft": 7,
                  "steps": [{"key": "s1", "counts": "Each purchase counts with what was paid in CNY.", "measure": "amount", "currency": "CNY", "target": 100, "done": 60.50, "missing": 39.50}],
                  "prize": {"points": 50, "growth": 0}}],
                 "badges": [{"name": "A week in the garden"}],
                 "streak": {"length": 3, "today": true, "longest": 9, "makeUpsLeft": 1, "makeUpDay": "2026-11-19",
                  "next": {"length": 7, "checkIns": 4, "prize": {"points": 20, "growth": 0}}}}""");
        given(readMember.find(MEMBER)).willReturn(Optional.empty());
        assertProblem(get("/api/v1/members/" + MEMBER + "/missions"), 404, "unknown-member");
    }
}
