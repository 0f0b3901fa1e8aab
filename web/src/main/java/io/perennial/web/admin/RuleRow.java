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
        /** In force for some members only. */
        ON_TRIAL,
        ENDED,
        /** A later version took its place. */
        REPLACED,
        RETIRED,
        /** Its trial was ended, and the version before is everyone's again. */
        WITHDRAWN
    }

    static RuleRow at(Instant now, ReadRules.Published published) {
        return new RuleRow(published.rule(), published.publishedAt(), published.retiredAt(), state(now, published));
    }

    /** @param versions newest first */
    static List<RuleRow> history(Instant now, List<ReadRules.Published> versions) {
        var rows = new ArrayList<RuleRow>();
        var replaced = false;
        var trialReplaced = false;
        for (var version : versions) {
            var row = at(now, version);
            var gone = (row.state() == State.IN_FORCE && replaced)
                    || (row.state() == State.ON_TRIAL && (replaced || trialReplaced));
            rows.add(gone ? new RuleRow(row.rule(), row.publishedAt(), row.retiredAt(), State.REPLACED) : row);
            replaced |= row.state() == State.IN_FORCE || row.state() == State.ENDED;
            trialReplaced |= row.state() == State.ON_TRIAL;
        }
        return rows;
    }

    private static State state(Instant now, ReadRules.Published published) {
        var rule = published.rule();
        if (published.retiredAt().filter(at -> !at.isAfter(now)).isPresent()) {
            return rule.isForEveryone() ? State.RETIRED : State.WITHDRAWN;
        }
        if (rule.effectiveFrom().isAfter(now)) {
            return State.SCHEDULED;
        }
        if (!rule.inForceAt(now)) {
            return State.ENDED;
        }
        return rule.isForEveryone() ? State.IN_FORCE : State.ON_TRIAL;
    }
}
