package io.perennial.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.EarnPoints;
import io.perennial.points.ReadBalance;
import io.perennial.points.VerifyLedger;
import io.perennial.rewards.RedeemReward.Outcome;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** What members have redeemed when they become one, with the real ledger. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, extraIncludes = "testing")
@OnTestDatabase
@Import({Shelf.class, TurnableClock.class, RewardsAndPointsTests.OneProgramme.class})
class MergeRedemptionsTests {

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private AppointStaff appointStaff;

    @Autowired
    private MergeMembers mergeMembers;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReadBalance balances;

    @Autowired
    private RedeemReward redeemReward;

    @Autowired
    private SettleRedemption settling;

    @Autowired
    private ReadRedemptions redemptions;

    @Autowired
    private VerifyLedger ledger;

    @Autowired
    private Shelf shelf;

    @Test
    void limits_count_what_both_redeemed_and_a_cancelled_one_gives_its_points_to_the_survivor() {
        var anna = enrol();
        var twice = enrol();
        earn(anna, "A", "300.00");
        earn(twice, "B", "150.00");
        var cup = shelf.published(5, written -> written.limit(1));
        var redeemed = (Outcome.Redeemed) redeemReward.redeem(new Redeeming(twice, cup.id(), "k"));
        var support = staff(StaffRole.SUPPORT);
        var finance = staff(StaffRole.FINANCE);

        var merge = merge(twice, anna, support, finance);

        assertThat(redemptions.of(anna, Optional.empty(), 10).lines()).hasSize(1);
        assertThat(redeemReward.redeem(new Redeeming(anna, cup.id(), "k2"))).isEqualTo(new Outcome.LimitReached(1));
        settling.cancel(redeemed.redemption(), "broken", support);
        assertThat(balances.of(anna).points().value()).isEqualTo(450);
        assertThat(redeemReward.redeem(new Redeeming(anna, cup.id(), "k3"))).isInstanceOf(Outcome.Redeemed.class);

        mergeMembers.askUndo(merge, "two people", support);
        assertThat(mergeMembers.undo(merge, finance)).isEqualTo(new MergeMembers.Outcome.Undone(merge));
        assertThat(redemptions.of(twice, Optional.empty(), 10).lines()).hasSize(1);
        assertThat(redemptions.of(anna, Optional.empty(), 10).lines()).hasSize(1);
        assertThat(redeemReward.redeem(new Redeeming(anna, cup.id(), "k4"))).isEqualTo(new Outcome.LimitReached(1));
        assertThat(ledger.verify().faults()).isEmpty();
    }

    private MergeId merge(MemberId merged, MemberId survivor, StaffId support, StaffId finance) {
        var proposal = new MergeMembers.Proposal(merged, survivor, Set.of(), "same person");
        var proposed = (MergeMembers.Outcome.Proposed) mergeMembers.propose(proposal, support);
        assertThat(mergeMembers.approve(proposed.merge(), finance))
                .isEqualTo(new MergeMembers.Outcome.Merged(proposed.merge(), survivor));
        return proposed.merge();
    }

    private void earn(MemberId member, String reference, String amount) {
        earnPoints.earn(List.of(new Activity(
                member,
                ActivityType.PURCHASE,
                "till",
                reference,
                Instant.parse("2026-11-22T04:00:00Z"),
                "store",
                null,
                Money.parse("CNY " + amount),
                null,
                List.of())));
    }

    private MemberId enrol() {
        var card = new Identifier(Identifier.Kind.CARD_NUMBER, "m-" + UUID.randomUUID());
        return enrolMembers
                .enrol(List.of(new Enrolment(card, null, "import")))
                .getFirst()
                .member();
    }

    private StaffId staff(StaffRole role) {
        var login = "s" + UUID.randomUUID().toString().substring(0, 12);
        var outcome = appointStaff.appoint(login, login, "correct-horse-battery-9", Set.of(role), Optional.empty());
        return ((AppointStaff.Outcome.Done) outcome).staff();
    }
}
