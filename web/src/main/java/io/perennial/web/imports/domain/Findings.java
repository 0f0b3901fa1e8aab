package io.perennial.web.imports.domain;

import java.util.Optional;

/**
 * What reading a file brings to light. The findings and their order follow from the bytes alone, so that a run which was killed
 * goes on by passing over as many as were dealt with.
 */
public interface Findings {

    /**
     * @return nothing at the end
     * @throws UnreadableFile when there is no sense in reading on
     */
    Optional<Finding> next();
}
