package io.perennial.points.application;

import tools.jackson.databind.json.JsonMapper;

/** What stood and what stands, for the audit trail. */
final class AsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AsJson() {}

    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
