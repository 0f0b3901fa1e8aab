package io.perennial.insights.application;

import static io.perennial.insights.Stories.purchase;
import static io.perennial.insights.Stories.refund;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsBought.INSIGHTS_BOUGHT;
import static io.perennial.insights.adapter.jooq.generated.tables.InsightsReturned.INSIGHTS_RETURNED;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.insights.MemberFacts;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.RecordActivity;
import io.perennial.insights.Stories;
import io.perennial.insights.domain.Dues;
import io.perennial.insights.domain.Hours;
import io.perennial.insights.domain.KeptFacts;
import io.perennial.insights.domain.Purchases;
import io.perennial.insights.domain.Segments;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadTraits;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.membership.TagMembers.Tagging;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.RowsRead;
import io.perennial.testing.SentStatements;
import io.perennial.testing.TurnableClock;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jooq.DSLContext;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionOperations;

/** What is added up note by note is what the whole stream comes to. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
class BroughtForwardTests {

    private static final int STEPS = Integer.getInteger("perennial.test.steps", 60);
    private static final int PEOPLE = 5;
    private static final Duration YEAR = Duration.ofDays(365);

    @Autowired
    private RecordActivity record;

    @Autowired
    private ReadFacts readFacts;

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private TagMembers tagMembers;

    @Autowired
    private InBetween inBetween;

    @Autowired
    private RunTransactions transactions;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private DSLContext dsl;

    @Autowired
    private Dues dues;

    @Autowired
    private KeptFacts facts;

    @Autowired
    private Purchases purchases;

    @Autowired
    private Segments segments;

    @Autowired
    private JudgingMembers judging;

    @Autowired
    private GatheringFacts gathering;

    @Autowired
    private ReadTraits traits;

    @Autowired
    private Programme programme;

    @Autowired
    private ApplicationEventPublisher events;

    private final TurnableClock clock = new TurnableClock(Stories.NOON.plus(Duration.ofDays(1)));

    // --- random histories -----------------------------------------------------------------------

    @RepeatedTest(12)
    void whatever_happens_in_whatever_order_facts_are_those_of_the_whole_stream(RepetitionInfo repetition) {
        var story = new Story(repetition.getCurrentRepetition());
        for (var step = 0; step < STEPS; step++) {
            story.step();
        }
        while (readFacts.waiting() > 0) {
            keeping(1 + story.random.nextInt(9)).gather();
        }

        var kept = known(story.people);
        var bought = bought();
        assertThat(sums(kept)).as("%s", story).isEqualTo(story.told());
        keeping(3).rebuild(_ -> {});
        assertThat(known(story.people)).as("%s", story).isEqualTo(kept);
        assertThat(bought()).as("%s", story).isEqualTo(bought);
        assertThat(story.interrupted).as("interrupted").isPositive();
        assertThat(story.broken).as("broken off").isPositive();
    }

    /** What happens, and what must come of it. */
    private final class Story {

        private final int seed;
        private final Random random;
        private final List<MemberId> people;
        private final List<Activity> told = new ArrayList<>();
        private final Map<MemberId, Set<String>> tags = new HashMap<>();
        private int interrupted;
        private int broken;

        Story(int seed) {
            this.seed = seed;
            random = new Random(seed);
            people = enrol(PEOPLE);
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3, 4 -> record();
                case 5 -> change();
                case 6 -> record.record(List.of(next(), next(), next()));
                case 7, 8, 9, 10 ->
                    handOver(() -> {
                        transactions.runAlone(keeping(1 + random.nextInt(6))::gatherSome);
                    });
                default -> handOver(() -> keeping(2).rebuild(_ -> {}));
            }
        }

        private void record() {
            record.record(List.of(next()));
        }

        private void change() {
            var member = people.get(random.nextInt(PEOPLE));
            var tag = "t" + random.nextInt(3);
            tagMembers.tag(new Tagging(member, Set.of(new Tag(tag)), Set.of(), Optional.empty()));
            tags.computeIfAbsent(member, _ -> new HashSet<>()).add(tag);
        }

        /** Often something is recorded meanwhile, or it dies on its way. */
        private void handOver(Runnable handingOver) {
            switch (random.nextInt(4)) {
                case 0 -> handingOver.run();
                case 1 -> {
                    inBetween.before(random.nextInt(25), () -> {
                        throw new Died();
                    });
                    try {
                        handingOver.run();
                    } catch (Died _) {
                        broken++;
                    }
                    inBetween.takeBack();
                }
                default -> {
                    inBetween.before(random.nextInt(25), () -> elsewhere(this::record));
                    handingOver.run();
                    if (!inBetween.takeBack()) {
                        interrupted++;
                    }
                }
            }
        }

        private Activity next() {
            var reference = "S" + told.size();
            var bought = told.stream()
                    .filter(each -> each.type().equals(ActivityType.PURCHASE))
                    .toList();
            var at = clock.instant()
                    .minus(Duration.ofMinutes(1 + random.nextInt((int) (random.nextInt(4) == 0 ? 3 : 1) * 520_000)));
            var of = people.get(random.nextInt(PEOPLE));
            var next = switch (random.nextInt(6)) {
                case 0 ->
                    bought.isEmpty() || random.nextInt(5) == 0
                            ? refund(reference, null).of(of).at(at).activity()
                            : refunded(reference, bought.get(random.nextInt(bought.size())));
                case 1 ->
                    new Activity(
                            of, ActivityType.CHECK_IN, "web-shop", reference, at, "web", null, null, null, List.of());
                default ->
                    purchase(reference)
                            .of(of)
                            .at(at)
                            .worth(Money.ofMinor(
                                    CurrencyUnit.of(random.nextInt(4) == 0 ? "EUR" : "CNY"), random.nextInt(30_000)))
                            .with(items())
                            .activity();
            };
            told.add(next);
            return next;
        }

        private Activity refunded(String reference, Activity purchase) {
            var paid = purchase.amount();
            return refund(reference, purchase.reference())
                    .of(purchase.member())
                    .at(purchase.happenedAt().plusSeconds(60))
                    .worth(random.nextBoolean() ? paid : paid.dividedBy(2, RoundingMode.DOWN))
                    .with(random.nextBoolean() ? purchase.items() : List.of())
                    .activity();
        }

        private List<Item> items() {
            return random.nextBoolean()
                    ? List.of()
                    : IntStream.range(0, 1 + random.nextInt(2))
                            .mapToObj(_ -> {
                                var kind = random.nextInt(4);
                                return new Item(
                                        "A" + kind,
                                        "Article " + kind,
                                        kind == 0 ? null : "category-" + kind,
                                        1 + random.nextInt(3),
                                        BigDecimal.ONE);
                            })
                            .toList();
        }

        /** Added up from what was told, without any database. */
        Map<MemberId, Sums> told() {
            return people.stream().collect(toMap(member -> member, this::told));
        }

        private Sums told(MemberId member) {
            var of = told.stream().filter(each -> each.member().equals(member)).toList();
            var back = new HashMap<String, Long>();
            of.stream()
                    .filter(each -> each.refundOf() != null)
                    .filter(each -> told.stream()
                            .anyMatch(other -> other.reference().equals(each.refundOf())
                                    && other.amount()
                                            .getCurrencyUnit()
                                            .equals(each.amount().getCurrencyUnit())))
                    .forEach(each -> back.merge(each.refundOf(), each.amount().getAmountMinorLong(), Long::sum));
            var stays = of.stream()
                    .filter(each -> each.type().equals(ActivityType.PURCHASE))
                    .filter(each -> !back.containsKey(each.reference())
                            || back.get(each.reference()) < each.amount().getAmountMinorLong())
                    .toList();
            var hours = Hours.NONE;
            for (var each : of) {
                if (!each.type().equals(ActivityType.REFUND)
                        && !each.happenedAt().isBefore(clock.instant().minus(YEAR.multipliedBy(2)))) {
                    hours = hours.and(each.happenedAt().atZone(programme.zone()).getHour(), 1);
                }
            }
            return new Sums(
                    stays.size(),
                    stays.stream()
                            .filter(each ->
                                    each.amount().getCurrencyUnit().getCode().equals(programme.usualCurrency()))
                            .mapToLong(each ->
                                    each.amount().getAmountMinorLong() - back.getOrDefault(each.reference(), 0L))
                            .sum(),
                    of.stream().map(Activity::happenedAt).max(Instant::compareTo),
                    stays.stream().map(Activity::happenedAt).min(Instant::compareTo),
                    stays.stream().map(Activity::happenedAt).max(Instant::compareTo),
                    hours,
                    tags.getOrDefault(member, Set.of()));
        }

        @Override
        public String toString() {
            return "seed " + seed;
        }
    }

    private record Sums(
            long purchases,
            long spentMinor,
            Optional<Instant> lastActivityAt,
            Optional<Instant> firstPurchaseAt,
            Optional<Instant> lastPurchaseAt,
            Hours hours,
            Set<String> tags) {}

    private static Map<MemberId, Sums> sums(Map<MemberId, Known> known) {
        return known.entrySet().stream().collect(toMap(Map.Entry::getKey, each -> {
            var of = each.getValue().facts();
            return new Sums(
                    of.purchases(),
                    of.spentMinor(),
                    Optional.ofNullable(of.lastActivityAt()),
                    Optional.ofNullable(of.firstPurchaseAt()),
                    Optional.ofNullable(of.lastPurchaseAt()),
                    each.getValue().hours(),
                    of.tags());
        }));
    }

    private static final class Died extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    // --- what makes a whole reading necessary -----------------------------------------------------

    @Test
    void habits_of_long_ago_are_forgotten_although_nothing_but_purchases_came() {
        var anna = enrol(1).getFirst();
        var longAgo = clock.instant().minus(Duration.ofDays(700));
        record.record(List.of(purchase("A1").of(anna).at(longAgo).activity()));
        keeping(9).gather();
        assertThat(known(List.of(anna)).get(anna).hours()).isEqualTo(hours(longAgo));

        clock.turn(Duration.ofDays(40));
        var lately = clock.instant().minus(Duration.ofHours(5));
        record.record(List.of(purchase("A2").of(anna).at(lately).activity()));
        keeping(9).gather();

        assertThat(known(List.of(anna)).get(anna).hours()).isEqualTo(hours(lately));
    }

    // --- what it costs ----------------------------------------------------------------------------

    @Test
    void a_purchase_of_who_has_bought_for_years_costs_what_it_costs_of_a_newcomer() {
        var people = enrol(2);
        var newcomer = people.getFirst();
        var regular = people.getLast();
        record.record(List.of(purchase("N").of(newcomer).activity()));
        record.record(IntStream.range(0, 400)
                .mapToObj(number -> purchase("R" + number)
                        .of(regular)
                        .at(clock.instant().minus(Duration.ofHours(30L * number)))
                        .with(List.of())
                        .activity())
                .toList());
        keeping(500).gather();

        var little = costOf(purchase("N2").of(newcomer).with(List.of()).activity());
        var much = costOf(purchase("R401").of(regular).with(List.of()).activity());
        assertThat(much.statements()).isEqualTo(little.statements());
        // A row more or less is whether someone else's stand behind theirs.
        assertThat(much.rows()).isCloseTo(little.rows(), within(3L));
        // With all that the modules know of them, and their whole streams, it would be more.
        assertThat(little.statements()).isLessThan(costOfAll(newcomer).statements());
        assertThat(little.rows()).isLessThan(costOfAll(regular).rows() - 400);
    }

    private record Cost(long statements, long rows) {}

    private Cost costOf(Activity activity) {
        record.record(List.of(activity));
        return cost();
    }

    private Cost costOfAll(MemberId member) {
        keeping(500).changed(List.of(member));
        return cost();
    }

    private Cost cost() {
        var keeping = keeping(500);
        var statements = new ArrayList<String>();
        var rows = new RowsRead(transaction, dsl)
                .by(() -> statements.addAll(SentStatements.during(
                        () -> assertThat(keeping.gatherSome()).isEqualTo(1))));
        return new Cost(statements.size(), rows);
    }

    // --- what it takes ----------------------------------------------------------------------------

    private KeepingFacts keeping(int chunk) {
        return new KeepingFacts(
                transactions, dues, facts, purchases, segments, judging, gathering, traits, events, clock, chunk);
    }

    private List<MemberId> enrol(int people) {
        return enrolMembers
                .enrol(IntStream.range(0, people)
                        .mapToObj(number -> new Enrolment(
                                new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C-" + number), null, "import"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
    }

    private record Known(MemberFacts facts, Hours hours) {}

    private Map<MemberId, Known> known(List<MemberId> members) {
        var kept = transactions.runAlone(() -> facts.lock(members));
        return members.stream()
                .collect(toMap(
                        member -> member,
                        member -> new Known(
                                readFacts.find(member).orElseThrow(),
                                kept.get(member).hours())));
    }

    private List<?> bought() {
        return List.of(
                dsl.selectFrom(INSIGHTS_BOUGHT).fetchSet(row -> row.intoList()),
                dsl.selectFrom(INSIGHTS_RETURNED).fetchSet(row -> row.intoList()));
    }

    private Hours hours(Instant at) {
        return Hours.NONE.and(at.atZone(programme.zone()).getHour(), 1);
    }

    private static void elsewhere(Runnable what) {
        try {
            CompletableFuture.runAsync(what).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
