package io.perennial.membership.domain;

import io.perennial.membership.Ladder;
import io.perennial.membership.Tier;
import java.util.Optional;

/** From the ladder in force to one that shall take its place. */
public record LadderEdit(Ladder from, Ladder to) {

    /**
     * @throws IllegalArgumentException when the tiers that stay have changed places, or a new one stands below one of them:
     *     somebody would be worth less than before
     */
    public LadderEdit {
        var rank = 0;
        for (var tier : from.tiers()) {
            var stays = to.find(tier.code());
            if (stays.isPresent() && stays.get().rank() != rank++) {
                throw new IllegalArgumentException("tiers keep their order, and new ones stand at the top");
            }
        }
    }

    /** A tier that would be gone. */
    public Optional<Tier> removed() {
        return from.tiers().stream()
                .filter(tier -> to.find(tier.code()).isEmpty())
                .findFirst();
    }
}
