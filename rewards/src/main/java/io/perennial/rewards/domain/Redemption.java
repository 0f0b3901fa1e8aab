package io.perennial.rewards.domain;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.PictureId;
import io.perennial.points.Points;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One piece of a reward in one member's hands, with what the catalogue said of it at that moment.
 *
 * @param key under which the member asked for it
 */
public record Redemption(
        RedemptionId id,
        MemberId member,
        RewardId reward,
        RewardKind kind,
        BilingualText name,
        Optional<PictureId> picture,
        Points price,
        Optional<Money> cashOff,
        RedemptionCode code,
        String key,
        RedemptionStatus status,
        Instant redeemedAt) {

    public static Redemption of(Reward reward, MemberId member, String key, RedemptionCode code, Instant at) {
        return new Redemption(
                RedemptionId.next(),
                member,
                reward.id(),
                reward.kind(),
                reward.name(),
                reward.picture(),
                reward.price(),
                reward.cashOff(),
                code,
                key,
                RedemptionStatus.ORDERED,
                at);
    }

    /** The business key under which its points are spent and given back. */
    public String spendingKey() {
        return "redemption:" + id;
    }
}
