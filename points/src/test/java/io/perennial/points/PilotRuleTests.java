package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.PilotRule.Answered;
import io.perennial.points.PilotRule.Outcome;
import io.perennial.points.ReadPilots.State;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void pays_the_share_alone_and_asks_it_alone_and_who_is_in_stays_in_when_it_is_widened() {
        var rule = bonus();
        assertThat(pilotRule.start(rule, 300, QUESTION, MAYA)).isInstanceOf(Outcome.Done.class);
        var everyone = members.enrol(60);

        var paid = everyone.stream().filter(member -> earned(member, "A") > 100).toList();
        var asked = everyone.stream()
                .filter(member -> !readPilots.of(member).isEmpty())
                .toList();
        assertThat(paid).isNotEmpty().hasSizeLessThan(60).isEqualTo(asked);

        clock.turn(Duration.ofMinutes(1));
        assertThat(pilotRule.widen(rule.id(), 700, MAYA)).isInstanceOf(Outcome.Done.class);
        var wider =
                everyone.stream().filter(member -> earned(member, "B") > 100).toList();
        assertThat(wider).containsAll(paid).hasSizeGreaterThan(paid.size()).hasSizeLessThan(60);
        assertThat(pilotRule.widen(rule.id(), 700, MAYA)).isEqualTo(new Outcome.NotWider(700));

        clock.turn(Duration.ofMinutes(1));
        assertThat(pilotRule.widen(rule.id(), 1_000, MAYA)).isInstanceOf(Outcome.Done.class);
        assertThat(everyone)
                .allSatisfy(member -> assertThat(earned(member, "C")).isEqualTo(150));
        assertThat(readPilots.find(rule.id()).orElseThrow().state()).isEqualTo(State.WIDENED);
        assertThat(everyone)
                .allSatisfy(member -> assertThat(readPilots.of(member)).isEmpty());
        assertThat(readRules.find(rule.id()).orElseThrow().rule().condition()).isEqualTo(Condition.NONE);
    }

    @Test
    void keeps_one_answer_of_each_member_and_counts_them() {
        var rule = bonus();
        pilotRule.start(rule, 999, QUESTION, MAYA);
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
        assertThat(readPilots.comments(rule.id(), 10))
                .extracting(ReadPilots.Comment::text)
                .containsExactly("well, yes");
        assertThat(readPilots.of(asked.getFirst()))
                .extracting(ReadPilots.Invitation::answer)
                .containsExactly(Optional.of(Answer.LIKE));
    }

    @Test
    void does_not_listen_to_members_who_are_not_in_the_share_nor_after_the_end() {
        var rule = bonus();
        pilotRule.start(rule, 500, QUESTION, MAYA);
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
        assertThat(pilotRule.widen(rule.id(), 1_000, MAYA)).isEqualTo(new Outcome.NotRunning());
    }

    @Test
    void tries_new_rules_only_and_leaves_nothing_of_one_that_cannot_be_published() {
        var rule = bonus();
        publishRule.publish(rule, MAYA);
        assertThat(pilotRule.start(rule, 100, QUESTION, MAYA))
                .isEqualTo(new Outcome.Refused(new PublishRule.Outcome.ChangedMeanwhile(1)));
        assertThat(readPilots.all()).isEmpty();
        assertThat(pilotRule.start(shared(bonus()), 100, QUESTION, MAYA)).isEqualTo(new Outcome.NotNew());
        assertThat(pilotRule.withdraw(RuleId.next(), MAYA)).isEqualTo(new Outcome.NotRunning());
        assertThatThrownBy(() -> pilotRule.start(bonus(), 1_000, QUESTION, MAYA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** 50 points on top of each purchase. */
    private EarnRule bonus() {
        return new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("试点", "Trial"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                Condition.NONE,
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

    private static EarnRule shared(EarnRule rule) {
        return new EarnRule(
                rule.id(),
                1,
                rule.name(),
                rule.role(),
                rule.activityType(),
                new Condition.InShare("x", 10),
                rule.points(),
                rule.growth(),
                rule.caps(),
                null,
                rule.stacking(),
                0,
                null,
                rule.effectiveFrom(),
                null);
    }

    private long earned(MemberId member, String reference) {
        var outcome = earnPoints
                .earn(List.of(purchase(member, reference + ":" + member, "100.00", clock.instant())))
                .getFirst();
        return ((EarnPoints.Outcome.Booked) outcome).points();
    }
}
