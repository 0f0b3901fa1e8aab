package io.perennial.rewards.domain;

import io.perennial.membership.StaffId;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All redemptions. */
public interface Redemptions {

    /** All that is to be known before these may be redeemed, in their order. No lock. */
    List<Request> requests(List<Redeeming> redeemings);

    /**
     * @param earlier what this key redeemed before
     * @param offered the reward, when it is published
     */
    record Request(Optional<Redemption> earlier, Optional<OnShelf> offered) {}

    /**
     * Stores new ones, and with them takes their keys: who brings the same key meanwhile waits until this transaction ends.
     *
     * @throws org.springframework.dao.DuplicateKeyException when a member's key, or a code, is taken
     */
    void add(List<Redemption> redemptions);

    Optional<Redemption> find(RedemptionId redemption);

    /** Ends an ordered one; answers whether it was still ordered. */
    boolean settle(
            Redemption redemption, RedemptionStatus status, @Nullable String cancelReason, StaffId by, Instant at);
}
