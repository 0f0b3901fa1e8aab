package io.perennial.web.admin;

import io.perennial.membership.BilingualText;
import io.perennial.points.Points;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** A reward and its redemptions. */
final class RewardSample {

    static final BilingualText MUG = new BilingualText("马克杯", "Mug");

    private RewardSample() {}

    static Reward reward(String name) {
        return new Reward(
                Sample.REWARD,
                RewardKind.GOODS,
                new BilingualText("马克杯", name),
                new BilingualText("陶瓷，350 毫升", "Stoneware, 350 ml"),
                Points.of(500),
                OptionalInt.of(2),
                Optional.of("vip"),
                Sample.NOW.minus(Duration.ofDays(1)),
                Sample.NOW.plus(Duration.ofDays(30)),
                Optional.empty(),
                Optional.of(Sample.PICTURE),
                Optional.of("CUP-02"),
                Optional.of("cups"));
    }

    static EditCatalogue.Listed listed() {
        return new EditCatalogue.Listed(reward("Mug"), EditCatalogue.Status.PUBLISHED, 12, 3, 4);
    }

    static EditCatalogue.Listed coupon() {
        return new EditCatalogue.Listed(
                new Reward(
                        RewardId.of("0193579a-0000-7000-8000-00000000000a"),
                        RewardKind.COUPON,
                        new BilingualText("十元券", "Ten off"),
                        new BilingualText("满减", "Ten yuan off"),
                        Points.of(900),
                        OptionalInt.empty(),
                        Optional.empty(),
                        null,
                        null,
                        Optional.of(Money.of(CurrencyUnit.of("CNY"), 10)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                EditCatalogue.Status.DRAFT,
                0,
                0,
                1);
    }

    static ReadRedemptions.Line redemption() {
        return redemption(RedemptionStatus.ORDERED);
    }

    static ReadRedemptions.Line redemption(RedemptionStatus status) {
        return new ReadRedemptions.Line(
                Sample.REDEMPTION,
                Sample.MEMBER,
                Sample.REWARD,
                MUG,
                RewardKind.GOODS,
                Optional.of(Sample.PICTURE),
                Points.of(500),
                Optional.empty(),
                "KX7M2P9Q",
                status,
                Sample.NOW,
                status == RedemptionStatus.ORDERED ? null : Sample.NOW,
                status == RedemptionStatus.CANCELLED ? "broken handle" : null);
    }

    static ReadRedemptions.Page redemptions() {
        return new ReadRedemptions.Page(List.of(redemption()), true);
    }
}
