package io.perennial.insights.adapter.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience.Reach;
import io.perennial.insights.CutPoints;
import io.perennial.insights.Judgement;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.MemberFacts;
import io.perennial.insights.RandomAudiences;
import io.perennial.insights.RandomStream;
import io.perennial.insights.RecordActivity;
import io.perennial.insights.Segment;
import io.perennial.insights.SegmentsChanged.Move;
import io.perennial.insights.Trait;
import io.perennial.insights.domain.Gathered;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadConsents.Agreed;
import io.perennial.membership.Region;
import io.perennial.membership.RunTransactions;
import io.perennial.testing.OnTestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
class JooqAudiencesTests {

    private static final int TREES = Integer.getInteger("perennial.test.trees", 400);

    @Autowired
    private RecordActivity record;

    @Autowired
    private KeepFacts keepFacts;

    @Autowired
    private JooqFacts facts;

    @Autowired
    private JooqSegments segments;

    @Autowired
    private JooqAudiences audiences;

    @Autowired
    private RunTransactions transactions;

    @Autowired
    private Clock clock;

    @Test
    void the_database_and_the_predicate_take_the_same_members() {
        var random = new Random(2_026);
        var now = clock.instant();
        var members = List.copyOf(people(random, now));
        var trees = new RandomAudiences(random, now);
        var taken = 0;

        for (var i = 0; i < TREES; i++) {
            var condition = trees.next();
            var expected = new HashSet<MemberId>();
            for (var member : members) {
                var portrait = segments.portrait(member, condition, now).orElseThrow();
                if (Judgement.judge(condition, portrait).holds()) {
                    expected.add(member);
                }
            }

            var segment = new Segment("s", 1, Segment.Kind.DYNAMIC, new BilingualText("段", "S"), condition);
            assertThat(audiences.fitting(members, List.of(segment), now).getOrDefault("s", Set.of()))
                    .as("%s", condition)
                    .isEqualTo(expected);
            var counted = audiences.count(condition, now, Duration.ofMinutes(1)).orElseThrow();
            assertThat(counted.members()).as("%s", condition).isEqualTo(expected.size());
            // Of so few members all are drawn.
            assertThat(audiences
                            .estimate(condition, now, Duration.ofMinutes(1))
                            .orElseThrow()
                            .members())
                    .as("%s", condition)
                    .isEqualTo(expected.size());
            assertThat(counted.reach()).isEqualTo(reach(expected));
            taken += expected.size();
        }
        // Trees that take everyone or nobody would prove nothing.
        assertThat(taken).isBetween(TREES * members.size() / 10, TREES * members.size() * 9 / 10);
    }

    @Test
    void everyone_whom_time_alone_moves_is_among_those_who_are_judged_again() {
        var random = new Random(11);
        var now = clock.instant();
        var members = people(random, now);
        var trees = new RandomAudiences(random, now);
        for (var i = 0; i < TREES / 4; i++) {
            var condition = trees.next();
            var later = now.plus(Duration.ofHours(1 + random.nextInt(24 * 40)));
            var segment = List.of(new Segment("s", 1, Segment.Kind.DYNAMIC, new BilingualText("段", "S"), condition));
            var before = audiences.fitting(members, segment, now).getOrDefault("s", Set.of());
            var after = audiences.fitting(members, segment, later).getOrDefault("s", Set.of());
            var moved = new HashSet<>(before);
            moved.removeAll(after);
            after.stream().filter(member -> !before.contains(member)).forEach(moved::add);

            assertThat(audiences.crossed(condition, now, later))
                    .as("%s", condition)
                    .containsAll(moved);
        }
    }

    /** With a stream of their own, and facts that no module told. */
    private Set<MemberId> people(Random random, Instant now) {
        var told =
                new ArrayList<Activity>(new RandomStream(random).activities(40, 400, now.minus(Duration.ofDays(545))));
        told.addAll(refunds(told, random));
        record.record(told);
        keepFacts.gather();
        var members = new HashSet<MemberId>();
        told.forEach(activity -> members.add(activity.member()));
        var streamed = facts.streamed(members, now);
        var favourites = facts.favourites(members);
        var known = members.stream()
                .sorted()
                .map(member -> {
                    var seen = streamed.get(member);
                    var tier = random.nextInt(3);
                    var is = new MemberFacts(
                            member,
                            MemberStatus.values()[random.nextInt(3)],
                            List.of("member", "vip", "black").get(tier),
                            random.nextInt(3_000),
                            tier == 2 ? null : 1L + random.nextInt(1_000),
                            now.minus(Duration.ofHours(random.nextInt(24 * 600))),
                            random.nextBoolean() ? "zh" : "en",
                            random.nextInt(4) == 0
                                    ? null
                                    : random.nextInt(8) == 0
                                            ? LocalDate.of(1992, 2, 29)
                                            : LocalDate.of(1980, 1, 1).plusDays(random.nextInt(9_000)),
                            random.nextInt(700),
                            random.nextBoolean()
                                    ? null
                                    : new MemberFacts.Expiring(
                                            now.plus(Duration.ofHours(random.nextInt(24 * 80))),
                                            1 + random.nextInt(120)),
                            seen.lastActivityAt(),
                            seen.firstPurchaseAt(),
                            seen.lastPurchaseAt(),
                            seen.purchases(),
                            seen.spentMinor(),
                            favourites.get(member),
                            seen.hours().usual(),
                            one(random, Arrays.asList(null, new Region("CN-31"), new Region("GB"), new Region("CN"))),
                            some(random, Set.of(Interest.HOME, Interest.PETS)),
                            some(random, Set.of("regular", "咖啡")),
                            some(random, everything()),
                            some(random, ConsentPurpose.OFFERS.channels()));
                    return new Gathered(is, seen.hours(), now);
                })
                .toList();
        transactions.run(() -> {
            facts.store(known);
            return known;
        });
        segments.move(
                members.stream()
                        .filter(member -> random.nextInt(3) == 0)
                        .map(member -> new Move(member, "active", true))
                        .toList(),
                Map.of("active", 1),
                now);
        keepFacts.setCutPoints();
        assertThat(facts.cutPoints().setAt()).isAfter(CutPoints.beforeAny(100).setAt());
        return members;
    }

    private Reach reach(Set<MemberId> taken) {
        var active = taken.stream()
                .map(member -> facts.find(member).orElseThrow())
                .filter(known -> known.status() == MemberStatus.ACTIVE)
                .toList();
        return new Reach(
                active.size(),
                ConsentPurpose.OFFERS.channels().stream()
                        .collect(Collectors.toMap(
                                channel -> channel,
                                channel -> active.stream()
                                        .filter(known -> known.reachable().contains(channel))
                                        .count())));
    }

    private static Set<Agreed> everything() {
        return Stream.of(ConsentPurpose.values())
                .flatMap(purpose -> purpose.channels().stream().map(channel -> new Agreed(purpose, channel)))
                .collect(Collectors.toSet());
    }

    private static <T> T one(Random random, List<T> these) {
        return these.get(random.nextInt(these.size()));
    }

    private static <T> Set<T> some(Random random, Collection<T> these) {
        return these.stream()
                .sorted(Comparator.comparing(Object::toString))
                .filter(each -> random.nextBoolean())
                .collect(Collectors.toSet());
    }

    private static List<Activity> refunds(List<Activity> told, Random random) {
        var refunds = new ArrayList<Activity>();
        for (var purchase : told) {
            var paid = purchase.amount();
            if (paid != null && random.nextInt(4) == 0) {
                var back = random.nextBoolean()
                        ? paid
                        : Money.ofMinor(paid.getCurrencyUnit(), random.nextInt(1 + (int) paid.getAmountMinorLong()));
                refunds.add(new Activity(
                        purchase.member(),
                        ActivityType.REFUND,
                        purchase.source(),
                        "R-" + purchase.reference(),
                        purchase.happenedAt().plusSeconds(60),
                        purchase.channel(),
                        null,
                        back,
                        purchase.reference(),
                        purchase.items().stream().limit(random.nextInt(2)).toList()));
            }
        }
        return refunds;
    }

    @Test
    void what_a_tree_asks_is_kept_in_words_that_can_be_read_again() {
        var trees = new RandomAudiences(new Random(3), clock.instant());
        Stream.generate(trees::next)
                .limit(TREES)
                .forEach(condition -> assertThat(StoredConditions.condition(StoredConditions.of(condition)))
                        .isEqualTo(condition));
        assertThat(StoredConditions.of(new Condition.All(List.of(new Trait.SeenWithin(30)))))
                .isEqualTo("{\"type\":\"all\",\"parts\":[{\"type\":\"seen-within\",\"days\":30}]}");
    }
}
