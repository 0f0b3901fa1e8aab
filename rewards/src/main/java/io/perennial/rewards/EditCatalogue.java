package io.perennial.rewards;

import io.perennial.membership.StaffId;
import java.util.List;
import java.util.Optional;

/** Staff write the catalogue; audited. */
public interface EditCatalogue {

    /** All rewards, newest first. */
    List<Listed> rewards();

    Optional<Listed> find(RewardId reward);

    /** A new draft, or new content for one that exists; price changes hold for redemptions from now on. */
    Outcome save(Reward reward, int version, StaffId by);

    Outcome publish(RewardId reward, StaffId by);

    /** Members no longer see it; what was redeemed stays. */
    Outcome withdraw(RewardId reward, StaffId by);

    /** Adds pieces, or takes away pieces that are still there. */
    Outcome changeStock(RewardId reward, long change, StaffId by);

    /** @param version 0 for a reward that is not stored yet */
    record Listed(Reward reward, Status status, long left, long redeemed, int version) {}

    enum Status {
        DRAFT,
        PUBLISHED,
        WITHDRAWN
    }

    sealed interface Outcome {
        record Saved(int version) implements Outcome {}

        record UnknownReward() implements Outcome {}

        record UnknownTier(String code) implements Outcome {}

        record UnknownPicture() implements Outcome {}

        record ChangedMeanwhile() implements Outcome {}

        /** Fewer pieces are left than should be taken away, or more than 100,000,000 would be. */
        record StockOutOfRange(long left) implements Outcome {}
    }
}
