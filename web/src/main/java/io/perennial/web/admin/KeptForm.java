package io.perennial.web.admin;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A rule's form as a draft keeps it: as it was typed. Fields that there are no more are passed over, new ones are empty. */
final class KeptForm {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private KeptForm() {}

    static String of(RuleForm form) {
        return MAPPER.writeValueAsString(form);
    }

    static RuleForm read(String typed) {
        return MAPPER.readValue(typed, RuleForm.class);
    }
}
