package io.perennial.points.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.points.Cap;
import io.perennial.points.Cap.Measure;
import io.perennial.points.Cap.Window;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.points.EarnPoints.Outcome.Booked;
import io.perennial.points.EarnRule;
import io.perennial.points.RandomProgramme;
import io.perennial.points.RuleId;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.RuleLimits.Span;
import io.perennial.points.domain.RuleLimits.Used;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever rules there are and whatever happens, in batches, repeated, late or taken back: caps and budgets are used as far as
 * the ledger says and never further, nothing that a rule paid is taken back twice, and a batch is worth what its activities
 * are one by one.
 */
class RandomProgrammesTests {

    /** For a longer run: {@code -Dperennial.test.programmes=500}. */
    private static final int PROGRAMMES = Integer.getInteger("perennial.test.programmes", 12);

    private static final int STEPS = 120;
    private static final Duration TWO_MONTHS = Duration.ofDays(60);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, PROGRAMMES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void limits_are_kept_and_batches_are_worth_what_their_parts_are(long seed) {
        var history = new History(seed);
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }
        history.refundEverything();
    }

    private static final class History {

        private final Random random;
        private final RandomProgramme programme;
        private final PointsInMemory together = new PointsInMemory();
        private final PointsInMemory alone = new PointsInMemory();
        private final List<MemberId> members;
        private final Map<RuleId, EarnRule> rules = new HashMap<>();
        private final List<Activity> purchases = new ArrayList<>();
        private final Map<String, Long> left = new HashMap<>();
        private final List<Activity> told = new ArrayList<>();
        private final Map<String, Outcome> answers = new HashMap<>();
        private int number;
        private int steps;

        History(long seed) {
            random = new Random(seed);
            programme = new RandomProgramme(random);
            members = IntStream.range(0, 4).mapToObj(together::enrol).toList();
            IntStream.range(0, 4).forEach(alone::enrol);
            for (var rule : programme.rules(1 + random.nextInt(7))) {
                publish(programme.next(rule, Stories.NOON.minus(TWO_MONTHS)));
                if (random.nextBoolean()) {
                    publish(programme.next(
                            rules.get(rule.id()), Stories.NOON.minus(Duration.ofDays(random.nextInt(60)))));
                }
            }
            for (var world : List.of(together, alone)) {
                world.members.birthdays.put(members.getFirst(), LocalDate.of(1990, 11, 3));
            }
        }

        private void publish(EarnRule rule) {
            rules.put(rule.id(), rule);
            for (var world : List.of(together, alone)) {
                world.rules.versions.add(Stories.published(rule));
                if (rule.budget() != null) {
                    world.limits.setBudget(rule.id(), rule.budget());
                }
            }
        }

        void step() {
            var batch = new ArrayList<Activity>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                batch.add(next());
            }
            tell(batch);
        }

        private Activity next() {
            var member = members.get(random.nextInt(members.size()));
            var reference = "N" + ++number;
            return switch (random.nextInt(8)) {
                case 0 -> programme.checkIn(member, reference, sometime());
                case 1 -> told.isEmpty() ? buy(member, reference) : told.get(random.nextInt(told.size()));
                case 2, 3, 4 -> refund(reference).orElseGet(() -> buy(member, reference));
                default -> buy(member, reference);
            };
        }

        private Activity buy(MemberId member, String reference) {
            var purchase = programme.purchase(member, reference, sometime());
            purchases.add(purchase);
            left.put(reference, purchase.amount().getAmountMinorLong());
            return purchase;
        }

        private Optional<Activity> refund(String reference) {
            var possible = purchases.stream()
                    .filter(purchase -> left.getOrDefault(purchase.reference(), 0L) > 0)
                    .toList();
            if (possible.isEmpty()) {
                return Optional.empty();
            }
            var purchase = possible.get(random.nextInt(possible.size()));
            var refund = programme.refund(purchase, reference, left.get(purchase.reference()), sometime());
            left.merge(purchase.reference(), -refund.amount().getAmountMinorLong(), Long::sum);
            return Optional.of(refund);
        }

        private Instant sometime() {
            return Stories.NOON.minusSeconds(random.nextLong(TWO_MONTHS.toSeconds()));
        }

        private void tell(List<Activity> batch) {
            var outcomes = together.earnPoints.earn(batch);
            for (int i = 0; i < batch.size(); i++) {
                var activity = batch.get(i);
                var outcome = outcomes.get(i);
                var single = alone.earnPoints.earn(List.of(activity)).getFirst();
                assertThat(worth(outcome)).as("%s", activity).isEqualTo(worth(single));
                var before = answers.putIfAbsent(activity.reference(), outcome);
                if (before == null) {
                    told.add(activity);
                } else {
                    assertThat(worth(outcome)).isEqualTo(worth(before));
                }
            }
            if (++steps % 4 == 0) {
                List.of(together, alone).forEach(this::assertLimitsAreKept);
            }
        }

        private static List<Object> worth(Outcome outcome) {
            return outcome instanceof Booked booked
                    ? List.of(booked.points(), booked.growth(), booked.reasons())
                    : List.of(outcome);
        }

        private void assertLimitsAreKept(PointsInMemory world) {
            var used = new HashMap<Span, Used>();
            var paid = new HashMap<RuleId, Long>();
            for (var member : members) {
                var entries = world.ledger.entries(member);
                var balance = world.ledger.position(member).balance().value();
                assertThat(entries.stream().mapToLong(Entry::points).sum()).isEqualTo(balance);
                for (var entry : entries) {
                    switch (entry.why()) {
                        case Why.Earned why -> {
                            assertThat(why.points()).isEqualTo(entry.points());
                            count(member, why.rule(), entry, why.points(), 1, used);
                            paid.merge(why.rule().id(), why.points(), Long::sum);
                        }
                        case Why.TakenBack why -> {
                            for (var each : why.rules()) {
                                var purchase = entries.get((int) (entry.reverses() - 1));
                                count(member, each.rule(), purchase, -each.points(), each.whole() ? -1 : 0, used);
                                paid.merge(each.rule().id(), -each.points(), Long::sum);
                            }
                        }
                        default -> {}
                    }
                }
            }
            used.forEach((span, now) -> {
                assertThat(world.limits.used().getOrDefault(span, Used.NOTHING))
                        .as("%s", span)
                        .isEqualTo(now);
                for (var cap : rules.get(span.rule()).caps()) {
                    if (cap.window() == span.window()) {
                        assertThat(cap.measure() == Measure.POINTS ? now.points() : now.times())
                                .isBetween(0L, cap.most());
                    }
                }
            });
            rules.forEach((id, rule) -> {
                assertThat(paid.getOrDefault(id, 0L)).isNotNegative();
                if (rule.budget() != null) {
                    assertThat(world.limits.remaining().get(id))
                            .isNotNegative()
                            .isEqualTo(rule.budget() - paid.getOrDefault(id, 0L));
                }
            });
        }

        private void count(MemberId member, Why.Paid paid, Entry entry, long points, long times, Map<Span, Used> into) {
            var rule = rules.get(paid.id());
            if (rule == null) {
                return; // one that every programme begins with
            }
            var day = LocalDate.ofInstant(entry.happenedAt(), PointsInMemory.ZONE);
            rule.caps().stream()
                    .map(Cap::window)
                    .filter(window -> window != Window.ACTIVITY)
                    .distinct()
                    .forEach(window -> {
                        var span = Span.of(member, rule.id(), window, day);
                        into.put(span, into.getOrDefault(span, Used.NOTHING).and(points, times));
                    });
        }

        /** Nothing stays of what rules paid for purchases, and every cap and budget is as if they had never been. */
        void refundEverything() {
            for (var purchase : purchases) {
                var rest = left.get(purchase.reference());
                if (rest > 0) {
                    tell(List.of(new Activity(
                            purchase.member(),
                            ActivityType.REFUND,
                            "web-shop",
                            "F" + ++number,
                            Stories.NOON,
                            "web",
                            null,
                            Money.ofMinor(purchase.amount().getCurrencyUnit(), rest),
                            purchase.reference(),
                            List.of())));
                }
            }
            List.of(together, alone).forEach(this::assertLimitsAreKept);
            rules.forEach((id, rule) -> {
                if (rule.activityType().equals(ActivityType.PURCHASE) && rule.budget() != null) {
                    assertThat(together.limits.remaining()).containsEntry(id, rule.budget());
                }
            });
            together.limits.used().forEach((span, used) -> {
                if (rules.get(span.rule()).activityType().equals(ActivityType.PURCHASE)) {
                    assertThat(used).as("%s", span).isEqualTo(Used.NOTHING);
                }
            });
        }
    }
}
