package io.perennial.web.admin;

import io.perennial.recall.AssessChurn;

/** Whether a member has drifted away, in whole days. */
record Silence(boolean lapsed, long days, long allowed) {

    static Silence of(AssessChurn.Verdict verdict) {
        return switch (verdict) {
            case AssessChurn.Verdict.Active(var silentFor) -> new Silence(false, silentFor.toDays(), 0);
            case AssessChurn.Verdict.Lapsed(var silentFor, var allowed) ->
                new Silence(true, silentFor.toDays(), allowed.toDays());
            case AssessChurn.Verdict.UnknownMember() -> new Silence(false, 0, 0);
        };
    }
}
