package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsReward.REWARDS_REWARD;

import io.perennial.membership.BilingualText;
import io.perennial.membership.PictureId;
import io.perennial.points.Points;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.Record;

/** A reward from its columns, in whichever query they are. */
final class StoredReward {

    static Reward of(Record row) {
        var stored = row.into(REWARDS_REWARD);
        var limit = stored.getMemberLimit();
        return new Reward(
                new RewardId(stored.getRewardId()),
                RewardKind.valueOf(stored.getKind()),
                new BilingualText(stored.getNameZh(), stored.getNameEn()),
                new BilingualText(stored.getDescriptionZh(), stored.getDescriptionEn()),
                Points.of(stored.getPrice()),
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                Optional.ofNullable(stored.getTierCode()),
                stored.getVisibleFrom(),
                stored.getVisibleUntil(),
                CashOff.of(stored.getCashOffCurrency(), stored.getCashOffMinor()),
                Optional.ofNullable(stored.getPictureId()).map(PictureId::new),
                Optional.ofNullable(stored.getSku()),
                Optional.ofNullable(stored.getCategory()));
    }

    private StoredReward() {}
}
