package io.perennial.web.imports;

/** Where a file is on its way. */
public enum ImportStatus {
    /** Its bytes are still coming in. */
    UPLOADING,
    /** It is being read for the preview; nothing is booked. */
    CHECKING,
    /** The preview waits for a person's word. */
    READY,
    /** Someone wants it booked, and a second person has to allow it. */
    WAITING,
    /** It is being booked, chunk by chunk. */
    RUNNING,
    DONE,
    /** It cannot be read, or booking stopped; what was booked stays, and a stopped run can be resumed. */
    FAILED,
    /** Given up before it was started. */
    CANCELLED;

    /** Whether something is going on that a page should look at again. */
    public boolean isMoving() {
        return this == UPLOADING || this == CHECKING || this == RUNNING;
    }
}
