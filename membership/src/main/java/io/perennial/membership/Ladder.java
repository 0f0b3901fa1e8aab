package io.perennial.membership;

import java.util.List;
import java.util.Optional;

/** All tiers, lowest first, with entry lines that rise from step to step. */
public record Ladder(List<Tier> tiers) {

    public Ladder {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("a ladder has at least one tier");
        }
        for (var rank = 0; rank < tiers.size(); rank++) {
            var tier = tiers.get(rank);
            if (tier.rank() != rank) {
                throw new IllegalArgumentException("tiers stand in the order of their ranks");
            }
            if (rank > 0 && tier.entryLine() <= tiers.get(rank - 1).entryLine()) {
                throw new IllegalArgumentException("entry lines rise from tier to tier");
            }
        }
        if (tiers.stream().map(Tier::code).distinct().count() < tiers.size()) {
            throw new IllegalArgumentException("each tier has a code of its own");
        }
    }

    public Tier lowest() {
        return tiers.getFirst();
    }

    /** The highest tier whose entry line this growth reaches. */
    public Tier reachedBy(long growth) {
        return tiers.stream()
                .filter(tier -> growth >= tier.entryLine())
                .reduce((lower, higher) -> higher)
                .orElse(lowest());
    }

    public Optional<Tier> after(Tier tier) {
        return tier.rank() + 1 < tiers.size() ? Optional.of(tiers.get(tier.rank() + 1)) : Optional.empty();
    }

    public Optional<Tier> find(String code) {
        return tiers.stream().filter(tier -> tier.code().equals(code)).findFirst();
    }
}
