package io.perennial.membership.domain;

import io.perennial.membership.Ladder;
import io.perennial.membership.Tier;
import java.util.Optional;

/** From the ladder in force to one that shall take its place. */
public record LadderEdit(Ladder from, Ladder to) {

    /** A tier that would be gone. */
    public Optional<Tier> removed() {
        return from.tiers().stream()
                .filter(tier -> to.find(tier.code()).isEmpty())
                .findFirst();
    }

    /** Whether every tier stays where it is and new ones stand above: else somebody would be worth less than before. */
    public boolean keepsOrder() {
        return from.tiers().stream()
                .allMatch(tier -> to.find(tier.code())
                        .filter(after -> after.rank() == tier.rank())
                        .isPresent());
    }
}
