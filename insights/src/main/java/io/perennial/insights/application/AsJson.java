package io.perennial.insights.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.json.JsonMapper;

/** What stood and what stands, for the audit trail. */
final class AsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private AsJson() {}

    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
