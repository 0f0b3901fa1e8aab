package io.perennial.web.imports;

import java.util.function.BooleanSupplier;

/**
 * Does the work of a file: for the jobs, and for the command line. May be called again at any time, also when another
 * process was killed in the middle or is still at it: of two who do the same work only one gets through.
 */
public interface AdvanceImport {

    /**
     * Checks a received file, or goes on booking a started one; nothing to do in any other status.
     *
     * @param interrupted asked about once a second whether to stop at the next good place
     */
    Progress advance(ImportId id, BooleanSupplier interrupted);

    /** The work failed for good: the file is shown as stopped, and can be resumed. */
    void giveUp(ImportId id);

    /** Throws away what never arrived in full, and the bytes of files that are long done with. */
    void tidyUp();

    enum Progress {
        NOTHING_LEFT,
        /** It was interrupted; another call goes on. */
        TO_BE_CONTINUED
    }
}
