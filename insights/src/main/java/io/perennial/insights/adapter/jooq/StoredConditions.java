package io.perennial.insights.adapter.jooq;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.perennial.insights.Condition;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Conditions as they are kept: under the names that the tree gives them, which never change. */
final class StoredConditions {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredConditions() {}

    static String of(Condition condition) {
        return MAPPER.writerFor(Condition.class).writeValueAsString(condition);
    }

    static Condition condition(String json) {
        return MAPPER.readValue(json, Condition.class);
    }
}
