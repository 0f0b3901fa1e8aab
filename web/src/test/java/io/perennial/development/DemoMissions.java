package io.perennial.development;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.StaffId;
import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import io.perennial.points.EditBadges;
import io.perennial.points.Mission;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import io.perennial.points.Mission.Step;
import io.perennial.points.MissionId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.PublishMission;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadMissions;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Something to do in the demo: one mission that the regular has done, and three that are under way. */
@Component
@Profile("development")
final class DemoMissions {

    private final ReadMissions missions;
    private final PublishMission publishMission;
    private final ReadBadges badges;
    private final EditBadges editBadges;

    DemoMissions(ReadMissions missions, PublishMission publishMission, ReadBadges badges, EditBadges editBadges) {
        this.missions = missions;
        this.publishMission = publishMission;
        this.badges = badges;
        this.editBadges = editBadges;
    }

    void open(Instant from, Instant until, StaffId by) {
        var sprout = badge("初芽", "First sprout", "第一次与花园相遇", "For the first days in the garden", "flower1", by);
        var gardener =
                badge("四季园丁", "Gardener of the season", "在种植季里悉心照料", "For a planting season well spent", "tree", by);
        publish(
                "初次见面",
                "First days in the garden",
                "来打个招呼，带一样喜欢的东西回家。",
                "Come by on three days, and take home something you like.",
                List.of(
                        step("visits", "签到 3 天", "Check in on 3 days", ActivityType.CHECK_IN, Measure.DAYS, null, 3),
                        step("purchase", "任意消费一次", "Buy anything", ActivityType.PURCHASE, Measure.TIMES, null, 1)),
                Recurrence.ONCE,
                from,
                null,
                new Prize(Points.of(20), 0, sprout),
                by);
        publish(
                "种植季",
                "Planting season",
                "为阳台添些新绿，季末前完成即可获得限定徽章。",
                "Fresh green for your balcony: finish before the season ends for a badge of its own.",
                List.of(
                        step(
                                "spend",
                                "累计消费 600 元",
                                "Spend ¥600 in all",
                                ActivityType.PURCHASE,
                                Measure.AMOUNT,
                                CurrencyUnit.of("CNY"),
                                600),
                        step("days", "在 2 个不同的日子消费", "Shop on 2 days", ActivityType.PURCHASE, Measure.DAYS, null, 2)),
                Recurrence.ONCE,
                from,
                until,
                new Prize(Points.of(200), 50, gardener),
                by);
        publish(
                "本周花园日",
                "This week in the garden",
                "每周来看看，喝杯茶也好。",
                "Come by during the week, if only for a cup of tea.",
                List.of(step("visits", "签到 4 天", "Check in on 4 days", ActivityType.CHECK_IN, Measure.DAYS, null, 4)),
                Recurrence.WEEKLY,
                from,
                null,
                Prize.of(15),
                by);
        publish(
                "周末园艺",
                "A weekend in the garden",
                "周末来挑几件趁手的工具，先到先得。",
                "Come by at the weekend for tools that fit your hand; first come, first served.",
                List.of(new Step(
                        "weekend",
                        new BilingualText("在 2 个周末日选购工具或花盆", "Buy tools or pots on 2 weekend days"),
                        ActivityType.PURCHASE,
                        new Condition.All(List.of(
                                new Condition.CategoryIn(new TreeSet<>(List.of("tools", "pots"))),
                                new Condition.WeekdayIn(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)))),
                        Measure.DAYS,
                        null,
                        2)),
                Recurrence.MONTHLY,
                from,
                until,
                Prize.of(80),
                300L,
                by);
        publish(
                "每月常客",
                "Regular of the month",
                "一个月里光顾三次。",
                "Shop three times in a month.",
                List.of(step("purchases", "消费 3 次", "Buy 3 times", ActivityType.PURCHASE, Measure.TIMES, null, 3)),
                Recurrence.MONTHLY,
                from,
                null,
                Prize.of(60),
                by);
    }

    private BadgeId badge(String zh, String en, String textZh, String textEn, String icon, StaffId by) {
        return badges.all().stream()
                .map(ReadBadges.Listed::badge)
                .filter(badge -> badge.name().en().equals(en))
                .map(Badge::id)
                .findFirst()
                .orElseGet(() -> {
                    var badge = new Badge(
                            BadgeId.next(), 1, new BilingualText(zh, en), new BilingualText(textZh, textEn), icon);
                    editBadges.save(badge, by);
                    return badge.id();
                });
    }

    private void publish(
            String zh,
            String en,
            String textZh,
            String textEn,
            List<Step> steps,
            Recurrence recurrence,
            Instant from,
            @Nullable Instant until,
            Prize prize,
            StaffId by) {
        publish(zh, en, textZh, textEn, steps, recurrence, from, until, prize, null, by);
    }

    private void publish(
            String zh,
            String en,
            String textZh,
            String textEn,
            List<Step> steps,
            Recurrence recurrence,
            Instant from,
            @Nullable Instant until,
            Prize prize,
            @Nullable Long prizes,
            StaffId by) {
        if (missions.all().stream().noneMatch(each -> each.mission().name().en().equals(en))) {
            publishMission.publish(
                    new Mission(
                            MissionId.next(),
                            1,
                            new BilingualText(zh, en),
                            new BilingualText(textZh, textEn),
                            steps,
                            recurrence,
                            from,
                            until,
                            Set.of(),
                            prize,
                            prizes),
                    by);
        }
    }

    private static Step step(
            String key,
            String zh,
            String en,
            ActivityType type,
            Measure measure,
            @Nullable CurrencyUnit currency,
            long target) {
        return new Step(key, new BilingualText(zh, en), type, Condition.none(), measure, currency, target);
    }
}
