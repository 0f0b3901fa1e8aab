package io.perennial.web.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one key may ask for.
 *
 * @param requestsPerMinute on each instance of the application; a batch is one request
 * @param burst how many may come at once
 */
@ConfigurationProperties("perennial.api")
public record ApiLimits(
        @DefaultValue("6000") int requestsPerMinute,
        @DefaultValue("500") int burst) {

    /** A single object. */
    static final int BODY = 1 << 20;

    /** A batch of activities. */
    static final int BATCH_BODY = 8 << 20;

    public ApiLimits {
        if (requestsPerMinute < 1 || burst < 1) {
            throw new IllegalArgumentException("perennial.api: limits are 1 or more");
        }
    }
}
