package io.perennial.membership;

import java.util.List;
import java.util.Optional;

/**
 * All tiers, lowest first, with entry lines that rise from step to step. Only the highest may have a limited number of places:
 * nobody falls onto a step that is full.
 */
public record Ladder(List<Tier> tiers, LadderTerms terms) {

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
        if (tiers.stream().limit(tiers.size() - 1).anyMatch(tier -> tier.places() != null)) {
            throw new IllegalArgumentException("only the highest tier has a limited number of places");
        }
        if (tiers.stream().map(Tier::code).distinct().count() < tiers.size()) {
            throw new IllegalArgumentException("each tier has a code of its own");
        }
    }

    public Ladder(List<Tier> tiers) {
        this(tiers, LadderTerms.USUAL);
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

    /** The highest tier that this growth opens without a place being needed. */
    public Tier openedBy(long growth) {
        var reached = reachedBy(growth);
        return reached.places() == null ? reached : tiers.get(reached.rank() - 1);
    }

    /** The highest tier, where its places are limited. */
    public Optional<Tier> limited() {
        return Optional.of(tiers.getLast()).filter(tier -> tier.places() != null);
    }

    /** The one below; nothing below the lowest. */
    public Optional<Tier> below(Tier tier) {
        return tier.rank() == 0 ? Optional.empty() : Optional.of(tiers.get(tier.rank() - 1));
    }

    public Optional<Tier> after(Tier tier) {
        return tier.rank() + 1 < tiers.size() ? Optional.of(tiers.get(tier.rank() + 1)) : Optional.empty();
    }

    public Optional<Tier> find(String code) {
        return tiers.stream().filter(tier -> tier.code().equals(code)).findFirst();
    }
}
