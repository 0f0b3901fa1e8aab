package io.perennial.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.rewards.RedeemReward.Redeeming;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.Scenario;

@RewardsOnFakes
class RewardsModuleTests {

    @Autowired
    private RedeemReward redeemReward;

    @Autowired
    private SettleRedemption settling;

    @Autowired
    private FakePoints points;

    @Autowired
    private Shelf shelf;

    @Test
    void redeeming_is_told_to_the_other_modules(Scenario scenario) {
        var member = MemberId.next();
        points.give(member, 100);
        var reward = shelf.published(1, written -> written);

        scenario.stimulate(() -> redeemReward.redeem(new Redeeming(member, reward.id(), "a")))
                .andWaitForEventOfType(RewardRedeemed.class)
                .matchingMappedValue(RewardRedeemed::member, member)
                .toArriveAndVerify(event -> {
                    assertThat(event.reward()).isEqualTo(reward.id());
                    assertThat(event.points()).isEqualTo(100);
                });
    }

    @Test
    void cancelling_is_told_to_the_other_modules(Scenario scenario) {
        var member = MemberId.next();
        points.give(member, 100);
        var reward = shelf.published(1, written -> written);
        var redeemed = (RedeemReward.Outcome.Redeemed) redeemReward.redeem(new Redeeming(member, reward.id(), "a"));

        scenario.stimulate(() -> settling.cancel(redeemed.redemption(), "broken", Shelf.STAFF))
                .andWaitForEventOfType(RedemptionCancelled.class)
                .matchingMappedValue(RedemptionCancelled::redemption, redeemed.redemption())
                .toArriveAndVerify(event -> assertThat(event.points()).isEqualTo(100));
    }
}
