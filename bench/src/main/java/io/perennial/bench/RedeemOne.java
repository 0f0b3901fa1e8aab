package io.perennial.bench;

import io.perennial.bench.Population.Turn;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.Points;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * S3: everybody redeems the same reward, each for another member, and draws from two lots. The baseline's stock is one row.
 *
 */
final class RedeemOne implements Goal {

    private static final int JUDGED_AT = 16;
    private static final long STOCK = 100_000_000;

    @Override
    public String name() {
        return "S3";
    }

    @Override
    public String title() {
        return "redeem one reward, from two lots";
    }

    @Override
    public List<Finding> measure(Stage stage) throws Exception {
        var spenders = stage.population().spenders();
        var baselineTurn = new Turn(spenders);
        var ownTurn = new Turn(spenders);
        var reward = reward(stage.perennial());
        var redeemReward = stage.perennial().port(RedeemReward.class);
        Work baseline = client -> redeem(baselineTurn, member -> stage.raw().redeem(member, Stage.reference()));
        Work own = client -> redeem(
                ownTurn, member -> redeemed(redeemReward.redeem(new Redeeming(member, reward, Stage.reference()))));
        var findings = new ArrayList<Finding>();
        for (var clients : stage.options().clients()) {
            var pairs = stage.compare(clients, baseline, own);
            findings.add(Finding.ofRates(
                    Stage.clients(clients), Stage.rates(pairs), clients == JUDGED_AT ? Bar.atLeast(.70, 1.5) : null));
        }
        return findings;
    }

    /** Tries to redeem for a member. */
    @FunctionalInterface
    interface Try {
        /** @return whether there were points enough */
        boolean forMember(MemberId member) throws Exception;
    }

    /** One who has run out of points is passed over; where all have, there is nothing left to measure. */
    static void redeem(Turn turn, Try one) throws Exception {
        for (int refused = 0; !one.forMember(turn.next()); refused++) {
            if (refused > 1_000) {
                throw new IllegalStateException("the members have run out of points: load more of them (--members)");
            }
        }
    }

    static boolean redeemed(RedeemReward.Outcome outcome) {
        return switch (outcome) {
            case RedeemReward.Outcome.Redeemed redeemed when !redeemed.repeated() -> true;
            case RedeemReward.Outcome.NotEnoughPoints _ -> false;
            default -> throw new IllegalStateException("not redeemed: " + outcome);
        };
    }

    static RewardId reward(RunningPerennial perennial) {
        var catalogue = perennial.port(EditCatalogue.class);
        var staff = new StaffId(MemberId.next().value());
        var reward = new RewardId(MemberId.next().value());
        catalogue.save(
                new Reward(
                        reward,
                        RewardKind.GOODS,
                        new BilingualText("杯子", "Mug"),
                        new BilingualText("杯子", "Mug"),
                        Points.of(RawLedger.PRICE),
                        OptionalInt.empty(),
                        Optional.empty(),
                        null,
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                0,
                staff);
        catalogue.changeStock(reward, STOCK, staff);
        catalogue.publish(reward, staff);
        return reward;
    }
}
