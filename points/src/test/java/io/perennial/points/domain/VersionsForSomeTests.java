package io.perennial.points.domain;

import static io.perennial.points.Stories.LONG_AGO;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.SHANGHAI;
import static io.perennial.points.Stories.member;
import static io.perennial.points.Stories.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Judgement;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.RandomProgramme;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import io.perennial.points.Why.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions of a rule that are for some members, and what all others are judged by. */
class VersionsForSomeTests {

    private static final Condition VIPS = new Condition.TierIn(new TreeSet<>(List.of("vip")));
    private static final EarnRule OLD = fixed(1, 10, Condition.none(), LONG_AGO);
    private static final EarnRule TRIED = fixed(2, 20, VIPS, NOON);

    @Test
    void a_member_is_judged_by_the_newest_version_that_is_for_them() {
        var book = new RuleBook(List.of(published(OLD), published(TRIED)));

        assertThat(paid(book, "vip", NOON)).containsExactly("2:20");
        assertThat(paid(book, "member", NOON)).containsExactly("1:10");
        assertThat(paid(book, "vip", NOON.minusSeconds(1))).containsExactly("1:10");
    }

    @Test
    void a_version_taken_back_leaves_what_happened_before_and_nothing_after() {
        var at = NOON.plusSeconds(60);
        var book = new RuleBook(List.of(published(OLD), new Published(TRIED, NOON, Optional.of(at))));

        assertThat(paid(book, "vip", at.minusSeconds(1))).containsExactly("2:20");
        assertThat(paid(book, "vip", at)).containsExactly("1:10");
    }

    @Test
    void a_later_version_for_everyone_is_everyones() {
        var book = new RuleBook(List.of(
                published(OLD), published(TRIED), published(fixed(3, 30, Condition.none(), NOON.plusSeconds(60)))));

        assertThat(paid(book, "vip", NOON.plusSeconds(60))).containsExactly("3:30");
        assertThat(paid(book, "member", NOON.plusSeconds(60))).containsExactly("3:30");
        assertThat(paid(book, "member", NOON)).containsExactly("1:10");
    }

    @Test
    void of_a_new_rule_others_are_told_that_it_is_a_trial_and_how_they_were_judged() {
        var trial = fixed(1, 20, VIPS, LONG_AGO);
        var notPaid = new RuleBook(List.of(published(trial)))
                .assess(circumstances("member", NOON), Allowances.UNLIMITED)
                .notPaid();

        assertThat(notPaid).singleElement().satisfies(not -> {
            assertThat(not.reason()).isEqualTo(Reason.OUTSIDE_SHARE);
            assertThat(not.trace().condition().met()).isEqualTo("member");
        });
    }

    @Test
    void who_is_for_a_version_is_asked_also_where_that_version_is_about_something_else() {
        var checkIns = new EarnRule(
                PURCHASE_RULE,
                2,
                OLD.name(),
                OLD.role(),
                ActivityType.CHECK_IN,
                Condition.none(),
                VIPS,
                new Formula.Fixed(20),
                new Formula.Nothing(),
                List.of(),
                null,
                OLD.stacking(),
                0,
                null,
                NOON,
                null);
        var book = new RuleBook(List.of(published(OLD), published(checkIns)));

        assertThat(book.asks(ActivityType.PURCHASE, NOON)).containsExactly(Ask.TIER);
        assertThat(book.asks(ActivityType.PURCHASE, NOON.minusSeconds(1))).isEmpty();
        assertThat(paid(book, "vip", NOON)).isEmpty();
        assertThat(paid(book, "member", NOON)).containsExactly("1:10");
    }

    @Test
    void a_refund_takes_back_by_the_version_that_paid_whoever_it_is_for_by_now() {
        var book = new RuleBook(List.of(published(OLD), published(TRIED)));
        var why = book.assess(circumstances("vip", NOON), Allowances.UNLIMITED)
                .awards()
                .getFirst()
                .why();

        var rest = book.rest(List.of(why), circumstances("member", NOON));

        assertThat(rest.get(PURCHASE_RULE).points()).isEqualTo(20);
    }

    @Test
    void a_draft_for_some_members_leaves_the_others_what_they_have() {
        var book = new RuleBook(List.of(published(OLD))).with(List.of(TRIED.during(LONG_AGO, null)));

        assertThat(paid(book, "vip", NOON.minusSeconds(60))).containsExactly("2:20");
        assertThat(paid(book, "member", NOON)).containsExactly("1:10");
    }

    @Test
    void a_version_for_some_leaves_the_budget_of_all_as_it_is() {
        assertThat(new RuleBook(List.of(published(budget(OLD, 100)), published(budget(TRIED, 900)))).budgets())
                .containsEntry(PURCHASE_RULE, 100L);
        assertThat(new RuleBook(List.of(published(OLD), published(budget(TRIED, 900)))).budgets())
                .containsEntry(PURCHASE_RULE, 900L);
    }

    @Test
    void an_audience_is_about_members_alone() {
        assertThatThrownBy(() -> fixed(2, 20, new Condition.FirstPurchase(), NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    /** Each member lives in a programme in which only those versions were ever published that are for them. */
    @ParameterizedTest
    @MethodSource("seeds")
    void others_are_paid_as_though_there_were_no_such_versions(long seed) {
        var random = new Random(seed);
        var programme = new RandomProgramme(random);
        var history = new ArrayList<Published>();
        for (var first : programme.rules(1 + random.nextInt(5))) {
            var rule = first;
            var from = NOON.minus(Duration.ofDays(30));
            for (int version = 1; version <= 1 + random.nextInt(5); version++) {
                rule = version == 1 ? programme.first(rule, from) : programme.next(rule, from);
                history.add(new Published(
                        rule.as(version, audience(random), from),
                        from,
                        random.nextInt(4) == 0 ? Optional.of(from.plus(Duration.ofDays(2))) : Optional.empty()));
                from = from.plus(Duration.ofDays(random.nextInt(9)));
            }
        }
        var book = new RuleBook(history);
        for (int i = 0; i < 200; i++) {
            var tier = random.nextInt(3) == 0 ? "vip" : "member";
            var activity = programme.purchase(
                    member(random.nextInt(50)), "A" + i, NOON.minusSeconds(random.nextLong(3_000_000)));
            var circumstances = circumstances(activity, tier);
            var own = history.stream()
                    .filter(version -> Judgement.judge(version.rule().audience(), circumstances)
                            .holds())
                    .map(version -> new Published(
                            version.rule()
                                    .as(
                                            version.rule().version(),
                                            Condition.none(),
                                            version.rule().effectiveFrom()),
                            version.publishedAt(),
                            version.retiredAt()))
                    .toList();

            assertThat(worth(book.assess(circumstances, Allowances.UNLIMITED)))
                    .as("%s", activity)
                    .isEqualTo(worth(new RuleBook(own).assess(circumstances, Allowances.UNLIMITED)));
        }
    }

    private static Condition audience(Random random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> Condition.none();
            case 2 -> VIPS;
            case 3 -> new Condition.All(List.of(new Condition.InShare("a", 400), VIPS));
            default -> new Condition.InShare("a", 1 + random.nextInt(999));
        };
    }

    /** What was paid by which version, and which ones refused for reasons of their own. */
    private static List<List<Object>> worth(Assessment assessment) {
        return Stream.concat(
                        assessment.awards().stream()
                                .map(award -> List.<Object>of(
                                        award.rule().id(),
                                        award.rule().version(),
                                        award.why().points(),
                                        award.growth())),
                        assessment.notPaid().stream()
                                .filter(not ->
                                        not.reason() != Reason.OUTSIDE_SHARE && not.reason() != Reason.NOT_IN_FORCE)
                                .map(not -> List.<Object>of(
                                        not.rule().id(), not.rule().version(), not.reason())))
                .toList();
    }

    private static List<String> paid(RuleBook book, String tier, Instant at) {
        return book.assess(circumstances(tier, at), Allowances.UNLIMITED).awards().stream()
                .map(Award::why)
                .map((Why.Earned why) -> why.rule().version() + ":" + why.points())
                .toList();
    }

    private static Circumstances circumstances(String tier, Instant at) {
        return circumstances(Stories.purchase(member(1), "A", "10.00", at), tier);
    }

    private static Circumstances circumstances(Activity activity, String tier) {
        return Circumstances.of(activity, tier, LocalDate.of(1990, 11, 3), false, SHANGHAI);
    }

    private static EarnRule fixed(int version, long points, Condition audience, Instant from) {
        return Stories.rule(PURCHASE_RULE, version, new Formula.Fixed(points), new Formula.Nothing(), from)
                .as(version, audience, from);
    }

    private static EarnRule budget(EarnRule rule, long budget) {
        return new EarnRule(
                rule.id(),
                rule.version(),
                rule.name(),
                rule.role(),
                rule.activityType(),
                rule.condition(),
                rule.audience(),
                rule.points(),
                rule.growth(),
                rule.caps(),
                budget,
                rule.stacking(),
                rule.priority(),
                rule.about(),
                rule.effectiveFrom(),
                rule.effectiveUntil());
    }
}
