package io.perennial.recall.application;

import io.perennial.recall.domain.ChurnRule;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this programme understands churn.
 *
 * @param silence how long a member may be silent before they count as lapsed
 */
@ConfigurationProperties("perennial.recall")
record RecallSettings(@DefaultValue("30d") Duration silence) {

    /** Refuses a start with a silence that no rule could have. */
    RecallSettings {
        if (!silence.isPositive()) {
            throw new IllegalArgumentException("perennial.recall.silence must be longer than nothing, as in 30d");
        }
    }

    ChurnRule churnRule() {
        return new ChurnRule(silence);
    }
}
