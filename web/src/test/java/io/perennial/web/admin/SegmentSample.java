package io.perennial.web.admin;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.lenient;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.CutPoints;
import io.perennial.insights.Judgement;
import io.perennial.insights.MemberFacts;
import io.perennial.insights.Portrait;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.Segment;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Segments of an ordinary day. */
final class SegmentSample {

    static final Condition.Did MUGS = new Condition.Did(
            "purchase",
            new Condition.All(List.of(new Condition.ItemNamed(new TreeSet<>(Set.of("mug"))))),
            Condition.Window.last(90),
            Condition.Did.Measure.TIMES,
            null,
            BigDecimal.TWO,
            null);

    /** Each question that can be asked of members, so that the form shows every one of its fields. */
    static final Segment MUG_LOVERS = new Segment(
            "mug-lovers",
            2,
            Segment.Kind.DYNAMIC,
            new BilingualText("杯子爱好者", "Mug lovers"),
            new Condition.All(List.of(
                    MUGS,
                    new Condition.Not(new Condition.Did(
                            "purchase",
                            MUGS.such(),
                            Condition.Window.last(30),
                            Condition.Did.Measure.TIMES,
                            null,
                            BigDecimal.ONE,
                            null)),
                    new Condition.Did(
                            "purchase",
                            Condition.NONE,
                            new Condition.Window(null, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 30)),
                            Condition.Did.Measure.AMOUNT,
                            "CNY",
                            new BigDecimal("100"),
                            new BigDecimal("5000")),
                    new Condition.TierIn(new TreeSet<>(Set.of("vip"))),
                    new Condition.Any(List.of(
                            new Condition.SegmentIn(new TreeSet<>(Set.of("active"))),
                            new Condition.LanguageIn(new TreeSet<>(Set.of("zh"))),
                            new Condition.StatusIn(Set.of(MemberStatus.ACTIVE)),
                            new Condition.EnrolledWithin(30),
                            new Condition.SeenWithin(90),
                            new Condition.BirthdayWithin(7),
                            new Condition.NearNextTier(100),
                            new Condition.PointsExpiringWithin(30, 100),
                            new Condition.BalanceBetween(100L, null),
                            new Condition.GrowthBetween(null, 500L),
                            new Condition.FavouriteCategoryIn(new TreeSet<>(Set.of("kitchen"))),
                            new Condition.Rfm(CutPoints.Measure.MONEY, 4, 5))))));

    private SegmentSample() {}

    static void ordinaryDay(ReadSegments segments, CountAudience counting, ReadFacts facts) {
        var listed = new ReadSegments.Listed(MUG_LOVERS, 1_204, false, null);
        lenient().when(segments.all()).thenReturn(List.of(listed));
        lenient().when(segments.find(any())).thenReturn(Optional.empty());
        lenient().when(segments.find("mug-lovers")).thenReturn(Optional.of(listed));
        lenient()
                .when(segments.names())
                .thenReturn(Map.of("active", new BilingualText("活跃", "Active"), "mug-lovers", MUG_LOVERS.name()));
        lenient()
                .when(segments.versions("mug-lovers"))
                .thenReturn(List.of(new ReadSegments.Version(MUG_LOVERS, Sample.NOW, Sample.STAFF)));
        lenient()
                .when(segments.members(any(), any(), anyInt()))
                .thenReturn(List.of(new ReadSegments.Member(Sample.MEMBER, Sample.NOW)));
        lenient()
                .when(segments.history(any(), anyInt()))
                .thenReturn(List.of(
                        new ReadSegments.Stay("mug-lovers", Sample.NOW, null),
                        new ReadSegments.Stay(
                                "mug-lovers",
                                Sample.NOW.minus(Duration.ofDays(9)),
                                Sample.NOW.minus(Duration.ofDays(2)))));
        lenient().when(segments.explain("mug-lovers", Sample.MEMBER)).thenReturn(Optional.of(judged()));
        lenient().when(counting.count(any())).thenReturn(new CountAudience.Audience(1_204, 1_190, 20_000));
        lenient().when(facts.total()).thenReturn(20_000L);
        lenient().when(facts.cutPoints()).thenReturn(CutPoints.beforeAny(100));
        lenient().when(facts.find(Sample.MEMBER)).thenReturn(Optional.of(known()));
    }

    static MemberFacts known() {
        return new MemberFacts(
                Sample.MEMBER,
                MemberStatus.ACTIVE,
                "vip",
                1_200,
                8_800L,
                Sample.NOW.minus(Duration.ofDays(400)),
                "zh",
                LocalDate.of(1990, 2, 28),
                340,
                new MemberFacts.Expiring(Sample.NOW.plus(Duration.ofDays(12)), 120),
                Sample.NOW.minus(Duration.ofDays(3)),
                Sample.NOW.minus(Duration.ofDays(300)),
                Sample.NOW.minus(Duration.ofDays(40)),
                7,
                123_400,
                "kitchen",
                19);
    }

    private static Judgement judged() {
        return Judgement.judge(
                MUG_LOVERS.condition(),
                new Portrait(
                        known(),
                        Set.of("active"),
                        List.of(),
                        CutPoints.beforeAny(100),
                        Sample.NOW,
                        ZoneId.of("Asia/Shanghai")));
    }
}
