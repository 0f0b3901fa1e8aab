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
import io.perennial.insights.Trait;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadConsents.Agreed;
import io.perennial.membership.Region;
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

    static final Trait.Did MUGS = new Trait.Did(
            "purchase",
            new Condition.All(List.of(new Condition.ItemNamed(new TreeSet<>(Set.of("mug"))))),
            Trait.Window.last(90),
            Trait.Did.Measure.TIMES,
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
                    new Condition.Not(new Trait.Did(
                            "purchase",
                            MUGS.such(),
                            Trait.Window.last(30),
                            Trait.Did.Measure.TIMES,
                            null,
                            BigDecimal.ONE,
                            null)),
                    new Trait.Did(
                            "purchase",
                            Condition.none(),
                            new Trait.Window(null, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 30)),
                            Trait.Did.Measure.AMOUNT,
                            "CNY",
                            new BigDecimal("100"),
                            new BigDecimal("5000")),
                    new Condition.TierIn(new TreeSet<>(Set.of("vip"))),
                    new Condition.Any(List.of(
                            new Condition.SegmentIn(new TreeSet<>(Set.of("active"))),
                            new Trait.TagIn(new TreeSet<>(Set.of("regular", "never-seen"))),
                            new Trait.RegionIn(new TreeSet<>(Set.of("CN-31", "GB"))),
                            new Trait.InterestIn(Set.of(Interest.KITCHEN)),
                            new Trait.AgreedTo(ConsentPurpose.OFFERS, ConsentChannel.EMAIL),
                            new Trait.LanguageIn(new TreeSet<>(Set.of("zh"))),
                            new Trait.StatusIn(Set.of(MemberStatus.ACTIVE)),
                            new Trait.EnrolledWithin(30),
                            new Trait.SeenWithin(90),
                            new Trait.BirthdayWithin(7),
                            new Trait.NearNextTier(100),
                            new Trait.PointsExpiringWithin(30, 100),
                            new Trait.BalanceBetween(100L, null),
                            new Trait.GrowthBetween(null, 500L),
                            new Trait.FavouriteCategoryIn(new TreeSet<>(Set.of("kitchen"))),
                            new Trait.Rfm(CutPoints.Measure.MONEY, 4, 5))))));

    static final CountAudience.Reach REACH = new CountAudience.Reach(
            1_190,
            Map.of(
                    ConsentChannel.EMAIL, 840L,
                    ConsentChannel.SMS, 611L,
                    ConsentChannel.WHATSAPP, 12L,
                    ConsentChannel.WECHAT, 0L));

    private SegmentSample() {}

    static void ordinaryDay(ReadSegments segments, LiveCounts counting, ReadFacts facts) {
        var listed = new ReadSegments.Listed(
                MUG_LOVERS, 1_204, false, null, Optional.of(new ReadSegments.Reachable(REACH, Sample.NOW)));
        lenient()
                .when(segments.days(any(), any()))
                .thenReturn(List.of(
                        new ReadSegments.Day(LocalDate.of(2026, 11, 20), 31, 4),
                        new ReadSegments.Day(LocalDate.of(2026, 11, 21), 12, 0)));
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
        lenient()
                .when(counting.count(any(), any()))
                .thenReturn(new LiveCounts.Live.Counted(
                        new CountAudience.Audience(1_204, REACH, 20_000, false, Sample.NOW)));
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
                19,
                new Region("CN-31"),
                Set.of(Interest.KITCHEN),
                Set.of("regular"),
                Set.of(new Agreed(ConsentPurpose.OFFERS, ConsentChannel.EMAIL)),
                Set.of(ConsentChannel.EMAIL));
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
