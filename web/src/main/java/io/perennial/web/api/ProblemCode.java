package io.perennial.web.api;

import java.util.Locale;
import java.util.Optional;

/** Every way in which the API can say no. Codes are stable; each has its page at {@code /problems/<code>}. */
enum ProblemCode {
    MALFORMED_JSON(400),
    INVALID_PARAMETER(400),
    IDEMPOTENCY_KEY_MISSING(400),
    REQUEST_REJECTED(400),
    API_KEY_MISSING(401),
    API_KEY_INVALID(401),
    SCOPE_MISSING(403),
    UNKNOWN_PATH(404),
    UNKNOWN_MEMBER(404),
    REWARD_NOT_AVAILABLE(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    REFERENCE_CONFLICT(409),
    IDEMPOTENCY_KEY_REUSED(409),
    MEMBER_CLOSED(409),
    MEMBER_MAY_NOT_SPEND(409),
    NOT_ENOUGH_POINTS(409),
    SOLD_OUT(409),
    LIMIT_REACHED(409),
    TIER_TOO_LOW(409),
    TRANSFER_REFUSED(409),
    UNKNOWN_TRANSFER(404),
    UNKNOWN_SEGMENT(404),
    SEGMENT_NOT_BY_HAND(409),
    UNKNOWN_BENEFIT_CODE(404),
    BENEFIT_CODE_SPENT(409),
    MEMBER_INACTIVE(409),
    HOUSEHOLD_REFUSED(409),
    UNKNOWN_HOUSEHOLD(404),
    BODY_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    INVALID_FIELDS(422),
    TOO_MANY_ACTIVITIES(422),
    HAPPENED_IN_FUTURE(422),
    CURRENCY_NOT_CONFIGURED(422),
    UNKNOWN_PURCHASE(422),
    REFUND_TOO_LARGE(422),
    RATE_LIMITED(429),
    INTERNAL_ERROR(500),
    BUSY(503),
    OUTCOME_UNKNOWN(503);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** As in {@code unknown-member}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ProblemCode> ofCode(String code) {
        for (var each : values()) {
            if (each.code().equals(code)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
