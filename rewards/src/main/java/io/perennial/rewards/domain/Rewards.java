package io.perennial.rewards.domain;

import io.perennial.membership.MemberId;
import io.perennial.rewards.EditCatalogue.Listed;
import io.perennial.rewards.EditCatalogue.Status;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The catalogue as it is stored. */
public interface Rewards {

    /** Newest first. */
    List<Listed> all();

    Optional<Listed> find(RewardId reward);

    /** Nobody else changes it until the transaction ends. */
    Optional<Listed> lock(RewardId reward);

    /**
     * A new draft, as version 1.
     *
     * @throws org.springframework.dao.DuplicateKeyException when there is one of this id
     */
    void add(Reward reward, Instant at);

    void write(Reward reward, Status status, int version, Instant at);

    /** Published and visible ones, cheapest first. One statement, whatever their number. */
    List<OnShelf> visible(MemberId member, Instant at);

    Optional<OnShelf> visible(MemberId member, RewardId reward, Instant at);

    /**
     * All published ones, cheapest first, as they stand before somebody who has none of them: from memory, and what is left of
     * them is up to two seconds old.
     */
    List<OnShelf> published();
}
