package io.perennial.recall.domain;

import io.perennial.recall.AssessChurn.Verdict;
import java.time.Duration;
import java.time.Instant;

/**
 * Whoever has been silent for this long has drifted away.
 *
 * @param silence longer than nothing
 */
public record ChurnRule(Duration silence) {

    public ChurnRule {
        if (!silence.isPositive()) {
            throw new IllegalArgumentException("a churn rule allows some silence");
        }
    }

    /** @param since when the silence began; if that is yet to come, there has been none */
    public Verdict judge(Instant since, Instant now) {
        var silentFor = since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
        return silentFor.compareTo(silence) < 0
                ? new Verdict.Active(silentFor)
                : new Verdict.Lapsed(silentFor, silence);
    }
}
