package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.when;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.PictureId;
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
import io.perennial.points.ReadMissions.Completed;
import io.perennial.points.ReadMissions.Progress;
import io.perennial.points.ReadMissions.StepProgress;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class MissionPagesTests extends PortalPages {

    private static final Badge BADGE = new Badge(
            BadgeId.next(),
            1,
            new BilingualText("花园之友", "Friend of the garden"),
            new BilingualText("每月买花", "Flowers each month"),
            "flower1");

    @Test
    void each_step_says_how_far_it_is_and_what_is_missing_until_when() {
        when(missions.of(MEMBER)).thenReturn(List.of(progress("60.50", "1", Optional.empty())));
        assertThat(look("/missions"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "A week in the garden",
                        "CN¥60.50 of CN¥100",
                        "CN¥39.50 to go",
                        "1 of 2 days",
                        "One more day",
                        "Until November 22, 2026",
                        "50 points",
                        text("missions.refunds"));
        assertThat(look("/missions", Locale.SIMPLIFIED_CHINESE))
                .bodyText()
                .contains("花园周", "还差 ¥39.50", "还差 1 天", "截至 2026年11月22日", "每周");
    }

    @Test
    void what_is_done_is_told_with_its_day_and_asks_for_nothing_more() {
        when(missions.of(MEMBER)).thenReturn(List.of(progress("160.50", "2", Optional.of(NOW))));
        assertThat(look("/missions"))
                .bodyText()
                .contains("Done on November 22, 2026")
                .doesNotContain("to go", "One more day");
    }

    @Test
    void says_what_counts_and_how_many_prizes_are_left() {
        var weekend = new Step(
                "s",
                new BilingualText("周末来", "Come at the weekend"),
                ActivityType.PURCHASE,
                new Condition.WeekdayIn(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)),
                Measure.DAYS,
                null,
                2);
        when(missions.of(MEMBER)).thenReturn(List.of(limited(weekend, 12)));
        assertThat(look("/missions"))
                .bodyText()
                .contains(
                        text("mission.what-counts"),
                        "Each purchase counts (once a day) if it is a Saturday or Sunday.",
                        "12 prizes are left");
        assertThat(look("/missions", Locale.SIMPLIFIED_CHINESE))
                .bodyText()
                .contains("是星期六或星期日时，每次消费计入（每天一次）。", "还剩 12 份奖励");
        assertThat(look("/")).bodyText().contains("12 prizes are left");
    }

    @Test
    void who_comes_too_late_is_thanked_and_not_lured() {
        when(missions.of(MEMBER)).thenReturn(List.of(limited(mission().steps().getFirst(), 0)));
        assertThat(look("/missions"))
                .bodyText()
                .contains(text("mission.tooLate"))
                .doesNotContain("prizes are left", "last prize");
        assertThat(look("/")).bodyText().doesNotContain(text("missions.home"));
    }

    @Test
    void a_badge_shows_its_own_picture() {
        var picture = PictureId.next();
        var badge = new Badge(BADGE.id(), 2, BADGE.name(), BADGE.text(), "flower1", picture);
        when(badges.of(MEMBER)).thenReturn(List.of(new ReadBadges.Earned(badge, NOW, BADGE.name())));
        assertThat(look("/missions")).bodyText().contains("src=\"/pictures/" + picture + "\"");
        assertThat(look("/profile")).bodyText().contains("src=\"/pictures/" + picture + "\"");
    }

    private static Progress limited(Step step, long left) {
        var usual = mission();
        var mission = new Mission(
                        usual.id(),
                        1,
                        usual.name(),
                        usual.text(),
                        List.of(step),
                        Recurrence.ONCE,
                        NOW,
                        null,
                        Set.of(),
                        Prize.of(5))
                .withPrizes(100L);
        return new Progress(
                mission,
                LocalDate.EPOCH,
                Optional.empty(),
                List.of(new StepProgress(step, BigDecimal.ONE)),
                Optional.empty(),
                OptionalLong.of(left));
    }

    @Test
    void shows_badges_and_what_was_done_lately() {
        when(badges.of(MEMBER))
                .thenReturn(List.of(new ReadBadges.Earned(BADGE, NOW, new BilingualText("花园周", "A week"))));
        when(missions.completed(any(), anyInt()))
                .thenReturn(List.of(new Completed(mission(), LocalDate.of(2026, 11, 9), NOW, Prize.of(50))));
        assertThat(look("/missions"))
                .bodyText()
                .contains("Friend of the garden", "#flower1", "Flowers each month", text("missions.completed"));
        assertThat(look("/profile")).bodyText().contains("Friend of the garden");
    }

    @Test
    void is_kind_when_there_is_nothing() {
        assertThat(look("/missions"))
                .hasStatusOk()
                .bodyText()
                .contains(escaped(text("missions.empty.title")), text("badges.none"));
        assertThat(look("/")).bodyText().doesNotContain(text("missions.home"));
        assertThat(look("/profile")).bodyText().doesNotContain("badge-shelf");
    }

    @Test
    void the_first_page_shows_what_is_still_to_do() {
        when(missions.of(MEMBER))
                .thenReturn(
                        List.of(progress("160.50", "2", Optional.of(NOW)), progress("60.50", "2", Optional.empty())));
        assertThat(look("/"))
                .bodyText()
                .containsOnlyOnce("A week in the garden")
                .contains("CN¥39.50 to go", "Until November 22, 2026")
                .doesNotContain("One more day");
    }

    @Test
    void what_staff_wrote_is_never_markup() {
        var name = new BilingualText(SCRIPT, SCRIPT);
        var mission = new Mission(
                MissionId.next(),
                1,
                name,
                name,
                List.of(new Step("s", name, ActivityType.PURCHASE, Condition.none(), Measure.TIMES, null, 1)),
                Recurrence.ONCE,
                NOW,
                null,
                Set.of(),
                Prize.of(1));
        when(missions.of(MEMBER))
                .thenReturn(List.of(new Progress(
                        mission,
                        LocalDate.EPOCH,
                        Optional.empty(),
                        List.of(new StepProgress(mission.steps().getFirst(), BigDecimal.ZERO)),
                        Optional.empty())));
        assertThat(look("/missions"))
                .bodyText()
                .contains(escaped(SCRIPT), text("mission.open"))
                .doesNotContain(SCRIPT);
    }

    private static Progress progress(String amount, String days, Optional<Instant> completedAt) {
        var mission = mission();
        return new Progress(
                mission,
                LocalDate.of(2026, 11, 16),
                Optional.of(Instant.parse("2026-11-22T16:00:00Z")),
                List.of(
                        new StepProgress(mission.steps().get(0), new BigDecimal(amount)),
                        new StepProgress(mission.steps().get(1), new BigDecimal(days))),
                completedAt);
    }

    private static Mission mission() {
        return new Mission(
                MissionId.next(),
                1,
                new BilingualText("花园周", "A week in the garden"),
                new BilingualText("买花并来看看", "Buy flowers and come by"),
                List.of(
                        new Step(
                                "amount",
                                new BilingualText("买花", "Buy flowers"),
                                ActivityType.PURCHASE,
                                Condition.none(),
                                Measure.AMOUNT,
                                CurrencyUnit.of("CNY"),
                                100),
                        new Step(
                                "days",
                                new BilingualText("来看看", "Come by"),
                                ActivityType.CHECK_IN,
                                Condition.none(),
                                Measure.DAYS,
                                null,
                                2)),
                Recurrence.WEEKLY,
                NOW,
                null,
                Set.of(),
                new Prize(Points.of(50), 0, BADGE.id()));
    }
}
