package io.perennial.web.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an event that no listener has finished is handed out again.
 *
 * @param abandonedAfter longer than any listener takes, so that none is called while it is still at work; looked for as often,
 *     so what a killed instance left is done within twice this time
 */
@ConfigurationProperties("perennial.events")
record EventHandOver(@DefaultValue("1m") Duration abandonedAfter) {

    EventHandOver {
        if (!abandonedAfter.isPositive()) {
            throw new IllegalArgumentException("perennial.events.abandoned-after: some time");
        }
    }
}
