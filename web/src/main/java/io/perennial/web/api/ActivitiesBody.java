package io.perennial.web.api;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A batch, as the description of the API shows it; it is read piece by piece by {@link StrictJson}. */
@Schema(name = "Activities", requiredProperties = "activities")
record ActivitiesBody(
        @ArraySchema(maxItems = 1_000, minItems = 1) List<ActivityBody> activities) {}
