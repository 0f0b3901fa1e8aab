package io.perennial.points;

import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.perAmount;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.PickMembers;
import io.perennial.insights.PublishSegment;
import io.perennial.insights.Segment;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.PilotRule.Answered;
import io.perennial.points.PilotRule.Audience;
import io.perennial.points.PilotRule.Outcome;
import io.perennial.points.ReadPilots.State;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PointsTest
class PilotRuleTests {

    private static final StaffId MAYA = new StaffId(UUID.fromString("0193579a-0000-7000-8000-0000000000f1"));
    private static final BilingualText QUESTION = new BilingualText("喜欢吗？", "Do you like it?");

    @Autowired
    private PilotRule pilotRule;

    @Autowired
    private ReadPilots readPilots;

    @Autowired
    private PublishRule publishRule;

    @Autowired
    private ReadRules readRules;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReadBudgets readBudgets;

    @Autowired
    private SimulateRules simulateRules;

    @Autowired
    private KeepFacts keepFacts;

    @Autowired
    private PublishSegment publishSegment;

    @Autowired
    private PickMembers pickMembers;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void pays_the_share_alone_and_asks_it_alone_and_who_is_in_stays_in_when_it_is_widened() {
        var rule = bonus();
        assertThat(pilotRule.start(rule, Audience.share(300), QUESTION, MAYA)).isInstanceOf(Outcome.Done.class);
        var everyone = members.enrol(60);

        var paid = everyone.stream().filter(member -> earned(member, "A") > 100).toList();
        var asked = everyone.stream()
                .filter(member -> !readPilots.of(member).isEmpty())
                .toList();
        assertThat(paid).isNotEmpty().hasSizeLessThan(60).isEqualTo(asked);

        clock.turn(Duration.ofMinutes(1));
        assertThat(pilotRule.widen(rule.id(), Audience.share(700), MAYA)).isInstanceOf(Outcome.Done.class);
        var wider =
                everyone.stream().filter(member -> earned(member, "B") > 100).toList();
        assertThat(wider).containsAll(paid).hasSizeGreaterThan(paid.size()).hasSizeLessThan(60);
        assertThat(pilotRule.widen(rule.id(), Audience.share(700), MAYA))
                .isEqualTo(new Outcome.NotWider(Audience.share(700)));

        clock.turn(Duration.ofMinutes(1));
        assertThat(pilotRule.widen(rule.id(), Audience.EVERYONE, MAYA)).isInstanceOf(Outcome.Done.class);
        assertThat(everyone)
                .allSatisfy(member -> assertThat(earned(member, "C")).isEqualTo(150));
        assertThat(readPilots.find(rule.id()).orElseThrow().state()).isEqualTo(State.WIDENED);
        assertThat(everyone)
                .allSatisfy(member -> assertThat(readPilots.of(member)).isEmpty());
        assertThat(readRules.find(rule.id()).orElseThrow().rule().condition()).isEqualTo(Condition.none());
    }

    @Test
    void keeps_one_answer_of_each_member_and_counts_them() {
        var rule = bonus();
        pilotRule.start(rule, Audience.share(999), QUESTION, MAYA);
        var asked = members.enrol(40).stream()
                .filter(member -> !readPilots.of(member).isEmpty())
                .limit(3)
                .toList();
        assertThat(asked).hasSize(3);

        assertThat(pilotRule.answer(asked.get(0), rule.id(), Answer.DISLIKE, Optional.of("  too little ")))
                .isEqualTo(new Answered.Kept());
        pilotRule.answer(asked.get(0), rule.id(), Answer.LIKE, Optional.of("well, yes"));
        pilotRule.answer(asked.get(1), rule.id(), Answer.LIKE, Optional.empty());
        pilotRule.answer(asked.get(2), rule.id(), Answer.NEITHER, Optional.of("  "));
        assertThat(pilotRule.answer(asked.get(2), rule.id(), Answer.LIKE, Optional.of("x".repeat(501))))
                .isEqualTo(new Answered.TooLong());

        var pilot = readPilots.find(rule.id()).orElseThrow();
        assertThat(pilot.answers()).isEqualTo(Map.of(Answer.LIKE, 2L, Answer.NEITHER, 1L));
        assertThat(pilot.answered()).isEqualTo(3);
        assertThat(readPilots.comments(rule.id(), 1, 10))
                .extracting(ReadPilots.Comment::text)
                .containsExactly("well, yes");
        assertThat(readPilots.of(asked.getFirst()))
                .extracting(ReadPilots.Invitation::answer)
                .containsExactly(Optional.of(Answer.LIKE));
    }

    @Test
    void does_not_listen_to_members_who_are_not_in_the_share_nor_after_the_end() {
        var rule = bonus();
        pilotRule.start(rule, Audience.share(500), QUESTION, MAYA);
        var everyone = members.enrol(40);
        var outside = everyone.stream()
                .filter(member -> readPilots.of(member).isEmpty())
                .findFirst()
                .orElseThrow();
        var inside = everyone.stream()
                .filter(member -> !readPilots.of(member).isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(pilotRule.answer(outside, rule.id(), Answer.LIKE, Optional.empty()))
                .isEqualTo(new Answered.NotAsked());
        clock.turn(Duration.ofMinutes(1));
        assertThat(pilotRule.withdraw(rule.id(), MAYA)).isInstanceOf(Outcome.Done.class);
        assertThat(pilotRule.answer(inside, rule.id(), Answer.LIKE, Optional.empty()))
                .isEqualTo(new Answered.NotAsked());
        assertThat(earned(inside, "A")).isEqualTo(100);
        assertThat(readPilots.find(rule.id()).orElseThrow().state()).isEqualTo(State.WITHDRAWN);
        assertThat(pilotRule.withdraw(rule.id(), MAYA)).isEqualTo(new Outcome.NotRunning());
        assertThat(pilotRule.widen(rule.id(), Audience.EVERYONE, MAYA)).isEqualTo(new Outcome.NotRunning());
    }

    @Test
    void tries_a_change_while_all_others_keep_the_version_before() {
        var changed = doubled();
        assertThat(pilotRule.start(changed, Audience.share(400), QUESTION, MAYA))
                .isEqualTo(new Outcome.Done(2, clock.instant()));
        var everyone = members.enrol(40);

        var asked = everyone.stream()
                .filter(member -> !readPilots.of(member).isEmpty())
                .toList();
        assertThat(asked).isNotEmpty().hasSizeLessThan(40);
        assertThat(everyone)
                .allSatisfy(member -> assertThat(earned(member, "A")).isEqualTo(asked.contains(member) ? 200 : 100));
        // Everyone's rule is still the old one, and nobody else publishes meanwhile.
        assertThat(readRules.find(PURCHASE_RULE).orElseThrow().rule().version()).isEqualTo(1);
        assertThat(readRules.current())
                .extracting(each -> each.rule().version())
                .containsOnly(1);
        assertThat(publishRule.publish(changed.as(3, Condition.none(), clock.instant()), MAYA))
                .isEqualTo(new PublishRule.Outcome.BeingTried());
        assertThat(pilotRule.start(changed.as(3, Condition.none(), clock.instant()), Audience.share(1), QUESTION, MAYA))
                .isEqualTo(new Outcome.Refused(new PublishRule.Outcome.BeingTried()));
        var pilot = readPilots.find(PURCHASE_RULE).orElseThrow();
        assertThat(pilot.before()).isNotNull();
        assertThat(pilot.before().version()).isEqualTo(1);
        assertThat(pilot.rule().version()).isEqualTo(2);
    }

    @Test
    void a_change_withdrawn_leaves_the_old_version_and_refunds_go_by_the_one_that_paid() {
        pilotRule.start(doubled(), Audience.share(500), QUESTION, MAYA);
        var inside = members.enrol(30).stream()
                .filter(member -> !readPilots.of(member).isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(earned(inside, "A")).isEqualTo(200);

        clock.turn(Duration.ofMinutes(1));
        assertThat(pilotRule.withdraw(PURCHASE_RULE, MAYA)).isInstanceOf(Outcome.Done.class);

        assertThat(earned(inside, "B")).isEqualTo(100);
        assertThat(points(refund(inside, "RA", "50.00", "A:" + inside, clock.instant())))
                .isEqualTo(-100);
        assertThat(points(refund(inside, "RB", "50.00", "B:" + inside, clock.instant())))
                .isEqualTo(-50);
        assertThat(readRules.find(PURCHASE_RULE).orElseThrow().retiredAt()).isEmpty();
        // What happened during the trial and is told later is still judged by it.
        assertThat(points(purchase(inside, "LATE", "10.00", clock.instant().minusSeconds(30))))
                .isEqualTo(20);

        var next = doubled().as(3, Condition.none(), clock.instant());
        assertThat(publishRule.publish(next, MAYA)).isInstanceOf(PublishRule.Outcome.Done.class);
        assertThat(readRules.find(PURCHASE_RULE).orElseThrow().rule()).isEqualTo(next);
        assertThat(earned(inside, "C")).isEqualTo(200);
    }

    @Test
    void a_change_widened_to_everyone_is_the_rule_and_may_be_tried_again() {
        pilotRule.start(doubled(), Audience.share(100), QUESTION, MAYA);
        clock.turn(Duration.ofMinutes(1));
        assertThat(pilotRule.widen(PURCHASE_RULE, Audience.EVERYONE, MAYA))
                .isEqualTo(new Outcome.Done(3, clock.instant()));
        assertThat(readRules.find(PURCHASE_RULE).orElseThrow().rule().version()).isEqualTo(3);
        assertThat(earned(members.enrol(), "A")).isEqualTo(200);

        clock.turn(Duration.ofMinutes(1));
        var again = doubled().as(4, Condition.none(), clock.instant());
        assertThat(pilotRule.start(again, Audience.share(100), QUESTION, MAYA)).isInstanceOf(Outcome.Done.class);
        assertThat(readPilots.all()).extracting(ReadPilots.Pilot::since).containsExactly(4, 2);
        assertThat(readPilots.find(PURCHASE_RULE, 2).orElseThrow().state()).isEqualTo(State.WIDENED);
    }

    @Test
    void retiring_the_rule_ends_its_trial() {
        pilotRule.start(doubled(), Audience.share(999), QUESTION, MAYA);
        clock.turn(Duration.ofMinutes(1));
        publishRule.retire(PURCHASE_RULE, MAYA);

        assertThat(earned(members.enrol(), "A")).isZero();
        assertThat(readPilots.find(PURCHASE_RULE).orElseThrow().state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void a_trial_may_be_for_a_share_of_those_on_a_tier() {
        var vips = new Condition.TierIn(new TreeSet<>(List.of("vip")));
        pilotRule.start(doubled(), new Audience(Audience.ALL, vips), QUESTION, MAYA);
        var anna = members.enrol();

        assertThat(readPilots.of(anna)).isEmpty();
        assertThat(points(purchase(anna, "A", "1000.00", clock.instant()))).isEqualTo(1_000);
        assertThat(earned(anna, "B")).isEqualTo(200);
        assertThat(readPilots.of(anna)).hasSize(1);
        assertThat(pilotRule.answer(anna, PURCHASE_RULE, Answer.LIKE, Optional.empty()))
                .isEqualTo(new Answered.Kept());
        assertThat(pilotRule.widen(PURCHASE_RULE, Audience.share(500), MAYA)).isInstanceOf(Outcome.NotWider.class);
        assertThat(pilotRule.widen(PURCHASE_RULE, Audience.EVERYONE, MAYA)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_trial_may_be_for_a_segment_as_of_when_something_happens() {
        var people = members.enrol(3);
        var anna = people.get(0);
        var ben = people.get(1);
        keepFacts.gather();
        assertThat(publishSegment.publish(
                        new Segment("guests", 1, Segment.Kind.HAND_PICKED, QUESTION, Condition.none()), MAYA))
                .isInstanceOf(PublishSegment.Outcome.Done.class);
        pickMembers.add("guests", List.of(anna), MAYA);
        clock.turn(Duration.ofMinutes(1));
        var guests = new Condition.SegmentIn(new TreeSet<>(List.of("guests")));
        assertThat(pilotRule.start(doubled(), new Audience(Audience.ALL, guests), QUESTION, MAYA))
                .isInstanceOf(Outcome.Done.class);

        assertThat(people)
                .filteredOn(member -> !readPilots.of(member).isEmpty())
                .containsExactly(anna);
        assertThat(people).extracting(member -> earned(member, "A")).containsExactly(200L, 100L, 100L);
        // A segment that a running trial is for does not go.
        assertThat(publishSegment.retire("guests", MAYA)).isInstanceOf(PublishSegment.Outcome.InUse.class);

        var annasTime = clock.instant();
        clock.turn(Duration.ofHours(1));
        pickMembers.remove("guests", List.of(anna), MAYA);
        pickMembers.add("guests", List.of(ben), MAYA);
        clock.turn(Duration.ofMinutes(1));
        assertThat(people)
                .filteredOn(member -> !readPilots.of(member).isEmpty())
                .containsExactly(ben);
        assertThat(pilotRule.answer(anna, PURCHASE_RULE, Answer.LIKE, Optional.empty()))
                .isEqualTo(new Answered.NotAsked());
        assertThat(pilotRule.answer(ben, PURCHASE_RULE, Answer.LIKE, Optional.empty()))
                .isEqualTo(new Answered.Kept());
        assertThat(people).extracting(member -> earned(member, "B")).containsExactly(100L, 200L, 100L);
        // What is told late is judged by who belonged to it then, and a refund goes back by what paid.
        assertThat(points(purchase(anna, "LATE", "10.00", annasTime))).isEqualTo(20);
        assertThat(points(refund(anna, "RA", "50.00", "A:" + anna, clock.instant())))
                .isEqualTo(-100);

        clock.turn(Duration.ofMinutes(1));
        var compared = readPilots.compare(PURCHASE_RULE, 2).orElseThrow();
        assertThat(compared.trial().members()).isEqualTo(2);
        assertThat(compared.trial().activities()).isEqualTo(3);
        assertThat(compared.others().activities()).isEqualTo(4);

        assertThat(pilotRule.withdraw(PURCHASE_RULE, MAYA)).isInstanceOf(Outcome.Done.class);
        clock.turn(Duration.ofMinutes(1));
        assertThat(publishSegment.retire("guests", MAYA)).isInstanceOf(PublishSegment.Outcome.Done.class);
    }

    @Test
    void a_trial_draws_from_the_budget_that_there_is() {
        var budgeted = limited(doubled(), 1_000L);
        assertThat(publishRule.publish(budgeted.as(2, Condition.none(), clock.instant()), MAYA))
                .isInstanceOf(PublishRule.Outcome.Done.class);
        pilotRule.start(
                limited(doubled(), 5_000L).as(3, Condition.none(), clock.instant()),
                Audience.share(999),
                QUESTION,
                MAYA);
        assertThat(left()).isEqualTo(1_000);

        earned(members.enrol(20).getLast(), "A");
        assertThat(left()).isEqualTo(800);
        pilotRule.widen(PURCHASE_RULE, Audience.EVERYONE, MAYA);
        assertThat(left()).isEqualTo(4_800);
    }

    @Test
    void compares_what_both_groups_did_and_were_paid() {
        earned(members.enrol(), "BEFORE");
        clock.turn(Duration.ofMinutes(1));
        pilotRule.start(doubled(), Audience.share(500), QUESTION, MAYA);
        var everyone = members.enrol(20);
        everyone.forEach(member -> earned(member, "A"));
        earned(everyone.getFirst(), "B");
        clock.turn(Duration.ofMinutes(1));

        var inside = everyone.stream()
                .filter(member -> !readPilots.of(member).isEmpty())
                .toList();
        var compared = readPilots.compare(PURCHASE_RULE, 2).orElseThrow();

        var moreInside = inside.contains(everyone.getFirst()) ? 1 : 0;
        var in = inside.size() + moreInside;
        var out = 21 - in;
        assertThat(compared.complete()).isTrue();
        assertThat(compared.trial())
                .isEqualTo(new ReadPilots.Group(
                        inside.size(), in, new BigDecimal(in + "00.00"), in, in * 200L, in * 200L));
        assertThat(compared.others())
                .isEqualTo(new ReadPilots.Group(
                        20 - inside.size(), out, new BigDecimal(out + "00.00"), out, out * 100L, out * 100L));
        assertThat(readPilots.compare(PURCHASE_RULE, 7)).isEmpty();
    }

    @Test
    void the_replay_of_a_change_for_some_says_what_its_trial_then_pays() {
        var before = members.enrol(30);
        before.forEach(member -> earned(member, "A"));
        clock.turn(Duration.ofDays(1));
        var share = new Condition.InShare(PURCHASE_RULE + "/2", 300);
        var drafted = (SimulateRules.Outcome.Compared)
                simulateRules.simulate(List.of(doubled().as(2, share, clock.instant())), 2);

        pilotRule.start(doubled(), Audience.share(300), QUESTION, MAYA);
        var paid = before.stream().mapToLong(member -> earned(member, "B")).sum();

        assertThat(drafted.inForce().points()).isEqualTo(3_000);
        assertThat(drafted.drafted().points())
                .isEqualTo(paid)
                .isGreaterThan(3_000)
                .isLessThan(6_000);
        assertThat(drafted.membersGaining())
                .isEqualTo(before.stream()
                        .filter(member -> !readPilots.of(member).isEmpty())
                        .count());
    }

    @Test
    void leaves_nothing_of_a_trial_that_cannot_be_published() {
        var rule = bonus();
        publishRule.publish(rule, MAYA);
        assertThat(pilotRule.start(rule, Audience.share(100), QUESTION, MAYA))
                .isEqualTo(new Outcome.Refused(new PublishRule.Outcome.ChangedMeanwhile(1)));
        assertThat(readPilots.all()).isEmpty();
        assertThat(pilotRule.withdraw(RuleId.next(), MAYA)).isEqualTo(new Outcome.NotRunning());
        assertThatThrownBy(() -> pilotRule.start(bonus(), Audience.EVERYONE, QUESTION, MAYA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The rule that every programme begins with, but for two points. */
    private EarnRule doubled() {
        return Stories.rule(PURCHASE_RULE, 2, perAmount(2, "1.00"), perAmount(2, "1.00"), clock.instant());
    }

    private static EarnRule limited(EarnRule rule, long budget) {
        return new EarnRule(
                rule.id(),
                rule.version(),
                rule.name(),
                rule.role(),
                rule.activityType(),
                rule.condition(),
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

    private long left() {
        return readBudgets.of(List.of(PURCHASE_RULE)).get(PURCHASE_RULE).left();
    }

    private long points(Activity activity) {
        return ((EarnPoints.Outcome.Booked) earnPoints.earn(List.of(activity)).getFirst()).points();
    }

    /** 50 points on top of each purchase. */
    private EarnRule bonus() {
        return new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("试点", "Trial"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                Condition.none(),
                new Formula.Fixed(50),
                new Formula.Nothing(),
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                clock.instant(),
                null);
    }

    private long earned(MemberId member, String reference) {
        return points(purchase(member, reference + ":" + member, "100.00", clock.instant()));
    }
}
