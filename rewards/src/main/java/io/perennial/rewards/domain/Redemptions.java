package io.perennial.rewards.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.RewardId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All redemptions. */
public interface Redemptions {

    /** All that is to be known before a member may redeem. One statement, no lock. */
    Request request(MemberId member, RewardId reward, String key);

    /**
     * @param earlier what this key redeemed before
     * @param offered the reward, when it is published
     */
    record Request(Optional<Redemption> earlier, Optional<OnShelf> offered) {}

    /**
     * Stores a new one, and with it takes its key: who brings the same key meanwhile waits until this transaction ends.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the member's key, or the code, is taken
     */
    void add(Redemption redemption);

    Optional<Redemption> find(RedemptionId redemption);

    /** Ends an ordered one; answers whether it was still ordered. */
    boolean settle(
            Redemption redemption, RedemptionStatus status, @Nullable String cancelReason, StaffId by, Instant at);
}
