package io.perennial.membership.adapter.jooq;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The request that is being answered, as it names itself for the log. */
final class RequestMark {

    private static final String REQUEST_ID = "requestId";

    private RequestMark() {}

    /** A caller may have chosen it, and an odd one must not keep a line from being stored. */
    static @Nullable String current() {
        return Optional.ofNullable(MDC.get(REQUEST_ID))
                .filter(id -> id.matches("[\\x20-\\x7e]{1,64}"))
                .orElse(null);
    }
}
