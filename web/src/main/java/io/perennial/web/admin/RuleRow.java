package io.perennial.web.admin;

import io.perennial.points.EarnRule;
import io.perennial.points.ReadRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A version of a rule with what it does at this moment. */
record RuleRow(EarnRule rule, Instant publishedAt, Optional<Instant> retiredAt, State state) {

    enum State {
        SCHEDULED,
        IN_FORCE,
        ENDED,
        /** A later version took its place. */
        REPLACED,
        RETIRED
    }

    static RuleRow at(Instant now, ReadRules.Published published) {
        return new RuleRow(published.rule(), published.publishedAt(), published.retiredAt(), state(now, published));
    }

    /** @param versions newest first */
    static List<RuleRow> history(Instant now, List<ReadRules.Published> versions) {
        var rows = new ArrayList<RuleRow>();
        var replaced = false;
        for (var version : versions) {
            var row = at(now, version);
            rows.add(
                    replaced && row.state() == State.IN_FORCE
                            ? new RuleRow(row.rule(), row.publishedAt(), row.retiredAt(), State.REPLACED)
                            : row);
            replaced |= !version.rule().effectiveFrom().isAfter(now);
        }
        return rows;
    }

    private static State state(Instant now, ReadRules.Published published) {
        var rule = published.rule();
        if (published.retiredAt().filter(at -> !at.isAfter(now)).isPresent()) {
            return State.RETIRED;
        }
        if (rule.effectiveFrom().isAfter(now)) {
            return State.SCHEDULED;
        }
        return rule.inForceAt(now) ? State.IN_FORCE : State.ENDED;
    }
}
