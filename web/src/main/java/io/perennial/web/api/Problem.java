package io.perennial.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem document (RFC 9457). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(
        description =
                "A problem document (RFC 9457). Go by `code`: title and detail are for people, in the language of Accept-Language.")
record Problem(
        @Schema(description = "Where the problem is explained", example = "/problems/unknown-member")
        String type,

        @Schema(description = "What sort of problem it is", example = "Unknown member")
        String title,

        @Schema(description = "The HTTP status", example = "404")
        int status,

        @Schema(description = "What happened in this case", example = "Nobody is known by this phone.")
        String detail,

        @Schema(description = "Stable name of the problem", example = "unknown-member")
        String code,

        @Schema(
                description = "Name it when you ask us about this answer",
                example = "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11")
        String requestId,

        @Schema(description = "On invalid-fields and malformed-json: what is wrong, and where")
        List<FieldFault> errors,

        @Schema(description = "Numbers and names that belong to this problem, e.g. `missing` for not-enough-points")
        Map<String, Object> facts) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "FieldFault", description = "One thing that is wrong with the request")
    record FieldFault(
            @Schema(description = "JSON pointer into the request's body (RFC 6901)", example = "/amount/value")
            @Nullable
            String pointer,

            @Schema(description = "Stable name of what is wrong", example = "too-many-decimals")
            String code,

            @Schema(description = "In words", example = "CNY has 2 decimals at most.")
            String detail) {}
}
