package io.perennial.web.imports.domain;

import io.perennial.web.imports.ImportId;

/** Work that is to be done soon, by whichever instance is free; survives restarts. */
public interface ImportRuns {

    /** Takes part in the caller's transaction. */
    void add(ImportId id);
}
