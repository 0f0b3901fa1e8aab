package io.perennial.development;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.FindMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.SignInByPassword;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.ReadBalance;
import io.perennial.points.RuleId;
import io.perennial.points.SimulateRules;
import io.perennial.points.Stacking;
import io.perennial.points.VerifyLedger;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
@ActiveProfiles("development")
class DemoProgrammeTests {

    @Autowired
    DemoProgramme demo;

    @Autowired
    RecogniseMembers recogniseMembers;

    @Autowired
    FindMembers findMembers;

    @Autowired
    ReadBalance readBalance;

    @Autowired
    ReadStanding readStanding;

    @Autowired
    ReadRedemptions readRedemptions;

    @Autowired
    EditCatalogue editCatalogue;

    @Autowired
    SignInByPassword signInByPassword;

    @Autowired
    SimulateRules simulateRules;

    @Autowired
    VerifyLedger verifyLedger;

    @Test
    void tells_a_story_once_whatever_happens_meanwhile() {
        demo.run(new DefaultApplicationArguments());

        var lin = recogniseMembers
                .recognise(new Identifier(Identifier.Kind.EMAIL, DemoProgramme.MEMBER_EMAIL))
                .orElseThrow();
        assertThat(signInByPassword.signIn(
                        new Identifier(Identifier.Kind.EMAIL, DemoProgramme.MEMBER_EMAIL),
                        DemoProgramme.MEMBER_PASSWORD))
                .isEqualTo(new SignInByPassword.Outcome.SignedIn(lin));
        assertThat(readStanding.of(lin).orElseThrow().tier().code()).isEqualTo("vip");
        assertThat(readBalance.of(lin).expiring()).hasSizeGreaterThan(5);
        assertThat(readRedemptions.of(lin, Optional.empty(), 50).lines())
                .extracting(ReadRedemptions.Line::status)
                .contains(RedemptionStatus.values());
        assertThat(findMembers.total()).isEqualTo(44);
        assertThat(editCatalogue.rewards())
                .hasSizeGreaterThanOrEqualTo(8)
                .allMatch(listed -> listed.reward().picture().isPresent())
                .allMatch(listed -> listed.status() == EditCatalogue.Status.PUBLISHED)
                .anyMatch(listed -> listed.left() == 0);
        var ledger = verifyLedger.verify();
        assertThat(ledger.isSound()).isTrue();

        // Whoever tries the campaign on mugs finds somebody who would gain by it.
        var mugs = new Condition.All(List.of(
                new Condition.ItemNamed(new TreeSet<>(List.of("mug"))),
                new Condition.TierIn(new TreeSet<>(List.of("vip", "black"))),
                new Condition.DayOfMonthIn(new TreeSet<>(List.of(18)))));
        var replayed = (SimulateRules.Outcome.Compared) simulateRules.simulate(
                List.of(new EarnRule(
                        RuleId.next(),
                        1,
                        new BilingualText("杯子", "Mugs"),
                        EarnRule.Role.BONUS,
                        ActivityType.PURCHASE,
                        mugs,
                        new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.DOWN),
                        new Formula.Nothing(),
                        List.of(new Cap(Cap.Window.EVER, Cap.Measure.POINTS, 500)),
                        100_000L,
                        Stacking.ADD_UP,
                        0,
                        null,
                        Instant.now(),
                        null)),
                90);
        assertThat(replayed.membersGaining()).isGreaterThanOrEqualTo(2);

        demo.run(new DefaultApplicationArguments());
        assertThat(verifyLedger.verify()).isEqualTo(ledger);

        // Killed before its last step, it tells everything again and changes nothing.
        TestDatabase.get().dsl().execute("DELETE FROM web_api_key");
        demo.run(new DefaultApplicationArguments());
        assertThat(verifyLedger.verify()).isEqualTo(ledger);
        assertThat(findMembers.total()).isEqualTo(44);
    }

    @Test
    void every_picture_can_be_drawn() {
        for (var picture : DemoPictures.values()) {
            assertThat(picture.png()).hasSizeGreaterThan(1_000);
        }
    }
}
